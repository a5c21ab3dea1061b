"""Judges a feed after each poll: its health, when it is due again, and what to send with the next request.

Pure; told the time. The schedule is adaptive between the floor and ceiling of sources.toml; a failing feed is asked
less often, linearly, and is never dropped (404s come back).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from config.schema import Feed
from extractors.records import FeedReading, FeedState, Fetched, Outcome, Request

ALIVE = frozenset(
    {Outcome.NEW_ITEMS, Outcome.NOTHING_NEW, Outcome.NOT_MODIFIED, Outcome.SAME_BODY, Outcome.GAP, Outcome.PARTIAL}
)
# Of a feed that never answered nothing is known, until it has failed so often that it is broken.
UNKNOWN = "unknown"
_BROKEN_AFTER = 3.0
_QUIET_DAYS = 2.0
_STALE_GAPS = 10.0


def request_for(feed: Feed, state: FeedState | None, unconditional_every: int) -> Request:
    """Make the request of a poll. One in `unconditional_every` is sent without validators: some servers lie."""
    kind = "feed" if feed.kind == "rss" else "sitemap"
    source_id = feed.feed_id.split(".")[0]
    plain = Request(feed.url, source_id, kind, feed.feed_id)
    if state is None or state.url != feed.url or state.n_since_unconditional >= unconditional_every:
        return plain
    return replace(plain, etag=state.etag, last_modified=state.last_modified, body_sha256=state.body_sha256)


def poll_outcome(
    fetched: Fetched, reading: FeedReading | None, before: FeedState | None, n_seen_before: int, n_fresh: int
) -> Outcome:
    """Say what a poll ended in (the closed list of docs/outcomes.md).

    `n_seen_before` counts entries of an earlier poll, `n_fresh` the others. When a feed that was read before brings
    nothing it had before, its window was overrun: items were lost between two polls, and the outcome is `gap`.
    """
    if reading is None or fetched.outcome not in (Outcome.OK, Outcome.PARTIAL):
        return fetched.outcome
    if reading.outcome is not Outcome.OK:
        return reading.outcome
    if fetched.outcome is Outcome.PARTIAL:
        return Outcome.PARTIAL
    if n_fresh == 0:
        return Outcome.NOTHING_NEW
    was_read = before is not None and before.n_entries > 0
    return Outcome.GAP if was_read and n_seen_before == 0 else Outcome.NEW_ITEMS


def next_state(
    feed: Feed,
    before: FeedState | None,
    fetched: Fetched,
    outcome: Outcome,
    newest_at: datetime | None,
    counts: tuple[int, int],
) -> FeedState:
    """Give the feed's state after a poll. `counts` is (entries, new ones); times come from `fetched.fetched_at`."""
    now = fetched.fetched_at
    old = before or FeedState(feed.feed_id, feed.feed_id.split(".")[0], feed.url, UNKNOWN, outcome, now, now)
    alive = outcome in ALIVE
    n_entries, n_new = counts
    failures = max(0.0, old.n_failures - 0.5) if alive else old.n_failures + 1.0
    state = replace(
        old,
        url=feed.url,
        last_outcome=outcome,
        last_polled_at=now,
        n_polls=old.n_polls + 1,
        n_failures=failures,
        n_entries=n_entries if n_entries else old.n_entries,
        n_new=n_new,
        last_new_at=now if n_new else old.last_new_at,
        newest_item_at=_latest(newest_at, old.newest_item_at),
        message=fetched.message,
    )
    state = _with_validators(state, fetched, outcome)
    return replace(state, health=_health(feed, state, alive), next_due_at=now + _wait(feed, state, fetched, alive))


def _latest(first: datetime | None, second: datetime | None) -> datetime | None:
    return max((at for at in (first, second) if at is not None), default=None)


def _with_validators(state: FeedState, fetched: Fetched, outcome: Outcome) -> FeedState:
    """Keep what makes the next request conditional, but only of a body that was whole and read.

    The same body may come under new validators, such as after a restart of its server: those count from then on.
    """
    asked = fetched.request
    is_conditional = bool(asked.etag or asked.last_modified or asked.body_sha256)
    state = replace(state, n_since_unconditional=state.n_since_unconditional + 1 if is_conditional else 0)
    etag, last_modified = fetched.header("etag"), fetched.header("last-modified")
    if outcome in (Outcome.SAME_BODY, Outcome.NOT_MODIFIED):
        return replace(state, etag=etag or state.etag, last_modified=last_modified or state.last_modified)
    if outcome not in (Outcome.NEW_ITEMS, Outcome.NOTHING_NEW, Outcome.GAP):
        return state
    return replace(state, etag=etag, last_modified=last_modified, body_sha256=fetched.body_sha256)


def _health(feed: Feed, state: FeedState, alive: bool) -> str:
    if not feed.is_enabled:
        return "disabled"
    if state.last_outcome is Outcome.BLOCKED:
        return "blocked"
    if state.last_outcome is Outcome.EMPTY_FEED:
        return "empty"
    if not alive:
        return "broken" if state.n_failures >= _BROKEN_AFTER else state.health
    return _freshness(feed, state)


def _freshness(feed: Feed, state: FeedState) -> str:
    if state.newest_item_at is None:
        return "ok"
    age_days = (state.last_polled_at - state.newest_item_at) / timedelta(days=1)
    usual_gap_days = 1.0 / feed.expected_items_per_day
    if age_days > max(_QUIET_DAYS, usual_gap_days) * _STALE_GAPS:
        return "stale"
    return "quiet" if age_days > max(_QUIET_DAYS, usual_gap_days * 3) else "ok"


def _wait(feed: Feed, state: FeedState, fetched: Fetched, alive: bool) -> timedelta:
    if fetched.retry_after_s is not None:
        return timedelta(seconds=max(fetched.retry_after_s, feed.min_interval_s))
    if not alive:
        return timedelta(seconds=min(feed.min_interval_s * (1 + state.n_failures), feed.max_interval_s))
    share_known = 1.0 - state.n_new / state.n_entries if state.n_entries else 1.0
    seconds = feed.min_interval_s + share_known**4 * (feed.max_interval_s - feed.min_interval_s) / 4
    return timedelta(seconds=min(seconds, feed.max_interval_s))
