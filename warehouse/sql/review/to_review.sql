-- Mentions that nobody has judged, the least certain first.
SELECT
    article_id, quote, type, mention_key, status, event_date, places, source_actors, target_actors, title, source_id,
    published_at, url, confidence
FROM mart.mentions
WHERE verdict IS NULL
  AND ($type IS NULL OR type = $type)
  AND ($event_id IS NULL OR starts_with(event_id, $event_id))
ORDER BY confidence, mention_key
LIMIT $limit
