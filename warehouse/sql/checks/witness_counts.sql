-- Every event whose witnesses are known counts those that count.
SELECT event_id, n_witnesses, count(*) FILTER (counts_as_witness) AS n_found
FROM core.event JOIN core.witness ON subject = 'event' AND subject_id = event_id
GROUP BY event_id, n_witnesses
HAVING count(*) FILTER (counts_as_witness) <> n_witnesses
ORDER BY event_id;
