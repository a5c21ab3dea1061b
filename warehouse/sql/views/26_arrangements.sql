-- The truces, pinned and found, with what is told under each.
CREATE VIEW mart.arrangements AS
WITH told AS (
    SELECT
        arrangement_id,
        count(*) AS n_events,
        count(*) FILTER (type = 'ceasefire_violation' AND status IN ('actual', 'alleged') AND NOT is_background)
            AS n_violations,
        max(last_reported_at) AS last_reported_at,
        list(
            {'type': type, 'places': places, 'status': status, 'event_date': event_date, 'event_id': event_id}
            ORDER BY event_date, type, event_id
        ) FILTER (family = 'terms' AND NOT is_background) AS terms
    FROM mart.events
    WHERE arrangement_id IS NOT NULL
    GROUP BY arrangement_id
),
-- The event that made it: concluded before declared before taken effect, then most witnesses.
deal AS (
    SELECT arrangement_id, event_id, first_quote, first_url, n_witnesses
    FROM mart.events
    WHERE arrangement_id IS NOT NULL AND status = 'actual'
      AND type IN ('ceasefire_agreed', 'ceasefire_declared', 'ceasefire_in_effect')
    QUALIFY row_number() OVER (
        PARTITION BY arrangement_id
        ORDER BY list_position(['ceasefire_agreed', 'ceasefire_declared', 'ceasefire_in_effect'], type),
            n_witnesses DESC, first_reported_at, event_id
    ) = 1
)
SELECT
    arrangement.arrangement_id,
    arrangement.name,
    nullif(arrangement.conflict_id, '') AS conflict_id,
    arrangement.origin,
    arrangement.parties,
    arrangement.mediators,
    arrangement.declared_on,
    arrangement.effective_on,
    arrangement.ended_on,
    arrangement.ended_on IS NULL OR arrangement.ended_on >= mart.day_of(now()) AS is_in_force,
    coalesce(told.terms, []) AS terms,
    coalesce(told.n_events, 0) AS n_events,
    coalesce(told.n_violations, 0) AS n_violations,
    coalesce(deal.n_witnesses, 0) AS n_witnesses,
    told.last_reported_at,
    deal.first_quote AS quote,
    deal.first_url AS url,
    deal.event_id
FROM core.arrangement
LEFT JOIN told USING (arrangement_id)
LEFT JOIN deal USING (arrangement_id);

COMMENT ON VIEW mart.arrangements IS 'One row a truce: pinned by an analyst in conflicts/*.toml, or found from the events that tell of it.';
COMMENT ON COLUMN mart.arrangements.arrangement_id IS 'The truce.';
COMMENT ON COLUMN mart.arrangements.name IS 'Its name.';
COMMENT ON COLUMN mart.arrangements.conflict_id IS 'Its conflict; NULL for a found truce of no watched conflict.';
COMMENT ON COLUMN mart.arrangements.origin IS 'pinned or found. A pinned one wins where both tell of one truce.';
COMMENT ON COLUMN mart.arrangements.parties IS 'Who is bound.';
COMMENT ON COLUMN mart.arrangements.mediators IS 'Who brokered it.';
COMMENT ON COLUMN mart.arrangements.declared_on IS 'The day it was concluded or declared.';
COMMENT ON COLUMN mart.arrangements.effective_on IS 'The day it took effect, when known.';
COMMENT ON COLUMN mart.arrangements.ended_on IS 'The day it broke down or ran out, or NULL.';
COMMENT ON COLUMN mart.arrangements.is_in_force IS 'True while it has not ended.';
COMMENT ON COLUMN mart.arrangements.terms IS 'Its terms: every event of the terms family under it, but for history retold. The view commitments says what became of each promise.';
COMMENT ON COLUMN mart.arrangements.n_events IS 'Events under it, with those that are only told as history.';
COMMENT ON COLUMN mart.arrangements.n_violations IS 'Breaches under it, told or claimed. History retold is left out, as in violations.';
COMMENT ON COLUMN mart.arrangements.n_witnesses IS 'Witnesses that tell of its making; 0 when no article read so far does.';
COMMENT ON COLUMN mart.arrangements.last_reported_at IS 'Last report of anything under it, UTC.';
COMMENT ON COLUMN mart.arrangements.quote IS 'The words of the first report of its making.';
COMMENT ON COLUMN mart.arrangements.url IS 'That report''s article.';
COMMENT ON COLUMN mart.arrangements.event_id IS 'The event that made it.';

CREATE VIEW main.arrangements AS FROM mart.arrangements;
COMMENT ON VIEW main.arrangements IS 'Same as mart.arrangements: the truces, pinned and found.';
