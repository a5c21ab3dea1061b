-- How the wordings that were looked at differ, each from the one before it. Not a MERGE: that would read all differences.
DELETE FROM core.revision_change WHERE revision_id IN (SELECT revision_id FROM staged) RETURNING 'DELETE' AS merge_action;

INSERT INTO core.revision_change BY NAME FROM staged RETURNING 'INSERT' AS merge_action;
