SELECT
    article_id, revision_id, revision_number, title, standfirst, text_sha256, published_at, fetched_at, last_fetched_at
FROM core.revision
WHERE article_id IN (SELECT unnest($ids))
ORDER BY article_id, revision_number;
