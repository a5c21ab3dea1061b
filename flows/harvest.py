"""One run of the journey over several sources: harvest each, assemble one batch, load it, publish it.

Knows no Prefect: a `step` runs each stage, and whoever calls decides what a step is (a plain call, a Prefect task).
Sources run side by side, the feeds of one source in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from config.schema import Source
from extractors.decide import decide
from extractors.health import ALIVE
from extractors.records import (
    Article,
    Batch,
    EntryResult,
    FeedState,
    Fetched,
    Mention,
    NoArticle,
    Outcome,
    Page,
    Poll,
    Run,
    digest,
)
from flows.gap import fill_gap
from flows.journey import (
    FetchedPages,
    Memory,
    PolledFeed,
    ReadPages,
    Tools,
    fetch_pages,
    keeps_its_mentions,
    not_asked,
    poll_feed,
    read_pages,
    summarise,
    tag_articles,
)
from flows.revisit import due_again, fetch_again

T = TypeVar("T")
PAGES_A_STEP = 100


class Step(Protocol):
    """Runs one stage: `stage` names its kind (poll, gap, fetch, read, tag, load), `label` what it is about."""

    def __call__(self, stage: str, label: str, work: Callable[[], T], /) -> T: ...


def plain(_stage: str, _label: str, work: Callable[[], T], /) -> T:
    """Run a stage by calling it."""
    return work()


@dataclass(slots=True)
class Harvest:
    """What one source brought in one run; grows feed by feed and is read once, by `assemble`."""

    polls: list[Poll] = field(default_factory=list)
    states: list[FeedState] = field(default_factory=list)
    fetches: list[Fetched] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    results: list[EntryResult] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    no_articles: list[NoArticle] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def add_poll(self, polled: PolledFeed) -> None:
        """Take a poll in, with the requests, pages and settled entries that came of it."""
        self.polls.append(polled.poll)
        self.states += [polled.state] if polled.state else []
        self.fetches += polled.fetches
        self.pages += polled.pages
        self.results += polled.poll.results

    @property
    def is_throttled(self) -> bool:
        """True when a host has asked us in this run to slow down."""
        return any(
            each.outcome is Outcome.THROTTLED for each in (*self.fetches, *(poll.fetched for poll in self.polls))
        )

    def add_pages(self, fetched: FetchedPages, read: ReadPages, mentions: Iterable[Mention]) -> None:
        """Take the pages of wanted entries in, with what was read of them and found in them."""
        self.fetches += fetched.fetches
        self.pages += [page for _, page in fetched.pages]
        self.results += [*fetched.results, *read.results]
        self.articles += read.articles
        self.no_articles += read.no_articles
        self.mentions += mentions


def harvest(tools: Tools, source: Source, memory: Memory, step: Step = plain) -> Harvest:
    """Take one source through the journey up to, not including, the load."""
    gathered = Harvest()
    for feed in source.feeds:
        if not feed.is_enabled or tools.stopping.is_set():
            continue
        if gathered.is_throttled:
            message = f"{source.source_id} asked us to slow down; not asked again in this run"
            gathered.add_poll(not_asked(tools, source, feed, memory.feed_state(feed.feed_id), message))
            continue
        taken = frozenset(result.article_id for result in gathered.results if result.article_id)
        polled = step("poll", feed.feed_id, partial(poll_feed, tools, source, feed, memory, taken))
        if polled.poll.outcome is Outcome.GAP:
            polled = step("gap", feed.feed_id, partial(fill_gap, tools, source, feed, polled, memory, taken))
        gather(tools, source, polled, memory, gathered, step)
        gather_left(tools, source, polled, memory, gathered, step)
    if not tools.stopping.is_set() and not gathered.is_throttled:
        gather_again(tools, source, memory, gathered, step)
    return gathered


def gather(
    tools: Tools, source: Source, polled: PolledFeed, memory: Memory, gathered: Harvest, step: Step = plain
) -> None:
    """Go after the entries that a poll wants: fetch, read and tag their pages, a hundred at a time."""
    gathered.add_poll(polled)
    for start in range(0, len(polled.wanted), PAGES_A_STEP):
        chunk = polled.wanted[start : start + PAGES_A_STEP]
        label = f"{len(chunk)} pages of {polled.poll.feed_id}"
        fetched = step("fetch", label, partial(fetch_pages, tools, source, chunk))
        gather_read(tools, source, fetched, memory, gathered, step)


def gather_left(
    tools: Tools, source: Source, polled: PolledFeed, memory: Memory, gathered: Harvest, step: Step = plain
) -> None:
    """Go once more after what earlier runs could not fetch: the feed may say nothing changed, or list it no more."""
    if polled.poll.outcome not in ALIVE or tools.stopping.is_set() or gathered.is_throttled:
        return
    seen = {result.entry.entry_id for result in gathered.results}
    asked = {fetched.request.url for fetched in gathered.fetches}  # another feed may have brought the page just now
    found = memory.left_entries(polled.poll.feed_id, tools.now(), PAGES_A_STEP)
    left = [entry for entry in found if entry.entry_id not in seen and entry.url not in asked]
    decision = decide(left, source, memory.known_entries(entry.entry_id for entry in left), ())
    gathered.results += decision.settled
    if decision.wanted:
        label = f"{len(decision.wanted)} pages of {polled.poll.feed_id} once more"
        fetched = step("fetch", label, partial(fetch_pages, tools, source, decision.wanted))
        gather_read(tools, source, fetched, memory, gathered, step)


def gather_again(tools: Tools, source: Source, memory: Memory, gathered: Harvest, step: Step = plain) -> None:
    """Look again at the pages of fresh articles, and take what was rewritten through the same stages."""
    due = due_again(tools, source, memory, {fetched.request.url for fetched in gathered.fetches})
    if due:
        fetched = step("fetch", f"{len(due)} fresh pages of {source.source_id} again", partial(fetch_again, tools, due))
        gather_read(tools, source, fetched, memory, gathered, step)


def gather_read(
    tools: Tools, source: Source, fetched: FetchedPages, memory: Memory, gathered: Harvest, step: Step = plain
) -> None:
    """Read and tag the pages of one chunk."""
    pages = fetched.pages
    if not pages:
        gathered.add_pages(fetched, ReadPages((), (), ()), ())
        return
    read = step("read", f"{len(pages)} pages of {source.source_id}", partial(read_pages, tools, source, pages, memory))
    work = partial(tag_articles, tools.tagger, read.to_tag)
    mentions = step("tag", f"{len(read.to_tag)} articles of {source.source_id}", work)
    gathered.add_pages(fetched, read, mentions)


def harvest_all(tools: Tools, sources: Sequence[Source], memory: Memory, step: Step = plain) -> list[Harvest]:
    """Harvest the sources side by side, one thread each, in the order given. A step keeps its caller's context."""
    with ThreadPoolExecutor(max_workers=max(1, len(sources)), thread_name_prefix="source") as pool:
        waiting = [pool.submit(copy_context().run, harvest, tools, source, memory, step) for source in sources]
        return [each.result() for each in waiting]


