"""Says which feeds are due: each feed's own state names the time, adapted to how much it brings (extractors.health).

Knows no schedule; it is asked at each tick of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from config.schema import Source
from flows.journey import Memory

# A tick comes a moment before the feed's time as often as after it; without this, every second tick would be lost.
SLACK = timedelta(seconds=60)


def only_due(sources: Sequence[Source], memory: Memory, now: datetime) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Give the sources with the feeds that are due now, and a line for each enabled feed that waits."""
    due: list[Source] = []
    waiting: list[str] = []
    for source in sources:
        feeds = []
        for feed in filter(lambda each: each.is_enabled, source.feeds):
            state = memory.feed_state(feed.feed_id)
            if state is None or state.url != feed.url or state.next_due_at <= now + SLACK:
                feeds.append(feed)
            else:
                waiting.append(f"{feed.feed_id:<24} waits            until {state.next_due_at:%Y-%m-%d %H:%M} UTC")
        if feeds:
            due.append(replace(source, feeds=tuple(feeds)))
    return tuple(due), tuple(waiting)
