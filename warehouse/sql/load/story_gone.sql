-- The stories that the articles in `staged` belonged to go, with their witnesses: all their members are staged anew.
DELETE FROM core.story
WHERE story_id IN (
    SELECT story_id FROM core.story_member WHERE article_id IN (SELECT article_id FROM staged)
    UNION ALL
    SELECT story_id FROM staged
)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.witness WHERE subject = 'story' AND article_id IN (SELECT article_id FROM staged)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.story_member WHERE article_id IN (SELECT article_id FROM staged)
RETURNING 'DELETE' AS merge_action;
