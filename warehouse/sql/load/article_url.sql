-- Every address under which an article was met.
MERGE INTO core.article_url AS known
USING staged USING (article_id, url)
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action;
