-- The wordings of paragraphs whose reading is no more.
SELECT DISTINCT wording_hash FROM core.paragraph ANTI JOIN core.revision USING (revision_id);
