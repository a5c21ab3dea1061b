-- What came in, before anything was read out of it.

CREATE TABLE raw.page (
    page_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR NOT NULL,
    body_sha256 VARCHAR NOT NULL,
    n_body_bytes BIGINT NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    content_type VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    archive_file VARCHAR NOT NULL,
    archive_offset BIGINT NOT NULL
);
COMMENT ON TABLE raw.page IS 'One stored body, as it was first fetched. Its bytes lie in the raw archive.';
COMMENT ON COLUMN raw.page.page_id IS 'Made of url and body_sha256.';
COMMENT ON COLUMN raw.page.source_id IS 'The outlet.';
COMMENT ON COLUMN raw.page.url IS 'The address asked for.';
COMMENT ON COLUMN raw.page.final_url IS 'The address that answered, after redirects.';
COMMENT ON COLUMN raw.page.body_sha256 IS 'SHA-256 of the decoded body.';
COMMENT ON COLUMN raw.page.n_body_bytes IS 'Decoded bytes.';
COMMENT ON COLUMN raw.page.fetched_at IS 'When these bytes were first fetched, UTC.';
COMMENT ON COLUMN raw.page.content_type IS 'The media type the server declared.';
COMMENT ON COLUMN raw.page.etag IS 'ETag of the answer.';
COMMENT ON COLUMN raw.page.last_modified IS 'Last-Modified of the answer, as the server wrote it.';
COMMENT ON COLUMN raw.page.archive_file IS 'The archive file that holds the bytes, relative to the archive.';
COMMENT ON COLUMN raw.page.archive_offset IS 'Where in that file the record starts, in bytes.';

CREATE TABLE raw.entry (
    entry_id VARCHAR NOT NULL,
    feed_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    guid VARCHAR,
    url VARCHAR,
    title VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    published_raw VARCHAR,
    published_at TIMESTAMPTZ,
    published_basis VARCHAR NOT NULL,
    language VARCHAR,
    "position" INTEGER NOT NULL,
    keywords VARCHAR[] NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE raw.entry IS 'One item of a feed or sitemap, as the feed last gave it. What leaves the feed stays here.';
COMMENT ON COLUMN raw.entry.entry_id IS 'Made of feed_id and guid, or url, or title.';
COMMENT ON COLUMN raw.entry.feed_id IS 'The feed.';
COMMENT ON COLUMN raw.entry.source_id IS 'The outlet.';
COMMENT ON COLUMN raw.entry.guid IS 'The feed''s own id of the item.';
COMMENT ON COLUMN raw.entry.url IS 'The link.';
COMMENT ON COLUMN raw.entry.title IS 'The headline in the feed.';
COMMENT ON COLUMN raw.entry.summary IS 'The summary in the feed.';
COMMENT ON COLUMN raw.entry.published_raw IS 'The date as the feed wrote it.';
COMMENT ON COLUMN raw.entry.published_at IS 'The date as it was read, UTC, or NULL when it is not plausible.';
COMMENT ON COLUMN raw.entry.published_basis IS 'Where published_at was read.';
COMMENT ON COLUMN raw.entry.language IS 'The language declared.';
COMMENT ON COLUMN raw.entry."position" IS 'Place in the feed, from 0.';
COMMENT ON COLUMN raw.entry.keywords IS 'Keywords or categories.';
COMMENT ON COLUMN raw.entry.first_seen_at IS 'Start of the run that first met it, UTC.';
COMMENT ON COLUMN raw.entry.last_seen_at IS 'Start of the run that last met it, UTC.';
