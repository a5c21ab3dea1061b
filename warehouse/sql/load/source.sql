-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.source AS known
USING staged USING (source_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.source
WHERE source_id NOT IN (SELECT source_id FROM staged)
RETURNING 'DELETE' AS merge_action;
