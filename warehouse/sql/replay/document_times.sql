-- When each revision was first fetched.
SELECT revision_id, fetched_at FROM core.revision WHERE revision_id IN (SELECT unnest($ids));
