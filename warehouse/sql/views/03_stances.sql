-- Whether an article says that an event was done: its strongest words of it, as they stand now.
CREATE VIEW mart.stances AS
WITH word AS (
    SELECT
        event_id,
        article_id,
        quote,
        quote_start,
        CASE
            WHEN is_background THEN 'retelling'
            WHEN status = 'actual' THEN 'confirming'
            WHEN status = 'alleged' THEN 'alleging'
            WHEN status IN ('scheduled', 'postponed') THEN 'promising'
            WHEN status IN ('denied', 'negated') THEN 'denying'
            ELSE 'supposing'
        END AS stance,
        list_position(['confirming', 'alleging', 'promising', 'denying', 'supposing', 'retelling'], stance) AS strength
    FROM mart.mentions
    WHERE event_id IS NOT NULL
)
SELECT
    event_id,
    article_id,
    arg_min(stance, strength) AS stance,
    arg_min(quote, (strength, quote_start)) AS quote
FROM word
GROUP BY event_id, article_id;

COMMENT ON VIEW mart.stances IS 'One row an event and an article that reports it: whether the article says that it was done. An article that says several things has the first of them in the order of the column stance.';
COMMENT ON COLUMN mart.stances.event_id IS 'The event.';
COMMENT ON COLUMN mart.stances.article_id IS 'The article.';
COMMENT ON COLUMN mart.stances.stance IS 'confirming (it was done), alleging (done, on somebody''s word), promising (scheduled or postponed), denying (denied or negated), supposing (hypothetical), retelling (only as history).';
COMMENT ON COLUMN mart.stances.quote IS 'The first of its words with that stance.';
