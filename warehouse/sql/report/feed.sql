-- The events told last, newest first: what an Atom feed offers.
SELECT
    events.event_id,
    events.type,
    events.status,
    events.is_disputed,
    events.event_date,
    events.date_precision,
    events.places,
    events.source_actors,
    events.target_actors,
    events.arrangement_name,
    events.n_witnesses,
    events.n_outlets,
    events.first_reported_at,
    events.last_reported_at,
    events.first_quote,
    events.first_url,
    coalesce(source.name, events.first_source_id) AS first_source_name
FROM mart.events
LEFT JOIN core.source ON source.source_id = events.first_source_id
WHERE NOT events.is_background
  AND events.status <> 'hypothetical'
  AND (
      $conflict IS NULL
      OR events.event_id IN (SELECT event_id FROM mart.event_conflicts WHERE conflict_id = $conflict)
  )
ORDER BY events.first_reported_at DESC, events.event_id
LIMIT $n_events
