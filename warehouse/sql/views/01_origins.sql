-- Whose word a revision is (codebook section 8). Two revisions with one origin are one witness.
CREATE VIEW mart.origins AS
SELECT
    revision.revision_id,
    revision.article_id,
    revision.source_id,
    coalesce(credits.agencies[1], member.origins[1], revision.source_id) AS origin,
    CASE
        WHEN credits.agencies IS NOT NULL THEN 'credits ' || list_aggregate(credits.agencies, 'string_agg', ', ')
        ELSE coalesce(member.origin_reason, 'own report')
    END AS origin_reason,
    coalesce(credits.agencies, member.origins, [revision.source_id]) AS origins
FROM core.revision
LEFT JOIN mart.credits ON credits.revision_id = revision.revision_id
LEFT JOIN core.story_member AS member ON member.article_id = revision.article_id;

COMMENT ON VIEW mart.origins IS 'Whose word a revision is: the agencies it credits, else the origin of what it copies, else its own outlet.';
COMMENT ON COLUMN mart.origins.revision_id IS 'The revision.';
COMMENT ON COLUMN mart.origins.article_id IS 'Its article.';
COMMENT ON COLUMN mart.origins.source_id IS 'The outlet that published it.';
COMMENT ON COLUMN mart.origins.origin IS 'The outlet or agency whose word it is; the first of origins.';
COMMENT ON COLUMN mart.origins.origin_reason IS 'Why, in words.';
COMMENT ON COLUMN mart.origins.origins IS 'All agencies whose word it may be.';
