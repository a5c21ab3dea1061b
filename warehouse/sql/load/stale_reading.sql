-- One page has one reading. When a newer extractor reads another article or wording out of a stored page, what was
-- read from it before goes, with its mentions. `staged` holds the articles of the batch.
DELETE FROM core.revision
WHERE page_id IN (SELECT page_id FROM staged)
  AND revision_id NOT IN (SELECT revision_id FROM staged)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.mention
WHERE document_id NOT IN (SELECT revision_id FROM core.revision UNION ALL SELECT revision_id FROM staged)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.duplicate
WHERE revision_id NOT IN (SELECT revision_id FROM core.revision UNION ALL SELECT revision_id FROM staged)
   OR original_revision_id NOT IN (SELECT revision_id FROM core.revision UNION ALL SELECT revision_id FROM staged)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.signature
WHERE revision_id NOT IN (SELECT revision_id FROM core.revision UNION ALL SELECT revision_id FROM staged)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.revision_change
WHERE revision_id NOT IN (SELECT revision_id FROM core.revision UNION ALL SELECT revision_id FROM staged)
RETURNING 'DELETE' AS merge_action;
