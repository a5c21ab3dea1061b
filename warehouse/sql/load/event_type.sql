-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.event_type AS known
USING staged USING (type)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.event_type
WHERE type NOT IN (SELECT type FROM staged)
RETURNING 'DELETE' AS merge_action;
