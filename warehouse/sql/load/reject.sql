-- What did not become an article, and why.
MERGE INTO ops.reject AS known
USING staged USING (reject_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
