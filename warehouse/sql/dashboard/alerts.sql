-- What is worth a message, one row a thing. An event's id hangs on its first report and may change when an earlier one
-- comes in: it was told when any of its reports was, hence told_keys. source_ids are the outlets whose reports make it.
-- A breach counts while it was reported in the week before the latest report, so that old pages read late are no news.
WITH latest AS (
    SELECT max(first_reported_at) AS latest_at FROM mart.events WHERE NOT is_background
),
reports AS (
    SELECT
        event_id,
        list(DISTINCT concat_ws('|', 'violation', article_id, event_date)) AS told_keys,
        list(DISTINCT source_id) AS source_ids
    FROM mart.mentions
    WHERE type = 'ceasefire_violation' AND event_id IS NOT NULL
    GROUP BY event_id
)
SELECT
    'trucewire.violation.new' AS kind,
    concat_ws('|', 'violation', event_id) AS alert_key,
    reports.told_keys,
    reports.source_ids,
    'Ceasefire violation ' || if(status = 'actual', 'reported', status) AS title,
    concat_ws(', ', array_to_string(places, ', '), CAST(event_date AS VARCHAR)) AS subject,
    first_quote AS text,
    first_url AS url
FROM mart.events JOIN reports USING (event_id), latest
WHERE type = 'ceasefire_violation' AND status IN ('actual', 'alleged') AND NOT is_background
  AND first_reported_at > latest_at - INTERVAL 7 DAYS
UNION ALL
SELECT
    'trucewire.commitment.overdue',
    concat_ws('|', 'overdue', commitment_id, due_on),
    [concat_ws('|', 'overdue', commitment_id, due_on)],
    list_distinct([quote.source_id FOR quote IN quotes]),
    'Commitment overdue: due on ' || due_on,
    concat_ws(', ', replace(type, '_', ' '), place, array_to_string(by_whom, ', ')),
    quotes[-1].quote,
    quotes[-1].url
FROM mart.commitments
WHERE is_overdue
UNION ALL
SELECT
    'trucewire.feed.silent',
    concat_ws('|', 'silent', feed_id, coalesce(last_new_at, TIMESTAMPTZ 'epoch')),
    [concat_ws('|', 'silent', feed_id, coalesce(last_new_at, TIMESTAMPTZ 'epoch'))],
    [source_id],
    'Feed ' || feed_id || ' is ' || health,
    feed_id,
    coalesce(message, last_outcome),
    url
FROM mart.feed_health
WHERE health IN ('stale', 'empty', 'blocked', 'broken')
ORDER BY alert_key
