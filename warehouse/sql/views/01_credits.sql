-- The agencies that a revision credits: those we watch first, by their outlet's id, then the others by name. A service of
-- an outlet ("RFE/RL's Armenian Service") is the outlet. An outlet that credits itself credits none.
CREATE VIEW mart.credits AS
WITH agency AS (
    SELECT DISTINCT lower(unnest(list_concat([source_id, name], agency_names))) AS agency_name, source_id FROM core.source
),
credited AS (
    SELECT revision_id, source_id, replace(lower(unnest(credited_agencies)), '’', '''') AS agency_name
    FROM core.revision
),
credit AS (
    SELECT DISTINCT
        credited.revision_id,
        coalesce(agency.source_id, credited.agency_name) AS agency_id,
        agency.source_id IS NULL AS is_stranger
    FROM credited
    LEFT JOIN agency
        ON credited.agency_name = agency.agency_name
        OR starts_with(credited.agency_name, agency.agency_name || '''s ')
    WHERE agency.source_id IS DISTINCT FROM credited.source_id
)
SELECT revision_id, list(agency_id ORDER BY is_stranger, agency_id) AS agencies FROM credit GROUP BY revision_id;

COMMENT ON VIEW mart.credits IS 'The agencies that a revision credits, itself not among them.';
COMMENT ON COLUMN mart.credits.revision_id IS 'The revision.';
COMMENT ON COLUMN mart.credits.agencies IS 'The agencies: outlets we watch by their id, first; others by name.';
