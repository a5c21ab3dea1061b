"""The journey of newswire from feed to warehouse, in plain Python.

Knows no Prefect, no clock and no socket: `fetch` and `now` are given. Each stage takes values and gives values; the
only thing kept between stages is the raw archive, written before anything is read out of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event
from typing import Protocol

from config.schema import Feed, Source
from config.settings import Config
from extractors.archive import Archive
from extractors.ceasefire.tag import Tagger
from extractors.children import Children
from extractors.decide import article_id_of, decide
from extractors.health import next_state, poll_outcome, request_for
from extractors.records import (
    Article,
    Document,
    Entry,
    EntryOutcome,
    EntryResult,
    FeedReading,
    FeedState,
    Fetched,
    KnownEntry,
    Mention,
    NoArticle,
    Outcome,
    Page,
    Poll,
    Reason,
    Request,
    Run,
)
from extractors.refetch import Revisit

Fetch = Callable[[Request], Fetched]
READABLE = (Outcome.OK, Outcome.PARTIAL)
MAX_CHILD_SITEMAPS = 4
UNREACHABLE = (Outcome.NETWORK_ERROR, Outcome.TIMEOUT, Outcome.DEADLINE)
MAX_UNREACHABLE = 3


class Progress(Protocol):
    """Told how far a long stage is; draws or logs it."""

    def __call__(self, label: str, n_done: int, n_total: int, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What the journey is given: how to fetch, where to keep bytes, how to read and tag, and what time it is."""

    config: Config
    fetch: Fetch
    archive: Archive
    children: Children
    tagger: Tagger
    now: Callable[[], datetime]
    progress: Progress
    stopping: Event


class Memory(Protocol):
    """What the warehouse remembers, asked in bulk; `warehouse.known` answers it."""

    def feed_state(self, feed_id: str) -> FeedState | None: ...
    def known_entries(self, entry_ids: Iterable[str]) -> Mapping[str, KnownEntry]: ...
    def revision_ids(self, article_ids: Iterable[str]) -> Mapping[str, Collection[str]]: ...
    def left_entries(self, feed_id: str, now: datetime, n_most: int) -> Sequence[Entry]: ...
    def revisits(self, source_id: str, since_at: datetime) -> Sequence[Revisit]: ...


@dataclass(frozen=True, slots=True)
class PolledFeed:
    """One feed polled: the poll, its pages in the archive, the feed's next state, and the entries to go after.

    `state` is None for a feed that was never polled and was not asked now either.
    """

    poll: Poll
    state: FeedState | None
    fetches: tuple[Fetched, ...]
    pages: tuple[Page, ...]
    wanted: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FetchedPages:
    """The pages of wanted entries, side by side with the entries, and how the entries that gave none ended."""

    fetches: tuple[Fetched, ...]
    pages: tuple[tuple[Entry, Page], ...]
    results: tuple[EntryResult, ...]


@dataclass(frozen=True, slots=True)
class ReadPages:
    """What stood in the pages: articles, pages without one, how each entry ended, and what is to be tagged."""

    articles: tuple[Article, ...]
    no_articles: tuple[NoArticle, ...]
    results: tuple[EntryResult, ...]
    to_tag: tuple[Article, ...] = ()


def poll_feed(
    tools: Tools, source: Source, feed: Feed, memory: Memory, taken: frozenset[str] = frozenset()
) -> PolledFeed:
    """Ask one feed what is new. `taken` are articles that another feed brought in this run.

    A throttled feed is not asked before its time; its outcome is then `not_due`.
    """
    before = memory.feed_state(feed.feed_id)
    if before is not None and before.last_outcome is Outcome.THROTTLED and tools.now() < before.next_due_at:
        message = f"asked us to wait; not asked again before {before.next_due_at:%Y-%m-%d %H:%M} UTC"
        return not_asked(tools, source, feed, before, message)
    request = request_for(feed, before, tools.config.settings.limits.unconditional_every)
    return read_feed(tools, source, feed, tools.fetch(request), memory, taken)


