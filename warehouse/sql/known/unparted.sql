-- Revisions whose paragraphs were not noted yet, those that have no long paragraph among them.
SELECT revision_id FROM core.revision ANTI JOIN core.paragraph USING (revision_id);
