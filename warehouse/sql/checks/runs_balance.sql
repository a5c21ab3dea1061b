-- Every run's counts add up: seen = new + known + rejected + failed.
SELECT run_id, n_seen, n_new, n_known, n_rejected, n_failed
FROM ops.run
WHERE n_seen <> n_new + n_known + n_rejected + n_failed
ORDER BY run_id;
