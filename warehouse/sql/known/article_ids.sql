SELECT url, min(article_id) AS article_id
FROM core.article_url
WHERE url IN (SELECT unnest($urls))
GROUP BY url;