def assemble(kind: str, started_at: datetime, ended_at: datetime, harvests: Sequence[Harvest], memory: Memory) -> Batch:
    """Make the one batch that a run loads."""
    articles = tuple(article for each in harvests for article in each.articles)
    results = tuple(result for each in harvests for result in each.results)
    stored = memory.revision_ids(article.article_id for article in articles)
    mentions = tuple(mention for each in harvests for mention in each.mentions)
    run_id = digest(kind, started_at.isoformat(), ",".join(poll.feed_id for each in harvests for poll in each.polls))
    run = with_found(summarise(run_id, kind, started_at, ended_at, results), articles, mentions, stored)
    return Batch(
        run=replace(run, message=in_words(run, [poll for each in harvests for poll in each.polls])),
        fetches=tuple(fetched for each in harvests for fetched in each.fetches),
        polls=tuple(poll for each in harvests for poll in each.polls),
        feed_states=tuple(state for each in harvests for state in each.states),
        results=results,
        pages=tuple(page for each in harvests for page in each.pages),
        articles=articles,
        no_articles=tuple(none for each in harvests for none in each.no_articles),
        mentions=mentions,
        tagged_ids=tuple({one.revision_id: None for one in articles if not keeps_its_mentions(one, stored)}),
    )


def in_words(run: Run, polls: Sequence[Poll]) -> str:
    """Say in a line how a run ended: what is new, or which feeds gave no answer and why."""
    asked = [poll for poll in polls if poll.outcome is not Outcome.NOT_DUE]
    silent = [poll for poll in asked if poll.outcome not in ALIVE and poll.outcome is not Outcome.EMPTY_FEED]
    unanswered = ", ".join(f"{poll.feed_id} ({poll.outcome})" for poll in silent)
    if asked and len(silent) == len(asked):
        return f"no feed answered: {unanswered}"
    if run.n_seen and run.n_failed == run.n_seen:
        return f"every entry failed: {run.n_failed} of {run.n_seen}"
    found = f"{run.n_new} new of {run.n_seen} entries" if run.n_seen else "nothing new"
    return f"{found}; no answer from {unanswered}" if silent else found


def with_found(
    run: Run, articles: Iterable[Article], mentions: Iterable[Mention], stored: Mapping[str, Collection[str]]
) -> Run:
    """Count what a run found that was not stored before; a wording that came back is no new revision."""
    fresh = [article for article in articles if article.revision_id not in stored.get(article.article_id, ())]
    revision_ids = {article.revision_id for article in fresh}
    return replace(
        run,
        n_articles=len({article.article_id for article in fresh}),
        n_revisions=len(revision_ids),
        n_mentions=sum(mention.document_id in revision_ids for mention in mentions),
    )
