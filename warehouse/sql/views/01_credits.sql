-- The agencies that a revision credits: those we watch first, by their outlet's id, then the others by name. A service of
-- an outlet ("RFE/RL's Armenian Service") is the outlet. An outlet that credits itself credits none.
CREATE MACRO mart.agencies_of(credited, own_id) AS (
    SELECT list(agency_id ORDER BY is_stranger, agency_id)
    FROM (
        SELECT DISTINCT coalesce(agency.source_id, named.name) AS agency_id, agency.source_id IS NULL AS is_stranger
        FROM (SELECT replace(lower(unnest(credited)), '’', '''') AS name) AS named
        LEFT JOIN (
            SELECT DISTINCT lower(unnest(list_concat([source_id, name], agency_names))) AS name, source_id
            FROM core.source
        ) AS agency
            ON named.name = agency.name OR starts_with(named.name, agency.name || '''s ')
        WHERE agency.source_id IS DISTINCT FROM own_id
    )
);
COMMENT ON MACRO mart.agencies_of IS 'The agencies among those credited by an outlet, as a list: outlets we watch by their id, first; others by name. NULL for none.';

CREATE VIEW mart.credits AS
SELECT revision_id, mart.agencies_of(credited_agencies, source_id) AS agencies
FROM core.revision
WHERE len(credited_agencies) > 0;

COMMENT ON VIEW mart.credits IS 'The agencies that a revision credits, itself not among them.';
COMMENT ON COLUMN mart.credits.revision_id IS 'The revision.';
COMMENT ON COLUMN mart.credits.agencies IS 'The agencies: outlets we watch by their id, first; others by name. NULL when it credits none but itself.';
