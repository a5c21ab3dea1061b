-- What is told, however many copies of it there are.
CREATE VIEW mart.stories AS
SELECT
    story.story_id,
    story.title,
    original.source_id,
    story.n_articles,
    story.n_outlets,
    story.n_witnesses,
    story.first_published_at,
    story.last_published_at,
    original.url,
    story.original_article_id
FROM core.story
JOIN core.article AS original ON original.article_id = story.original_article_id;

COMMENT ON VIEW mart.stories IS 'One row a story: articles that copy or update one another or tell the same act. Every article is in one.';
COMMENT ON COLUMN mart.stories.story_id IS 'The story.';
COMMENT ON COLUMN mart.stories.title IS 'Headline of its original.';
COMMENT ON COLUMN mart.stories.source_id IS 'The outlet of its original.';
COMMENT ON COLUMN mart.stories.n_articles IS 'Its articles.';
COMMENT ON COLUMN mart.stories.n_outlets IS 'Its outlets.';
COMMENT ON COLUMN mart.stories.n_witnesses IS 'Outlets counted once per independent origin; `witnesses` shows the reasons.';
COMMENT ON COLUMN mart.stories.first_published_at IS 'First publication, UTC.';
COMMENT ON COLUMN mart.stories.last_published_at IS 'Last publication, UTC.';
COMMENT ON COLUMN mart.stories.url IS 'URL of its original.';
COMMENT ON COLUMN mart.stories.original_article_id IS 'The first of its articles that is no copy of another.';

CREATE VIEW main.stories AS FROM mart.stories;
COMMENT ON VIEW main.stories IS 'Same as mart.stories: what is told, however many copies of it there are.';

-- The articles of each story, each with its part.
CREATE VIEW mart.story_articles AS
SELECT
    member.story_id,
    member.role,
    articles.source_id,
    articles.title,
    articles.published_at,
    member.of_article_id,
    member.method,
    member.score,
    member.origins,
    member.origin_reason,
    articles.url,
    member.article_id
FROM core.story_member AS member
JOIN mart.articles ON articles.article_id = member.article_id;

COMMENT ON VIEW mart.story_articles IS 'One row an article: its story, its part in it, and the article that it copies or updates.';
COMMENT ON COLUMN mart.story_articles.story_id IS 'The story.';
COMMENT ON COLUMN mart.story_articles.role IS 'original, syndicated (a copy at another outlet), near_duplicate (at its own), update, same_event.';
COMMENT ON COLUMN mart.story_articles.source_id IS 'The outlet.';
COMMENT ON COLUMN mart.story_articles.title IS 'Headline.';
COMMENT ON COLUMN mart.story_articles.published_at IS 'When it was published, UTC.';
COMMENT ON COLUMN mart.story_articles.of_article_id IS 'The article that it copies, updates or tells the same as.';
COMMENT ON COLUMN mart.story_articles.method IS 'How that was found: exact or near (words), act (the same act told first), joined (by way of a third article).';
COMMENT ON COLUMN mart.story_articles.score IS 'Share of words in common, 0 to 1.';
COMMENT ON COLUMN mart.story_articles.origins IS 'Whose word it is.';
COMMENT ON COLUMN mart.story_articles.origin_reason IS 'Why, in words.';
COMMENT ON COLUMN mart.story_articles.url IS 'URL.';
COMMENT ON COLUMN mart.story_articles.article_id IS 'The article.';

CREATE VIEW main.story_articles AS FROM mart.story_articles;
COMMENT ON VIEW main.story_articles IS 'Same as mart.story_articles: the articles of each story, each with its part.';
