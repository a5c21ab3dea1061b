-- How many of some verdicts change nothing today: no mention has their words, or the mention_key that they name.
SELECT count(DISTINCT verdict_id)
FROM mart.verdicts JOIN core.verdict AS given USING (verdict_id)
WHERE verdict_id IN (SELECT unnest($ids))
  AND (mention_id IS NULL OR given.verdict = 'same_event_as' AND given.other IS NULL)
