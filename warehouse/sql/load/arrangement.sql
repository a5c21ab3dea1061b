-- The staged rows are all pinned truces there are: a pinned one that is not among them goes, found ones stay.
MERGE INTO core.arrangement AS known
USING staged USING (arrangement_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.arrangement
WHERE origin = 'pinned' AND arrangement_id NOT IN (SELECT arrangement_id FROM staged)
RETURNING 'DELETE' AS merge_action;
