-- One row an article, as it stands now.
CREATE VIEW mart.articles AS
WITH found AS (
    SELECT document_id, count(*) AS n_mentions FROM core.mention GROUP BY document_id
)
SELECT
    article.article_id,
    article.source_id,
    source.name AS source_name,
    article.title,
    revision.standfirst,
    revision.section,
    revision.tags,
    article.url,
    coalesce(article.published_at, article.first_fetched_at) AS published_at,
    article.published_basis,
    revision.published_precision,
    revision.modified_at,
    article.language,
    revision.language_detected,
    coalesce(revision.is_language_suspect, false) AS is_language_suspect,
    coalesce(revision.is_encoding_suspect, false) AS is_encoding_suspect,
    revision.dateline_place,
    revision.dateline_on,
    revision.byline,
    revision.n_words,
    article.n_revisions,
    coalesce(found.n_mentions, 0) AS n_mentions,
    revision.credited_agencies,
    origins.origin,
    origins.origin_reason,
    article.first_fetched_at,
    article.last_fetched_at,
    article.latest_revision_id
FROM core.article
JOIN core.revision ON revision.revision_id = article.latest_revision_id
JOIN mart.origins ON origins.revision_id = article.latest_revision_id
LEFT JOIN core.source ON source.source_id = article.source_id
LEFT JOIN found ON found.document_id = article.latest_revision_id;

COMMENT ON VIEW mart.articles IS 'One row an article, as it stands now. Its text is in core.revision.';
COMMENT ON COLUMN mart.articles.article_id IS 'The article.';
COMMENT ON COLUMN mart.articles.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.articles.source_name IS 'The outlet''s name.';
COMMENT ON COLUMN mart.articles.title IS 'Headline.';
COMMENT ON COLUMN mart.articles.standfirst IS 'The summary under the headline.';
COMMENT ON COLUMN mart.articles.section IS 'The outlet''s section.';
COMMENT ON COLUMN mart.articles.tags IS 'The outlet''s tags.';
COMMENT ON COLUMN mart.articles.url IS 'Canonical URL.';
COMMENT ON COLUMN mart.articles.published_at IS 'First publication, UTC; the first fetch where none is stated.';
COMMENT ON COLUMN mart.articles.published_basis IS 'Where the publication time was read; none: it is the first fetch.';
COMMENT ON COLUMN mart.articles.published_precision IS 'How exact that time is: second, minute, day or none.';
COMMENT ON COLUMN mart.articles.modified_at IS 'When the outlet says it changed it last, UTC.';
COMMENT ON COLUMN mart.articles.language IS 'Its language, as the outlet says.';
COMMENT ON COLUMN mart.articles.language_detected IS 'The language its words are in; NULL where they are too few.';
COMMENT ON COLUMN mart.articles.is_language_suspect IS 'True when the two differ: the tagger may have misread it.';
COMMENT ON COLUMN mart.articles.is_encoding_suspect IS 'True when its letters look broken.';
COMMENT ON COLUMN mart.articles.dateline_place IS 'The dateline''s place.';
COMMENT ON COLUMN mart.articles.dateline_on IS 'The dateline''s day.';
COMMENT ON COLUMN mart.articles.byline IS 'Who signed it.';
COMMENT ON COLUMN mart.articles.n_words IS 'Words in its text.';
COMMENT ON COLUMN mart.articles.n_revisions IS 'How many wordings of it were seen.';
COMMENT ON COLUMN mart.articles.n_mentions IS 'Mentions in its present wording.';
COMMENT ON COLUMN mart.articles.credited_agencies IS 'Agencies it credits.';
COMMENT ON COLUMN mart.articles.origin IS 'The outlet or agency whose word it is.';
COMMENT ON COLUMN mart.articles.origin_reason IS 'Why, in words.';
COMMENT ON COLUMN mart.articles.first_fetched_at IS 'First fetch, UTC.';
COMMENT ON COLUMN mart.articles.last_fetched_at IS 'Last fetch, UTC.';
COMMENT ON COLUMN mart.articles.latest_revision_id IS 'Its present wording, in core.revision.';

CREATE VIEW main.articles AS FROM mart.articles;
COMMENT ON VIEW main.articles IS 'Same as mart.articles: one row an article, as it stands now.';