def read_feed(
    tools: Tools, source: Source, feed: Feed, fetched: Fetched, memory: Memory, taken: frozenset[str] = frozenset()
) -> PolledFeed:
    """Take what a feed answered apart: archive it, read its entries, decide on each, judge the feed."""
    before = memory.feed_state(feed.feed_id)
    more, pages, reading = _read_with_children(tools, source, feed, fetched)
    entries = reading.entries if reading else ()
    known = memory.known_entries(entry.entry_id for entry in entries)
    article_ids = memory.revision_ids(filter(None, (article_id_of(entry, source) for entry in entries)))
    decision = decide(entries, source, known, taken.union(article_ids), tools.now())
    n_seen_before = sum(entry.entry_id in known for entry in entries)
    outcome = poll_outcome(fetched, reading, before, n_seen_before, len(entries) - n_seen_before)
    newest_at = max((entry.published_at for entry in entries if entry.published_at), default=None)
    state = next_state(feed, before, fetched, outcome, newest_at, (len(entries), len(decision.wanted)))
    message = fetched.message or (reading.message if reading else None)
    poll = Poll(feed.feed_id, source.source_id, fetched, outcome, decision.settled, message)
    return PolledFeed(poll, state, more, pages, decision.wanted)


def not_asked(tools: Tools, source: Source, feed: Feed, before: FeedState | None, message: str) -> PolledFeed:
    """Give the poll of a feed that is not asked now; its state stays as it is."""
    fetched = Fetched(
        Request(feed.url, source.source_id, "feed", feed.feed_id),
        Outcome.NOT_DUE,
        tools.now(),
        n_attempts=0,
        message=message,
    )
    return PolledFeed(Poll(feed.feed_id, source.source_id, fetched, Outcome.NOT_DUE, (), message), before, (), (), ())


def _read_with_children(
    tools: Tools, source: Source, feed: Feed, fetched: Fetched
) -> tuple[tuple[Fetched, ...], tuple[Page, ...], FeedReading | None]:
    """Read a feed and, where it is an index of sitemaps, the first few of those; give the further requests made."""
    if fetched.outcome not in READABLE:
        return (), (), None
    pages = [tools.archive.store(fetched)]
    reading = tools.children.read_feed(fetched, feed)
    if reading.kind != "sitemap_index":
        return (), tuple(pages), reading
    answers: list[Fetched] = []
    entries: list[Entry] = []
    for child in reading.entries[:MAX_CHILD_SITEMAPS]:
        answer = tools.fetch(Request(child.url or "", source.source_id, "sitemap", feed.feed_id))
        answers.append(answer)
        if answer.outcome in READABLE:
            pages.append(tools.archive.store(answer))
            entries += tools.children.read_feed(answer, feed).entries
    if answers and len(pages) == 1:
        first = answers[0]
        message = f"none of its sitemaps could be read; the first: {first.message or first.outcome}"
        return tuple(answers), tuple(pages), FeedReading(first.outcome, reading.kind, message=message)
    return tuple(answers), tuple(pages), replace(reading, entries=tuple(entries))


def fetch_pages(tools: Tools, source: Source, entries: Sequence[Entry]) -> FetchedPages:
    """Fetch the page of each wanted entry and keep its bytes before anything is read out of them.

    When a host cannot be reached several times in a row or asks us to slow down, or the run is being stopped, the rest
    is left to a later run.
    """
    fetches: list[Fetched] = []
    pages: list[tuple[Entry, Page]] = []
    results: list[EntryResult] = []
    n_unreachable, is_throttled = 0, False
    for n_done, entry in enumerate(entries):
        tools.progress(f"pages of {source.source_id}", n_done, len(entries))
        if tools.stopping.is_set() or is_throttled or n_unreachable >= MAX_UNREACHABLE:
            results.append(_left(entry, source, tools.stopping.is_set(), is_throttled))
            continue
        fetched = tools.fetch(Request(entry.url or "", entry.source_id, "page", entry.feed_id))
        fetches.append(fetched)
        n_unreachable = n_unreachable + 1 if fetched.outcome in UNREACHABLE else 0
        is_throttled = fetched.outcome is Outcome.THROTTLED
        if fetched.outcome in READABLE:
            pages.append((entry, tools.archive.store(fetched)))
        else:
            results.append(_page_failed(entry, source, fetched))
    tools.progress(f"pages of {source.source_id}", len(entries), len(entries))
    tools.archive.flush()
    return FetchedPages(tuple(fetches), tuple(pages), tuple(results))


