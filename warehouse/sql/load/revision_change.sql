-- How the wordings of the articles that were looked at differ, each from the one before it.
MERGE INTO core.revision_change AS known
USING staged USING (revision_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
