SELECT article_id, revision_id, revision_number, title, standfirst, text
FROM core.revision
WHERE article_id IN (SELECT unnest($ids))
ORDER BY article_id, revision_number;
