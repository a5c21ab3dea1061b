-- How many of some verdicts change nothing today: no mention has their words, or those of the other one that they name.
SELECT count(DISTINCT verdict_id)
FROM mart.verdicts
WHERE verdict_id IN (SELECT unnest($ids))
  AND (mention_id IS NULL OR verdict = 'same_event_as' AND verdict_id NOT IN (SELECT verdict_id FROM mart.same_events))
