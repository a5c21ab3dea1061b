-- The conflicts that the chosen events belong to, with the number of events.
SELECT conflict.conflict_id, conflict.name, count(*) AS n_events
FROM mart.events_of($conflict, $from_on, $to_on, $as_of) AS told
JOIN mart.event_conflicts USING (event_id)
JOIN core.conflict ON conflict.conflict_id = event_conflicts.conflict_id
WHERE $conflict IS NULL OR conflict.conflict_id = $conflict
GROUP BY ALL
ORDER BY n_events DESC, conflict.conflict_id
