-- The stories that were made anew; one that has no member left goes, with its witnesses.
MERGE INTO core.story AS known
USING staged USING (story_id)
WHEN MATCHED AND known IS DISTINCT FROM staged THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;

DELETE FROM core.story
WHERE story_id NOT IN (SELECT story_id FROM core.story_member)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.witness
WHERE subject = 'story' AND subject_id NOT IN (SELECT story_id FROM core.story)
RETURNING 'DELETE' AS merge_action;
