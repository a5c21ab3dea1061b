-- What was said of articles that are no more goes: their place in stories and the acts of their headlines.
DELETE FROM core.story_member WHERE article_id NOT IN (SELECT article_id FROM core.article)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.headline_act WHERE article_id NOT IN (SELECT article_id FROM core.article)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.story WHERE story_id NOT IN (SELECT story_id FROM core.story_member)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.witness WHERE article_id NOT IN (SELECT article_id FROM core.article)
RETURNING 'DELETE' AS merge_action;

DELETE FROM core.witness WHERE subject = 'story' AND subject_id NOT IN (SELECT story_id FROM core.story)
RETURNING 'DELETE' AS merge_action;
