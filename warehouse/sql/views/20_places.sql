-- Where things happen: each place of the gazetteer that is named, and each event's places with coordinates.
CREATE MACRO mart.is_wide(kind) AS kind IN ('country', 'region', 'sea', 'border', 'line');
COMMENT ON MACRO mart.is_wide IS 'True for a kind of place that is no point on the ground: it is shown after those that are.';

-- The grounds of each watched conflict: those its file names, and those the gazetteer gives it but for whole countries.
CREATE VIEW mart.theatres AS
SELECT place.place_id, conflict.conflict_id
FROM core.place
JOIN core.conflict
    ON list_contains(conflict.places, place.place_id)
    OR (place.kind <> 'country' AND list_contains(place.conflicts, conflict.conflict_id));

COMMENT ON VIEW mart.theatres IS 'One row a place and a watched conflict that it is a ground of, by conflicts/*.toml or the gazetteer.';
COMMENT ON COLUMN mart.theatres.place_id IS 'The place in core.place.';
COMMENT ON COLUMN mart.theatres.conflict_id IS 'The conflict.';

CREATE VIEW mart.event_places AS
SELECT
    place.event_id,
    place.place,
    core.place.kind,
    core.place.country,
    core.place.parent,
    core.place.lat,
    core.place.lon,
    -- Places that are a point on the ground come before wide ones, each in the order the event names them.
    row_number() OVER (
        PARTITION BY place.event_id
        ORDER BY core.place.lat IS NULL, mart.is_wide(core.place.kind), place.named_as
    ) AS order_of_exactness
FROM (
    SELECT event_id, unnest(places) AS place, unnest(range(1, len(places) + 1)) AS named_as FROM core.event
) AS place
LEFT JOIN core.place ON core.place.place_id = place.place;

COMMENT ON VIEW mart.event_places IS 'One row a place of an event, with its coordinates.';
COMMENT ON COLUMN mart.event_places.event_id IS 'The event.';
COMMENT ON COLUMN mart.event_places.place IS 'The place.';
COMMENT ON COLUMN mart.event_places.kind IS 'country, admin1, district, city, town, village, region, line, corridor, border, sea, building.';
COMMENT ON COLUMN mart.event_places.country IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN mart.event_places.parent IS 'The place it lies in.';
COMMENT ON COLUMN mart.event_places.lat IS 'Latitude, WGS 84 degrees; NULL for countries and where the gazetteer has none.';
COMMENT ON COLUMN mart.event_places.lon IS 'Longitude, WGS 84 degrees.';
COMMENT ON COLUMN mart.event_places.order_of_exactness IS '1 for the place to show the event at: one with coordinates, towns before regions.';

CREATE VIEW main.event_places AS FROM mart.event_places;
COMMENT ON VIEW main.event_places IS 'Same as mart.event_places: one row a place of an event, with its coordinates.';

CREATE VIEW mart.places AS
SELECT
    event_places.place,
    any_value(event_places.kind) AS kind,
    any_value(event_places.country) AS country,
    any_value(event_places.parent) AS parent,
    any_value(event_places.lat) AS lat,
    any_value(event_places.lon) AS lon,
    count(*) AS n_events,
    count(*) FILTER (events.family = 'truce') AS n_truce_events,
    count(*) FILTER (events.family = 'terms') AS n_terms_events,
    sum(events.n_mentions)::BIGINT AS n_mentions,
    min(events.first_reported_at) AS first_reported_at,
    max(events.last_reported_at) AS last_reported_at
FROM mart.event_places JOIN mart.events USING (event_id)
WHERE NOT events.is_background
GROUP BY event_places.place;

COMMENT ON VIEW mart.places IS 'One row a place at which something is told to happen. History retold is left out.';
COMMENT ON COLUMN mart.places.place IS 'The place.';
COMMENT ON COLUMN mart.places.kind IS 'country, admin1, district, city, town, village, region, line, corridor, border, sea, building.';
COMMENT ON COLUMN mart.places.country IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN mart.places.parent IS 'The place it lies in.';
COMMENT ON COLUMN mart.places.lat IS 'Latitude, WGS 84 degrees; NULL for countries and where the gazetteer has none.';
COMMENT ON COLUMN mart.places.lon IS 'Longitude, WGS 84 degrees.';
COMMENT ON COLUMN mart.places.n_events IS 'Events there.';
COMMENT ON COLUMN mart.places.n_truce_events IS 'Those of the truce family.';
COMMENT ON COLUMN mart.places.n_terms_events IS 'Those of the terms family.';
COMMENT ON COLUMN mart.places.n_mentions IS 'Mentions of these events.';
COMMENT ON COLUMN mart.places.first_reported_at IS 'First report of any of them, UTC.';
COMMENT ON COLUMN mart.places.last_reported_at IS 'Last report of any of them, UTC.';

CREATE VIEW main.places AS FROM mart.places;
COMMENT ON VIEW main.places IS 'Same as mart.places: the places at which things happen, with coordinates.';
