SELECT article_id, revision_id, revision_number, title, standfirst, text
FROM core.revision
WHERE article_id IN (SELECT unnest(string_split($ids, chr(10))))
ORDER BY article_id, revision_number;
