-- The staged rows are all found truces there are: a found one that is not among them goes, pinned ones stay.
MERGE INTO core.arrangement AS known
USING staged USING (arrangement_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.arrangement
WHERE origin = 'found' AND arrangement_id NOT IN (SELECT arrangement_id FROM staged)
RETURNING 'DELETE' AS merge_action;
