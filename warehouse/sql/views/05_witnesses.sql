-- Why an event or a story has as many witnesses as it has: one row an article, with whose word it is and the reason.
CREATE VIEW mart.witnesses AS
SELECT
    witness.subject,
    event.event_id,
    member.story_id,
    event.type,
    event.event_date,
    event.places,
    articles.source_id,
    coalesce(source.kind = 'state', false) AS is_state_outlet,
    witness.origin,
    witness.counts_as_witness,
    witness.why,
    stances.stance,
    member.role,
    articles.published_at,
    coalesce(stances.quote, articles.title) AS quote,
    articles.url,
    articles.article_id
FROM core.witness
JOIN mart.articles ON articles.article_id = witness.article_id
-- One equality: with a second condition on one side the join would compare every row with every other.
LEFT JOIN core.event ON event.event_id = CASE WHEN witness.subject = 'event' THEN witness.subject_id END
LEFT JOIN mart.stances ON stances.event_id = event.event_id AND stances.article_id = witness.article_id
LEFT JOIN core.story_member AS member ON member.article_id = witness.article_id
LEFT JOIN core.source ON source.source_id = articles.source_id;

COMMENT ON VIEW mart.witnesses IS 'One row an article that reports an event (subject event) or belongs to a story (subject story): whose word it is, whether it counts as a witness, and why.';
COMMENT ON COLUMN mart.witnesses.subject IS 'event or story: of what it is or is not a witness.';
COMMENT ON COLUMN mart.witnesses.event_id IS 'The event; NULL where the subject is a story.';
COMMENT ON COLUMN mart.witnesses.story_id IS 'The story that the article belongs to.';
COMMENT ON COLUMN mart.witnesses.type IS 'The event''s type.';
COMMENT ON COLUMN mart.witnesses.event_date IS 'The event''s day.';
COMMENT ON COLUMN mart.witnesses.places IS 'The event''s places.';
COMMENT ON COLUMN mart.witnesses.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.witnesses.is_state_outlet IS 'True when the outlet belongs to a state.';
COMMENT ON COLUMN mart.witnesses.origin IS 'The outlet or agency whose word the article is.';
COMMENT ON COLUMN mart.witnesses.counts_as_witness IS 'True when it counts, whatever its stance; their number is n_witnesses.';
COMMENT ON COLUMN mart.witnesses.why IS 'The reason in words.';
COMMENT ON COLUMN mart.witnesses.stance IS 'What the article says of the event: confirming (it was done), alleging (done, on somebody''s word), promising (scheduled or postponed), denying (denied or negated), supposing (hypothetical), retelling (only as history); of several the first in this order. NULL where the subject is a story.';
COMMENT ON COLUMN mart.witnesses.role IS 'Its part in its story: original, syndicated, near_duplicate, update, same_event.';
COMMENT ON COLUMN mart.witnesses.published_at IS 'When the article was published, UTC.';
COMMENT ON COLUMN mart.witnesses.quote IS 'Its words of the event, with the stance; of a story its headline.';
COMMENT ON COLUMN mart.witnesses.url IS 'Its URL.';
COMMENT ON COLUMN mart.witnesses.article_id IS 'The article.';

CREATE VIEW main.witnesses AS FROM mart.witnesses;
COMMENT ON VIEW main.witnesses IS 'Same as mart.witnesses: who reports an event or a story, and whose word it is.';
