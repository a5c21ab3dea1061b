-- All wordings of some articles; read by the place of their rows, so that no other text is.
WITH asked AS MATERIALIZED (
    SELECT rowid AS place FROM core.revision WHERE article_id IN (SELECT unnest(string_split($ids, chr(10))))
)
SELECT article_id, revision_id, revision_number, title, standfirst, text
FROM core.revision
WHERE rowid IN (SELECT place FROM asked)
ORDER BY article_id, revision_number;
