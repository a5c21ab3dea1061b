-- Each article's place in its story. `staged` holds every member of the stories that were made anew.
MERGE INTO core.story_member AS known
USING staged USING (article_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.story_member
WHERE article_id NOT IN (SELECT article_id FROM core.article)
RETURNING 'DELETE' AS merge_action;
