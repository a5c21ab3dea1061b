-- By the type that the tagger had given: how often an analyst found it right. Each verdict counts, applied or not.
WITH judged AS (
    SELECT verdict_id, type, verdict, bool_or(mention_id IS NOT NULL) AS applies
    FROM mart.verdicts
    WHERE verdict IN ('right', 'wrong_type', 'not_an_event')
    GROUP BY ALL
)
SELECT
    coalesce(type, 'all') AS type,
    count(*) AS n_judged,
    count(*) FILTER (verdict = 'right') AS n_right,
    count(*) FILTER (verdict = 'wrong_type') AS n_wrong_type,
    count(*) FILTER (verdict = 'not_an_event') AS n_not_an_event,
    round(n_right / n_judged, 3) AS "precision",
    count(*) FILTER (applies) AS n_still_tagged_so
FROM judged
GROUP BY ROLLUP (judged.type)
HAVING count(*) > 0
ORDER BY type = 'all', type
