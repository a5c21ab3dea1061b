-- Who reported first that an event was done, and how much later the others did.
--
-- Counted are reports of the doing: told as actual, of the day of the event, no history. What the sentence itself dates may be
-- a day off (midnight, zones); what has its day from the dateline alone may then be another act that was joined to it.
-- A promise, a claim or a denial of the same event is no report of the doing. An outlet that is more than 7 days after
-- the first looks back at the event, it does not report it: it is left out. An event of no known day has no row.
CREATE VIEW mart.source_lag AS
WITH doing AS (
    SELECT
        mentions.event_id,
        mentions.source_id,
        mentions.published_at,
        mentions.mention_id,
        mentions.origin,
        mentions.quote,
        mentions.url,
        event.type,
        event.event_date,
        event.places
    FROM mart.mentions JOIN core.event ON event.event_id = mentions.event_id
    WHERE mentions.status = 'actual'
      AND NOT mentions.is_background
      AND event.date_precision = 'day'
      AND mentions.date_precision = 'day'
      AND abs(mentions.event_date - event.event_date)
          <= CASE WHEN mentions.date_basis IN ('explicit', 'relative') THEN 1 ELSE 0 END
),
first_report AS (
    SELECT
        event_id,
        any_value(type) AS type,
        any_value(event_date) AS event_date,
        any_value(places) AS places,
        source_id,
        min(published_at) AS first_reported_at,
        arg_min(origin, (published_at, mention_id)) AS origin,
        arg_min(quote, (published_at, mention_id)) AS quote,
        arg_min(url, (published_at, mention_id)) AS url
    FROM doing
    GROUP BY event_id, source_id
)
SELECT
    event_id,
    type,
    event_date,
    places,
    source_id,
    origin,
    first_reported_at,
    rank() OVER (PARTITION BY event_id ORDER BY first_reported_at) AS place_in_order,
    date_diff('second', min(first_reported_at) OVER (PARTITION BY event_id), first_reported_at) / 3600 AS lag_hours,
    quote,
    url
FROM first_report
QUALIFY first_reported_at <= min(first_reported_at) OVER (PARTITION BY event_id) + INTERVAL 7 DAYS;

COMMENT ON VIEW mart.source_lag IS 'When each outlet first reported that an event was done, and how long after the first of all. Only events of a known day and reports of that day told as actual, within 7 days of the first; promises, claims, denials and history are left out.';
COMMENT ON COLUMN mart.source_lag.event_id IS 'The event.';
COMMENT ON COLUMN mart.source_lag.type IS 'Its type.';
COMMENT ON COLUMN mart.source_lag.event_date IS 'Its day.';
COMMENT ON COLUMN mart.source_lag.places IS 'Its places.';
COMMENT ON COLUMN mart.source_lag.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.source_lag.origin IS 'Whose word its first report of the doing is.';
COMMENT ON COLUMN mart.source_lag.first_reported_at IS 'Its first report of the doing, UTC.';
COMMENT ON COLUMN mart.source_lag.place_in_order IS '1 for the outlet that was first.';
COMMENT ON COLUMN mart.source_lag.lag_hours IS 'Hours after the first report of the doing of all.';
COMMENT ON COLUMN mart.source_lag.quote IS 'Words of its first report of the doing.';
COMMENT ON COLUMN mart.source_lag.url IS 'The article of that report.';

CREATE VIEW main.source_lag AS FROM mart.source_lag;
COMMENT ON VIEW main.source_lag IS 'Same as mart.source_lag: who reported first that an event was done, and how much later the others did.';
