-- What became of entries met before.
SELECT entry_id, url, title, published_raw, published_at, outcome, reason, article_id, n_failed, failed_at
FROM mart.entries_of($ids);
