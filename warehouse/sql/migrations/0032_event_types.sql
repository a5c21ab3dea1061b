CREATE TABLE core.event_type (
    type VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    gloss VARCHAR NOT NULL
);
COMMENT ON TABLE core.event_type IS 'The event types of ontology.toml, an analyst''s own among them.';
COMMENT ON COLUMN core.event_type.type IS 'The type.';
COMMENT ON COLUMN core.event_type.family IS 'truce, terms, diplomacy or context.';
COMMENT ON COLUMN core.event_type.gloss IS 'What it is, in words.';
COMMENT ON COLUMN ops.feed_state.health IS 'How it does: ok, quiet, stale, empty, blocked, broken, disabled, unknown.';
