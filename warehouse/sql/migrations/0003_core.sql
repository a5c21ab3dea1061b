-- What the pages say: articles, revisions, mentions, events.

CREATE TABLE core.article (
    article_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    language VARCHAR,
    published_at TIMESTAMPTZ,
    published_basis VARCHAR NOT NULL,
    first_fetched_at TIMESTAMPTZ NOT NULL,
    last_fetched_at TIMESTAMPTZ NOT NULL,
    first_revision_id VARCHAR NOT NULL,
    latest_revision_id VARCHAR NOT NULL,
    n_revisions BIGINT NOT NULL
);
COMMENT ON TABLE core.article IS 'One article of one outlet, however often it was rewritten. Made from its revisions.';
COMMENT ON COLUMN core.article.article_id IS 'The identity that the outlet gives it, or a digest of its canonical URL.';
COMMENT ON COLUMN core.article.source_id IS 'The outlet.';
COMMENT ON COLUMN core.article.url IS 'Canonical URL of the latest revision.';
COMMENT ON COLUMN core.article.title IS 'Title of the latest revision.';
COMMENT ON COLUMN core.article.language IS 'Language of the latest revision.';
COMMENT ON COLUMN core.article.published_at IS 'First publication, UTC: the earliest that any revision states.';
COMMENT ON COLUMN core.article.published_basis IS 'Where published_at was read.';
COMMENT ON COLUMN core.article.first_fetched_at IS 'When its first revision was first fetched, UTC.';
COMMENT ON COLUMN core.article.last_fetched_at IS 'When any revision was last read from a page, UTC.';
COMMENT ON COLUMN core.article.first_revision_id IS 'The revision seen first.';
COMMENT ON COLUMN core.article.latest_revision_id IS 'The revision seen last: what the page says now.';
COMMENT ON COLUMN core.article.n_revisions IS 'How many different revisions were seen.';

CREATE TABLE core.article_url (
    article_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL
);
COMMENT ON TABLE core.article_url IS 'Every address under which an article was met.';
COMMENT ON COLUMN core.article_url.article_id IS 'The article.';
COMMENT ON COLUMN core.article_url.url IS 'One of its addresses.';

CREATE TABLE core.revision (
    article_id VARCHAR NOT NULL,
    revision_id VARCHAR NOT NULL,
    page_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    standfirst VARCHAR,
    byline VARCHAR,
    section VARCHAR,
    tags VARCHAR[] NOT NULL,
    language VARCHAR,
    dateline VARCHAR,
    dateline_place VARCHAR,
    dateline_on DATE,
    published_at TIMESTAMPTZ,
    published_raw VARCHAR,
    published_basis VARCHAR NOT NULL,
    published_precision VARCHAR NOT NULL,
    modified_at TIMESTAMPTZ,
    modified_raw VARCHAR,
    credited_agencies VARCHAR[] NOT NULL,
    background_start INTEGER,
    n_words BIGINT NOT NULL,
    last_fetched_at TIMESTAMPTZ NOT NULL,
    revision_number INTEGER NOT NULL
);
COMMENT ON TABLE core.revision IS 'One wording of an article: each different title, standfirst or text is a row.';
COMMENT ON COLUMN core.revision.article_id IS 'The article.';
COMMENT ON COLUMN core.revision.revision_id IS 'Made of article_id, title, standfirst and text.';
COMMENT ON COLUMN core.revision.page_id IS 'The stored page it was first read from.';
COMMENT ON COLUMN core.revision.source_id IS 'The outlet.';
COMMENT ON COLUMN core.revision.url IS 'Canonical URL.';
COMMENT ON COLUMN core.revision.title IS 'Headline.';
COMMENT ON COLUMN core.revision.text IS 'The article''s text; mentions point into it.';
COMMENT ON COLUMN core.revision.text_sha256 IS 'SHA-256 of the normalised text; equal for reprints.';
COMMENT ON COLUMN core.revision.fetched_at IS 'When this wording was first fetched, UTC.';
COMMENT ON COLUMN core.revision.standfirst IS 'The summary under the headline.';
COMMENT ON COLUMN core.revision.byline IS 'Who signed it.';
COMMENT ON COLUMN core.revision.section IS 'The outlet''s section.';
COMMENT ON COLUMN core.revision.tags IS 'The outlet''s tags.';
COMMENT ON COLUMN core.revision.language IS 'Language of the text.';
COMMENT ON COLUMN core.revision.dateline IS 'The dateline as written.';
COMMENT ON COLUMN core.revision.dateline_place IS 'The dateline''s place.';
COMMENT ON COLUMN core.revision.dateline_on IS 'The dateline''s day.';
COMMENT ON COLUMN core.revision.published_at IS 'Publication time that the page states, UTC.';
COMMENT ON COLUMN core.revision.published_raw IS 'The same as the page wrote it.';
COMMENT ON COLUMN core.revision.published_basis IS 'Where it was read: json-ld, meta, feed, sitemap, dateline, url, given, none.';
COMMENT ON COLUMN core.revision.published_precision IS 'second, minute, day or none.';
COMMENT ON COLUMN core.revision.modified_at IS 'Time of the last change that the page states, UTC.';
COMMENT ON COLUMN core.revision.modified_raw IS 'The same as the page wrote it.';
COMMENT ON COLUMN core.revision.credited_agencies IS 'Agencies that the article credits.';
COMMENT ON COLUMN core.revision.background_start IS 'Offset in text where the standing background begins, or NULL.';
COMMENT ON COLUMN core.revision.n_words IS 'Words in text.';
COMMENT ON COLUMN core.revision.last_fetched_at IS 'When this wording was last fetched, UTC.';
COMMENT ON COLUMN core.revision.revision_number IS 'Place among the article''s revisions by first fetch, from 1.';

