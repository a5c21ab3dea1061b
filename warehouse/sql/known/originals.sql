-- The first published of the revisions with the same text.
SELECT text_sha256, revision_id
FROM core.revision
WHERE text_sha256 IN (SELECT unnest($text_sha256s))
QUALIFY row_number() OVER (
    PARTITION BY text_sha256 ORDER BY coalesce(published_at, fetched_at), fetched_at, revision_id
) = 1;
