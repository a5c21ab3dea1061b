-- All revisions with the same words as one of the fresh ones, with the digest of these words.
SELECT words_digest, revision_id
FROM core.signature
WHERE words_digest IN (SELECT unnest(string_split($digests, chr(10)))) AND version = $version
ORDER BY words_digest, revision_id;
