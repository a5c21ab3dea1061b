-- Pairs of mentions that an analyst says are of one event.
SELECT verdicts.mention_id AS one, mentions.mention_id AS other
FROM mart.verdicts JOIN mart.mentions ON mentions.mention_key = verdicts.value
WHERE verdicts.verdict = 'same_event_as' AND verdicts.mention_id IS NOT NULL
ORDER BY ALL;
