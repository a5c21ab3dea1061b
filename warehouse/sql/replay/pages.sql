-- Stored article pages to read anew, oldest first, after the one that came last. What was asked for as a feed, a sitemap
-- or robots.txt is no article page.
SELECT *
FROM raw.page
WHERE source_id = coalesce($source_id, source_id)
  AND fetched_at >= coalesce($from_at, fetched_at)
  AND fetched_at < coalesce($to_at, TIMESTAMPTZ 'infinity')
  AND (fetched_at, page_id) > (coalesce($after_at, TIMESTAMPTZ '-infinity'), $after_id)
  AND url NOT IN (SELECT url FROM ops.fetch WHERE kind <> 'page')
  AND (
      CAST($article_ids AS VARCHAR[]) IS NULL
      OR page_id IN (SELECT page_id FROM core.revision WHERE list_contains(CAST($article_ids AS VARCHAR[]), article_id))
  )
ORDER BY fetched_at, page_id
LIMIT $n_rows;
