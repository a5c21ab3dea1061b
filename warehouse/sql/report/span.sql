-- What the warehouse spans: the first and last day of publication, and the day until which the feeds were looked at.
SELECT
    CAST(min(published_at) AS DATE) AS first_published_on,
    CAST(max(published_at) AS DATE) AS last_published_on,
    (SELECT CAST(max(ended_at) AS DATE) FROM ops.run) AS last_run_on
FROM mart.articles
