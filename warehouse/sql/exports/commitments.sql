-- One row a promise, as known today. Columns: docs/exports.md.
SELECT
    commitments.commitment_id,
    commitments.arrangement_id,
    commitments.arrangement,
    commitments.type,
    commitments.place,
    place.lat,
    place.lon,
    commitments.direction,
    commitments.by_whom,
    commitments.to_whom,
    commitments.first_due_on,
    commitments.due_on,
    len(commitments.postponements) AS n_postponements,
    commitments.done_on,
    commitments.outcome,
    commitments.is_overdue,
    commitments.days_late,
    commitments.days_late_first,
    commitments.as_of_on,
    commitments.n_witnesses,
    commitments.n_due_witnesses,
    commitments.n_done_witnesses,
    commitments.n_mentions,
    commitments.postponements,
    commitments.quotes,
    CASE WHEN place.lat IS NULL THEN [] ELSE [{'place': place.place_id, 'lat': place.lat, 'lon': place.lon}] END AS points
FROM mart.commitments
LEFT JOIN core.place ON place.place_id = commitments.place_id
ORDER BY commitments.first_due_on, commitments.due_on, commitments.type, commitments.place, commitments.commitment_id
