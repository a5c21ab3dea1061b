-- How the feeds of one source (of all when $source_id is NULL) do, worst first.
SELECT feed_id, health, last_outcome, n_entries, n_new, n_new_in_7_days, last_polled_at, next_due_at, message
FROM mart.feed_health
WHERE source_id = coalesce($source_id, source_id) AND health <> 'disabled'
ORDER BY health = 'ok', feed_id
