-- Whose word a revision is (codebook section 8). Two revisions with one origin are one witness.
CREATE VIEW mart.origins AS
WITH RECURSIVE
copy AS (
    SELECT revision_id, original_revision_id AS other_id FROM core.duplicate WHERE relation = 'copy'
    UNION
    SELECT original_revision_id, revision_id FROM core.duplicate WHERE relation = 'copy'
),
-- Everything that a revision shares its words with, over any number of steps, itself included.
same_words (revision_id, other_id) AS (
    SELECT revision_id, revision_id FROM core.revision
    UNION
    SELECT same_words.revision_id, copy.other_id
    FROM same_words JOIN copy ON copy.revision_id = same_words.other_id
),
-- The one of them that was published first.
original AS (
    SELECT
        same_words.revision_id,
        arg_min(
            revision.revision_id,
            (coalesce(revision.published_at, revision.fetched_at), revision.fetched_at, revision.revision_id)
        ) AS original_revision_id
    FROM same_words JOIN core.revision ON revision.revision_id = same_words.other_id
    GROUP BY same_words.revision_id
),
agency AS (
    SELECT DISTINCT lower(unnest(list_concat([source_id, name], agency_names))) AS agency_name, source_id FROM core.source
),
credited AS (
    SELECT revision_id, source_id, lower(unnest(credited_agencies)) AS agency_name FROM core.revision
),
named AS (
    SELECT DISTINCT
        credited.revision_id,
        coalesce(agency.source_id, credited.agency_name) AS agency_id,
        agency.source_id IS NOT NULL AS is_watched
    FROM credited LEFT JOIN agency USING (agency_name)
    WHERE agency.source_id IS DISTINCT FROM credited.source_id
),
-- The agencies that a revision credits: those we watch before others, then by name. An outlet crediting itself credits
-- none.
credit AS (
    SELECT revision_id, list(agency_id ORDER BY is_watched DESC, agency_id) AS agency_ids
    FROM named
    GROUP BY revision_id
)
SELECT
    revision.revision_id,
    revision.article_id,
    revision.source_id,
    coalesce(own.agency_ids, theirs.agency_ids, [first.source_id])[1] AS origin,
    coalesce(own.agency_ids, theirs.agency_ids, [first.source_id]) AS origins,
    CASE
        WHEN own.agency_ids IS NOT NULL THEN 'credits ' || array_to_string(own.agency_ids, ', ')
        WHEN first.revision_id = revision.revision_id OR first.article_id = revision.article_id THEN 'own report'
        WHEN theirs.agency_ids IS NOT NULL
            THEN 'same words as ' || first.article_id || ', which credits ' || array_to_string(theirs.agency_ids, ', ')
        ELSE 'same words as ' || first.article_id
    END AS origin_reason
FROM core.revision
JOIN original ON original.revision_id = revision.revision_id
JOIN core.revision AS first ON first.revision_id = original.original_revision_id
LEFT JOIN credit AS own ON own.revision_id = revision.revision_id
LEFT JOIN credit AS theirs ON theirs.revision_id = first.revision_id;

COMMENT ON VIEW mart.origins IS 'Whose word a revision is: the agency it credits, else the origin of the revision it copies, else its own outlet.';
COMMENT ON COLUMN mart.origins.revision_id IS 'The revision.';
COMMENT ON COLUMN mart.origins.article_id IS 'Its article.';
COMMENT ON COLUMN mart.origins.source_id IS 'The outlet that published it.';
COMMENT ON COLUMN mart.origins.origin IS 'The outlet or agency whose word it is.';
COMMENT ON COLUMN mart.origins.origins IS 'All agencies it credits, where it credits several; else the origin alone.';
COMMENT ON COLUMN mart.origins.origin_reason IS 'Why, in words.';
