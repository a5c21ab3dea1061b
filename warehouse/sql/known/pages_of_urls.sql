-- The latest stored bytes of each address, for a conditional request.
SELECT *
FROM raw.page
WHERE url IN (SELECT unnest($urls))
QUALIFY row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, page_id) = 1;
