-- Say of the paragraphs that share their wording with one in `staged` whether they are standing background. An article
-- that is printed anew does not repeat itself: only another article's older print counts. They are looked up by the hash
-- alone, and read by the place of their rows; that of another outlet is no print.
WITH asked AS MATERIALIZED (
    SELECT rowid AS place FROM core.paragraph WHERE wording_hash IN (SELECT wording_hash FROM staged)
),
known AS MATERIALIZED (
    SELECT revision_id, source_id, wording_hash, is_standing
    FROM core.paragraph
    WHERE rowid IN (SELECT place FROM asked)
),
printed AS MATERIALIZED (
    SELECT DISTINCT
        known.*,
        revision.article_id,
        coalesce(revision.published_at, revision.fetched_at) AS printed_at
    FROM known
    JOIN core.revision USING (revision_id)
),
judged AS (
    SELECT
        later.revision_id,
        later.wording_hash,
        later.is_standing AS was_standing,
        EXISTS (
            SELECT 1
            FROM printed AS earlier
            WHERE earlier.source_id = later.source_id
                AND earlier.wording_hash = later.wording_hash
                AND earlier.article_id <> later.article_id
                AND earlier.printed_at <= later.printed_at - INTERVAL 10 DAY
        ) AS is_standing
    FROM printed AS later
),
changed AS MATERIALIZED (
    FROM judged WHERE is_standing <> was_standing
)
UPDATE core.paragraph
SET is_standing = changed.is_standing
FROM changed
WHERE paragraph.wording_hash = changed.wording_hash AND paragraph.revision_id = changed.revision_id
RETURNING 'UPDATE' AS merge_action;
