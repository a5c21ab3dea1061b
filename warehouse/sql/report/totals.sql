SELECT
    count(*) AS n_events,
    count(*) FILTER (is_disputed) AS n_disputed,
    count(*) FILTER (n_confirming >= 2) AS n_confirmed,
    count(*) FILTER (type = 'ceasefire_violation' AND status = 'actual') AS n_violations_actual,
    count(*) FILTER (type = 'ceasefire_violation' AND status = 'alleged') AS n_violations_alleged,
    (SELECT count(*) FROM mart.articles WHERE CAST(published_at AS DATE) <= $as_of) AS n_articles,
    (SELECT count(DISTINCT source_id) FROM mart.articles WHERE CAST(published_at AS DATE) <= $as_of) AS n_outlets
FROM mart.events_of($conflict, $from_on, $to_on, $as_of)
