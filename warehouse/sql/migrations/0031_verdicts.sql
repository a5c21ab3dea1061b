-- What analysts say of what the tagger found. Nothing but `trucewire review` writes here.
CREATE TABLE core.verdict (
    verdict_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    judged_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE core.verdict IS 'An analyst''s word on one mention. It is kept by article, quote and type, so that it survives re-tagging.';
COMMENT ON COLUMN core.verdict.verdict_id IS 'Made of article, quote, type and what is judged: the type, the date or the event.';
COMMENT ON COLUMN core.verdict.article_id IS 'The article.';
COMMENT ON COLUMN core.verdict.quote IS 'The words that were judged.';
COMMENT ON COLUMN core.verdict.type IS 'The type that the tagger had given them.';
COMMENT ON COLUMN core.verdict.verdict IS 'right, wrong_type, not_an_event, right_date, same_event_as.';
COMMENT ON COLUMN core.verdict.value IS 'wrong_type: the right type, where known. right_date: the day, empty for none. same_event_as: the mention_key of the other mention.';
COMMENT ON COLUMN core.verdict.note IS 'A remark for other people.';
COMMENT ON COLUMN core.verdict.judged_at IS 'When it was given, UTC.';
