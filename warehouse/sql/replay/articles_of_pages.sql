-- The articles that were read from these pages.
SELECT DISTINCT article_id FROM core.revision WHERE page_id IN (SELECT unnest($page_ids)) ORDER BY article_id;
