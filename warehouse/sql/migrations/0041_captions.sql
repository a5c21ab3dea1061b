-- What stands beside the running text. NULL where the revision was read before this was looked at.

ALTER TABLE core.revision ADD COLUMN headings VARCHAR[];
ALTER TABLE core.revision ADD COLUMN captions VARCHAR[];
COMMENT ON COLUMN core.revision.headings IS 'Paragraphs of text that head others.';
COMMENT ON COLUMN core.revision.captions IS 'What stands under its pictures; not in text.';
