-- Revisions without a signature of the present version, oldest first: what is to be compared.
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
ANTI JOIN core.signature AS signed
    ON signed.revision_id = revision.revision_id
    AND signed.version = $version
    AND signed.published_at = coalesce(revision.published_at, revision.fetched_at)
ORDER BY published_at, revision.revision_id;
