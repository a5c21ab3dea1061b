"""How a feed is judged after a poll, and when it is asked again; cases are data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.load import read_sources
from extractors.health import next_state, poll_outcome, request_for
from extractors.records import FeedReading, FeedState, Fetched, Outcome, Request

FEED = next(source for source in read_sources() if source.source_id == "rferl").feeds[0]
AT = datetime(2020, 11, 25, 12, tzinfo=UTC)
HEADERS = (("ETag", '"v2"'), ("Last-Modified", "Wed, 25 Nov 2020 11:00:00 GMT"))
ANSWER = Fetched(Request(FEED.url, "rferl", "feed", FEED.feed_id), Outcome.OK, AT, 200, FEED.url, HEADERS, b"<rss/>")
STATE = FeedState(
    FEED.feed_id, "rferl", FEED.url, "ok", Outcome.NEW_ITEMS, AT, AT, n_entries=20, n_polls=3, etag='"v1"'
)


def reading(outcome: Outcome = Outcome.OK) -> FeedReading:
    return FeedReading(outcome, "rss")


OUTCOMES = [
    (Outcome.OK, reading(), None, 0, 20, Outcome.NEW_ITEMS),
    (Outcome.OK, reading(), STATE, 18, 2, Outcome.NEW_ITEMS),
    (Outcome.OK, reading(), STATE, 20, 0, Outcome.NOTHING_NEW),
    (Outcome.OK, reading(), STATE, 0, 20, Outcome.GAP),
    (Outcome.OK, reading(Outcome.EMPTY_FEED), STATE, 0, 0, Outcome.EMPTY_FEED),
    (Outcome.OK, reading(Outcome.NOT_A_FEED), STATE, 0, 0, Outcome.NOT_A_FEED),
    (Outcome.PARTIAL, reading(), STATE, 3, 1, Outcome.PARTIAL),
    (Outcome.NOT_MODIFIED, None, STATE, 0, 0, Outcome.NOT_MODIFIED),
    (Outcome.TIMEOUT, None, STATE, 0, 0, Outcome.TIMEOUT),
]


@pytest.mark.parametrize(("fetched", "read", "before", "n_before", "n_fresh", "expected"), OUTCOMES)
def test_a_poll_ends_in_one_outcome(
    fetched: Outcome, read: FeedReading | None, before: FeedState | None, n_before: int, n_fresh: int, expected: Outcome
) -> None:
    assert poll_outcome(replace(ANSWER, outcome=fetched), read, before, n_before, n_fresh) is expected


def test_validators_are_kept_of_a_whole_body_and_not_of_a_cut_one() -> None:
    whole = next_state(FEED, STATE, ANSWER, Outcome.NEW_ITEMS, AT, (20, 2))
    assert (whole.etag, whole.body_sha256) == ('"v2"', ANSWER.body_sha256)
    cut = next_state(FEED, STATE, replace(ANSWER, outcome=Outcome.PARTIAL), Outcome.PARTIAL, AT, (3, 1))
    assert cut.etag == '"v1"'


def test_the_same_body_under_new_validators_is_asked_for_with_those() -> None:
    before = replace(STATE, last_modified="before", body_sha256="0" * 64)
    same = next_state(FEED, before, replace(ANSWER, body=b""), Outcome.SAME_BODY, None, (0, 0))
    assert (same.etag, same.last_modified, same.body_sha256) == ('"v2"', HEADERS[1][1], "0" * 64)
    unsaid = next_state(FEED, before, replace(ANSWER, headers=(), body=b""), Outcome.NOT_MODIFIED, None, (0, 0))
    assert (unsaid.etag, unsaid.last_modified) == ('"v1"', "before")


def test_one_request_in_so_many_is_unconditional() -> None:
    assert request_for(FEED, STATE, 24).etag == '"v1"'
    assert request_for(FEED, replace(STATE, n_since_unconditional=24), 24).etag is None
    assert request_for(FEED, replace(STATE, url="https://elsewhere.example/"), 24).etag is None


HEALTH = [
    (Outcome.NEW_ITEMS, AT - timedelta(hours=1), 0.0, "ok"),
    (Outcome.NOT_MODIFIED, AT - timedelta(days=5), 0.0, "quiet"),
    (Outcome.NOT_MODIFIED, AT - timedelta(days=60), 0.0, "stale"),
    (Outcome.EMPTY_FEED, AT, 0.0, "empty"),
    (Outcome.BLOCKED, AT, 0.0, "blocked"),
    (Outcome.TIMEOUT, AT, 0.0, "ok"),
    (Outcome.TIMEOUT, AT, 2.0, "broken"),
]


@pytest.mark.parametrize(("outcome", "newest_at", "n_failures", "expected"), HEALTH)
def test_health_tells_silence_from_trouble(
    outcome: Outcome, newest_at: datetime, n_failures: float, expected: str
) -> None:
    before = replace(STATE, newest_item_at=newest_at, n_failures=n_failures)
    assert next_state(FEED, before, ANSWER, outcome, newest_at, (0, 0)).health == expected


def test_nothing_is_known_of_a_feed_that_never_answered_until_it_is_broken() -> None:
    state, told = None, []
    for _ in range(3):
        state = next_state(FEED, state, ANSWER, Outcome.TIMEOUT, None, (0, 0))
        told.append(state.health)
    assert told == ["unknown", "unknown", "broken"]
    assert next_state(FEED, state, ANSWER, Outcome.NEW_ITEMS, AT, (1, 1)).health == "ok"


def test_a_failing_feed_is_asked_less_often_but_never_dropped() -> None:
    state, waits = STATE, []
    for _ in range(40):
        state = next_state(FEED, state, replace(ANSWER, outcome=Outcome.TIMEOUT), Outcome.TIMEOUT, None, (0, 0))
        waits.append((state.next_due_at - AT).total_seconds())
    assert waits == sorted(waits)
    assert waits[0] < waits[5] < waits[-1] == FEED.max_interval_s


def test_a_server_that_asks_us_to_wait_is_obeyed() -> None:
    throttled = replace(ANSWER, outcome=Outcome.THROTTLED, retry_after_s=36_000)
    assert next_state(FEED, STATE, throttled, Outcome.THROTTLED, None, (0, 0)).next_due_at == AT + timedelta(hours=10)


def test_a_busy_feed_is_polled_more_often_than_a_slow_one() -> None:
    busy = next_state(FEED, STATE, ANSWER, Outcome.NEW_ITEMS, AT, (20, 20))
    slow = next_state(FEED, STATE, ANSWER, Outcome.NOTHING_NEW, AT, (20, 0))
    assert busy.next_due_at < slow.next_due_at <= AT + timedelta(seconds=FEED.max_interval_s)
