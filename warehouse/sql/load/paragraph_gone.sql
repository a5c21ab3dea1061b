-- The paragraphs of readings that are no more go.
DELETE FROM core.paragraph WHERE revision_id NOT IN (SELECT revision_id FROM core.revision)
RETURNING 'DELETE' AS merge_action;
