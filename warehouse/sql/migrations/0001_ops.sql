-- What the pipeline did and what it left for its next run.

CREATE TABLE ops.run (
    run_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ NOT NULL,
    n_seen BIGINT NOT NULL,
    n_new BIGINT NOT NULL,
    n_known BIGINT NOT NULL,
    n_rejected BIGINT NOT NULL,
    n_failed BIGINT NOT NULL,
    n_articles BIGINT NOT NULL,
    n_revisions BIGINT NOT NULL,
    n_mentions BIGINT NOT NULL,
    n_events BIGINT NOT NULL,
    message VARCHAR
);
COMMENT ON TABLE ops.run IS 'One row a run of the journey. n_seen = n_new + n_known + n_rejected + n_failed, always.';
COMMENT ON COLUMN ops.run.run_id IS 'The run.';
COMMENT ON COLUMN ops.run.kind IS 'What was run: ingest, file, reprocess, backfill.';
COMMENT ON COLUMN ops.run.started_at IS 'When it started, UTC.';
COMMENT ON COLUMN ops.run.ended_at IS 'When it ended, UTC.';
COMMENT ON COLUMN ops.run.n_seen IS 'Entries (or pages, when reprocessing) that the run met.';
COMMENT ON COLUMN ops.run.n_new IS 'Entries met for the first time, or changed, that went through.';
COMMENT ON COLUMN ops.run.n_known IS 'Entries met before; nothing was to be done.';
COMMENT ON COLUMN ops.run.n_rejected IS 'Entries that will not become an article; the reasons stand in ops.reject.';
COMMENT ON COLUMN ops.run.n_failed IS 'Entries that failed; a later run tries again.';
COMMENT ON COLUMN ops.run.n_articles IS 'Articles read.';
COMMENT ON COLUMN ops.run.n_revisions IS 'Revisions read that were not known.';
COMMENT ON COLUMN ops.run.n_mentions IS 'Mentions found in them.';
COMMENT ON COLUMN ops.run.n_events IS 'Events that the warehouse held after the run.';
COMMENT ON COLUMN ops.run.message IS 'What a reader should know of the run, or NULL.';

CREATE TABLE ops.fetch (
    fetch_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    feed_id VARCHAR,
    kind VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    status INTEGER,
    final_url VARCHAR,
    body_sha256 VARCHAR,
    n_body_bytes BIGINT NOT NULL,
    n_wire_bytes BIGINT NOT NULL,
    elapsed_s DOUBLE NOT NULL,
    n_attempts INTEGER NOT NULL,
    blocker VARCHAR,
    retry_after_s BIGINT,
    message VARCHAR
);
COMMENT ON TABLE ops.fetch IS 'The log of requests, one row each, only ever added to. Each ends in one outcome of a closed list.';
COMMENT ON COLUMN ops.fetch.fetch_id IS 'Made of run, kind, URL and time.';
COMMENT ON COLUMN ops.fetch.run_id IS 'The run that asked.';
COMMENT ON COLUMN ops.fetch.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.fetch.feed_id IS 'The feed, when a feed was asked for.';
COMMENT ON COLUMN ops.fetch.kind IS 'What was asked for: feed, page, sitemap, robots.';
COMMENT ON COLUMN ops.fetch.url IS 'The address asked for.';
COMMENT ON COLUMN ops.fetch.outcome IS 'How the request ended: ok, not_modified, same_body, partial, or what went wrong.';
COMMENT ON COLUMN ops.fetch.fetched_at IS 'When it was asked, UTC.';
COMMENT ON COLUMN ops.fetch.status IS 'The HTTP status, or NULL when no answer came.';
COMMENT ON COLUMN ops.fetch.final_url IS 'The address that answered, after redirects.';
COMMENT ON COLUMN ops.fetch.body_sha256 IS 'SHA-256 of the decoded body, or NULL when there was none.';
COMMENT ON COLUMN ops.fetch.n_body_bytes IS 'Decoded bytes.';
COMMENT ON COLUMN ops.fetch.n_wire_bytes IS 'Bytes that crossed the wire.';
COMMENT ON COLUMN ops.fetch.elapsed_s IS 'Seconds from the first to the last byte, retries included.';
COMMENT ON COLUMN ops.fetch.n_attempts IS 'Attempts made, quick retries included.';
COMMENT ON COLUMN ops.fetch.blocker IS 'Who refused us (DataDome, Cloudflare, ...), when blocked.';
COMMENT ON COLUMN ops.fetch.retry_after_s IS 'Seconds that the server asked us to wait.';
COMMENT ON COLUMN ops.fetch.message IS 'What went wrong, in words.';

