-- What joins the articles of a story: the best edge of copies between each two of them, and the acts they tell first.
SELECT
    later.article_id,
    earlier.article_id AS of_article_id,
    arg_max(relation, (jaccard, score, relation)) AS relation,
    arg_max(method, (jaccard, score, relation)) AS method,
    arg_max(score, (jaccard, score, relation)) AS score,
    max(jaccard) AS jaccard
FROM core.duplicate
JOIN core.revision AS later ON later.revision_id = duplicate.revision_id
JOIN core.revision AS earlier ON earlier.revision_id = duplicate.original_revision_id
WHERE later.article_id IN (SELECT unnest(string_split($ids, chr(10))))
GROUP BY ALL
UNION ALL
SELECT ours.article_id, theirs.article_id, 'same_event', 'act', 0.0, 0.0
FROM core.headline_act AS ours JOIN core.headline_act AS theirs USING (act)
WHERE ours.article_id < theirs.article_id AND ours.article_id IN (SELECT unnest(string_split($ids, chr(10))))
ORDER BY ALL;
