SELECT type, family, status, shown_on, count(*) AS n_events
FROM mart.events_of($conflict, $from_on, $to_on, $as_of)
GROUP BY ALL
ORDER BY type, shown_on, status
