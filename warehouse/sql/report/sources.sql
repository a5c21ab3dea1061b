-- Each outlet: how much it tells, how often it is first, and how far behind it is on what two outlets or more report as done.
WITH told AS (
    SELECT source_lag.event_id, source_lag.source_id, source_lag.place_in_order, source_lag.lag_hours,
        count(*) OVER (PARTITION BY source_lag.event_id) > 1 AS is_shared
    FROM mart.source_lag
    JOIN mart.events_of($conflict, $from_on, $to_on, $as_of) USING (event_id)
    WHERE CAST(source_lag.first_reported_at AS DATE) <= $as_of
),
tally AS (
    SELECT
        source_id,
        count(*) FILTER (is_shared) AS n_shared,
        count(*) FILTER (is_shared AND place_in_order = 1) AS n_first,
        count(*) FILTER (is_shared AND place_in_order > 1 AND lag_hours < 1) AS n_within_1_hour,
        count(*) FILTER (is_shared AND place_in_order > 1 AND lag_hours >= 1 AND lag_hours < 6) AS n_within_6_hours,
        count(*) FILTER (is_shared AND place_in_order > 1 AND lag_hours >= 6 AND lag_hours < 24) AS n_within_24_hours,
        count(*) FILTER (is_shared AND place_in_order > 1 AND lag_hours >= 24) AS n_later,
        median(lag_hours) FILTER (is_shared AND place_in_order > 1) AS median_lag_hours
    FROM told
    GROUP BY source_id
),
reported AS (
    SELECT mentions.source_id, count(DISTINCT mentions.event_id) AS n_events
    FROM mart.mentions
    JOIN mart.events_of($conflict, $from_on, $to_on, $as_of) USING (event_id)
    WHERE NOT mentions.is_background AND CAST(mentions.published_at AS DATE) <= $as_of
    GROUP BY mentions.source_id
),
written AS (
    SELECT source_id, count(*) AS n_articles, count(*) FILTER (origin = source_id) AS n_own_reports
    FROM mart.articles
    WHERE CAST(published_at AS DATE) <= $as_of
    GROUP BY source_id
)
SELECT
    source_id,
    coalesce(source.name, source_id) AS name,
    coalesce(source.kind = 'state', false) AS is_state_outlet,
    written.n_articles,
    written.n_own_reports,
    coalesce(n_events, 0) AS n_events,
    coalesce(n_shared, 0) AS n_shared,
    coalesce(n_first, 0) AS n_first,
    coalesce(n_within_1_hour, 0) AS n_within_1_hour,
    coalesce(n_within_6_hours, 0) AS n_within_6_hours,
    coalesce(n_within_24_hours, 0) AS n_within_24_hours,
    coalesce(n_later, 0) AS n_later,
    median_lag_hours
FROM written LEFT JOIN reported USING (source_id) LEFT JOIN tally USING (source_id) LEFT JOIN core.source USING (source_id)
ORDER BY n_events DESC, source_id
