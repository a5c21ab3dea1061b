-- How articles relate: signatures to look copies up by, stories, witnesses, and what changed between two wordings.

CREATE TABLE core.signature (
    revision_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    words_digest VARCHAR NOT NULL,
    bands UINTEGER[] NOT NULL
);
COMMENT ON TABLE core.signature IS 'By what the copies of a revision are looked up, without dateline, credits and standing background.';
COMMENT ON COLUMN core.signature.revision_id IS 'The revision.';
COMMENT ON COLUMN core.signature.article_id IS 'Its article.';
COMMENT ON COLUMN core.signature.version IS 'What it was made with. Signatures of one version only are compared.';
COMMENT ON COLUMN core.signature.published_at IS 'Publication, else first fetch, UTC. Texts more than 14 days apart are not compared.';
COMMENT ON COLUMN core.signature.words_digest IS 'Digest of the words in their order; equal for exact copies.';
COMMENT ON COLUMN core.signature.bands IS 'Bands of its MinHash signature: two texts that share one may be copies. Empty for a very short text.';

COMMENT ON TABLE core.duplicate IS 'Two revisions that share their words. Duplicates are marked, never dropped.';
COMMENT ON COLUMN core.duplicate.revision_id IS 'The copy or update.';
COMMENT ON COLUMN core.duplicate.original_revision_id IS 'Whose words they are first: the one that is credited, else the one published first.';
COMMENT ON COLUMN core.duplicate.method IS 'How it was found: exact (the same words in the same order) or near.';
COMMENT ON COLUMN core.duplicate.score IS 'Share of the copy''s five-word runs that the original has; for an update, of the original''s that the update keeps.';
COMMENT ON COLUMN core.duplicate.relation IS 'copy, or update: the later text carries the earlier on and adds to it.';
COMMENT ON COLUMN core.duplicate.jaccard IS 'Share of the runs of both texts together that both have.';
COMMENT ON COLUMN core.duplicate.version IS 'What it was found with.';

CREATE TABLE core.headline_act (
    article_id VARCHAR NOT NULL,
    act VARCHAR NOT NULL
);
COMMENT ON TABLE core.headline_act IS 'The act that an article tells first, as news: its type, day and place. Articles with one act in common are of one story.';
COMMENT ON COLUMN core.headline_act.article_id IS 'The article.';
COMMENT ON COLUMN core.headline_act.act IS 'Type, day and place of the act.';

CREATE TABLE core.story (
    story_id VARCHAR NOT NULL,
    original_article_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    first_published_at TIMESTAMPTZ NOT NULL,
    last_published_at TIMESTAMPTZ NOT NULL,
    n_articles BIGINT NOT NULL,
    n_outlets BIGINT NOT NULL,
    n_witnesses BIGINT NOT NULL
);
COMMENT ON TABLE core.story IS 'Articles that tell one thing: copies, updates, and reports of the same act. Every article is in one story.';
COMMENT ON COLUMN core.story.story_id IS 'Made of original_article_id.';
COMMENT ON COLUMN core.story.original_article_id IS 'The first of its articles that is no copy of another.';
COMMENT ON COLUMN core.story.title IS 'Headline of the original.';
COMMENT ON COLUMN core.story.first_published_at IS 'First publication, UTC.';
COMMENT ON COLUMN core.story.last_published_at IS 'Last publication, UTC.';
COMMENT ON COLUMN core.story.n_articles IS 'Its articles.';
COMMENT ON COLUMN core.story.n_outlets IS 'Its outlets.';
COMMENT ON COLUMN core.story.n_witnesses IS 'Outlets counted once per independent origin.';

CREATE TABLE core.story_member (
    story_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    of_article_id VARCHAR,
    method VARCHAR,
    score DOUBLE,
    origins VARCHAR[] NOT NULL,
    origin_reason VARCHAR NOT NULL
);
COMMENT ON TABLE core.story_member IS 'Which articles make a story, and as what.';
COMMENT ON COLUMN core.story_member.story_id IS 'The story.';
COMMENT ON COLUMN core.story_member.article_id IS 'The article.';
COMMENT ON COLUMN core.story_member.role IS 'original, syndicated (a copy at another outlet), near_duplicate (at its own), update, same_event.';
COMMENT ON COLUMN core.story_member.of_article_id IS 'The article that it copies, updates or tells the same as; NULL for the original.';
COMMENT ON COLUMN core.story_member.method IS 'How that was found: exact, near (shared words), act (the same act told first), joined (by way of a third article).';
COMMENT ON COLUMN core.story_member.score IS 'Share of words in common, 0 to 1.';
COMMENT ON COLUMN core.story_member.origins IS 'Whose word it is: the agencies it credits, else the origins of what it copies, else its own outlet.';
COMMENT ON COLUMN core.story_member.origin_reason IS 'Why, in words.';

CREATE TABLE core.witness (
    subject VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    counts_as_witness BOOLEAN NOT NULL,
    why VARCHAR NOT NULL
);
COMMENT ON TABLE core.witness IS 'Which articles count as witnesses of an event or a story, and why.';
COMMENT ON COLUMN core.witness.subject IS 'event or story.';
COMMENT ON COLUMN core.witness.subject_id IS 'The event_id or story_id.';
COMMENT ON COLUMN core.witness.article_id IS 'The article.';
COMMENT ON COLUMN core.witness.origin IS 'The outlet or agency whose word it is.';
COMMENT ON COLUMN core.witness.counts_as_witness IS 'True when it counts.';
COMMENT ON COLUMN core.witness.why IS 'The reason in words.';

CREATE TABLE core.revision_change (
    revision_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    previous_revision_id VARCHAR,
    kind VARCHAR NOT NULL,
    ratio DOUBLE NOT NULL,
    n_words_added BIGINT NOT NULL,
    n_words_removed BIGINT NOT NULL,
    diff VARCHAR NOT NULL
);
COMMENT ON TABLE core.revision_change IS 'How each wording of an article differs from the one before it.';
COMMENT ON COLUMN core.revision_change.revision_id IS 'The wording.';
COMMENT ON COLUMN core.revision_change.article_id IS 'Its article.';
COMMENT ON COLUMN core.revision_change.previous_revision_id IS 'The wording before it; NULL for the first.';
COMMENT ON COLUMN core.revision_change.kind IS 'first, minor, title, correction, major.';
COMMENT ON COLUMN core.revision_change.ratio IS 'Share of words that both wordings have, 0 to 1.';
COMMENT ON COLUMN core.revision_change.n_words_added IS 'Words that came.';
COMMENT ON COLUMN core.revision_change.n_words_removed IS 'Words that went.';
COMMENT ON COLUMN core.revision_change.diff IS 'Unified diff of title, standfirst and text, a sentence a line; empty for the first.';