CREATE TABLE ops.poll (
    poll_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    feed_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    polled_at TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL,
    n_seen BIGINT NOT NULL,
    n_new BIGINT NOT NULL,
    n_known BIGINT NOT NULL,
    n_rejected BIGINT NOT NULL,
    n_failed BIGINT NOT NULL,
    message VARCHAR
);
COMMENT ON TABLE ops.poll IS 'One row a poll of a feed: what it ended in, so that "nothing new" always has a reason.';
COMMENT ON COLUMN ops.poll.poll_id IS 'Made of run, feed and time.';
COMMENT ON COLUMN ops.poll.run_id IS 'The run that polled.';
COMMENT ON COLUMN ops.poll.feed_id IS 'The feed.';
COMMENT ON COLUMN ops.poll.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.poll.polled_at IS 'When it was polled, UTC.';
COMMENT ON COLUMN ops.poll.outcome IS 'What the poll ended in: new_items, nothing_new, not_modified, empty_feed, blocked, ...';
COMMENT ON COLUMN ops.poll.n_seen IS 'Entries in the feed.';
COMMENT ON COLUMN ops.poll.n_new IS 'Entries that were new or changed.';
COMMENT ON COLUMN ops.poll.n_known IS 'Entries known before.';
COMMENT ON COLUMN ops.poll.n_rejected IS 'Entries that will not become an article.';
COMMENT ON COLUMN ops.poll.n_failed IS 'Entries that failed.';
COMMENT ON COLUMN ops.poll.message IS 'What a reader should know of the poll, or NULL.';

CREATE TABLE ops.feed_state (
    feed_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    health VARCHAR NOT NULL,
    last_outcome VARCHAR NOT NULL,
    last_polled_at TIMESTAMPTZ NOT NULL,
    next_due_at TIMESTAMPTZ NOT NULL,
    last_new_at TIMESTAMPTZ,
    newest_item_at TIMESTAMPTZ,
    etag VARCHAR,
    last_modified VARCHAR,
    body_sha256 VARCHAR,
    n_entries BIGINT NOT NULL,
    n_new BIGINT NOT NULL,
    n_polls BIGINT NOT NULL,
    n_failures DOUBLE NOT NULL,
    n_since_unconditional BIGINT NOT NULL,
    message VARCHAR
);
COMMENT ON TABLE ops.feed_state IS 'What the latest poll of each feed left for the next one.';
COMMENT ON COLUMN ops.feed_state.feed_id IS 'The feed.';
COMMENT ON COLUMN ops.feed_state.source_id IS 'The outlet.';
COMMENT ON COLUMN ops.feed_state.url IS 'The address polled.';
COMMENT ON COLUMN ops.feed_state.health IS 'How it does: ok, quiet, stale, empty, blocked, broken, disabled.';
COMMENT ON COLUMN ops.feed_state.last_outcome IS 'What the latest poll ended in.';
COMMENT ON COLUMN ops.feed_state.last_polled_at IS 'When it was last polled, UTC.';
COMMENT ON COLUMN ops.feed_state.next_due_at IS 'No request goes out before this time, UTC.';
COMMENT ON COLUMN ops.feed_state.last_new_at IS 'When a poll last brought something new, UTC.';
COMMENT ON COLUMN ops.feed_state.newest_item_at IS 'The latest publication time seen in the feed, UTC.';
COMMENT ON COLUMN ops.feed_state.etag IS 'ETag of the last body, for the next conditional request.';
COMMENT ON COLUMN ops.feed_state.last_modified IS 'Last-Modified of the last body, as the server wrote it.';
COMMENT ON COLUMN ops.feed_state.body_sha256 IS 'SHA-256 of the last body.';
COMMENT ON COLUMN ops.feed_state.n_entries IS 'Entries in the last body.';
COMMENT ON COLUMN ops.feed_state.n_new IS 'New entries in the last body.';
COMMENT ON COLUMN ops.feed_state.n_polls IS 'Polls so far.';
COMMENT ON COLUMN ops.feed_state.n_failures IS 'Failures in a row, in fractions; 0 is well.';
COMMENT ON COLUMN ops.feed_state.n_since_unconditional IS 'Conditional polls since the last unconditional one.';
COMMENT ON COLUMN ops.feed_state.message IS 'What went wrong last, in words.';

CREATE TABLE ops.entry_result (
    run_id VARCHAR NOT NULL,
    entry_id VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    message VARCHAR,
    article_id VARCHAR
);
COMMENT ON TABLE ops.entry_result IS 'How an entry ended in a run: new, rejected or failed. Known entries are counted in ops.run and ops.poll and leave no row.';
COMMENT ON COLUMN ops.entry_result.run_id IS 'The run.';
COMMENT ON COLUMN ops.entry_result.entry_id IS 'The entry in raw.entry.';
COMMENT ON COLUMN ops.entry_result.outcome IS 'new, rejected or failed.';
COMMENT ON COLUMN ops.entry_result.reason IS 'Why it was rejected or failed.';
COMMENT ON COLUMN ops.entry_result.message IS 'The reason in words.';
COMMENT ON COLUMN ops.entry_result.article_id IS 'The article that it led to.';

CREATE TABLE ops.reject (
    reject_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    url VARCHAR,
    reason VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    sample VARCHAR NOT NULL
);
COMMENT ON TABLE ops.reject IS 'What did not become an article, and why. Nothing vanishes silently.';
COMMENT ON COLUMN ops.reject.reject_id IS 'Made of run, stage and subject.';
COMMENT ON COLUMN ops.reject.run_id IS 'The run.';
COMMENT ON COLUMN ops.reject.stage IS 'Where it ended: entry (before a page was read) or extract (the page gave no article).';
COMMENT ON COLUMN ops.reject.subject_id IS 'The entry_id, or the page_id at stage extract.';
COMMENT ON COLUMN ops.reject.url IS 'Its address.';
COMMENT ON COLUMN ops.reject.reason IS 'The reason, of a closed list.';
COMMENT ON COLUMN ops.reject.message IS 'The reason in words.';
COMMENT ON COLUMN ops.reject.sample IS 'The first characters of what stood there.';
