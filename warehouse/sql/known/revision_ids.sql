SELECT article_id, revision_id
FROM core.revision
WHERE article_id IN (SELECT unnest($ids))
ORDER BY article_id, revision_number;
