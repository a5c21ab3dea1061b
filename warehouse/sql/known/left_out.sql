-- All revisions without a signature of the present version.
SELECT revision_id
FROM core.revision
ANTI JOIN (SELECT revision_id FROM core.signature WHERE version = $version) USING (revision_id);
