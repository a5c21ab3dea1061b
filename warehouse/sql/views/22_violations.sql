-- Breaches a day and conflict, by who is accused and by whose word.
CREATE VIEW mart.violations AS
WITH breach AS (
    SELECT
        *,
        coalesce(nullif(array_to_string(source_actors, ', '), ''), 'not named') AS accused,
        coalesce(nullif(array_to_string(target_actors, ', '), ''), 'not named') AS victim,
        coalesce(speaker, 'the outlet itself') AS claimant
    FROM mart.breaches
),
counted AS (
    -- "More than 100" is more than 100.
    SELECT mention_id, told, (coalesce(told.high, told.low), told.high IS NULL, coalesce(told.low, 0)) AS size
    FROM (SELECT mention_id, unnest(tally) AS told FROM breach)
    WHERE coalesce(told.high, told.low) IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY size DESC) = 1
)
SELECT
    event_date,
    conflict,
    accused,
    victim,
    claimant,
    status,
    count(DISTINCT event_id) AS n_events,
    count(*) AS n_mentions,
    least(count(DISTINCT origin), count(DISTINCT source_id)) AS n_witnesses,
    arg_max(counted.told, counted.size).low AS n_violations_low,
    arg_max(counted.told, counted.size).high AS n_violations_high,
    list_sort(list_distinct(flatten(list(places)))) AS places,
    arg_min(quote, (published_at, mention_id)) AS quote,
    arg_min(url, (published_at, mention_id)) AS url,
    list_sort(list_distinct(flatten(list(place_ids)))) AS place_ids
FROM breach LEFT JOIN counted USING (mention_id)
GROUP BY ALL;

COMMENT ON VIEW mart.violations IS 'Breaches of a truce a day and conflict, by accused, victim, claimant and status. History retold is left out.';
COMMENT ON COLUMN mart.violations.event_date IS 'The day.';
COMMENT ON COLUMN mart.violations.conflict IS 'The watched conflict by `event_conflicts`, several with commas between; NULL when none is known.';
COMMENT ON COLUMN mart.violations.accused IS 'Who is said to have done it.';
COMMENT ON COLUMN mart.violations.victim IS 'Against whom.';
COMMENT ON COLUMN mart.violations.claimant IS 'Whose word it is; a number of breaches with no speaker is that of the one speaker who gives the same number for the event.';
COMMENT ON COLUMN mart.violations.status IS 'alleged, actual, denied, negated: how real it is in the eyes of the text.';
COMMENT ON COLUMN mart.violations.n_events IS 'Events of this kind.';
COMMENT ON COLUMN mart.violations.n_mentions IS 'Mentions of them.';
COMMENT ON COLUMN mart.violations.n_witnesses IS 'Independent origins of these mentions, never more than their outlets.';
COMMENT ON COLUMN mart.violations.n_violations_low IS 'Lowest bound of the greatest number of breaches told in one sentence; NULL where it has none ("up to 50").';
COMMENT ON COLUMN mart.violations.n_violations_high IS 'Highest bound of that number; NULL where it has none ("more than 100").';
COMMENT ON COLUMN mart.violations.places IS 'Where.';
COMMENT ON COLUMN mart.violations.quote IS 'Words of the first report.';
COMMENT ON COLUMN mart.violations.url IS 'Its article.';
COMMENT ON COLUMN mart.violations.place_ids IS 'The same places in core.place.';

CREATE VIEW main.violations AS FROM mart.violations;
COMMENT ON VIEW main.violations IS 'Same as mart.violations: breaches of a truce a day, by claimant.';
