-- Every poll's counts add up.
SELECT poll_id, n_seen, n_new, n_known, n_rejected, n_failed
FROM ops.poll
WHERE n_seen <> n_new + n_known + n_rejected + n_failed
ORDER BY poll_id;
