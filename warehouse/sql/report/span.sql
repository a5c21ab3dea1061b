-- What the warehouse spans: the first day of publication, and the day until which the feeds were looked at.
SELECT
    CAST(min(published_at) AS DATE) AS first_published_on,
    -- A replay, a backfill and a saved file look at no feed: what happened until their day stays unknown.
    CAST(greatest(
        max(published_at),
        (
            SELECT max(polled_at)
            FROM ops.poll JOIN ops.run USING (run_id)
            WHERE run.kind = 'ingest'
              AND poll.outcome IN ('new_items', 'nothing_new', 'not_modified', 'same_body', 'partial', 'gap', 'empty_feed')
        )
    ) AS DATE) AS looked_until_on
FROM mart.articles
