-- Entries of a feed that failed when they were last gone after, less than $max_tries times, and whose page nobody has
-- fetched since. A run that was stopped is no failure of the entry. Oldest first.
WITH latest AS (
    SELECT
        entry_id,
        arg_max(outcome, (started_at, run_id)) AS outcome,
        max(started_at) AS tried_at,
        count(DISTINCT run_id) FILTER (outcome = 'failed' AND reason IS DISTINCT FROM 'interrupted') AS n_failed
    FROM ops.entry_result JOIN ops.run USING (run_id)
    WHERE entry_id IN (
        SELECT entry_id FROM ops.entry_result JOIN raw.entry USING (entry_id)
        WHERE outcome = 'failed' AND feed_id = $feed_id
    )
    GROUP BY entry_id
)
SELECT entry.* EXCLUDE (first_seen_at, last_seen_at)
FROM raw.entry JOIN latest USING (entry_id)
WHERE latest.outcome = 'failed' AND n_failed < $max_tries
  AND NOT EXISTS (FROM raw.page WHERE page.url = entry.url AND page.fetched_at >= latest.tried_at)
ORDER BY published_at, entry_id
LIMIT $n_most;
