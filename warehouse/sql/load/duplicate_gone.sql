-- Edges of revisions that were compared anew go, unless they were found again. `staged` holds the edges found and, with
-- no original, the revisions that were compared, all by one method. Each end of an edge is looked up by itself: a join on
-- one end or the other would set every edge against every revision.
WITH compared AS (FROM staged WHERE original_revision_id IS NULL)
DELETE FROM core.duplicate AS known
WHERE method IN (SELECT method FROM compared)
  AND (
    revision_id IN (SELECT revision_id FROM compared)
    OR original_revision_id IN (SELECT revision_id FROM compared)
  )
  AND NOT EXISTS (
    SELECT 1
    FROM staged AS found
    WHERE found.revision_id = known.revision_id
      AND found.original_revision_id = known.original_revision_id
      AND found.method = known.method
  )
RETURNING 'DELETE' AS merge_action;
