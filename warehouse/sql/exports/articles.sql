-- One row an article, as it stands now. Columns: docs/exports.md.
SELECT
    article_id,
    source_id,
    source_name,
    title,
    url,
    published_at,
    published_basis,
    language,
    dateline_place,
    byline,
    n_words,
    n_revisions,
    n_mentions,
    credited_agencies,
    origin,
    origin_reason,
    first_fetched_at,
    last_fetched_at
FROM mart.articles
ORDER BY published_at, article_id
