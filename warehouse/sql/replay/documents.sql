-- Revisions to tag anew, oldest first, after the one that came last.
SELECT revision_id AS document_id, text, title, published_at, source_id, dateline_on, background_start
FROM core.revision
WHERE source_id = coalesce($source_id, source_id)
  AND fetched_at >= coalesce($from_at, fetched_at)
  AND fetched_at < coalesce($to_at, TIMESTAMPTZ 'infinity')
  AND (fetched_at, revision_id) > (coalesce($after_at, TIMESTAMPTZ '-infinity'), $after_id)
ORDER BY fetched_at, revision_id
LIMIT $n_rows;