def _left(entry: Entry, source: Source, is_stopping: bool, is_throttled: bool) -> EntryResult:
    message = "the host cannot be reached; a later run goes on here"
    if is_stopping:
        message = "the run was stopped; the next one goes on here"
    elif is_throttled:
        message = "the host asked us to slow down; a later run goes on here"
    return EntryResult(entry, EntryOutcome.FAILED, Reason.INTERRUPTED, message, article_id_of(entry, source))


def _page_failed(entry: Entry, source: Source, fetched: Fetched) -> EntryResult:
    article_id = article_id_of(entry, source)
    if fetched.outcome is Outcome.BLOCKED:
        message = f"the page is blocked by {fetched.blocker or 'its host'}; title and time are kept"
        return EntryResult(entry, EntryOutcome.REJECTED, Reason.BLOCKED, message, article_id)
    message = fetched.message or str(fetched.outcome)
    # To be asked to wait is no fault of the page: it does not count as one of its tries.
    reason = Reason.INTERRUPTED if fetched.outcome is Outcome.THROTTLED else Reason.FETCH_FAILED
    return EntryResult(entry, EntryOutcome.FAILED, reason, message, article_id)


def read_pages(tools: Tools, source: Source | None, pages: Sequence[tuple[Entry, Page]], memory: Memory) -> ReadPages:
    """Read an article out of each page, in limited children; one bad page leaves the others alone."""
    readings = tools.children.read_articles(tools.archive, pages, source)
    found = [reading for reading in readings if isinstance(reading, Article)]
    stored = memory.revision_ids(article.article_id for article in found)
    known = {revision_id for revision_ids in stored.values() for revision_id in revision_ids}
    results: list[EntryResult] = []
    for (entry, _page), reading in zip(pages, readings, strict=True):
        results.append(_read_result(entry, reading, known))
        if isinstance(reading, Article):
            known.add(reading.revision_id)
    no_articles = tuple(reading for reading in readings if isinstance(reading, NoArticle))
    to_tag = tuple(article for article in found if not keeps_its_mentions(article, stored))
    return ReadPages(tuple(found), no_articles, tuple(results), to_tag)


def keeps_its_mentions(article: Article, stored: Mapping[str, Collection[str]]) -> bool:
    """Tell whether a wording is stored and says no date: its dates stay read against its first fetch, not this one."""
    return article.published_at is None and article.revision_id in stored.get(article.article_id, ())


def _read_result(entry: Entry, reading: Article | NoArticle, known_revision_ids: Collection[str]) -> EntryResult:
    if isinstance(reading, NoArticle):
        return EntryResult(entry, EntryOutcome.REJECTED, reading.reason, reading.message)
    if reading.revision_id in known_revision_ids:
        return EntryResult(entry, EntryOutcome.KNOWN, None, "this text is stored already", reading.article_id)
    return EntryResult(entry, EntryOutcome.NEW, None, None, reading.article_id)


def tag_articles(tagger: Tagger, articles: Iterable[Article]) -> tuple[Mention, ...]:
    """Give every mention in every article; `document_id` of a mention is the revision's id.

    Of several readings of one revision the earliest is tagged: dates are read against it.
    """
    earliest: dict[str, Article] = {}
    for article in sorted(articles, key=lambda article: article.fetched_at):
        earliest.setdefault(article.revision_id, article)
    return tuple(mention for article in earliest.values() for mention in tagger.tag(document_of(article)))


def document_of(article: Article) -> Document:
    """Give what the tagger reads of an article. One that says no date is read against its fetch, as in the views."""
    return Document(
        article.revision_id,
        article.text,
        article.title,
        article.published_at or article.fetched_at,
        article.source_id,
        article.dateline_on,
        article.background_start,
    )


def summarise(run_id: str, kind: str, started_at: datetime, ended_at: datetime, results: Sequence[EntryResult]) -> Run:
    """Count how the entries of a run ended; the four outcomes sum to what was seen."""
    tally = Counter(result.outcome for result in results)
    return Run(
        run_id,
        kind,
        started_at,
        ended_at,
        n_seen=len(results),
        n_new=tally[EntryOutcome.NEW],
        n_known=tally[EntryOutcome.KNOWN],
        n_rejected=tally[EntryOutcome.REJECTED],
        n_failed=tally[EntryOutcome.FAILED],
    )
