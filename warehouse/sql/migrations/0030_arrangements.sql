-- Truces found from text stand beside those that an analyst has pinned.
ALTER TABLE core.arrangement ADD COLUMN origin VARCHAR DEFAULT 'pinned';
COMMENT ON TABLE core.arrangement IS 'A truce: pinned by an analyst in conflicts/*.toml, or found from the events that tell of it.';
COMMENT ON COLUMN core.arrangement.conflict_id IS 'The conflict it belongs to; empty for a found truce of no watched conflict.';
COMMENT ON COLUMN core.arrangement.ended_on IS 'The day it ended or ran out, or NULL.';
COMMENT ON COLUMN core.arrangement.origin IS 'pinned, or found. A found one is made anew whenever events are.';
COMMENT ON COLUMN core.event_relation.event_id IS 'The event of the mention that says it.';
COMMENT ON COLUMN core.event_relation.to_mention_id IS 'The mention it is said of: of the same event, for violates of the event that made the truce.';
COMMENT ON TABLE core.event_relation IS 'What one mention says about another.';
