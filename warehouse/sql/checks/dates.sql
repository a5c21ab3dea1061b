-- A mention with a date says how precise it is, one without says none, and a range does not end before it starts.
SELECT mention_id, event_date, event_date_end, date_precision, original_date
FROM core.mention
WHERE (event_date IS NULL) <> (date_precision = 'none') AND original_date IS NULL
   OR event_date_end < event_date
ORDER BY mention_id;
