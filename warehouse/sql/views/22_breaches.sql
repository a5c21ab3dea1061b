-- Whose word each report of a breach is, and of which conflict: the ground of `violations`.
CREATE VIEW mart.breaches AS
WITH told AS (
    SELECT *, [count FOR count IN counts IF count.kind = 'violations'] AS tally
    FROM mart.mentions
    WHERE type = 'ceasefire_violation' AND NOT is_background AND NOT is_rejected
),
-- Outlets do not count breaches, monitors do: a number with no speaker is that of the one speaker who gives the same
-- number for the same event. So two reports of one bulletin have one claimant. "Dozens" is no number to know it by.
bulletin AS (
    SELECT event_id, status, tally[1].low AS low, tally[1].high AS high, any_value(attributed_to) AS speaker
    FROM told
    WHERE coalesce(low, high) IS NOT NULL
    GROUP BY event_id, status, low, high
    HAVING count(DISTINCT attributed_to) = 1
),
conflicts AS (
    SELECT event_id, string_agg(conflict_id, ', ' ORDER BY conflict_id) AS conflict
    FROM mart.event_conflicts
    GROUP BY event_id
)
SELECT
    told.mention_id,
    told.event_id,
    told.event_date,
    conflicts.conflict,
    coalesce(told.attributed_to, bulletin.speaker) AS speaker,
    told.status,
    told.source_actors,
    told.target_actors,
    told.tally,
    told.places,
    told.quote,
    told.origin,
    told.published_at,
    told.url,
    told.place_ids,
    told.source_id
FROM told
LEFT JOIN bulletin
    ON bulletin.event_id = told.event_id
    AND bulletin.status = told.status
    AND bulletin.low IS NOT DISTINCT FROM told.tally[1].low
    AND bulletin.high IS NOT DISTINCT FROM told.tally[1].high
LEFT JOIN conflicts ON conflicts.event_id = told.event_id;

COMMENT ON VIEW mart.breaches IS 'One row a mention of a breach of a truce, with whose word it is and of which conflict. History retold is left out.';
COMMENT ON COLUMN mart.breaches.mention_id IS 'The mention.';
COMMENT ON COLUMN mart.breaches.event_id IS 'The event.';
COMMENT ON COLUMN mart.breaches.event_date IS 'The day.';
COMMENT ON COLUMN mart.breaches.conflict IS 'The watched conflict by `event_conflicts`, several with commas between; NULL when none is known.';
COMMENT ON COLUMN mart.breaches.speaker IS 'Whose word it is; a number of breaches with no speaker is that of the one speaker who gives the same number for the event. NULL for the outlet itself.';
COMMENT ON COLUMN mart.breaches.status IS 'actual, scheduled, postponed, alleged, denied, negated, hypothetical.';
COMMENT ON COLUMN mart.breaches.source_actors IS 'Who is said to have done it.';
COMMENT ON COLUMN mart.breaches.target_actors IS 'Against whom.';
COMMENT ON COLUMN mart.breaches.tally IS 'Numbers of breaches that the sentence tells.';
COMMENT ON COLUMN mart.breaches.places IS 'Where.';
COMMENT ON COLUMN mart.breaches.quote IS 'The words.';
COMMENT ON COLUMN mart.breaches.origin IS 'The outlet or agency whose word the article is.';
COMMENT ON COLUMN mart.breaches.published_at IS 'When the article was published, UTC.';
COMMENT ON COLUMN mart.breaches.url IS 'The article''s URL.';
COMMENT ON COLUMN mart.breaches.place_ids IS 'The same places in core.place.';
COMMENT ON COLUMN mart.breaches.source_id IS 'The outlet.';
