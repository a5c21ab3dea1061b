-- Revisions as they are compared.
SELECT
    revision.revision_id,
    revision.article_id,
    revision.source_id,
    coalesce(revision.published_at, revision.fetched_at) AS published_at,
    revision.text,
    revision.background_start,
    coalesce(credits.agencies, []) AS credited
FROM core.revision
LEFT JOIN mart.credits ON credits.revision_id = revision.revision_id
WHERE revision.revision_id IN (SELECT unnest(string_split($ids, chr(10))));
