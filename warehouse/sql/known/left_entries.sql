-- Entries of a feed that failed when they were last gone after, whose page has not come since, and whose next try is due
-- at $now: so many seconds after the n-th failed try as the n-th of $waits_s says; after the last of them there is none.
-- A run that was stopped is no failure of the entry. Oldest first.
WITH latest AS (
    SELECT
        entry_id,
        arg_max(outcome, (started_at, run_id)) AS outcome,
        max(started_at) AS tried_at,
        count(DISTINCT run_id) FILTER (outcome = 'failed' AND reason IS DISTINCT FROM 'interrupted') AS n_failed,
        max(started_at) FILTER (outcome = 'failed' AND reason IS DISTINCT FROM 'interrupted') AS failed_at
    FROM ops.entry_result JOIN ops.run USING (run_id)
    WHERE entry_id IN (
        SELECT entry_id FROM ops.entry_result JOIN raw.entry USING (entry_id)
        WHERE outcome = 'failed' AND feed_id = $feed_id
    )
    GROUP BY entry_id
)
SELECT entry.* EXCLUDE (first_seen_at, last_seen_at)
FROM raw.entry JOIN latest USING (entry_id)
WHERE latest.outcome = 'failed' AND n_failed <= len($waits_s)
  AND coalesce(failed_at + to_seconds($waits_s[n_failed]) <= $now, true)
  AND NOT EXISTS (
      FROM ops.fetch AS answer
      WHERE answer.kind = 'page' AND answer.url = entry.url AND answer.fetched_at >= latest.tried_at
        AND answer.outcome IN ('ok', 'partial', 'not_modified')
  )
ORDER BY published_at, entry_id
LIMIT $n_most;
