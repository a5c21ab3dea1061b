-- All revisions with the same words as one of the fresh ones, with the digest of these words.
WITH fresh AS (
    SELECT DISTINCT words_digest
    FROM core.signature
    WHERE revision_id IN (SELECT unnest(string_split($ids, chr(10)))) AND published_at BETWEEN $first_at AND $last_at
)
SELECT words_digest, revision_id
FROM core.signature SEMI JOIN fresh USING (words_digest)
WHERE version = $version
ORDER BY words_digest, revision_id;
