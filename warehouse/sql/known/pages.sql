-- Every stored page, oldest first.
SELECT * FROM raw.page ORDER BY fetched_at, page_id;
