-- What became of entries of feeds. A known entry leaves no result of its own, so the latest result is what it came to; an
-- entry without any was known from the start, by its article, and one whose page has come since it failed is known by
-- that. A run that was stopped is no failure of the entry. A macro, for a view would look through all entries at each poll.
CREATE MACRO mart.entries_of(entry_ids) AS TABLE
WITH latest AS (
    SELECT
        entry_id,
        arg_max(outcome, (started_at, run_id)) AS outcome,
        arg_max_null(reason, (started_at, run_id)) AS reason,
        arg_max(article_id, (started_at, run_id)) FILTER (article_id IS NOT NULL) AS article_id,
        max(started_at) AS tried_at,
        count(DISTINCT run_id) FILTER (outcome = 'failed' AND reason IS DISTINCT FROM 'interrupted') AS n_failed,
        max(started_at) FILTER (outcome = 'failed' AND reason IS DISTINCT FROM 'interrupted') AS failed_at
    FROM ops.entry_result JOIN ops.run USING (run_id)
    WHERE entry_id IN (SELECT unnest(entry_ids))
    GROUP BY entry_id
)
SELECT
    entry.*,
    CASE
        WHEN latest.outcome = 'failed' AND EXISTS (
            FROM ops.fetch AS answer
            WHERE answer.kind = 'page' AND answer.url = entry.url AND answer.fetched_at >= latest.tried_at
              AND answer.outcome IN ('ok', 'partial', 'not_modified')
        ) THEN 'known'
        ELSE coalesce(latest.outcome, 'known')
    END AS outcome,
    latest.reason,
    latest.article_id,
    coalesce(latest.n_failed, 0) AS n_failed,
    latest.failed_at
FROM raw.entry LEFT JOIN latest USING (entry_id)
WHERE entry_id IN (SELECT unnest(entry_ids));

COMMENT ON MACRO TABLE mart.entries_of IS 'Entries of feeds and what became of them: outcome, reason and article of the latest try, how often it failed and when last. Takes a list of their ids: FROM mart.entries_of((SELECT list(entry_id) FROM raw.entry WHERE feed_id = ''rferl.news'')).';