CREATE TABLE core.duplicate (
    revision_id VARCHAR NOT NULL,
    original_revision_id VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    relation VARCHAR NOT NULL,
    jaccard DOUBLE NOT NULL,
    version VARCHAR NOT NULL
);
COMMENT ON TABLE core.duplicate IS 'Two revisions that share words. Duplicates are marked, never dropped.';
COMMENT ON COLUMN core.duplicate.revision_id IS 'The copy.';
COMMENT ON COLUMN core.duplicate.original_revision_id IS 'The one published first, as far as was known when it was found.';
COMMENT ON COLUMN core.duplicate.method IS 'How it was found: exact or near.';
COMMENT ON COLUMN core.duplicate.score IS 'Share of the copy''s 5-word runs that the original has (of the original''s, for an update).';
COMMENT ON COLUMN core.duplicate.relation IS 'copy or update.';
COMMENT ON COLUMN core.duplicate.jaccard IS 'Share of the 5-word runs of both that both have.';
COMMENT ON COLUMN core.duplicate.version IS 'What found it, with its settings; given when no signature was needed.';

CREATE TABLE core.mention (
    mention_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    is_background BOOLEAN NOT NULL,
    quote VARCHAR NOT NULL,
    quote_start INTEGER NOT NULL,
    quote_end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    event_date DATE,
    event_date_end DATE,
    date_precision VARCHAR NOT NULL,
    date_basis VARCHAR NOT NULL,
    event_time VARCHAR,
    original_date DATE,
    places STRUCT(place_id VARCHAR, name VARCHAR, surface VARCHAR, "start" INTEGER, "end" INTEGER, role VARCHAR)[] NOT NULL,
    context_places STRUCT(place_id VARCHAR, name VARCHAR, surface VARCHAR, "start" INTEGER, "end" INTEGER, role VARCHAR)[] NOT NULL,
    source_actors VARCHAR[] NOT NULL,
    target_actors VARCHAR[] NOT NULL,
    attributed_to VARCHAR,
    counts STRUCT(kind VARCHAR, low BIGINT, high BIGINT, verbatim VARCHAR)[] NOT NULL,
    direction VARCHAR,
    polarity VARCHAR,
    confidence DOUBLE NOT NULL,
    rules VARCHAR[] NOT NULL
);
COMMENT ON TABLE core.mention IS 'One event as one sentence of one revision reports it (codebook section 1). text[quote_start:quote_end] = quote.';
COMMENT ON COLUMN core.mention.mention_id IS 'Made of document_id, type, quote offsets and event_date.';
COMMENT ON COLUMN core.mention.document_id IS 'The revision: core.revision.revision_id.';
COMMENT ON COLUMN core.mention.type IS 'One of the 21 event types (codebook section 2).';
COMMENT ON COLUMN core.mention.status IS 'actual, scheduled, postponed, alleged, denied, negated, hypothetical (section 3).';
COMMENT ON COLUMN core.mention.is_background IS 'True when the sentence retells history.';
COMMENT ON COLUMN core.mention.quote IS 'The words that report it.';
COMMENT ON COLUMN core.mention.quote_start IS 'Offset of the quote in the text, in characters from 0.';
COMMENT ON COLUMN core.mention.quote_end IS 'Offset after its last character.';
COMMENT ON COLUMN core.mention.sentence_start IS 'Offset of its sentence.';
COMMENT ON COLUMN core.mention.sentence_end IS 'Offset after its sentence.';
COMMENT ON COLUMN core.mention.event_date IS 'The day of the act, or its due date; the start of a range.';
COMMENT ON COLUMN core.mention.event_date_end IS 'The end of a range.';
COMMENT ON COLUMN core.mention.date_precision IS 'day, week, month, year, decade, none.';
COMMENT ON COLUMN core.mention.date_basis IS 'explicit, relative, dateline, publication, none.';
COMMENT ON COLUMN core.mention.event_time IS 'Time of day as written, with its zone where stated.';
COMMENT ON COLUMN core.mention.original_date IS 'The due date before a postponement.';
COMMENT ON COLUMN core.mention.places IS 'Places of the act: gazetteer id and name, the words used, their offsets, role.';
COMMENT ON COLUMN core.mention.context_places IS 'Places that the sentence leaves to its surroundings.';
COMMENT ON COLUMN core.mention.source_actors IS 'Who acts, by actor id.';
COMMENT ON COLUMN core.mention.target_actors IS 'To whom, by actor id.';
COMMENT ON COLUMN core.mention.attributed_to IS 'Whose word it is; NULL for the narrator''s.';
COMMENT ON COLUMN core.mention.counts IS 'Numbers tied to the act (section 6).';
COMMENT ON COLUMN core.mention.direction IS 'in or out, for types that have one.';
COMMENT ON COLUMN core.mention.polarity IS 'positive or negative, for types that have one.';
COMMENT ON COLUMN core.mention.confidence IS 'In (0, 1].';
COMMENT ON COLUMN core.mention.rules IS 'Ids of the rules or the model that made it.';

