-- Events that something fetched since a moment tells of, by one source (by any when $source_id is NULL). New: no article
-- fetched before told of them; else changed.
WITH report AS (
    SELECT
        mentions.event_id,
        mentions.quote,
        mentions.url,
        mentions.source_id,
        mentions.published_at,
        mentions.mention_id,
        revision.fetched_at >= $since AND mentions.source_id = coalesce($source_id, mentions.source_id) AS is_news,
        article.first_fetched_at >= $since AS is_of_new_article
    FROM mart.mentions
    JOIN core.revision ON revision.revision_id = mentions.revision_id
    JOIN core.article ON article.article_id = mentions.article_id
),
news AS (
    SELECT
        event_id,
        bool_and(is_of_new_article) AS is_new,
        arg_max(quote, (published_at, mention_id)) FILTER (is_news) AS quote,
        arg_max(url, (published_at, mention_id)) FILTER (is_news) AS url,
        arg_max(source_id, (published_at, mention_id)) FILTER (is_news) AS source_id,
        max(published_at) FILTER (is_news) AS published_at
    FROM report
    GROUP BY event_id
    HAVING bool_or(is_news)
)
SELECT
    news.is_new,
    events.type,
    events.status,
    events.is_disputed,
    events.event_date,
    events.places,
    events.n_witnesses,
    news.quote,
    news.url,
    news.source_id,
    news.published_at
FROM news JOIN mart.events USING (event_id)
WHERE NOT events.is_background
ORDER BY news.is_new DESC, news.published_at DESC NULLS LAST, event_id
