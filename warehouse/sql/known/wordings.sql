-- Revisions as they are compared; read by the place of their rows, so that no other text is.
WITH asked AS MATERIALIZED (
    SELECT rowid AS place FROM core.revision WHERE revision_id IN (SELECT unnest(string_split($ids, chr(10))))
)
SELECT
    revision_id,
    article_id,
    source_id,
    coalesce(published_at, fetched_at) AS published_at,
    text,
    background_start,
    coalesce(mart.agencies_of(credited_agencies, source_id), []) AS credited
FROM core.revision
WHERE rowid IN (SELECT place FROM asked);
