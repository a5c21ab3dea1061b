-- The log of requests: rows are added, never changed.
MERGE INTO ops.fetch AS known
USING staged USING (fetch_id)
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
