-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.event_mention AS known
USING staged USING (event_id, mention_id)
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING merge_action;
