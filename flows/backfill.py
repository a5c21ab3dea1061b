"""Fills in the past of one outlet from its sitemaps: plan, then batch by batch in order of time, each one transaction.

Knows no WARC (flows.warc). A run that was cut goes on where it stopped, because what is loaded is known; a page that
was fetched and not yet loaded is asked for once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic

from config.schema import Feed, Limits, Source
from config.settings import Config
from extractors.decide import Decision, article_id_of, decide
from extractors.errors import InputError
from extractors.records import Batch, Entry, EntryOutcome, EntryResult, Run
from flows.harvest import Harvest, assemble, gather_read
from flows.journey import READABLE, UNREACHABLE, fetch_pages
from flows.runs import count_events, store, trouble
from flows.sitemaps import Sitemap, walk
from flows.workspace import Workspace
from warehouse import db, publish

PAGES_A_BATCH = 50
BATCHES_A_SNAPSHOT = 10
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the sitemaps list, and what is to be done of it: every entry listed is in exactly one of the counts."""

    source: Source
    sitemaps: tuple[Sitemap, ...]
    decision: Decision  # of the entries in the window; `wanted` is in order of time
    n_listed: int
    n_repeated: int
    n_outside: int
    n_undated: int

    def lines(self) -> Iterator[str]:
        """Give the plan as lines for a person."""
        unread = [one for one in self.sitemaps if one.fetched.outcome not in READABLE]
        yield f"{len(self.sitemaps)} sitemaps asked for, {len(unread)} of them without an answer"
        yield from (f"  {one.fetched.request.url}: {one.fetched.message or one.fetched.outcome}" for one in unread)
        for one in self.sitemaps:
            if one.reading and not one.is_whole:
                yield f"  {one.fetched.request.url}: {one.reading.outcome}, {one.reading.message}"
        n_inside = len(self.decision.settled) + len(self.decision.wanted)
        yield (
            f"{self.n_listed} entries listed = {n_inside} in the window + {self.n_outside} outside of it"
            f" + {self.n_repeated} listed before + {self.n_undated} without a date"
        )
        n_known = sum(result.outcome is EntryOutcome.KNOWN for result in self.decision.settled)
        n_rejected = len(self.decision.settled) - n_known
        yield f"in the window: {n_known} known, {n_rejected} rejected, {len(self.decision.wanted)} to be fetched"


@dataclass(frozen=True, slots=True)
class Backfilled:
    """How a backfill ended. `why_stopped` is empty when the plan was whole and was done, though some pages may fail."""

    runs: tuple[Run, ...]
    results: tuple[EntryResult, ...]
    why_stopped: str
    snapshot: str

    def lines(self) -> Iterator[str]:
        """Give the outcome as lines for a person."""
        sums = {name: sum(getattr(run, name) for run in self.runs) for name in _SUMS}
        seen = " + ".join(f"{name.removeprefix('n_')} {sums[name]}" for name in _SUMS[1:5])
        yield f"entries seen {sums['n_seen']} = {seen}, in {len(self.runs)} batches"
        found = f"{sums['n_revisions']} revisions of {sums['n_articles']} articles, {sums['n_mentions']} mentions"
        yield f"loaded {found} into {self.snapshot}"
        yield from trouble(self.results)
        if self.why_stopped:
            yield f"not finished: {self.why_stopped}; the same command goes on from there"


_SUMS = ("n_seen", "n_new", "n_known", "n_rejected", "n_failed", "n_articles", "n_revisions", "n_mentions")


def with_room_for_sitemaps(config: Config) -> Config:
    """Give the configuration with limits for whole sitemaps: 50,000 addresses, 50 MB (sitemaps.org protocol)."""
    limits = config.settings.limits
    wider: Limits = replace(
        limits,
        wire_bytes=max(limits.wire_bytes, 52_428_800),
        decoded_bytes=max(limits.decoded_bytes, 52_428_800),
        feed_items=max(limits.feed_items, 50_000),
        child_s=max(limits.child_s, 60.0),
        request_s=max(limits.request_s, 120.0),
    )
    return replace(config, settings=replace(config.settings, limits=wider))


def backfill(
    workspace: Workspace, source: Source, from_on: date, to_on: date, tell: Tell, batch_size: int = PAGES_A_BATCH
) -> Backfilled:
    """Load what the outlet's sitemaps date between two days (both included, UTC). Raises InputError."""
    plan = make_plan(workspace, source, from_on, to_on)
    for line in plan.lines():
        tell(line)
    done = load_in_batches(workspace, _batches(workspace, plan, tell, batch_size))
    return replace(done, why_stopped=done.why_stopped or _why_unfinished(plan, done))


def _why_unfinished(plan: Plan, done: Backfilled) -> str:
    if not any(sitemap.reading for sitemap in plan.sitemaps):
        return "none of the sitemaps could be read"
    n_unread = sum(not sitemap.is_whole for sitemap in plan.sitemaps)
    if n_unread:
        return f"{n_unread} of {len(plan.sitemaps)} sitemaps could not be read whole"
    wanted_ids = {entry.entry_id for entry in plan.decision.wanted}
    asked = [result.outcome for result in done.results if result.entry.entry_id in wanted_ids]
    return "every page failed" if asked and set(asked) == {EntryOutcome.FAILED} else ""


