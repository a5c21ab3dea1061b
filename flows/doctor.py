"""Proves every configured feed: what answers, how fast, what kind, how many items; offline by what is stored of it.

Knows no table but the feeds' states. It changes nothing: no row, no archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from config.schema import Feed, Source
from config.settings import Config
from extractors.archive_scan import Capture, captures
from extractors.children import Children
from extractors.fetch import Fetcher
from extractors.health import request_for
from extractors.records import FeedReading, Fetched, Outcome
from flows.demo_marker import is_demo
from flows.journey import READABLE, Fetch, Progress
from flows.network_memory import memory_file, remembered, remembering
from warehouse import query

COLUMNS = ("feed_id", "outcome", "status", "seconds", "kind", "items", "newest item", "robots", "health", "proved")
# What a poll of it would end in: a feed that is well is none of the others.
WELL = (Outcome.OK, Outcome.PARTIAL)
_STATES = "select feed_id, health, last_outcome, last_polled_at from ops.feed_state"


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of one feed now. `at` is when its answer came; `outcome` None: nothing is stored of it."""

    feed: Feed
    outcome: Outcome | None
    at: datetime | None
    fetched: Fetched | None
    reading: FeedReading | None
    health: str

    @property
    def is_well(self) -> bool:
        """True when a feed with items came."""
        return self.outcome in WELL

    def row(self, now: datetime) -> tuple[object, ...]:
        """Give the proof as a row of COLUMNS."""
        reading, fetched = self.reading, self.fetched
        entries = reading.entries if reading else ()
        newest = max((one.published_at for one in entries if one.published_at), default=None)
        age = f"{(now.date() - self.feed.proved_on).days} days ({self.feed.proved_on})"
        return (
            self.feed.feed_id,
            self.outcome or "nothing stored",
            fetched.status if fetched else None,
            f"{fetched.elapsed_s:.2f}" if fetched and fetched.elapsed_s else None,
            reading.kind if reading else None,
            len(reading.entries) if reading else None,
            newest,
            _robots(self.outcome, fetched),
            self.health,
            age,
        )

    def says(self) -> str:
        """Give what the answer says of itself, or else where the knowledge of the feed comes from."""
        said = (self.fetched.message if self.fetched else None) or (self.reading.message if self.reading else None)
        when = f"as of {self.at:%Y-%m-%d %H:%M}: " if self.at and self.fetched and not self.fetched.elapsed_s else ""
        return f"{when}{said or self.feed.evidence}"


def _robots(outcome: Outcome | None, fetched: Fetched | None) -> str:
    if outcome is Outcome.ROBOTS_DENIED:
        return "denied"
    return "allowed" if fetched and fetched.status and fetched.elapsed_s else "not asked"


def prove_online(config: Config, sources: Sequence[Source], progress: Progress) -> Iterator[Proof]:
    """Ask every feed of the sources, the switched-off ones too, and read what answers."""
    memory = remembered(Path(config.settings.data_dir))
    health = stored_health(config)
    feeds = [(source, feed) for source in sources for feed in source.feeds]
    settings = config.settings
    door = Fetcher(settings, config.sources, holds=memory.holds, robots=memory.robots)
    with kept(config, door) as fetch, Children(settings.limits) as children:
        for n_done, (_, feed) in enumerate(feeds):
            progress("feeds asked", n_done, len(feeds))
            fetched = fetch(request_for(feed, None, settings.limits.unconditional_every))
            yield _proof(children, feed, fetched, health.get(feed.feed_id, "never polled"))
        progress("feeds asked", len(feeds), len(feeds))


def kept(config: Config, door: Fetcher) -> AbstractContextManager[Fetch]:
    """Give the door so that what it learns is kept, where there is a data directory to keep it in."""
    data_dir = Path(config.settings.data_dir)
    return remembering(data_dir, door) if memory_file(data_dir).parent.is_dir() else nullcontext(door)


def prove_offline(config: Config, sources: Sequence[Source]) -> Iterator[Proof]:
    """Read anew the latest stored answer of every feed of the sources."""
    health = stored_health(config)
    feeds = {feed.feed_id: feed for source in sources for feed in source.feeds}
    latest = latest_captures(Path(config.settings.data_dir) / "archive", feeds.values(), config)
    with Children(config.settings.limits) as children:
        for feed_id, feed in feeds.items():
            state = health.get(feed_id, "never polled")
            found = latest.get(feed_id)
            yield _proof(children, feed, found, state) if found else Proof(feed, None, None, None, None, state)


def latest_captures(folder: Path, feeds: Iterable[Feed], config: Config) -> dict[str, Fetched]:
    """Give the latest stored answer of each feed, by feed_id; of a demo the newsroom's, at addresses of its own."""
    urls = {feed.feed_id: feed.url for feed in feeds}
    is_anywhere = is_demo(Path(config.settings.data_dir))
    latest: dict[str, Fetched] = {}
    for path in sorted(folder.glob("*.warc.gz*")):
        for found in captures(path, config.settings.limits.decoded_bytes):
            if not isinstance(found, Capture):
                continue
            feed_id = found.fetched.request.feed_id or ""
            if found.fetched.request.kind == "page" or feed_id not in urls:
                continue
            if not is_anywhere and urls[feed_id] != found.fetched.request.url:
                continue
            if feed_id not in latest or latest[feed_id].fetched_at <= found.fetched.fetched_at:
                latest[feed_id] = found.fetched
    return latest


def _proof(children: Children, feed: Feed, fetched: Fetched, health: str) -> Proof:
    if fetched.outcome not in READABLE:
        return Proof(feed, fetched.outcome, fetched.fetched_at, fetched, None, health)
    reading = children.read_feed(fetched, feed)
    outcome = fetched.outcome if reading.outcome is Outcome.OK else reading.outcome
    return Proof(feed, outcome, fetched.fetched_at, replace(fetched, body=b""), reading, health)


def stored_health(config: Config) -> dict[str, str]:
    """Give what the published snapshot says of each feed's health; nothing where there is none."""
    data_dir = Path(config.settings.data_dir)
    if not query.is_there(data_dir):
        return {}
    rows = query.run(data_dir, _STATES).rows
    return {row[0]: f"{row[1]} ({row[2]}, {row[3]:%Y-%m-%d %H:%M})" for row in rows}
