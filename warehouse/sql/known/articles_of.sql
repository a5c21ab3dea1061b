SELECT DISTINCT article_id FROM core.revision WHERE revision_id IN (SELECT unnest(string_split($ids, chr(10)))) ORDER BY article_id;
