-- The types of the codebook, section 2, with the family that groups them, and those an analyst adds in ontology.toml.
CREATE VIEW mart.event_types AS
WITH codebook (type, family) AS (
    VALUES
        ('ceasefire_proposed', 'truce'), ('ceasefire_rejected', 'truce'), ('ceasefire_agreed', 'truce'),
        ('ceasefire_declared', 'truce'), ('ceasefire_in_effect', 'truce'), ('ceasefire_extended', 'truce'),
        ('ceasefire_violation', 'truce'), ('ceasefire_ended', 'truce'),
        ('territory_transfer', 'terms'), ('troop_withdrawal', 'terms'), ('peacekeeper_deployment', 'terms'),
        ('ceasefire_monitoring', 'terms'), ('prisoner_exchange', 'terms'), ('mine_clearance', 'terms'),
        ('displaced_return', 'terms'), ('humanitarian_access', 'terms'), ('transport_unblocking', 'terms'),
        ('peace_talks', 'diplomacy'), ('diplomatic_reaction', 'diplomacy'),
        ('armed_clash', 'context'), ('territory_capture', 'context')
)
SELECT type, family FROM core.event_type
UNION ALL
SELECT type, family FROM codebook WHERE type NOT IN (SELECT type FROM core.event_type);

COMMENT ON VIEW mart.event_types IS 'The event types of the codebook (section 2) and of ontology.toml, and their families.';
COMMENT ON COLUMN mart.event_types.type IS 'The type.';
COMMENT ON COLUMN mart.event_types.family IS 'truce, terms, diplomacy or context.';
