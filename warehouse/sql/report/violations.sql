-- Breaches a day by whose word they are; a ministry's word is its state's.
WITH word AS (
    SELECT
        breaches.event_id,
        told.shown_on,
        trim(unnest(string_split(coalesce(breaches.speaker, ''), ';'))) AS speaker
    FROM mart.breaches
    JOIN mart.events_of($conflict, $from_on, $to_on, $as_of) AS told USING (event_id)
    WHERE breaches.status IN ('actual', 'alleged')
      AND CAST(breaches.published_at AS DATE) <= $as_of
)
SELECT
    shown_on,
    CASE WHEN speaker = '' THEN 'the outlet itself' ELSE coalesce(nullif(actor.state, ''), speaker) END AS claimant,
    count(DISTINCT event_id) AS n_events
FROM word LEFT JOIN core.actor ON actor.actor_id = word.speaker
GROUP BY ALL
ORDER BY shown_on, claimant
