-- Commitments that are overdue today, the oldest first.
SELECT commitment_id, type, place, by_whom, first_due_on, due_on, days_late, n_witnesses, quotes[-1].url AS url
FROM mart.commitments
WHERE is_overdue
ORDER BY due_on, commitment_id
