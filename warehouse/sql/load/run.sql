-- The run itself; the same run loaded again says the same.
MERGE INTO ops.run AS known
USING staged USING (run_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
