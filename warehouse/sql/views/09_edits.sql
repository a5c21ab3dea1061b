-- What an article said and no longer says: each wording against the one before it.
CREATE VIEW mart.edits AS
WITH step AS (
    SELECT
        now.article_id,
        now.source_id,
        now.url,
        now.revision_number,
        now.fetched_at AS changed_at,
        before.title AS title_before,
        now.title AS title_now,
        before.revision_id AS revision_before,
        now.revision_id AS revision_now
    FROM core.revision AS now
    JOIN core.revision AS before
        ON before.article_id = now.article_id AND before.revision_number = now.revision_number - 1
),
gone AS (
    SELECT step.*, 'mention gone' AS change, mention.type, mention.status, mention.event_date, mention.quote
    FROM step
    JOIN core.mention ON mention.document_id = step.revision_before
    ANTI JOIN core.mention AS kept
        ON kept.document_id = step.revision_now AND kept.type = mention.type AND kept.status = mention.status
        AND kept.event_date IS NOT DISTINCT FROM mention.event_date AND kept.quote = mention.quote
),
came AS (
    SELECT step.*, 'mention came' AS change, mention.type, mention.status, mention.event_date, mention.quote
    FROM step
    JOIN core.mention ON mention.document_id = step.revision_now
    ANTI JOIN core.mention AS old
        ON old.document_id = step.revision_before AND old.type = mention.type AND old.status = mention.status
        AND old.event_date IS NOT DISTINCT FROM mention.event_date AND old.quote = mention.quote
),
retitled AS (
    SELECT step.*, 'title' AS change, NULL AS type, NULL AS status, NULL AS event_date, title_now AS quote
    FROM step
    WHERE title_before <> title_now
),
reworded AS (
    SELECT step.*, 'text only' AS change, NULL AS type, NULL AS status, NULL AS event_date, NULL AS quote
    FROM step
    WHERE title_before = title_now
      AND revision_now NOT IN (SELECT revision_now FROM gone UNION ALL SELECT revision_now FROM came)
)
FROM gone
UNION ALL FROM came
UNION ALL FROM retitled
UNION ALL FROM reworded;

COMMENT ON VIEW mart.edits IS 'What changed from one wording of an article to the next: claims that came or went, new titles.';
COMMENT ON COLUMN mart.edits.article_id IS 'The article.';
COMMENT ON COLUMN mart.edits.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.edits.url IS 'Its URL.';
COMMENT ON COLUMN mart.edits.revision_number IS 'The number of the new wording.';
COMMENT ON COLUMN mart.edits.changed_at IS 'When the new wording was first fetched, UTC.';
COMMENT ON COLUMN mart.edits.title_before IS 'Headline before.';
COMMENT ON COLUMN mart.edits.title_now IS 'Headline after.';
COMMENT ON COLUMN mart.edits.revision_before IS 'The wording before.';
COMMENT ON COLUMN mart.edits.revision_now IS 'The wording after.';
COMMENT ON COLUMN mart.edits.change IS 'mention gone, mention came, title, or text only.';
COMMENT ON COLUMN mart.edits.type IS 'Type of the mention.';
COMMENT ON COLUMN mart.edits.status IS 'Status of the mention.';
COMMENT ON COLUMN mart.edits.event_date IS 'Date of the mention.';
COMMENT ON COLUMN mart.edits.quote IS 'Words of the mention, or the new title.';

CREATE VIEW main.edits AS FROM mart.edits;
COMMENT ON VIEW main.edits IS 'Same as mart.edits: what an article said and no longer says.';
