-- What each poll ended in.
MERGE INTO ops.poll AS known
USING staged USING (poll_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
