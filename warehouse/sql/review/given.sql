-- The verdicts given so far, and whether each still applies to a mention.
SELECT
    article_id, quote, type, verdict, value, note, judged_at, url, bool_or(mention_id IS NOT NULL) AS applies
FROM mart.verdicts
GROUP BY ALL
ORDER BY judged_at, article_id, quote, type
