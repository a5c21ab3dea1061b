-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.event_relation AS known
USING staged USING (event_id, relation, from_mention_id, to_mention_id)
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.event_relation
WHERE (event_id, relation, from_mention_id, to_mention_id) NOT IN (SELECT (event_id, relation, from_mention_id, to_mention_id) FROM staged)
RETURNING 'DELETE' AS merge_action;
