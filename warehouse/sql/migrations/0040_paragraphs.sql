-- The paragraphs of articles by their wording: what an outlet prints again and again is standing background.
CREATE TABLE core.paragraph (
    revision_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    paragraph_start INTEGER NOT NULL,
    paragraph_end INTEGER NOT NULL,
    wording_digest VARCHAR NOT NULL,
    is_standing BOOLEAN NOT NULL
);
COMMENT ON TABLE core.paragraph IS 'Paragraphs of 80 characters and more, by their wording.';
COMMENT ON COLUMN core.paragraph.revision_id IS 'The revision.';
COMMENT ON COLUMN core.paragraph.source_id IS 'Its outlet.';
COMMENT ON COLUMN core.paragraph.paragraph_start IS 'Where it begins in the revision''s text, in characters.';
COMMENT ON COLUMN core.paragraph.paragraph_end IS 'Where it ends.';
COMMENT ON COLUMN core.paragraph.wording_digest IS 'Digest of its letters and digits, whatever their case.';
COMMENT ON COLUMN core.paragraph.is_standing IS 'True when the outlet had printed it in another article ten days or more before.';
