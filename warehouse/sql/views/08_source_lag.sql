-- Who reported an event first, and how much later the others did.
CREATE VIEW mart.source_lag AS
WITH first_report AS (
    SELECT
        event_id,
        source_id,
        min(published_at) AS first_reported_at,
        arg_min(origin, (published_at, mention_id)) AS origin,
        arg_min(url, (published_at, mention_id)) AS url
    FROM mart.mentions
    WHERE event_id IS NOT NULL AND NOT is_background
    GROUP BY event_id, source_id
)
SELECT
    first_report.event_id,
    event.type,
    event.event_date,
    event.places,
    first_report.source_id,
    first_report.origin,
    first_report.first_reported_at,
    rank() OVER (PARTITION BY event_id ORDER BY first_report.first_reported_at) AS place_in_order,
    date_diff('second', min(first_report.first_reported_at) OVER (PARTITION BY event_id), first_report.first_reported_at)
        / 3600 AS lag_hours,
    first_report.url
FROM first_report JOIN core.event USING (event_id);

COMMENT ON VIEW mart.source_lag IS 'When each outlet first reported an event, and how long after the first of all. History retold is left out.';
COMMENT ON COLUMN mart.source_lag.event_id IS 'The event.';
COMMENT ON COLUMN mart.source_lag.type IS 'Its type.';
COMMENT ON COLUMN mart.source_lag.event_date IS 'Its day.';
COMMENT ON COLUMN mart.source_lag.places IS 'Its places.';
COMMENT ON COLUMN mart.source_lag.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.source_lag.origin IS 'Whose word its first report is.';
COMMENT ON COLUMN mart.source_lag.first_reported_at IS 'Its first report, UTC.';
COMMENT ON COLUMN mart.source_lag.place_in_order IS '1 for the outlet that was first.';
COMMENT ON COLUMN mart.source_lag.lag_hours IS 'Hours after the first report of all.';
COMMENT ON COLUMN mart.source_lag.url IS 'Its first report.';

CREATE VIEW main.source_lag AS FROM mart.source_lag;
COMMENT ON VIEW main.source_lag IS 'Same as mart.source_lag: who reported an event first, and how much later the others did.';
