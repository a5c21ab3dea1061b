-- Mentions in a paragraph that the outlet had printed long before in another article: history, whatever its words say. The
-- day of the print is not that of the act then.
CREATE VIEW mart.retold AS
SELECT DISTINCT mention.mention_id, mention.date_basis IN ('dateline', 'publication') AS has_borrowed_day
FROM core.mention
JOIN core.paragraph
    ON paragraph.is_standing
    AND paragraph.revision_id = mention.document_id
    AND mention.quote_start BETWEEN paragraph.paragraph_start AND paragraph.paragraph_end;

COMMENT ON VIEW mart.retold IS 'Mentions that are background because the outlet repeats the paragraph they stand in.';
COMMENT ON COLUMN mart.retold.mention_id IS 'The mention.';
COMMENT ON COLUMN mart.retold.has_borrowed_day IS 'True when its sentence names no day: that of the print is none of the act.';
