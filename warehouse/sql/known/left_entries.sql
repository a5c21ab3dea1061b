-- Entries of a feed whose last try failed and whose next is due at $now: so many seconds after the n-th failed try as the
-- n-th of $waits_s says; after the last of them there is none. Oldest first.
WITH failed AS (
    SELECT list(DISTINCT entry_id) AS ids
    FROM ops.entry_result JOIN raw.entry USING (entry_id)
    WHERE outcome = 'failed' AND feed_id = $feed_id
)
SELECT * EXCLUDE (first_seen_at, last_seen_at, outcome, reason, article_id, n_failed, failed_at)
FROM mart.entries_of((SELECT ids FROM failed))
WHERE outcome = 'failed' AND n_failed <= len($waits_s)
  AND coalesce(failed_at + to_seconds($waits_s[n_failed]) <= $now, true)
ORDER BY published_at, entry_id
LIMIT $n_most;
