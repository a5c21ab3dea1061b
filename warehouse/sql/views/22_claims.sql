-- Who says it and who denies it: for each event told on somebody's word, the sides that claim it and those that dispute it.
-- A side is the state that a ministry, a force or an office holder belongs to, else the speaker as named.
CREATE VIEW mart.claims AS
WITH word AS (
    SELECT
        mentions.*,
        trim(unnest(string_split(coalesce(attributed_to, ''), ';'))) AS speaker
    FROM mart.mentions
    WHERE event_id IS NOT NULL AND NOT is_background
),
sided AS (
    SELECT
        word.*,
        word.speaker <> '' AS has_speaker,
        coalesce(nullif(actor.state, ''), word.speaker) AS side,
        -- The United Nations, the OSCE: no side, unless it is a party.
        coalesce(actor.kind = 'body', false) AND word.speaker NOT IN (SELECT unnest(parties) FROM core.conflict)
            AS is_observer
    FROM word LEFT JOIN core.actor ON actor.actor_id = word.speaker
)
SELECT
    sided.event_id,
    event.type,
    event.status,
    event.event_date,
    event.places,
    event.source_actors AS accused,
    coalesce(list_sort(list(DISTINCT sided.side) FILTER (has_speaker AND sided.status IN ('alleged', 'actual'))), [])
        AS claimed_by,
    coalesce(list_sort(list(DISTINCT sided.side) FILTER (has_speaker AND sided.status IN ('denied', 'negated'))), [])
        AS denied_by,
    count(DISTINCT sided.mention_id) FILTER (NOT has_speaker AND sided.status = 'actual') AS n_own_voice,
    event.n_witnesses,
    coalesce(bool_or(is_observer) FILTER (sided.status IN ('alleged', 'actual')), false) AS has_observer,
    len(claimed_by) = 1 AND n_own_voice = 0 AND NOT has_observer AS is_one_sided,
    min(sided.published_at) AS first_reported_at,
    arg_min(sided.quote, (sided.published_at, sided.mention_id)) FILTER (sided.status IN ('alleged', 'actual')) AS quote,
    arg_min(sided.quote, (sided.published_at, sided.mention_id)) FILTER (sided.status IN ('denied', 'negated'))
        AS denial_quote,
    arg_min(sided.url, (sided.published_at, sided.mention_id)) FILTER (sided.status IN ('denied', 'negated'))
        AS denial_url,
    coalesce(
        arg_min(sided.url, (sided.published_at, sided.mention_id)) FILTER (sided.status IN ('alleged', 'actual')),
        denial_url
    ) AS url
FROM sided JOIN core.event ON event.event_id = sided.event_id
GROUP BY ALL
HAVING len(claimed_by) > 0 OR len(denied_by) > 0;

COMMENT ON VIEW mart.claims IS 'One row an event that is told on somebody''s word, with who claims and who denies it. History retold is left out.';
COMMENT ON COLUMN mart.claims.event_id IS 'The event.';
COMMENT ON COLUMN mart.claims.type IS 'Its type.';
COMMENT ON COLUMN mart.claims.status IS 'Its status.';
COMMENT ON COLUMN mart.claims.event_date IS 'Its day.';
COMMENT ON COLUMN mart.claims.places IS 'Its places.';
COMMENT ON COLUMN mart.claims.accused IS 'Who is said to have done it.';
COMMENT ON COLUMN mart.claims.claimed_by IS 'The sides that say it happened.';
COMMENT ON COLUMN mart.claims.denied_by IS 'The sides that say it did not.';
COMMENT ON COLUMN mart.claims.n_own_voice IS 'Mentions in which an outlet says it in its own voice.';
COMMENT ON COLUMN mart.claims.n_witnesses IS 'Witnesses of the event, as in events: independent origins of all that is said of it.';
COMMENT ON COLUMN mart.claims.has_observer IS 'True when a body that is no party says it, such as the UN or the OSCE.';
COMMENT ON COLUMN mart.claims.is_one_sided IS 'True when one side alone says it, and no observer and no outlet in its own voice does. Of every type and status: keep to those of charges to see charges.';
COMMENT ON COLUMN mart.claims.first_reported_at IS 'First report, UTC.';
COMMENT ON COLUMN mart.claims.quote IS 'Words of the first claim.';
COMMENT ON COLUMN mart.claims.denial_quote IS 'Words of the first denial.';
COMMENT ON COLUMN mart.claims.url IS 'The article of the first claim; of the first denial where nobody claims it.';
COMMENT ON COLUMN mart.claims.denial_url IS 'The article of the first denial.';

CREATE VIEW main.claims AS FROM mart.claims;
COMMENT ON VIEW main.claims IS 'Same as mart.claims: who claims an event and who denies it.';
