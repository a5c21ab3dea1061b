"""What one run learns of the network, the next one keeps to: robots.txt, Retry-After, validators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.settings import load_settings
from extractors.fetch import Fetcher
from extractors.records import Outcome, Reason
from flows.network_memory import memory_file, remember, remembered
from flows.newsroom import Newsroom
from tests.flows.polling import FIRST, ask, config_for, poll

HALF_AN_HOUR = timedelta(minutes=30)


def test_an_unchanged_newsroom_is_asked_once_a_feed_and_sends_no_body(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        poll(config, newsroom, FIRST)
        newsroom.forget_requests()
        summary = poll(config, newsroom, FIRST + HALF_AN_HOUR)
        asked = newsroom.requests
    assert len(asked) == len(summary.polls), [request.path for request in asked]
    # An empty feed has no validator worth keeping: it is to be seen when it fills again.
    n_empty = sum(one.outcome is Outcome.EMPTY_FEED for one in summary.polls)
    unchanged = [request for request in asked if request.status == 304]
    assert len(unchanged) == len(asked) - n_empty
    assert len(unchanged) >= 2
    assert all(request.is_conditional and request.n_bytes == 0 for request in unchanged)


def test_two_runs_at_a_time_keep_what_each_has_learned(tmp_path: Path) -> None:
    settings = load_settings({})
    memory_file(tmp_path).parent.mkdir(parents=True)
    now = datetime.now(UTC)
    holds = ({"a.example": now + HALF_AN_HOUR, "b.example": now + HALF_AN_HOUR}, {"b.example": now + 2 * HALF_AN_HOUR})
    with Fetcher(settings, holds=holds[0]) as one, Fetcher(settings, holds=holds[1]) as other:
        for door in (other, one):
            remember(tmp_path, door)
    assert remembered(tmp_path).holds == {"a.example": now + HALF_AN_HOUR, "b.example": now + 2 * HALF_AN_HOUR}


@pytest.mark.parametrize("after", [timedelta(minutes=1), timedelta(minutes=59)])
def test_after_429_no_request_goes_out_before_the_time_even_from_a_new_process(
    tmp_path: Path, after: timedelta
) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        newsroom.break_path("tass", "/rss/v2.xml", 429, {"Retry-After": "3600"}, times=1)
        first = poll(config, newsroom, FIRST, "tass")
        newsroom.forget_requests()
        second = poll(config, newsroom, FIRST + after, "tass")
        assert newsroom.requests == ()
        third = poll(config, newsroom, FIRST + timedelta(hours=2), "tass")
        assert newsroom.count("tass", "/rss/v2.xml", status=200) == 1
    outcomes = [[one.outcome for one in summary.polls] for summary in (first, second, third)]
    assert outcomes == [[Outcome.THROTTLED], [Outcome.NOT_DUE], [Outcome.NEW_ITEMS]]
    assert second.polls[0].message is not None


def test_a_page_that_throttles_ends_the_asking_of_its_outlet_for_the_run(tmp_path: Path) -> None:
    """Without a Retry-After too: nothing more goes out, and no try is counted against the other pages."""
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        story = newsroom.stories["rferl"][0]
        path = newsroom.url(story).removeprefix(newsroom.base_urls["rferl"])
        newsroom.break_path("rferl", path, 429, times=1)
        summary = poll(config, newsroom, FIRST, "rferl")
        pages = [request for request in newsroom.requests if request.path.startswith("/a/")]
        assert pages[-1].status == 429
        poll(config, newsroom, FIRST + timedelta(hours=2), "rferl")
    left = [result for result in summary.results if result.reason is Reason.INTERRUPTED]
    assert left
    assert {one.outcome for one in summary.polls[1:]} == {Outcome.NOT_DUE}
    assert ask(tmp_path, "select count(*) from ops.reject where reason = 'fetch_failed'") == [(0,)]


def test_a_broken_memory_is_set_aside_and_the_run_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        poll(config, newsroom, FIRST, "tass")
        path = memory_file(tmp_path)
        path.write_bytes(path.read_bytes()[:-7])
        assert poll(config, newsroom, FIRST + HALF_AN_HOUR, "tass").has_answer
    assert [file.read_bytes() != b"" for file in path.parent.glob("network.json.aside-*")] == [True]
    assert "set aside" in caplog.text
    assert remembered(tmp_path).robots
