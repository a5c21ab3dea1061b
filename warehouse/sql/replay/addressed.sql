-- Every article with every address it was met under.
SELECT article.article_id, article.source_id, article.url, list(article_url.url ORDER BY article_url.url) AS url_variants
FROM core.article
JOIN core.article_url ON article_url.article_id = article.article_id
GROUP BY ALL
ORDER BY article.article_id;
