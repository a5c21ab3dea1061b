-- How many revisions there are to tag anew.
SELECT count(*)
FROM core.revision
WHERE source_id = coalesce($source_id, source_id)
  AND fetched_at >= coalesce($from_at, fetched_at)
  AND fetched_at < coalesce($to_at, TIMESTAMPTZ 'infinity')
  AND (fetched_at, revision_id) > (coalesce($after_at, TIMESTAMPTZ '-infinity'), $after_id);
