-- Why an event has as many witnesses as it has: one row an article that reports it, with whose word that article is.
CREATE VIEW mart.witnesses AS
WITH report AS (
    SELECT
        event_id,
        article_id,
        arg_min(quote, quote_start) AS quote,
        any_value(source_id) AS source_id,
        any_value(url) AS url,
        any_value(published_at) AS published_at,
        any_value(origin) AS origin
    FROM mart.mentions
    WHERE event_id IS NOT NULL
    GROUP BY event_id, article_id
)
SELECT
    report.event_id,
    event.type,
    event.event_date,
    event.places,
    report.source_id,
    coalesce(source.kind = 'state', false) AS is_state_outlet,
    report.origin,
    articles.origin_reason,
    row_number() OVER (
        PARTITION BY report.event_id, report.origin ORDER BY report.published_at, report.article_id
    ) = 1 AS is_counted,
    report.published_at,
    report.quote,
    report.url,
    report.article_id
FROM report
JOIN core.event ON event.event_id = report.event_id
JOIN mart.articles ON articles.article_id = report.article_id
LEFT JOIN core.source ON source.source_id = report.source_id;

COMMENT ON VIEW mart.witnesses IS 'One row an article that reports an event, with whose word it is. Rows with is_counted are the witnesses.';
COMMENT ON COLUMN mart.witnesses.event_id IS 'The event.';
COMMENT ON COLUMN mart.witnesses.type IS 'Its type.';
COMMENT ON COLUMN mart.witnesses.event_date IS 'Its day.';
COMMENT ON COLUMN mart.witnesses.places IS 'Its places.';
COMMENT ON COLUMN mart.witnesses.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.witnesses.is_state_outlet IS 'True when the outlet belongs to a state.';
COMMENT ON COLUMN mart.witnesses.origin IS 'The outlet or agency whose word the article is.';
COMMENT ON COLUMN mart.witnesses.origin_reason IS 'Why, in words.';
COMMENT ON COLUMN mart.witnesses.is_counted IS 'True for the first article of each origin: it counts as a witness.';
COMMENT ON COLUMN mart.witnesses.published_at IS 'When the article was published, UTC.';
COMMENT ON COLUMN mart.witnesses.quote IS 'Its words.';
COMMENT ON COLUMN mart.witnesses.url IS 'Its URL.';
COMMENT ON COLUMN mart.witnesses.article_id IS 'The article.';

CREATE VIEW main.witnesses AS FROM mart.witnesses;
COMMENT ON VIEW main.witnesses IS 'Same as mart.witnesses: who reports an event, and whose word it is.';
