-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.feed AS known
USING staged USING (feed_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.feed
WHERE feed_id NOT IN (SELECT feed_id FROM staged)
RETURNING 'DELETE' AS merge_action;
