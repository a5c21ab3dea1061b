-- How the feeds of one source (of all when $source_id is NULL) do, worst first, and why those that are not well are not.
SELECT
    feed_id,
    health,
    CASE
        WHEN message IS NOT NULL THEN message
        WHEN health IN ('stale', 'quiet') THEN 'its newest item is of ' || CAST(newest_item_at AS DATE)
        WHEN health = 'empty' THEN 'it answers with no items'
        WHEN health <> 'ok' THEN last_outcome
    END AS why,
    newest_item_at,
    last_polled_at,
    last_outcome,
    n_new,
    n_entries,
    n_new_in_7_days,
    next_due_at
FROM mart.feed_health
WHERE source_id = coalesce($source_id, source_id) AND health <> 'disabled'
ORDER BY
    list_position(['blocked', 'broken', 'empty', 'stale', 'unknown', 'never polled', 'quiet', 'ok'], health),
    feed_id
