-- The paragraphs of the revisions that have none yet. The texts are read by the place of their rows, so that only
-- theirs are. A text without a long paragraph is looked at again: it is short.
INSERT INTO core.paragraph
WITH fresh AS MATERIALIZED (
    SELECT revision.rowid AS place FROM core.revision ANTI JOIN core.paragraph USING (revision_id)
),
lines AS (
    SELECT
        revision_id,
        source_id,
        unnest(string_split(text, chr(10))) AS line,
        generate_subscripts(string_split(text, chr(10)), 1) AS line_number
    FROM core.revision
    WHERE rowid IN (SELECT place FROM fresh)
),
placed AS (
    SELECT
        *,
        coalesce(sum(length(line) + 1) OVER before, 0) AS line_start
    FROM lines
    WINDOW before AS (
        PARTITION BY revision_id ORDER BY line_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
)
SELECT
    revision_id,
    source_id,
    line_start,
    line_start + length(line),
    sha256(regexp_replace(lower(line), '[^\pL\pN]+', ' ', 'g'))[1:32],
    false
FROM placed
WHERE length(line) >= 80
RETURNING 'INSERT' AS merge_action;
