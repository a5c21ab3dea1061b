-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.event AS known
USING staged USING (event_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.event
WHERE event_id NOT IN (SELECT event_id FROM staged)
RETURNING 'DELETE' AS merge_action;
