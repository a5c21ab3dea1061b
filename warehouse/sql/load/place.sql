-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.place AS known
USING staged USING (place_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.place
WHERE place_id NOT IN (SELECT place_id FROM staged)
RETURNING 'DELETE' AS merge_action;
