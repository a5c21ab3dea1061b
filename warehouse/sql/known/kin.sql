-- The articles that are of one story with any of those given: joined by copies, updates or the same act told first, over
-- any number of steps. Articles that were of one story with them so far are looked at as well.
WITH RECURSIVE
edge AS MATERIALIZED (
    SELECT later.article_id, earlier.article_id AS other_id
    FROM core.duplicate
    JOIN core.revision AS later ON later.revision_id = duplicate.revision_id
    JOIN core.revision AS earlier ON earlier.revision_id = duplicate.original_revision_id
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
)
SELECT
    article.article_id,
    article.source_id,
    coalesce(article.published_at, article.first_fetched_at) AS published_at,
    coalesce(mart.agencies_of(latest.credited_agencies, latest.source_id), []) AS origins,
    '' AS origin_reason,
    article.title
FROM kin
JOIN core.article USING (article_id)
JOIN core.revision AS latest ON latest.revision_id = article.latest_revision_id
ORDER BY published_at, article.article_id;
