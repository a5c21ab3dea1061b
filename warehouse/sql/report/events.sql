-- The events best told first: those with most witnesses, then articles, then the newest. The page puts what it takes by day.
SELECT
    event_id, type, family, status, is_disputed, event_date, event_date_end, date_precision, shown_on, places,
    source_actors, target_actors, arrangement_name, n_mentions, n_articles, n_outlets, n_witnesses,
    n_confirming, first_reported_at, last_reported_at
FROM mart.events_of($conflict, $from_on, $to_on, $as_of)
ORDER BY n_witnesses DESC, n_articles DESC, shown_on DESC, event_id
LIMIT $n_events
