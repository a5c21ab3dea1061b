-- Every entry that a run counts as new, rejected or failed has its result. Two equal results of one entry leave one row.
WITH found AS (
    SELECT
        run_id,
        count(*) FILTER (outcome = 'new') AS n_new,
        count(*) FILTER (outcome = 'rejected') AS n_rejected,
        count(*) FILTER (outcome = 'failed') AS n_failed
    FROM ops.entry_result
    GROUP BY run_id
)
SELECT run_id, run.n_new, found.n_new, run.n_rejected, found.n_rejected, run.n_failed, found.n_failed
FROM ops.run JOIN found USING (run_id)
WHERE found.n_new > run.n_new OR (run.n_new > 0 AND found.n_new = 0)
   OR found.n_rejected > run.n_rejected OR (run.n_rejected > 0 AND found.n_rejected = 0)
   OR found.n_failed > run.n_failed OR (run.n_failed > 0 AND found.n_failed = 0)
ORDER BY run_id;
