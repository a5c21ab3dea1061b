-- The paragraphs of revisions, once: those that have them keep them.
INSERT INTO core.paragraph BY NAME
FROM staged
ANTI JOIN (
    SELECT wording_hash, revision_id FROM core.paragraph WHERE wording_hash IN (SELECT wording_hash FROM staged)
) AS known USING (wording_hash, revision_id)
RETURNING 'INSERT' AS merge_action;
