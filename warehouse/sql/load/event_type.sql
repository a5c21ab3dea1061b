-- The staged rows are the whole truth: a row that is not among them goes.
MERGE INTO core.event_type AS known
USING staged USING (type)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING merge_action;
