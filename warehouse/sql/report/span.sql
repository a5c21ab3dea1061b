-- What the warehouse spans: the first and last day of publication, and the day until which the feeds were looked at.
SELECT
    CAST(min(published_at) AS DATE) AS first_published_on,
    CAST(max(published_at) AS DATE) AS last_published_on,
    -- A replay or a backfill looks at no feed: what happened until its day stays unknown.
    CAST(greatest(
        max(published_at), (SELECT max(fetched_at) FROM ops.fetch WHERE kind = 'feed' AND status < 400)
    ) AS DATE) AS looked_until_on
FROM mart.articles
