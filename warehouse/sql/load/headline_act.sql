-- The acts that articles tell first. `staged` holds the articles that were looked at, each with its acts or with none.
DELETE FROM core.headline_act
WHERE article_id IN (SELECT article_id FROM staged)
  AND (article_id, act) NOT IN (SELECT (article_id, act) FROM staged WHERE act IS NOT NULL)
RETURNING 'DELETE' AS merge_action;

MERGE INTO core.headline_act AS known
USING (FROM staged WHERE act IS NOT NULL) AS found USING (article_id, act)
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
