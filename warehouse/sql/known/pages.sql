-- Stored pages to read anew, oldest first.
SELECT *
FROM raw.page
WHERE source_id = coalesce($source_id, source_id)
  AND fetched_at >= coalesce($from_at, fetched_at)
  AND fetched_at < coalesce($to_at, TIMESTAMPTZ 'infinity')
ORDER BY fetched_at, page_id;
