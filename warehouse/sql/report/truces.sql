-- The truces of the conflicts that took effect in the period.
SELECT arrangement_id, conflict_id, name, coalesce(effective_on, declared_on) AS effective_on
FROM core.arrangement
WHERE ($conflict IS NULL OR conflict_id = $conflict)
  AND coalesce(effective_on, declared_on) BETWEEN $from_on AND $to_on
  AND arrangement_id IN (SELECT arrangement_id FROM core.event)
ORDER BY effective_on, arrangement_id
