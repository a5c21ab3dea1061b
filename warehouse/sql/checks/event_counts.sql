-- Every event counts its mentions, and none has fewer than one.
SELECT event_id, n_mentions, count(mention_id) AS n_found
FROM core.event LEFT JOIN core.event_mention USING (event_id)
GROUP BY event_id, n_mentions
HAVING count(mention_id) <> n_mentions OR n_mentions < 1
ORDER BY event_id;
