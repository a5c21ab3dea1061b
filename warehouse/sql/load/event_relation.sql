-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.event_relation AS known
USING staged USING (event_id, relation, from_mention_id, to_mention_id)
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING merge_action;
