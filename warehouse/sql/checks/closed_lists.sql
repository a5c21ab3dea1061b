-- Statuses, precisions, bases and outcomes are of the codebook's and the records' closed lists.
SELECT 'core.mention.status' AS name, mention_id AS id, status AS found
FROM core.mention
WHERE status NOT IN ('actual', 'scheduled', 'postponed', 'alleged', 'denied', 'negated', 'hypothetical')
UNION ALL
SELECT 'core.mention.date_precision', mention_id, date_precision
FROM core.mention
WHERE date_precision NOT IN ('day', 'week', 'month', 'year', 'decade', 'none')
UNION ALL
SELECT 'core.mention.date_basis', mention_id, date_basis
FROM core.mention
WHERE date_basis NOT IN ('explicit', 'relative', 'dateline', 'publication', 'none')
UNION ALL
SELECT 'core.mention.confidence', mention_id, CAST(confidence AS VARCHAR)
FROM core.mention
WHERE NOT (confidence > 0 AND confidence <= 1)
UNION ALL
SELECT 'core.mention.type', mention_id, type
FROM core.mention
WHERE type NOT IN (SELECT type FROM mart.event_types)
UNION ALL
SELECT 'ops.entry_result.outcome', entry_id, outcome
FROM ops.entry_result
WHERE outcome NOT IN ('new', 'rejected', 'failed')
ORDER BY name, id;
