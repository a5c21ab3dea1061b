SELECT DISTINCT article_id FROM core.revision WHERE revision_id IN (SELECT unnest($ids)) ORDER BY article_id;