CREATE TABLE core.event (
    event_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    is_disputed BOOLEAN NOT NULL,
    is_background BOOLEAN NOT NULL,
    event_date DATE,
    event_date_end DATE,
    date_precision VARCHAR NOT NULL,
    places VARCHAR[] NOT NULL,
    source_actors VARCHAR[] NOT NULL,
    target_actors VARCHAR[] NOT NULL,
    arrangement_id VARCHAR,
    first_reported_at TIMESTAMPTZ NOT NULL,
    last_reported_at TIMESTAMPTZ NOT NULL,
    n_mentions BIGINT NOT NULL,
    n_articles BIGINT NOT NULL,
    n_outlets BIGINT NOT NULL,
    n_witnesses BIGINT NOT NULL,
    counts STRUCT(kind VARCHAR, low BIGINT, high BIGINT, verbatim VARCHAR)[] NOT NULL
);
COMMENT ON TABLE core.event IS 'One thing that happened, or is claimed, planned or denied, whoever reports it (codebook section 8). Rebuilt from mentions.';
COMMENT ON COLUMN core.event.event_id IS 'The event.';
COMMENT ON COLUMN core.event.type IS 'Its type (codebook section 2).';
COMMENT ON COLUMN core.event.status IS 'The strongest status that is not in dispute.';
COMMENT ON COLUMN core.event.is_disputed IS 'True when sides differ.';
COMMENT ON COLUMN core.event.is_background IS 'True when it is only ever told as history.';
COMMENT ON COLUMN core.event.event_date IS 'Its day, or the start of a range.';
COMMENT ON COLUMN core.event.event_date_end IS 'The end of a range.';
COMMENT ON COLUMN core.event.date_precision IS 'day, week, month, year, decade, none.';
COMMENT ON COLUMN core.event.places IS 'Places, by gazetteer id.';
COMMENT ON COLUMN core.event.source_actors IS 'Who acts, by actor id.';
COMMENT ON COLUMN core.event.target_actors IS 'To whom, by actor id.';
COMMENT ON COLUMN core.event.arrangement_id IS 'The truce it belongs to, when known.';
COMMENT ON COLUMN core.event.first_reported_at IS 'First report, UTC.';
COMMENT ON COLUMN core.event.last_reported_at IS 'Last report, UTC.';
COMMENT ON COLUMN core.event.n_mentions IS 'Mentions of it.';
COMMENT ON COLUMN core.event.n_articles IS 'Articles that mention it.';
COMMENT ON COLUMN core.event.n_outlets IS 'Outlets that mention it.';
COMMENT ON COLUMN core.event.n_witnesses IS 'Outlets counted once per independent origin.';
COMMENT ON COLUMN core.event.counts IS 'Numbers tied to it, low and high.';

CREATE TABLE core.event_mention (
    event_id VARCHAR NOT NULL,
    mention_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.event_mention IS 'Which mentions make an event.';
COMMENT ON COLUMN core.event_mention.event_id IS 'The event.';
COMMENT ON COLUMN core.event_mention.mention_id IS 'One of its mentions.';

CREATE TABLE core.event_relation (
    event_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    from_mention_id VARCHAR NOT NULL,
    to_mention_id VARCHAR NOT NULL
);
COMMENT ON TABLE core.event_relation IS 'What one mention says about another of the same event.';
COMMENT ON COLUMN core.event_relation.event_id IS 'The event.';
COMMENT ON COLUMN core.event_relation.relation IS 'denies, confirms, postpones, fulfils, violates.';
COMMENT ON COLUMN core.event_relation.from_mention_id IS 'The mention that says it.';
COMMENT ON COLUMN core.event_relation.to_mention_id IS 'The mention it is said of.';
