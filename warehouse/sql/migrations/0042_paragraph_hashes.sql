-- The wording of a paragraph becomes a number: what shares it is looked up in all that was ever printed.
CREATE TEMP TABLE old_paragraph AS FROM core.paragraph;
DROP TABLE core.paragraph;
CREATE TABLE core.paragraph (
    revision_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    paragraph_start INTEGER NOT NULL,
    paragraph_end INTEGER NOT NULL,
    wording_hash UBIGINT NOT NULL,
    is_standing BOOLEAN NOT NULL
);
COMMENT ON TABLE core.paragraph IS 'Paragraphs of 80 characters and more, by their wording.';
COMMENT ON COLUMN core.paragraph.revision_id IS 'The revision.';
COMMENT ON COLUMN core.paragraph.source_id IS 'Its outlet.';
COMMENT ON COLUMN core.paragraph.paragraph_start IS 'Where it begins in the revision''s text, in characters.';
COMMENT ON COLUMN core.paragraph.paragraph_end IS 'Where it ends.';
COMMENT ON COLUMN core.paragraph.wording_hash IS 'Hash of its letters and digits, whatever their case: the first 64 bits of SHA-256.';
COMMENT ON COLUMN core.paragraph.is_standing IS 'True when the outlet had printed it in another article ten days or more before.';
INSERT INTO core.paragraph
SELECT
    revision_id, source_id, paragraph_start, paragraph_end, CAST('0x' || wording_digest[1:16] AS UBIGINT), is_standing
FROM old_paragraph;
DROP TABLE old_paragraph;
-- Paragraphs are noted when a revision is signed. Those of a warehouse that had none yet are noted with new signatures.
DELETE FROM core.signature WHERE (SELECT count(*) FROM core.paragraph) = 0;
