-- The conflicts that the chosen events belong to, with the number of events and the box around the theatre's places.
WITH box AS (
    SELECT
        conflict.conflict_id,
        min(place.lon) AS west, min(place.lat) AS south, max(place.lon) AS east, max(place.lat) AS north
    FROM core.conflict JOIN core.place ON list_contains(conflict.places, place.place_id)
    GROUP BY conflict.conflict_id
)
SELECT conflict.conflict_id, conflict.name, west, south, east, north, count(*) AS n_events
FROM mart.events_of($conflict, $from_on, $to_on, $as_of) AS told
JOIN mart.event_conflicts USING (event_id)
JOIN core.conflict ON conflict.conflict_id = event_conflicts.conflict_id
JOIN box ON box.conflict_id = conflict.conflict_id
WHERE west IS NOT NULL AND ($conflict IS NULL OR conflict.conflict_id = $conflict)
GROUP BY ALL
ORDER BY n_events DESC, conflict.conflict_id
