-- Those of some revisions that have no signature of the present version, oldest first: what is to be compared. The texts
-- are read by the place of their rows, so that only theirs are.
WITH asked AS MATERIALIZED (
    SELECT rowid AS place, revision_id, coalesce(published_at, fetched_at) AS published_at
    FROM core.revision
    WHERE revision_id IN (SELECT unnest(string_split($ids, chr(10))))
),
signed AS MATERIALIZED (
    SELECT revision_id, published_at
    FROM core.signature
    WHERE version = $version AND revision_id IN (SELECT unnest(string_split($ids, chr(10))))
),
fresh AS MATERIALIZED (
    SELECT place FROM asked ANTI JOIN signed USING (revision_id, published_at)
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
WHERE rowid IN (SELECT place FROM fresh)
ORDER BY published_at, revision_id;
