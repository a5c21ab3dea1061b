-- What one version of an article claimed and the next took back: each wording against the one before it, claim by claim.
-- A claim is kept where the next wording has one of the same type, status, day and places, however it is worded.
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
        now.revision_id AS revision_now,
        revision_change.kind,
        revision_change.ratio,
        revision_change.diff
    FROM core.revision AS now
    JOIN core.revision AS before
        ON before.article_id = now.article_id AND before.revision_number = now.revision_number - 1
    LEFT JOIN core.revision_change ON revision_change.revision_id = now.revision_id
),
claim AS (
    SELECT
        mention_id,
        document_id,
        type,
        status,
        event_date,
        quote,
        quote_start,
        list_sort([place.place_id FOR place IN places]) AS place_ids
    FROM core.mention
),
gone AS (
    SELECT step.*, claim.* EXCLUDE (document_id)
    FROM step
    JOIN claim ON claim.document_id = step.revision_before
    ANTI JOIN claim AS kept
        ON kept.document_id = step.revision_now AND kept.type = claim.type AND kept.status = claim.status
        AND kept.event_date IS NOT DISTINCT FROM claim.event_date AND kept.place_ids = claim.place_ids
),
came AS (
    SELECT step.revision_now, claim.* EXCLUDE (document_id)
    FROM step
    JOIN claim ON claim.document_id = step.revision_now
    ANTI JOIN claim AS known
        ON known.document_id = step.revision_before AND known.type = claim.type AND known.status = claim.status
        AND known.event_date IS NOT DISTINCT FROM claim.event_date AND known.place_ids = claim.place_ids
),
-- What stands now in the place of a claim that went: the first new one of the same type.
turned AS (
    SELECT gone.*, came.status AS status_now, came.event_date AS event_date_now, came.quote AS quote_now,
        came.mention_id AS mention_now
    FROM gone LEFT JOIN came ON came.revision_now = gone.revision_now AND came.type = gone.type
    QUALIFY row_number() OVER (
        PARTITION BY gone.mention_id
        ORDER BY (came.place_ids = gone.place_ids) DESC, came.quote_start, came.mention_id
    ) = 1
),
fresh AS (
    SELECT came.* FROM came ANTI JOIN turned ON turned.mention_now = came.mention_id
),
edit AS (
    SELECT
        revision_now,
        CASE WHEN quote_now IS NULL THEN 'claim withdrawn' ELSE 'claim changed' END AS change,
        type,
        status AS status_before,
        status_now,
        event_date AS event_date_before,
        event_date_now,
        quote AS quote_before,
        quote_now
    FROM turned
    UNION ALL
    SELECT revision_now, 'claim added', type, NULL, status, NULL, event_date, NULL, quote FROM fresh
    UNION ALL
    SELECT revision_now, 'title', NULL, NULL, NULL, NULL, NULL, title_before, title_now
    FROM step
    WHERE title_before <> title_now
)
SELECT
    step.article_id,
    step.source_id,
    step.changed_at,
    step.kind,
    step.ratio,
    coalesce(edit.change, 'text only') AS change,
    edit.type,
    edit.status_before,
    edit.status_now,
    edit.event_date_before,
    edit.event_date_now,
    edit.quote_before,
    edit.quote_now,
    step.title_before,
    step.title_now,
    step.url,
    step.revision_number,
    step.revision_before,
    step.revision_now,
    step.diff
FROM step LEFT JOIN edit USING (revision_now);

COMMENT ON VIEW mart.edits IS 'What one version of an article claimed and the next took back: claims withdrawn, changed and added, new titles.';
COMMENT ON COLUMN mart.edits.article_id IS 'The article.';
COMMENT ON COLUMN mart.edits.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.edits.changed_at IS 'When the new wording was first fetched, UTC.';
COMMENT ON COLUMN mart.edits.kind IS 'Kind of change of the whole article: minor, title, correction, major.';
COMMENT ON COLUMN mart.edits.ratio IS 'Share of words that both wordings have, 0 to 1.';
COMMENT ON COLUMN mart.edits.change IS 'claim withdrawn; claim changed: another stands in its place, a denial maybe (status_now); claim added; title; or text only.';
COMMENT ON COLUMN mart.edits.type IS 'Type of the claim.';
COMMENT ON COLUMN mart.edits.status_before IS 'Status of the claim before.';
COMMENT ON COLUMN mart.edits.status_now IS 'Status of the claim that stands in its place, or of the one added.';
COMMENT ON COLUMN mart.edits.event_date_before IS 'Day of the claim before.';
COMMENT ON COLUMN mart.edits.event_date_now IS 'Day of the claim after.';
COMMENT ON COLUMN mart.edits.quote_before IS 'Words of the claim before, or the old title.';
COMMENT ON COLUMN mart.edits.quote_now IS 'Words of the claim after, or the new title.';
COMMENT ON COLUMN mart.edits.title_before IS 'Headline before.';
COMMENT ON COLUMN mart.edits.title_now IS 'Headline after.';
COMMENT ON COLUMN mart.edits.url IS 'URL of the article.';
COMMENT ON COLUMN mart.edits.revision_number IS 'The number of the new wording.';
COMMENT ON COLUMN mart.edits.revision_before IS 'The wording before.';
COMMENT ON COLUMN mart.edits.revision_now IS 'The wording after.';
COMMENT ON COLUMN mart.edits.diff IS 'Unified diff of title, standfirst and text, a sentence a line.';

CREATE VIEW main.edits AS FROM mart.edits;
COMMENT ON VIEW main.edits IS 'Same as mart.edits: what an article claimed and no longer claims.';
