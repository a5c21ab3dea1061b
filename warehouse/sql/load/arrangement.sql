-- The staged rows are all pinned truces there are: a pinned one that is not among them goes, found ones stay.
MERGE INTO core.arrangement AS known
USING staged USING (arrangement_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE AND known.origin = 'pinned' THEN DELETE
RETURNING merge_action;
