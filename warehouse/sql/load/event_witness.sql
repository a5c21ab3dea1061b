-- The staged rows are the whole truth of witnesses of events: a row that is not among them goes.
MERGE INTO core.witness AS known
USING staged USING (subject, subject_id, article_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.witness
WHERE subject = 'event' AND (subject, subject_id, article_id) NOT IN (SELECT (subject, subject_id, article_id) FROM staged)
RETURNING 'DELETE' AS merge_action;
