-- Every row that reading and tagging make, as its table, id and a hash of all that it says.
SELECT 'articles' AS kind, article_id AS id, hash(article) AS print FROM core.article
UNION ALL SELECT 'revisions', revision_id, hash(revision) FROM core.revision
UNION ALL SELECT 'mentions', mention_id, hash(mention) FROM core.mention
UNION ALL SELECT 'events', event_id, hash(event) FROM core.event;
