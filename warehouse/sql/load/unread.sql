-- Pages that give no article any more: what was read from them before goes, with its mentions. `staged` holds the pages.
DELETE FROM core.revision WHERE page_id IN (SELECT page_id FROM staged)
RETURNING 'DELETE' AS merge_action;

UPDATE core.revision
SET revision_number = counted.revision_number
FROM (
    SELECT
        revision_id,
        CAST(row_number() OVER (PARTITION BY article_id ORDER BY fetched_at, revision_id) AS INTEGER) AS revision_number
    FROM core.revision
) AS counted
WHERE counted.revision_id = revision.revision_id AND counted.revision_number <> revision.revision_number
RETURNING 'UPDATE' AS merge_action;

DELETE FROM core.mention WHERE document_id NOT IN (SELECT revision_id FROM core.revision)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.duplicate
WHERE revision_id NOT IN (SELECT revision_id FROM core.revision)
   OR original_revision_id NOT IN (SELECT revision_id FROM core.revision)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.signature WHERE revision_id NOT IN (SELECT revision_id FROM core.revision)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.revision_change WHERE revision_id NOT IN (SELECT revision_id FROM core.revision)
RETURNING 'DELETE' AS merge_action;
