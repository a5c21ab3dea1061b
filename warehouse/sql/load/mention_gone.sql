-- What the tagger no longer finds in a document goes. `staged` holds the ids of the tagged documents and of what was found.
DELETE FROM core.mention
WHERE document_id IN (SELECT document_id FROM staged)
  AND mention_id NOT IN (SELECT mention_id FROM staged WHERE mention_id IS NOT NULL)
RETURNING 'DELETE' AS merge_action;
