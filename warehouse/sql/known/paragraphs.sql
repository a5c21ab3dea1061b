-- The long paragraphs of some revisions. The texts are read by the place of their rows, so that only theirs are.
WITH asked AS MATERIALIZED (
    SELECT rowid AS place FROM core.revision WHERE revision_id IN (SELECT unnest(string_split($ids, chr(10))))
),
lines AS (
    SELECT
        revision_id,
        source_id,
        unnest(string_split(text, chr(10))) AS line,
        generate_subscripts(string_split(text, chr(10)), 1) AS line_number
    FROM core.revision
    WHERE rowid IN (SELECT place FROM asked)
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
    CAST(line_start AS INTEGER) AS paragraph_start,
    CAST(line_start + length(line) AS INTEGER) AS paragraph_end,
    CAST('0x' || sha256(regexp_replace(lower(line), '[^\pL\pN]+', ' ', 'g'))[1:16] AS UBIGINT) AS wording_hash,
    false AS is_standing
FROM placed
WHERE length(line) >= 80
ORDER BY revision_id, paragraph_start;