def make_plan(workspace: Workspace, source: Source, from_on: date, to_on: date) -> Plan:
    """Read the sitemaps and decide on each entry that they date in the window. Raises InputError."""
    if not source.archive_sitemaps:
        raise InputError(f"{source.source_id} has no archive_sitemaps in sources.toml; try `trucewire backfill --warc`")
    sitemaps = tuple(walk(workspace.tools, source, backfill_feed(source), source.archive_sitemaps))
    listed = [entry for sitemap in sitemaps for entry in sitemap.entries]
    unique = _unique(listed)
    dated = [(entry.published_at, entry) for entry in unique if entry.published_at]
    start, end = _midnight(from_on), _midnight(to_on) + timedelta(days=1)
    inside = sorted((pair for pair in dated if start <= pair[0] < end), key=lambda pair: (pair[0], pair[1].entry_id))
    return Plan(
        source,
        sitemaps,
        _decide(workspace, source, [entry for _, entry in inside]),
        n_listed=len(listed),
        n_repeated=len(listed) - len(unique),
        n_outside=len(dated) - len(inside),
        n_undated=len(unique) - len(dated),
    )


def backfill_feed(source: Source) -> Feed:
    """Make the feed whose entries those of the sitemaps are."""
    return Feed(
        f"{source.source_id}.backfill",
        source.homepage,
        "news_sitemap",
        source.language,
        "the archive_sitemaps of sources.toml",
        date(2000, 1, 1),
        1.0,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _unique(entries: Sequence[Entry]) -> list[Entry]:
    """Keep each entry once. Of two the one without a title: it is of the archive, and will still be there later."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        if entry.entry_id not in kept or (kept[entry.entry_id].title and not entry.title):
            kept[entry.entry_id] = entry
    return list(kept.values())


def _decide(workspace: Workspace, source: Source, entries: Sequence[Entry]) -> Decision:
    known = workspace.memory.known_entries(entry.entry_id for entry in entries)
    stored = workspace.memory.revision_ids(filter(None, (article_id_of(entry, source) for entry in entries)))
    return decide(entries, source, known, frozenset(stored))


def _batches(workspace: Workspace, plan: Plan, tell: Tell, batch_size: int) -> Iterator[tuple[Harvest, str]]:
    """Fetch, read and tag the wanted pages; give each batch with the reason to stop after it, if there is one."""
    tools, wanted = workspace.tools, plan.decision.wanted
    first = Harvest(
        fetches=[sitemap.fetched for sitemap in plan.sitemaps],
        pages=[sitemap.page for sitemap in plan.sitemaps if sitemap.page],
        results=list(plan.decision.settled),
    )
    tools.archive.flush()
    yield first, _why_stop(first, tools.stopping.is_set())
    started_s = monotonic()
    for start in range(0, len(wanted), batch_size):
        gathered = Harvest()
        fetched = fetch_pages(tools, plan.source, wanted[start : start + batch_size])
        gather_read(tools, plan.source, fetched, workspace.memory, gathered)
        yield gathered, _why_stop(gathered, tools.stopping.is_set())
        n_done = min(start + batch_size, len(wanted))
        tell(_how_far(n_done, len(wanted), monotonic() - started_s, wanted[n_done - 1]))


def _why_stop(gathered: Harvest, is_stopping: bool) -> str:
    if is_stopping:
        return "it was stopped"
    if gathered.is_throttled:
        return "the host asked us to slow down"
    asked = [fetched.outcome for fetched in gathered.fetches]
    return "the host cannot be reached" if asked and all(outcome in UNREACHABLE for outcome in asked) else ""


def _how_far(n_done: int, n_total: int, elapsed_s: float, last: Entry) -> str:
    """Say how far it is, and how long the rest takes at the pace there was."""
    pace_s = elapsed_s / n_done
    left = timedelta(seconds=round(pace_s * (n_total - n_done)))
    day = f", up to {last.published_at:%Y-%m-%d}" if last.published_at else ""
    return f"{n_done} of {n_total} pages{day}; about {left} left at {pace_s:.1f} s a page"


def load_in_batches(workspace: Workspace, batches: Iterator[tuple[Harvest, str]]) -> Backfilled:
    """Load each batch in a transaction of its own; make events and publish now and then, and at the end."""
    runs: list[Run] = []
    results: list[EntryResult] = []
    why_stopped = ""
    started_at = workspace.tools.now()
    for gathered, why_stopped in batches:
        batch = assemble("backfill", started_at, workspace.tools.now(), [gathered], workspace.memory)
        runs.append(_load(workspace, batch))
        results += batch.results
        if why_stopped:
            break
        if len(runs) % BATCHES_A_SNAPSHOT == 0:
            _publish(workspace, runs[-1])
        started_at = workspace.tools.now()
    snapshot = _publish(workspace, runs[-1]) if runs else ""
    return Backfilled(tuple(runs), tuple(results), why_stopped, snapshot)


def _load(workspace: Workspace, batch: Batch) -> Run:
    with db.connected(workspace.data_dir) as con:
        store(con, batch)
    return batch.run


def _publish(workspace: Workspace, run: Run) -> str:
    with db.connected(workspace.data_dir) as con:
        count_events(workspace.config, con, run)
    return str(publish.publish(workspace.data_dir))
