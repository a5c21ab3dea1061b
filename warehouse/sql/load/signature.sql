-- One signature a revision, of the latest version.
MERGE INTO core.signature AS known
USING staged USING (revision_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
