-- How each feed does, against what is usual for it. A feed of sources.toml that was never polled is shown too.
CREATE VIEW mart.feed_health AS
WITH latest_week AS (
    SELECT entry.feed_id, count(*) AS n_new_in_7_days
    FROM raw.entry JOIN ops.feed_state ON feed_state.feed_id = entry.feed_id
    WHERE entry.first_seen_at > feed_state.last_polled_at - INTERVAL 7 DAYS
    GROUP BY entry.feed_id
)
SELECT
    feed_id,
    coalesce(feed.source_id, feed_state.source_id) AS source_id,
    CASE
        WHEN feed.is_enabled = false THEN 'disabled'
        ELSE coalesce(feed_state.health, 'never polled')
    END AS health,
    feed_state.last_outcome,
    feed_state.message,
    feed_state.last_polled_at,
    feed_state.next_due_at,
    feed_state.last_new_at,
    feed_state.newest_item_at,
    feed_state.n_entries,
    feed_state.n_new,
    coalesce(latest_week.n_new_in_7_days, 0) AS n_new_in_7_days,
    feed.expected_items_per_day,
    coalesce(feed_state.n_polls, 0) AS n_polls,
    coalesce(feed_state.n_failures, 0) AS n_failures,
    coalesce(feed.url, feed_state.url) AS url
FROM core.feed
FULL JOIN ops.feed_state USING (feed_id)
LEFT JOIN latest_week USING (feed_id);

COMMENT ON VIEW mart.feed_health IS 'One row a feed: how it does, what its last poll ended in, and when the next is due.';
COMMENT ON COLUMN mart.feed_health.feed_id IS 'The feed.';
COMMENT ON COLUMN mart.feed_health.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.feed_health.health IS 'ok, quiet, stale, empty, blocked, broken, disabled, unknown (it never answered), never polled.';
COMMENT ON COLUMN mart.feed_health.last_outcome IS 'What the last poll ended in.';
COMMENT ON COLUMN mart.feed_health.message IS 'What went wrong last, in words.';
COMMENT ON COLUMN mart.feed_health.last_polled_at IS 'Last poll, UTC.';
COMMENT ON COLUMN mart.feed_health.next_due_at IS 'No request before this time, UTC.';
COMMENT ON COLUMN mart.feed_health.last_new_at IS 'When a poll last brought something new, UTC.';
COMMENT ON COLUMN mart.feed_health.newest_item_at IS 'Latest publication time seen in the feed, UTC.';
COMMENT ON COLUMN mart.feed_health.n_entries IS 'Entries in the last body.';
COMMENT ON COLUMN mart.feed_health.n_new IS 'New entries in the last body.';
COMMENT ON COLUMN mart.feed_health.n_new_in_7_days IS 'Entries first seen in the seven days before the last poll.';
COMMENT ON COLUMN mart.feed_health.expected_items_per_day IS 'Items a day that are usual.';
COMMENT ON COLUMN mart.feed_health.n_polls IS 'Polls so far.';
COMMENT ON COLUMN mart.feed_health.n_failures IS 'Failures in a row, in fractions.';
COMMENT ON COLUMN mart.feed_health.url IS 'Its address.';

CREATE VIEW main.feed_health AS FROM mart.feed_health;
COMMENT ON VIEW main.feed_health IS 'Same as mart.feed_health: how each feed does.';
