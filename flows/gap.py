"""Fills a gap: when a feed's window was overrun between two polls, its outlet's sitemaps say what was missed.

Knows no table. Only the missing window is taken: after the newest item seen before, before the oldest seen now.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from config.schema import Feed, Source
from extractors.decide import article_id_of, decide
from extractors.records import Entry
from flows.journey import Memory, PolledFeed, Tools
from flows.sitemaps import Sitemap, walk

# The news sitemap, the one of thirty days, and two of the archive: a feed that was left alone longer needs a backfill.
MAX_SITEMAPS = 4


def fill_gap(
    tools: Tools,
    source: Source,
    feed: Feed,
    polled: PolledFeed,
    memory: Memory,
    taken: frozenset[str] = frozenset(),
) -> PolledFeed:
    """Give the poll with the entries of the missing window added, oldest first, and a message that says how it went."""
    before = memory.feed_state(feed.feed_id)
    since = (before.newest_item_at or before.last_polled_at) if before else polled.poll.fetched.fetched_at
    entries = [*(result.entry for result in polled.poll.results), *polled.wanted]
    until = min((entry.published_at for entry in entries if entry.published_at), default=polled.poll.fetched.fetched_at)
    if since >= until:
        return polled
    if not source.archive_sitemaps:
        return _told(polled, f"nothing of {_window(since, until)}; sources.toml names no archive_sitemaps to look in")
    sitemaps = _sitemaps_back_to(tools, source, feed, since)
    missing = _between(sitemaps, since, until, {entry.entry_id for entry in entries})
    known = memory.known_entries(entry.entry_id for entry in missing)
    stored = memory.revision_ids(filter(None, (article_id_of(entry, source) for entry in missing)))
    wanted_ids = filter(None, (article_id_of(entry, source) for entry in polled.wanted))
    decision = decide(missing, source, known, taken.union(stored, wanted_ids), tools.now())
    filled = replace(
        polled,
        poll=replace(polled.poll, results=polled.poll.results + decision.settled),
        fetches=polled.fetches + tuple(sitemap.fetched for sitemap in sitemaps),
        pages=polled.pages + tuple(sitemap.page for sitemap in sitemaps if sitemap.page),
        wanted=decision.wanted + polled.wanted,
    )
    return _told(filled, _what_was_found(len(missing), sitemaps, since, until))


def _sitemaps_back_to(tools: Tools, source: Source, feed: Feed, since: datetime) -> list[Sitemap]:
    sitemaps = []
    for sitemap in walk(tools, source, feed, source.archive_sitemaps):
        sitemaps.append(sitemap)
        if len(sitemaps) == MAX_SITEMAPS or (sitemap.oldest_at and sitemap.oldest_at <= since):
            break
    return sitemaps


def _between(sitemaps: list[Sitemap], since: datetime, until: datetime, seen_ids: set[str]) -> list[Entry]:
    dated = {
        entry.entry_id: (entry.published_at, entry)
        for sitemap in sitemaps
        for entry in sitemap.entries
        if entry.published_at and since < entry.published_at < until and entry.entry_id not in seen_ids
    }
    return [entry for _, entry in sorted(dated.values(), key=lambda pair: (pair[0], pair[1].entry_id))]


def _what_was_found(n_missing: int, sitemaps: list[Sitemap], since: datetime, until: datetime) -> str:
    found = (
        f"the window was overrun: {n_missing} entries of {_window(since, until)} taken from {len(sitemaps)} sitemaps"
    )
    reached = min((sitemap.oldest_at for sitemap in sitemaps if sitemap.oldest_at), default=None)
    if reached is None:
        return f"{found}; none of them could be read"
    return found if reached <= since else f"{found}, which reach back to {reached:%Y-%m-%d %H:%M} only"


def _window(since: datetime, until: datetime) -> str:
    return f"{since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M} UTC"


def _told(polled: PolledFeed, message: str) -> PolledFeed:
    return replace(polled, poll=replace(polled.poll, message=message))
