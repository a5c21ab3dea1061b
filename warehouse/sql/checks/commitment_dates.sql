-- The present due date of a commitment differs from the first one only where a postponement says so, and is never before it.
SELECT commitment_id, type, place, first_due_on, due_on, len(postponements) AS n_postponements
FROM mart.commitments
WHERE due_on < first_due_on
   OR due_on > first_due_on AND len(postponements) = 0
   OR first_due_on IS NULL
ORDER BY commitment_id;
