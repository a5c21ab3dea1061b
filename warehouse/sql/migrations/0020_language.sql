-- What the text itself shows of its language and encoding. NULL where the revision was read before this was looked at.

ALTER TABLE core.revision ADD COLUMN language_detected VARCHAR;
ALTER TABLE core.revision ADD COLUMN is_language_suspect BOOLEAN;
ALTER TABLE core.revision ADD COLUMN is_encoding_suspect BOOLEAN;
COMMENT ON COLUMN core.revision.language IS 'Language that is declared: by the address, the page, the feed, or the outlet.';
COMMENT ON COLUMN core.revision.language_detected IS 'Language that the text is in, as CLD3 tells it; NULL where it cannot be told for certain.';
COMMENT ON COLUMN core.revision.is_language_suspect IS 'True when the text is in another language than declared.';
COMMENT ON COLUMN core.revision.is_encoding_suspect IS 'True when characters look wrongly decoded (U+FFFD, mojibake). The text is stored as it came.';
