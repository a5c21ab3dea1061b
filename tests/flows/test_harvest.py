"""What a run goes after, feed by feed, without network and warehouse."""

from __future__ import annotations

from threading import Event
from types import SimpleNamespace
from typing import Any, cast

import pytest

from extractors.records import Outcome
from flows.harvest import Harvest, gather_left
from tests.warehouse.makers import SOURCES, START, make_entry, make_fetched


@pytest.mark.parametrize(("brought", "expected"), [(1, ()), (2, ("1 pages of rferl.news once more",))])
def test_a_page_that_another_feed_brought_just_now_is_not_asked_for_once_more(
    brought: int, expected: tuple[str, ...]
) -> None:
    steps: list[str] = []

    def step(_stage: str, label: str, _work: object, /) -> Any:
        steps.append(label)
        return SimpleNamespace(fetches=(), pages=(), results=())

    left = make_entry(1)
    memory = SimpleNamespace(left_entries=lambda *_: (left,), known_entries=lambda _: {})
    tools = SimpleNamespace(stopping=Event(), now=lambda: START)
    polled = SimpleNamespace(poll=SimpleNamespace(outcome=Outcome.NOT_MODIFIED, feed_id=left.feed_id))
    gathered = Harvest(fetches=[make_fetched(make_entry(brought).url or "", kind="page")])
    gather_left(*cast(Any, (tools, SOURCES[0], polled, memory, gathered, step)))
    assert tuple(steps) == expected
