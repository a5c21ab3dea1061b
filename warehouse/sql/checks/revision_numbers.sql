-- The revisions of an article are numbered 1 to n by first fetch, and the article counts them.
SELECT article_id, article.n_revisions, count(revision_id) AS n_found, max(revision_number) AS last_number
FROM core.article LEFT JOIN core.revision USING (article_id)
GROUP BY article_id, article.n_revisions
HAVING count(revision_id) <> article.n_revisions
    OR max(revision_number) <> article.n_revisions
    OR count(DISTINCT revision_number) <> article.n_revisions
ORDER BY article_id;
