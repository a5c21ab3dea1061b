-- One row an event, with the words of its first report.
CREATE VIEW mart.events AS
WITH first_report AS (
    SELECT
        event_id,
        arg_min(quote, (published_at, mention_id)) AS first_quote,
        arg_min(source_id, (published_at, mention_id)) AS first_source_id,
        arg_min(url, (published_at, mention_id)) AS first_url
    FROM mart.mentions
    GROUP BY event_id
),
-- An outlet counts once and an origin counts once; there is no more to count than the witnesses of anything said of it.
stance AS (
    SELECT
        stances.event_id,
        least(
            count(DISTINCT witness.origin) FILTER (stances.stance = 'confirming'),
            count(DISTINCT article.source_id) FILTER (stances.stance = 'confirming')
        ) AS n_confirming,
        least(
            count(DISTINCT witness.origin) FILTER (stances.stance = 'denying'),
            count(DISTINCT article.source_id) FILTER (stances.stance = 'denying')
        ) AS n_denying
    FROM mart.stances
    JOIN core.witness
        ON witness.subject_id = stances.event_id AND witness.article_id = stances.article_id
    JOIN core.article ON article.article_id = stances.article_id
    WHERE witness.subject = 'event'
    GROUP BY stances.event_id
)
SELECT
    event.event_id,
    event.type,
    event_types.family,
    event.status,
    event.is_disputed,
    event.is_background,
    event.event_date,
    event.event_date_end,
    event.date_precision,
    event.places,
    event.source_actors,
    event.target_actors,
    event.arrangement_id,
    arrangement.name AS arrangement_name,
    event.n_mentions,
    event.n_articles,
    event.n_outlets,
    event.n_witnesses,
    least(coalesce(stance.n_confirming, 0), event.n_witnesses) AS n_confirming,
    least(coalesce(stance.n_denying, 0), event.n_witnesses) AS n_denying,
    event.counts,
    event.first_reported_at,
    event.last_reported_at,
    first_report.first_source_id,
    first_report.first_quote,
    first_report.first_url
FROM core.event
LEFT JOIN mart.event_types ON event_types.type = event.type
LEFT JOIN core.arrangement ON arrangement.arrangement_id = event.arrangement_id
LEFT JOIN first_report ON first_report.event_id = event.event_id
LEFT JOIN stance ON stance.event_id = event.event_id;

COMMENT ON VIEW mart.events IS 'One row a thing that happened, or is claimed, planned or denied, whoever reports it.';
COMMENT ON COLUMN mart.events.event_id IS 'The event.';
COMMENT ON COLUMN mart.events.type IS 'One of the 21 event types.';
COMMENT ON COLUMN mart.events.family IS 'truce, terms, diplomacy or context.';
COMMENT ON COLUMN mart.events.status IS 'The strongest status that is not in dispute.';
COMMENT ON COLUMN mart.events.is_disputed IS 'True when sides differ.';
COMMENT ON COLUMN mart.events.is_background IS 'True when it is only ever told as history.';
COMMENT ON COLUMN mart.events.event_date IS 'Its day, or the start of a range.';
COMMENT ON COLUMN mart.events.event_date_end IS 'The end of a range.';
COMMENT ON COLUMN mart.events.date_precision IS 'day, week, month, year, decade, none.';
COMMENT ON COLUMN mart.events.places IS 'Its places.';
COMMENT ON COLUMN mart.events.source_actors IS 'Who acts.';
COMMENT ON COLUMN mart.events.target_actors IS 'To whom.';
COMMENT ON COLUMN mart.events.arrangement_id IS 'The truce it belongs to, when known.';
COMMENT ON COLUMN mart.events.arrangement_name IS 'That truce''s name.';
COMMENT ON COLUMN mart.events.n_mentions IS 'Mentions of it.';
COMMENT ON COLUMN mart.events.n_articles IS 'Articles that mention it.';
COMMENT ON COLUMN mart.events.n_outlets IS 'Outlets that mention it.';
COMMENT ON COLUMN mart.events.n_witnesses IS 'Outlets counted once per independent origin, whatever they say of it; `witnesses` shows the reasons.';
COMMENT ON COLUMN mart.events.n_confirming IS 'Those of whom an article says that it was done: told as actual and not as history. A promise, a claim and a denial do not count.';
COMMENT ON COLUMN mart.events.n_denying IS 'Those of whom an article only denies it or says that it was not done.';
COMMENT ON COLUMN mart.events.counts IS 'Numbers tied to it, low and high.';
COMMENT ON COLUMN mart.events.first_reported_at IS 'First report, UTC.';
COMMENT ON COLUMN mart.events.last_reported_at IS 'Last report, UTC.';
COMMENT ON COLUMN mart.events.first_source_id IS 'The outlet that reported it first.';
COMMENT ON COLUMN mart.events.first_quote IS 'The words of the first report.';
COMMENT ON COLUMN mart.events.first_url IS 'The first report''s article.';

CREATE VIEW main.events AS FROM mart.events;
COMMENT ON VIEW main.events IS 'Same as mart.events: one row an event.';
