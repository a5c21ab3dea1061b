-- Each place of the chosen events, with the conflicts in whose theatre it lies.
WITH theatre AS (
    SELECT place_id AS place, list(conflict_id ORDER BY conflict_id) AS conflict_ids
    FROM mart.theatres
    GROUP BY place_id
)
SELECT
    event_places.place,
    event_places.kind,
    event_places.lat,
    event_places.lon,
    count(*) AS n_events,
    count(*) FILTER (told.type IN ('ceasefire_violation', 'armed_clash', 'territory_capture', 'ceasefire_ended'))
        AS n_breaches,
    count(*) FILTER (told.family = 'terms') AS n_terms,
    coalesce(any_value(theatre.conflict_ids), []) AS conflict_ids
FROM mart.events_of($conflict, $from_on, $to_on, $as_of) AS told
JOIN mart.event_places USING (event_id)
LEFT JOIN theatre ON theatre.place = event_places.place
GROUP BY event_places.place, event_places.kind, event_places.lat, event_places.lon
ORDER BY n_events DESC, event_places.place
