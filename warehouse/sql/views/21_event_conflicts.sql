-- Which conflict of conflicts/*.toml an event belongs to: by its truce, else by a place in the theatre, else by its parties.
CREATE VIEW mart.event_conflicts AS
WITH by_truce AS (
    SELECT event.event_id, arrangement.conflict_id, 'arrangement' AS basis
    FROM core.event JOIN core.arrangement USING (arrangement_id)
),
by_place AS (
    SELECT DISTINCT event_places.event_id, conflict.conflict_id, 'place' AS basis
    FROM mart.event_places
    JOIN core.place ON place.place_id = event_places.place
    JOIN core.conflict
        ON list_contains(conflict.places, event_places.place)
        OR (place.kind <> 'country' AND list_contains(place.conflicts, conflict.conflict_id))
),
by_parties AS (
    SELECT event.event_id, conflict.conflict_id, 'parties' AS basis
    FROM core.event
    JOIN core.conflict
        ON len(list_intersect(conflict.parties, list_concat(event.source_actors, event.target_actors))) >= 2
),
told AS (
    FROM by_truce
    UNION ALL FROM by_place
    UNION ALL FROM by_parties
),
best AS (
    SELECT
        event_id,
        conflict_id,
        arg_min(basis, list_position(['arrangement', 'place', 'parties'], basis)) AS basis
    FROM told
    GROUP BY event_id, conflict_id
)
FROM best
-- A truce says more than a capital that several conflicts name.
QUALIFY basis = 'arrangement' OR NOT bool_or(basis = 'arrangement') OVER (PARTITION BY event_id);

COMMENT ON VIEW mart.event_conflicts IS 'Which watched conflict an event belongs to, and why. An event of no watched conflict has no row.';
COMMENT ON COLUMN mart.event_conflicts.event_id IS 'The event.';
COMMENT ON COLUMN mart.event_conflicts.conflict_id IS 'The conflict.';
COMMENT ON COLUMN mart.event_conflicts.basis IS 'arrangement (its truce), place (in the theatre), parties (two of them act).';

CREATE VIEW main.event_conflicts AS FROM mart.event_conflicts;
COMMENT ON VIEW main.event_conflicts IS 'Same as mart.event_conflicts: which watched conflict an event belongs to.';
