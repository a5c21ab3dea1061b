-- What one mention says about another, with the words of both.
CREATE VIEW mart.relations AS
SELECT
    relation.relation,
    relation.event_id,
    event.type,
    event.event_date,
    event.places,
    saying.quote AS from_quote,
    saying.source_id AS from_source_id,
    saying.url AS from_url,
    saying.published_at AS from_published_at,
    said_of.quote AS to_quote,
    said_of.source_id AS to_source_id,
    said_of.url AS to_url,
    said_of.published_at AS to_published_at,
    said_of.event_id AS to_event_id,
    event.arrangement_id,
    relation.from_mention_id,
    relation.to_mention_id
FROM core.event_relation AS relation
JOIN core.event AS event ON event.event_id = relation.event_id
JOIN mart.mentions AS saying ON saying.mention_id = relation.from_mention_id
JOIN mart.mentions AS said_of ON said_of.mention_id = relation.to_mention_id;

COMMENT ON VIEW mart.relations IS 'One row a mention that says something about another: denies, confirms, postpones, fulfils it; or a breach that violates a truce. With both quotes.';
COMMENT ON COLUMN mart.relations.relation IS 'denies, confirms, postpones, fulfils, violates.';
COMMENT ON COLUMN mart.relations.event_id IS 'The event of the mention that says it.';
COMMENT ON COLUMN mart.relations.type IS 'That event''s type.';
COMMENT ON COLUMN mart.relations.event_date IS 'That event''s day.';
COMMENT ON COLUMN mart.relations.places IS 'That event''s places.';
COMMENT ON COLUMN mart.relations.from_quote IS 'The words that say it.';
COMMENT ON COLUMN mart.relations.from_source_id IS 'Their outlet.';
COMMENT ON COLUMN mart.relations.from_url IS 'Their article.';
COMMENT ON COLUMN mart.relations.from_published_at IS 'When they were published, UTC.';
COMMENT ON COLUMN mart.relations.to_quote IS 'The words it is said of.';
COMMENT ON COLUMN mart.relations.to_source_id IS 'Their outlet.';
COMMENT ON COLUMN mart.relations.to_url IS 'Their article.';
COMMENT ON COLUMN mart.relations.to_published_at IS 'When they were published, UTC.';
COMMENT ON COLUMN mart.relations.to_event_id IS 'Their event: the same one, but for violates.';
COMMENT ON COLUMN mart.relations.arrangement_id IS 'The truce the event is under, when known.';
COMMENT ON COLUMN mart.relations.from_mention_id IS 'The mention that says it.';
COMMENT ON COLUMN mart.relations.to_mention_id IS 'The mention it is said of.';

CREATE VIEW main.relations AS FROM mart.relations;
COMMENT ON VIEW main.relations IS 'Same as mart.relations: what one mention says about another, with both quotes.';
