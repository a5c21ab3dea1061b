-- Articles of one outlet published since a time whose page is stored: its feed entry, the validators of the latest bytes,
-- and when it was last asked for.
WITH fresh AS (
    SELECT
        article.article_id,
        coalesce(article.published_at, article.first_fetched_at) AS published_at,
        page.url,
        latest.etag,
        latest.last_modified,
        latest.body_sha256,
        latest.fetched_at
    FROM core.article
    JOIN core.revision ON revision.revision_id = article.latest_revision_id
    JOIN raw.page ON page.page_id = revision.page_id
    JOIN raw.page AS latest ON latest.url = page.url
    WHERE article.source_id = $source_id AND coalesce(article.published_at, article.first_fetched_at) >= $since_at
    QUALIFY row_number() OVER (PARTITION BY article.article_id ORDER BY latest.fetched_at DESC, latest.page_id) = 1
),
asked AS (
    SELECT url, max(fetched_at) AS asked_at
    FROM ops.fetch
    WHERE kind = 'page' AND fetched_at >= $since_at AND url IN (SELECT url FROM fresh)
    GROUP BY url
),
found AS (
    SELECT entry_id, feed_id, source_id, guid, url, title, summary, published_raw, published_at, published_basis,
        language, "position", keywords
    FROM raw.entry
    WHERE url IN (SELECT url FROM fresh)
    QUALIFY row_number() OVER (PARTITION BY url ORDER BY last_seen_at DESC, entry_id) = 1
)
SELECT
    fresh.article_id,
    found AS entry,
    fresh.published_at,
    greatest(fresh.fetched_at, asked.asked_at) AS last_asked_at,
    fresh.etag,
    fresh.last_modified,
    fresh.body_sha256
FROM fresh
JOIN found ON found.url = fresh.url
LEFT JOIN asked ON asked.url = fresh.url
ORDER BY fresh.article_id;
