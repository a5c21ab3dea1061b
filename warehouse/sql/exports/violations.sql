-- One row a day, conflict, accused, victim, claimant and status. Columns: docs/exports.md.
WITH named AS (
    SELECT violations AS violation, unnest(place_ids) AS place_id FROM mart.violations
),
point AS (
    SELECT
        named.violation,
        list({'place': place.place_id, 'lat': place.lat, 'lon': place.lon} ORDER BY mart.is_wide(place.kind), place.place_id)
            AS points
    FROM named JOIN core.place USING (place_id)
    WHERE place.lat IS NOT NULL
    GROUP BY named.violation
)
SELECT
    violations.event_date,
    violations.conflict,
    violations.accused,
    violations.victim,
    violations.claimant,
    violations.status,
    violations.n_events,
    violations.n_mentions,
    violations.n_witnesses,
    violations.n_violations_low,
    violations.n_violations_high,
    violations.places,
    point.points[1].lat AS lat,
    point.points[1].lon AS lon,
    violations.quote,
    violations.url,
    coalesce(point.points, []) AS points
FROM mart.violations
LEFT JOIN point ON point.violation IS NOT DISTINCT FROM violations
ORDER BY violations.event_date NULLS LAST, violations.conflict, violations.accused, violations.victim, violations.claimant, violations.status
