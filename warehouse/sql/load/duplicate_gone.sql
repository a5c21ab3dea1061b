-- Edges of revisions that were compared anew go, unless they were found again. `staged` holds the edges found and, with
-- no original, the revisions that were compared by a method.
DELETE FROM core.duplicate AS known
USING staged AS compared
WHERE compared.original_revision_id IS NULL
  AND compared.method = known.method
  AND compared.revision_id IN (known.revision_id, known.original_revision_id)
  AND NOT EXISTS (
    FROM staged AS found
    WHERE found.revision_id = known.revision_id
      AND found.original_revision_id = known.original_revision_id
      AND found.method = known.method
  )
RETURNING 'DELETE' AS merge_action;
