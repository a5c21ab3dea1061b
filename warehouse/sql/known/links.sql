-- What joins articles of these: the best edge of copies between each two of them, and the acts they tell first.
WITH asked AS MATERIALIZED (
    SELECT revision_id, article_id FROM core.revision WHERE article_id IN (SELECT unnest(string_split($ids, chr(10))))
),
act AS MATERIALIZED (
    FROM core.headline_act WHERE article_id IN (SELECT unnest(string_split($ids, chr(10))))
)
SELECT
    later.article_id,
    earlier.article_id AS of_article_id,
    arg_max(relation, (jaccard, score, relation)) AS relation,
    arg_max(method, (jaccard, score, relation)) AS method,
    arg_max(score, (jaccard, score, relation)) AS score,
    max(jaccard) AS jaccard
FROM core.duplicate
JOIN asked AS later ON later.revision_id = duplicate.revision_id
JOIN asked AS earlier ON earlier.revision_id = duplicate.original_revision_id
GROUP BY ALL
UNION ALL
SELECT ours.article_id, theirs.article_id, 'same_event', 'act', 0.0, 0.0
FROM act AS ours JOIN act AS theirs USING (act)
WHERE ours.article_id < theirs.article_id
ORDER BY ALL;
