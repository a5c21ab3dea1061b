-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.event_mention AS known
USING staged USING (event_id, mention_id)
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.event_mention
WHERE (event_id, mention_id) NOT IN (SELECT (event_id, mention_id) FROM staged)
RETURNING 'DELETE' AS merge_action;
