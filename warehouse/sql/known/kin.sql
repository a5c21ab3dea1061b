-- The articles that are of one story with any of those given: joined by copies, updates or the same act told first, over
-- any number of steps. Articles that were of one story with them so far are looked at as well. What is told of them is
-- read by the place of their rows, so that no other is.
WITH RECURSIVE
copied AS MATERIALIZED (
    SELECT revision_id, article_id
    FROM core.revision
    WHERE revision_id IN (
        SELECT revision_id FROM core.duplicate UNION ALL SELECT original_revision_id FROM core.duplicate
    )
),
edge AS MATERIALIZED (
    SELECT later.article_id, earlier.article_id AS other_id
    FROM core.duplicate
    JOIN copied AS later ON later.revision_id = duplicate.revision_id
    JOIN copied AS earlier ON earlier.revision_id = duplicate.original_revision_id
),
link AS MATERIALIZED (
    SELECT article_id, other_id FROM edge
    UNION ALL
    SELECT other_id, article_id FROM edge
    UNION ALL
    SELECT ours.article_id, theirs.article_id
    FROM core.headline_act AS ours JOIN core.headline_act AS theirs USING (act)
    WHERE ours.article_id <> theirs.article_id
),
kin (article_id) AS (
    SELECT unnest(string_split($ids, chr(10)))
    UNION
    SELECT article_id FROM core.story_member
    WHERE story_id IN (SELECT story_id FROM core.story_member WHERE article_id IN (SELECT unnest(string_split($ids, chr(10)))))
    UNION
    SELECT link.other_id FROM kin JOIN link USING (article_id)
),
found AS MATERIALIZED (
    SELECT rowid AS place FROM core.article WHERE article_id IN (FROM kin)
),
told AS MATERIALIZED (
    SELECT article_id, source_id, published_at, first_fetched_at, title, latest_revision_id
    FROM core.article
    WHERE rowid IN (SELECT place FROM found)
),
worded AS MATERIALIZED (
    SELECT rowid AS place FROM core.revision WHERE revision_id IN (SELECT latest_revision_id FROM told)
),
latest AS MATERIALIZED (
    SELECT revision_id, source_id, credited_agencies FROM core.revision WHERE rowid IN (SELECT place FROM worded)
)
SELECT
    told.article_id,
    told.source_id,
    coalesce(told.published_at, told.first_fetched_at) AS published_at,
    coalesce(mart.agencies_of(latest.credited_agencies, latest.source_id), []) AS origins,
    '' AS origin_reason,
    told.title
FROM told
JOIN latest ON latest.revision_id = told.latest_revision_id
ORDER BY published_at, told.article_id;
