-- Commitments that are overdue today, the oldest first.
SELECT
    commitment_id,
    arrangement,
    type,
    place,
    by_whom,
    first_due_on,
    due_on,
    days_late,
    n_witnesses,
    quotes[-1].url AS url,
    quotes[-1].source_id AS source_id,
    quotes[-1].published_at AS published_at
FROM mart.commitments
WHERE is_overdue
ORDER BY due_on, commitment_id
