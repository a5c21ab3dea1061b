-- Mentions in a paragraph that the outlet had printed long before in another article: history, whatever its words say.
CREATE VIEW mart.retold AS
SELECT mention.mention_id
FROM core.mention
JOIN core.paragraph
    ON paragraph.is_standing
    AND paragraph.revision_id = mention.document_id
    AND mention.quote_start BETWEEN paragraph.paragraph_start AND paragraph.paragraph_end;

COMMENT ON VIEW mart.retold IS 'Mentions that are background because the outlet repeats the paragraph they stand in.';
COMMENT ON COLUMN mart.retold.mention_id IS 'The mention.';
