-- Say of the paragraphs that share their wording with one of a revision in `staged` whether they are standing background.
-- An article that is printed anew does not repeat itself: only another article's older print counts.
WITH touched AS MATERIALIZED (
    SELECT DISTINCT source_id, wording_digest FROM core.paragraph WHERE revision_id IN (SELECT revision_id FROM staged)
),
printed AS MATERIALIZED (
    SELECT
        paragraph.revision_id,
        paragraph.source_id,
        paragraph.wording_digest,
        revision.article_id,
        coalesce(revision.published_at, revision.fetched_at) AS printed_at
    FROM core.paragraph
    SEMI JOIN touched USING (source_id, wording_digest)
    JOIN core.revision USING (revision_id)
),
judged AS (
    SELECT DISTINCT
        later.revision_id,
        later.wording_digest,
        EXISTS (
            SELECT 1
            FROM printed AS earlier
            WHERE earlier.source_id = later.source_id
                AND earlier.wording_digest = later.wording_digest
                AND earlier.article_id <> later.article_id
                AND earlier.printed_at <= later.printed_at - INTERVAL 10 DAY
        ) AS is_standing
    FROM printed AS later
)
UPDATE core.paragraph
SET is_standing = judged.is_standing
FROM judged
WHERE paragraph.revision_id = judged.revision_id
    AND paragraph.wording_digest = judged.wording_digest
    AND paragraph.is_standing <> judged.is_standing
RETURNING 'UPDATE' AS merge_action;
