-- Revisions without a signature of the present version, oldest first: what is to be compared. The texts are read by the
-- place of their rows, so that only theirs are.
WITH fresh AS MATERIALIZED (
    SELECT revision.rowid AS place
    FROM core.revision
    ANTI JOIN core.signature AS signed
        ON signed.revision_id = revision.revision_id
        AND signed.version = $version
        AND signed.published_at = coalesce(revision.published_at, revision.fetched_at)
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
