-- Promises that fall due, were first due, or were kept in the period; what is overdue or was late comes first.
SELECT
    commitment_id, arrangement, type, place, direction, by_whom, to_whom, first_due_on, due_on, done_on, outcome,
    days_late, days_late_first, n_witnesses, n_mentions, postponements, quotes
FROM mart.commitments_as_of($as_of) AS promise
LEFT JOIN core.arrangement USING (arrangement_id)
WHERE (
        $conflict IS NULL
        OR arrangement.conflict_id = $conflict
        OR promise.arrangement_id IS NULL
            AND promise.place_id IN (SELECT place_id FROM mart.theatres WHERE conflict_id = $conflict)
    )
  AND first_due_on <= $to_on
  AND greatest(first_due_on, due_on, done_on) >= $from_on
ORDER BY
    list_position(['overdue', 'late', 'pending', 'kept'], outcome),
    CASE WHEN outcome IN ('overdue', 'late') THEN -days_late END,
    due_on, first_due_on, type, place, commitment_id
