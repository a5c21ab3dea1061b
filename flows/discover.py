"""Finds the feeds of a site: those its page names, its /rssfeeds, its sitemaps; and proves each by asking.

Knows no configuration of outlets; an analyst copies what he wants into sources.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from config.schema import Feed
from extractors import identity
from extractors.children import Children
from extractors.errors import InputError
from extractors.feed_links import feed_links, sitemap_links
from extractors.fetch import Fetcher
from extractors.records import Entry, FeedReading, Fetched, Outcome, Reason, Request
from flows.journey import READABLE, Progress

COLUMNS = ("address", "outcome", "kind", "items", "newest item", "named by")
MAX_ASKED = 60
_PLACES = ("/rssfeeds", "/sitemap.xml")


@dataclass(frozen=True, slots=True)
class Found:
    """An address that some page named, and what answered there."""

    url: str
    outcome: Outcome
    kind: str
    n_items: int
    newest_at: datetime | None
    named_by: str

    def row(self) -> tuple[object, ...]:
        """Give it as a row of COLUMNS."""
        return (self.url, self.outcome, self.kind, self.n_items, self.newest_at, self.named_by)


def discover(fetch: Fetcher, children: Children, url: str, progress: Progress) -> Iterator[Found]:
    """Give every feed and sitemap that can be found from `url`. Raises InputError for what is no web address."""
    if not identity.is_web_url(url):
        raise InputError(f"--discover {url!r} is no http or https address")
    named: dict[str, str] = {url: "you"}
    named |= {urljoin(url, place): place for place in _PLACES if urljoin(url, place) not in named}
    asked: set[str] = set()
    while waiting := [address for address in named if address not in asked][: MAX_ASKED - len(asked)]:
        for address in waiting:
            progress("addresses asked", len(asked), len(named))
            asked.add(address)
            fetched = fetch(Request(address, "discover", "sitemap"))
            found, links = _look_at(children, fetched)
            named |= {link: address for link in (*links, *_of_robots(fetch, address)) if link not in named}
            if found is not None:
                yield Found(address, *found, named_by=named[address])
    progress("addresses asked", len(asked), len(asked))


def _look_at(
    children: Children, fetched: Fetched
) -> tuple[tuple[Outcome, str, int, datetime | None] | None, tuple[str, ...]]:
    """Give (what the answer is as a feed, or None for a page or no answer, the addresses that it names)."""
    url = fetched.request.url
    if fetched.outcome not in READABLE:
        return (fetched.outcome, "none", 0, None), ()
    reading = children.read_feed(fetched, _any_feed(url))
    if reading.outcome is Outcome.NOT_A_FEED:
        links = children.run(feed_links, fetched.body, fetched.header("content-type"), url)
        return None, () if isinstance(links, Reason) else links
    members = tuple(entry.url for entry in reading.entries if entry.url) if reading.kind == "sitemap_index" else ()
    return (reading.outcome, reading.kind, len(reading.entries), _newest(reading)), members


def _newest(reading: FeedReading) -> datetime | None:
    entries: tuple[Entry, ...] = reading.entries
    return max((entry.published_at for entry in entries if entry.published_at), default=None)


def _of_robots(fetch: Fetcher, url: str) -> tuple[str, ...]:
    """Give the sitemaps that the robots.txt of a site names, which was read before it was asked."""
    origin = urljoin(url, "/").rstrip("/")
    text = fetch.known_robots().get(origin)
    return sitemap_links(text.text, url) if text else ()


def _any_feed(url: str) -> Feed:
    return Feed("discovered.feed", url, "rss", "en", "found by the doctor", date(2000, 1, 1), 1.0)
