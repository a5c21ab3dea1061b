-- How a truce fares, week by week from the day it took effect.
CREATE VIEW mart.truce_weeks AS
WITH truce AS (
    SELECT arrangement_id, conflict_id, name, coalesce(effective_on, declared_on) AS effective_on FROM core.arrangement
),
told AS (
    SELECT
        truce.*,
        event.*,
        (event.event_date - truce.effective_on) // 7 + 1 AS week
    FROM core.event JOIN truce ON truce.arrangement_id = event.arrangement_id
    WHERE NOT event.is_background AND event.event_date >= truce.effective_on
      AND event.date_precision IN ('day', 'week')
)
SELECT
    arrangement_id,
    name AS arrangement,
    week,
    effective_on + CAST((week - 1) * 7 AS INTEGER) AS week_from_on,
    count(*) FILTER (type = 'ceasefire_violation' AND status = 'actual') AS n_violations_actual,
    count(*) FILTER (type = 'ceasefire_violation' AND status = 'alleged') AS n_violations_alleged,
    count(*) FILTER (type = 'ceasefire_violation' AND status IN ('denied', 'negated')) AS n_violations_denied,
    count(*) FILTER (type IN ('armed_clash', 'territory_capture') AND status IN ('actual', 'alleged')) AS n_clashes,
    count(*) FILTER (type = 'ceasefire_in_effect' AND status = 'actual') AS n_holding,
    count(*) FILTER (type = 'ceasefire_extended' AND status = 'actual') AS n_extended,
    count(*) FILTER (type = 'ceasefire_ended' AND status = 'actual') AS n_ended
FROM told
GROUP BY ALL
ORDER BY arrangement_id, week;

COMMENT ON VIEW mart.truce_weeks IS 'One row a week of a truce, counted from the day it took effect: breaches, clashes, and word that it holds. A week with nothing told has no row; zeros alone mean that only other terms of the truce were told.';
COMMENT ON COLUMN mart.truce_weeks.arrangement_id IS 'The truce.';
COMMENT ON COLUMN mart.truce_weeks.arrangement IS 'Its name.';
COMMENT ON COLUMN mart.truce_weeks.week IS '1 for the seven days from the day it took effect.';
COMMENT ON COLUMN mart.truce_weeks.week_from_on IS 'First day of the week.';
COMMENT ON COLUMN mart.truce_weeks.n_violations_actual IS 'Breaches told as having happened.';
COMMENT ON COLUMN mart.truce_weeks.n_violations_alleged IS 'Breaches claimed by one side.';
COMMENT ON COLUMN mart.truce_weeks.n_violations_denied IS 'Breaches denied, or said not to have happened.';
COMMENT ON COLUMN mart.truce_weeks.n_clashes IS 'Clashes and captures, with no breach claimed.';
COMMENT ON COLUMN mart.truce_weeks.n_holding IS 'Word that it takes effect, holds or is observed.';
COMMENT ON COLUMN mart.truce_weeks.n_extended IS 'Prolongations.';
COMMENT ON COLUMN mart.truce_weeks.n_ended IS 'Word that it lapsed, collapsed or was renounced.';

CREATE VIEW main.truce_weeks AS FROM mart.truce_weeks;
COMMENT ON VIEW main.truce_weeks IS 'Same as mart.truce_weeks: how a truce fares, week by week.';
