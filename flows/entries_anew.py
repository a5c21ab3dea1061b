"""Tells, from stored feeds alone, what was known of each page's entry, and how each entry ends.

Knows no network and no warehouse; it is given the stored answers in the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from config.schema import Feed, Source
from extractors import identity
from extractors.children import Children
from extractors.decide import article_id_of, decide
from extractors.records import Article, Entry, EntryOutcome, EntryResult, Fetched, NoArticle, Page, Reason
from flows.captured import captured_guid, is_captured_feed
from flows.saved import PUBLISHED_HEADER, page_entry, unknown_source


@dataclass(frozen=True, slots=True)
class ToRead:
    """A stored page to be read, with its entry and its outlet."""

    entry: Entry
    page: Page
    source: Source


class EntriesAnew:
    """What the feeds read so far say. `pages` are all stored pages: an entry whose page is not there is still open."""

    def __init__(self, sources: Iterable[Source], pages: Iterable[Page]) -> None:
        self._sources = {source.source_id: source for source in sources}
        self._feeds = {feed.feed_id: feed for source in self._sources.values() for feed in source.feeds}
        self._linked: dict[tuple[str, str], Entry] = {}
        self._met: dict[str, tuple[str, str | None]] = {}
        self._pending: list[EntryResult] = []
        stored = list(pages)
        self._urls = {page.url for page in stored}
        self._article_ids = {identity.article_id(page.url, self._sources.get(page.source_id)) for page in stored}

    def source_of(self, source_id: str, url: str) -> Source:
        """Give the outlet of an answer; one that sources.toml does not know is made up, as when it was loaded."""
        return self._sources.get(source_id) or unknown_source(url)

    def take_feed(self, children: Children, fetched: Fetched) -> None:
        """Read a stored feed or sitemap: its entries are what is known from then on."""
        request = fetched.request
        source = self.source_of(request.source_id, request.url)
        feed_id = request.feed_id or f"{source.source_id}.file"
        entries = children.read_feed(fetched, self._feed(feed_id, request.url)).entries
        # The same page listed twice in one feed is fetched for the first of the two.
        self._linked |= {(feed_id, entry.url): entry for entry in reversed(entries) if entry.url}
        is_polled = request.kind == "feed" or request.url == self._feed(feed_id, "").url
        self._settle([entry for entry in entries if is_polled or entry.url in self._urls], source)

    def _feed(self, feed_id: str, url: str) -> Feed:
        feed = self._feeds.get(feed_id)
        if feed is not None:
            return replace(feed, url=url) if url else feed
        return Feed(feed_id, url or "https://nowhere.invalid/", "rss", "en", "a stored answer", date(2000, 1, 1), 1.0)

    def _settle(self, entries: Sequence[Entry], source: Source) -> None:
        """Say how the entries end that no stored page will answer for."""
        changed = [entry for entry in entries if self._met.get(entry.entry_id) != (entry.title, entry.published_raw)]
        self._met |= {entry.entry_id: (entry.title, entry.published_raw) for entry in changed}
        decision = decide(changed, source, {}, ())
        self._pending += decision.settled
        self._pending += [self._open(entry, source) for entry in decision.wanted if entry.url not in self._urls]

    def _open(self, entry: Entry, source: Source) -> EntryResult:
        article_id = article_id_of(entry, source)
        if article_id in self._article_ids:
            return EntryResult(entry, EntryOutcome.KNOWN, None, "its article is stored already", article_id)
        message = "its page is not in the archive; the next run asks for it"
        return EntryResult(entry, EntryOutcome.FAILED, Reason.INTERRUPTED, message, article_id)

    def of_page(self, fetched: Fetched, page: Page) -> ToRead:
        """Give a stored page with what its feed said of it last, or what the user said who gave it."""
        source = self.source_of(page.source_id, page.url)
        feed_id = fetched.request.feed_id or f"{source.source_id}.file"
        entry = self._linked.get((feed_id, page.url))
        if entry is None:
            given = fetched.header(PUBLISHED_HEADER)
            guid = captured_guid(page.url, page.body_sha256) if is_captured_feed(feed_id) else None
            at = datetime.fromisoformat(given) if given else None
            entry = page_entry(source.source_id, feed_id, page.url, at, guid)
        return ToRead(entry, page, source)

    def results(
        self, read: Sequence[ToRead], found: Sequence[Article | NoArticle], stored_ids: Iterable[str]
    ) -> tuple[EntryResult, ...]:
        """Say how the entries ended since the last call; `stored_ids` are the revisions there were before."""
        ended, self._pending = self._pending, []
        known = set(stored_ids)
        for one, reading in zip(read, found, strict=True):
            if isinstance(reading, NoArticle):
                ended.append(EntryResult(one.entry, EntryOutcome.REJECTED, reading.reason, reading.message))
                continue
            outcome = EntryOutcome.KNOWN if reading.revision_id in known else EntryOutcome.NEW
            ended.append(EntryResult(one.entry, outcome, None, None, reading.article_id))
            known.add(reading.revision_id)
        return tuple(ended)
