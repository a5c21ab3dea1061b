-- How many events were first reported on each of the six weeks of days up to the latest report.
WITH latest AS (
    SELECT max(CAST(first_reported_at AS DATE)) AS latest_on FROM mart.events WHERE NOT is_background
)
SELECT CAST(day AS DATE) AS reported_on, count(events.event_id) AS n_events
FROM latest, range(latest_on - INTERVAL 41 DAYS, latest_on + INTERVAL 1 DAY, INTERVAL 1 DAY) AS days(day)
LEFT JOIN mart.events ON CAST(events.first_reported_at AS DATE) = CAST(day AS DATE) AND NOT events.is_background
GROUP BY reported_on
ORDER BY reported_on
