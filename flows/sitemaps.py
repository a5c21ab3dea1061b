"""Walks an outlet's sitemaps: asks for each, keeps its bytes, reads its entries; an index leads to its members.

Knows neither which entries are wanted nor when to stop: whoever walks takes as many as he needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from config.schema import Feed, Source
from extractors.records import Entry, FeedReading, Fetched, Outcome, Page, Request
from flows.journey import READABLE, Tools


@dataclass(frozen=True, slots=True)
class Sitemap:
    """One sitemap that was asked for; `page` and `reading` are None where no readable answer came."""

    fetched: Fetched
    page: Page | None = None
    reading: FeedReading | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its entries in its own order."""
        return self.reading.entries if self.reading else ()

    @property
    def is_whole(self) -> bool:
        """True when all that it lists was read; an empty one lists nothing."""
        reading = self.reading
        if reading is None or reading.is_truncated:
            return False
        return reading.outcome in (Outcome.OK, Outcome.EMPTY_FEED)

    @property
    def oldest_at(self) -> datetime | None:
        """The earliest time that it names."""
        return min((entry.published_at for entry in self.entries if entry.published_at), default=None)


def walk(tools: Tools, source: Source, feed: Feed, urls: Iterable[str]) -> Iterator[Sitemap]:
    """Ask for the sitemaps one by one, each when it is its turn; entries are `feed`'s. An index is followed once."""
    asked: set[str] = set()
    for url in urls:
        for sitemap in _with_members(tools, source, feed, url, asked):
            yield sitemap
            if tools.stopping.is_set():
                return


def _with_members(tools: Tools, source: Source, feed: Feed, url: str, asked: set[str]) -> Iterator[Sitemap]:
    if url in asked:
        return
    first = _ask(tools, source, feed, url, asked)
    if first.reading is None or first.reading.kind != "sitemap_index":
        yield first
        return
    yield Sitemap(first.fetched, first.page, replace(first.reading, entries=()))  # it lists no pages
    for member in first.entries:
        if member.url and member.url not in asked:
            yield _ask(tools, source, feed, member.url, asked)


def _ask(tools: Tools, source: Source, feed: Feed, url: str, asked: set[str]) -> Sitemap:
    asked.add(url)
    fetched = tools.fetch(Request(url, source.source_id, "sitemap", feed.feed_id))
    if fetched.outcome not in READABLE:
        return Sitemap(fetched)
    return Sitemap(fetched, tools.archive.store(fetched), tools.children.read_feed(fetched, feed))
