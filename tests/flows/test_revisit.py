"""A rewrite that no feed tells of is seen; an unchanged page costs one conditional request and changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.newsroom import Newsroom
from tests.flows.polling import ask, config_for, poll

PUBLISHED = datetime(2020, 11, 25, 10, 20, tzinfo=UTC)
REWRITTEN = datetime(2020, 11, 25, 18, 15, tzinfo=UTC)
STORY = "pangea:30967211"


def pages_asked(newsroom: Newsroom, since: int) -> list[int]:
    return [request.status for request in newsroom.requests[since:] if "/a/" in request.path]


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom(PUBLISHED)


def test_fresh_pages_are_asked_for_again_conditionally_and_only_when_due(newsroom: Newsroom, tmp_path: Path) -> None:
    with newsroom:
        config = config_for(newsroom, tmp_path)
        poll(config, newsroom, PUBLISHED, "rferl")
        n_before = len(newsroom.requests)
        poll(config, newsroom, PUBLISHED + timedelta(minutes=30), "rferl")
        assert pages_asked(newsroom, n_before) == [], "half an hour later nothing is due"
        n_before = len(newsroom.requests)
        summary = poll(config, newsroom, PUBLISHED + timedelta(minutes=61), "rferl")
        statuses = pages_asked(newsroom, n_before)
        assert statuses
        assert set(statuses) == {304}
        assert summary.run.n_new == summary.run.n_revisions == 0


def test_a_rewrite_is_found_by_looking_again(newsroom: Newsroom, tmp_path: Path) -> None:
    with newsroom:
        config = config_for(newsroom, tmp_path)
        poll(config, newsroom, PUBLISHED, "rferl")
        # The feed does not answer, so that only another look can tell.
        for path in {request.path for request in newsroom.requests if "/api/" in request.path}:
            newsroom.break_path("rferl", path, 500)
        summary = poll(config, newsroom, REWRITTEN + timedelta(minutes=5), "rferl")
        assert summary.run.n_revisions == 1
        kinds = ask(tmp_path, f"select kind from core.revision_change where article_id = '{STORY}' order by kind")
        assert kinds == [("first",), ("major",)]
