-- One row an event. Columns: docs/exports.md.
WITH point AS (
    SELECT
        event_id,
        list({'place': place, 'lat': lat, 'lon': lon} ORDER BY order_of_exactness) AS points
    FROM mart.event_places
    WHERE lat IS NOT NULL
    GROUP BY event_id
)
SELECT
    events.event_id,
    events.type,
    events.family,
    events.status,
    events.is_disputed,
    events.is_background,
    events.event_date,
    events.event_date_end,
    events.date_precision,
    events.places,
    point.points[1].lat AS lat,
    point.points[1].lon AS lon,
    events.source_actors,
    events.target_actors,
    events.arrangement_id,
    events.n_mentions,
    events.n_articles,
    events.n_outlets,
    events.n_witnesses,
    events.n_confirming,
    events.n_denying,
    events.counts,
    events.first_reported_at,
    events.last_reported_at,
    events.first_source_id,
    events.first_quote,
    events.first_url,
    coalesce(point.points, []) AS points
FROM mart.events
LEFT JOIN point ON point.event_id = events.event_id
ORDER BY events.event_date NULLS LAST, events.type, events.event_id
