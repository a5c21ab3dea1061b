-- One signature a revision, of the latest version. Not a MERGE: that would read the bands of all that is stored.
DELETE FROM core.signature WHERE revision_id IN (SELECT revision_id FROM staged) RETURNING 'DELETE' AS merge_action;

INSERT INTO core.signature BY NAME FROM staged RETURNING 'INSERT' AS merge_action;
