-- The latest wordings of all articles that stand in a story with one of these.
SELECT DISTINCT latest_revision_id
FROM core.article
WHERE article_id IN (
    SELECT article_id
    FROM core.story_member
    WHERE story_id IN (SELECT story_id FROM core.story_member WHERE article_id IN (SELECT unnest($article_ids)))
)
ORDER BY latest_revision_id;
