-- Pairs of a fresh revision and one that shares bands of its signature, of another article and in other words.
WITH fresh AS (
    SELECT revision_id, article_id, published_at, words_digest, unnest(bands) AS band
    FROM core.signature
    WHERE revision_id IN (SELECT unnest(string_split($ids, chr(10)))) AND published_at BETWEEN $first_at AND $last_at
),
stored AS (
    SELECT revision_id, article_id, published_at, words_digest, unnest(bands) AS band
    FROM core.signature
    WHERE version = $version AND published_at BETWEEN $from_at AND $to_at
),
met AS (
    SELECT fresh.revision_id AS fresh_id, stored.revision_id AS stored_id
    FROM fresh JOIN stored USING (band)
    WHERE fresh.article_id <> stored.article_id
      AND fresh.words_digest <> stored.words_digest
      AND stored.published_at BETWEEN fresh.published_at - $window AND fresh.published_at + $window
    GROUP BY ALL
    HAVING count(*) >= $min_shared_bands
)
SELECT DISTINCT least(fresh_id, stored_id), greatest(fresh_id, stored_id) FROM met ORDER BY ALL;
