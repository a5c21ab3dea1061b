-- One row an article that reports an event, with whose word it is. Columns: docs/exports.md.
WITH point AS (
    SELECT
        event_id,
        list({'place': place, 'lat': lat, 'lon': lon} ORDER BY order_of_exactness) AS points
    FROM mart.event_places
    WHERE lat IS NOT NULL
    GROUP BY event_id
)
SELECT
    witnesses.event_id,
    witnesses.article_id,
    witnesses.story_id,
    witnesses.type,
    witnesses.event_date,
    witnesses.places,
    point.points[1].lat AS lat,
    point.points[1].lon AS lon,
    witnesses.source_id,
    witnesses.is_state_outlet,
    witnesses.origin,
    witnesses.counts_as_witness,
    witnesses.why,
    witnesses.stance,
    witnesses.role,
    witnesses.published_at,
    witnesses.quote,
    witnesses.url,
    coalesce(point.points, []) AS points
FROM mart.witnesses
LEFT JOIN point ON point.event_id = witnesses.event_id
WHERE witnesses.subject = 'event'
ORDER BY witnesses.published_at, witnesses.event_id, witnesses.article_id
