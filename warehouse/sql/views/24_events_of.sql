-- The events of a conflict and a period, as a report wants them: nothing retold as history, nothing first told later.
CREATE MACRO mart.events_of(of_conflict, from_on, to_on, as_of) AS TABLE
SELECT
    events.*,
    coalesce(events.event_date, mart.day_of(events.first_reported_at)) AS shown_on
FROM mart.events
WHERE NOT events.is_background
  AND mart.day_of(events.first_reported_at) <= CAST(as_of AS DATE)
  AND coalesce(events.event_date, mart.day_of(events.first_reported_at))
      BETWEEN CAST(from_on AS DATE) AND CAST(to_on AS DATE)
  AND (
      CAST(of_conflict AS VARCHAR) IS NULL
      OR events.event_id IN (SELECT event_id FROM mart.event_conflicts WHERE conflict_id = CAST(of_conflict AS VARCHAR))
  );

COMMENT ON MACRO TABLE mart.events_of IS 'Events of a conflict (NULL for all) and a period, as first told by a day; shown_on is the day of the event, or of its first report: FROM events_of(''nagorno-karabakh'', DATE ''2020-11-01'', DATE ''2020-12-31'', DATE ''2020-12-15'').';

CREATE MACRO main.events_of(of_conflict, from_on, to_on, as_of) AS TABLE
FROM mart.events_of(of_conflict, from_on, to_on, as_of);
COMMENT ON MACRO TABLE main.events_of IS 'Same as mart.events_of: the events of a conflict and a period.';
