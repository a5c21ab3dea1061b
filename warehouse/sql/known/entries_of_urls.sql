-- The entry last seen for each link, as its feed gave it.
SELECT * EXCLUDE (first_seen_at, last_seen_at)
FROM raw.entry
WHERE url IN (SELECT unnest($urls))
QUALIFY row_number() OVER (PARTITION BY url ORDER BY last_seen_at DESC, entry_id) = 1;
