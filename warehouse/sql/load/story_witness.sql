-- Who counts as a witness of the stories that were made anew. `staged` holds every member of these stories.
DELETE FROM core.witness
WHERE subject = 'story' AND article_id IN (SELECT article_id FROM staged)
  AND (subject_id, article_id) NOT IN (SELECT (subject_id, article_id) FROM staged)
RETURNING 'DELETE' AS merge_action;

MERGE INTO core.witness AS known
USING staged USING (subject, subject_id, article_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
