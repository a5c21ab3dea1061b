"""A feed whose window was overrun is filled from the sitemaps; a feed is asked when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.settings import Config
from extractors.records import Outcome
from flows.demo import ticking_from
from flows.newsroom import Newsroom
from flows.runs import Summary, run_ingest
from flows.workspace import open_workspace
from tests.flows.polling import FIRST, ask, config_for, poll

pytestmark = pytest.mark.slow

EARLY = datetime(2020, 11, 10, 20, tzinfo=UTC)
LATE = datetime(2020, 12, 15, 20, tzinfo=UTC)


def only_news(config: Config, source_id: str) -> Config:
    """Keep the first feed of one outlet."""
    source = next(source for source in config.sources if source.source_id == source_id)
    return replace(config, sources=(replace(source, feeds=source.feeds[:1]),))


def test_what_a_feed_dropped_between_two_polls_is_taken_from_the_sitemaps(tmp_path: Path) -> None:
    with Newsroom(EARLY) as newsroom:
        config = only_news(config_for(newsroom, tmp_path), "rferl")
        poll(config, newsroom, EARLY)
        newsroom.forget_requests()
        summary = poll(config, newsroom, LATE)
        out = {story.id for story in newsroom.stories["rferl"] if story.published_at <= LATE}
        asked = [request.path for request in newsroom.requests]
    assert [one.outcome for one in summary.polls] == [Outcome.GAP]
    assert "taken from" in (summary.polls[0].message or "")
    stored = {
        article_id.removeprefix("pangea:") for (article_id,) in ask(tmp_path, "from core.article select article_id")
    }
    assert stored == out
    assert len(set(asked)) == len(asked), "nothing is asked for twice"
    assert ask(tmp_path, "select n_new from ops.poll order by polled_at desc limit 1") == [(summary.run.n_new,)]


def test_the_missing_window_alone_is_taken_and_in_the_order_of_time(tmp_path: Path) -> None:
    with Newsroom(EARLY) as newsroom:
        config = only_news(config_for(newsroom, tmp_path), "rferl")
        poll(config, newsroom, EARLY)
        newsroom.forget_requests()
        poll(config, newsroom, LATE)
        paths = [request.path for request in newsroom.requests if request.path.startswith("/a/")]
        published = {newsroom.url(story): story.published_at for story in newsroom.stories["rferl"]}
        times = [published[newsroom.base_urls["rferl"] + path] for path in paths]
    n_in_feed = 20
    assert times[:-n_in_feed] == sorted(times[:-n_in_feed])
    assert max(times[:-n_in_feed]) < min(times[-n_in_feed:])


@pytest.mark.parametrize("urls", [(), ("/no-such-sitemap.xml",)])
def test_a_gap_that_no_sitemap_fills_says_so(tmp_path: Path, urls: tuple[str, ...]) -> None:
    with Newsroom(EARLY) as newsroom:
        config = only_news(config_for(newsroom, tmp_path), "rferl")
        sitemaps = tuple(newsroom.base_urls["rferl"] + url for url in urls)
        config = replace(config, sources=(replace(config.sources[0], archive_sitemaps=sitemaps),))
        poll(config, newsroom, EARLY)
        (one,) = poll(config, newsroom, LATE).polls
    assert one.outcome is Outcome.GAP
    assert ("none of them could be read" if urls else "archive_sitemaps") in (one.message or "")


def poll_due(config: Config, newsroom: Newsroom, moment: datetime) -> Summary:
    newsroom.move_to(moment)
    with open_workspace(config, now=ticking_from(moment)) as workspace:
        return run_ingest(workspace, due_only=True)


def test_only_due_feeds_are_asked_and_a_run_with_none_is_no_failure(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        assert poll_due(config, newsroom, FIRST).polls
        newsroom.forget_requests()
        soon = poll_due(config, newsroom, FIRST + timedelta(minutes=5))
        assert newsroom.requests == ()
        next_due = ask(tmp_path, "select feed_id, next_due_at from ops.feed_state order by next_due_at")
        later = poll_due(config, newsroom, next_due[0][1])
    assert (soon.has_answer, soon.polls) == (True, ())
    assert len(soon.waiting) == len(next_due)
    asked = {one.feed_id for one in later.polls}
    assert next_due[0][0] in asked
    assert asked == {feed_id for feed_id, due_at in next_due if due_at <= next_due[0][1] + timedelta(minutes=1)}
