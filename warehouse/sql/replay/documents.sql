-- Revisions to tag anew, oldest first, after the one that came last. One that says no date is read against the article's, or
-- else against its first fetch, as mart.articles tells it.
SELECT
    revision_id AS document_id,
    text,
    title,
    coalesce(
        published_at,
        (SELECT article.published_at FROM core.article WHERE article.article_id = revision.article_id),
        fetched_at
    ) AS published_at,
    source_id,
    dateline_on,
    background_start
FROM core.revision
WHERE source_id = coalesce($source_id, source_id)
  AND fetched_at >= coalesce($from_at, fetched_at)
  AND fetched_at < coalesce($to_at, TIMESTAMPTZ 'infinity')
  AND (fetched_at, revision_id) > (coalesce($after_at, TIMESTAMPTZ '-infinity'), $after_id)
ORDER BY fetched_at, revision_id
LIMIT $n_rows;
