"""What the command line and the dashboard run: an ingest of sources, of a saved page, of a saved feed.

Knows the order of a run: harvest, load with events in one transaction, publish. What a user reads of it is a Summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import stamina

from config.schema import Source
from config.settings import Config
from extractors.ceasefire.events import EventMaker
from extractors.errors import ConflictError, InputError
from extractors.health import ALIVE
from extractors.records import Batch, EntryOutcome, EntryResult, EventSet, Outcome, Poll, Run
from extractors.verdicts import corrected
from extractors.witnesses import with_witnesses
from flows.due import only_due
from flows.harvest import Step, assemble, harvest_all, plain
from flows.relate import relate
from flows.workspace import Workspace
from warehouse import db, known, load, load_kinship, publish
from warehouse.transaction import transaction

# Our own writers to a lake follow one another; another program that tidies its files meanwhile is met again at once.
LOAD_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended: the run, its polls, how their entries ended, where the snapshot is, which feeds wait, what a
    user should know besides, and whether it was stopped before its end.
    """

    run: Run
    polls: tuple[Poll, ...]
    results: tuple[EntryResult, ...]
    snapshot: str
    waiting: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_stopped: bool = False

    @property
    def has_answer(self) -> bool:
        """True when at least one feed answered and not every entry failed, or when no feed was to be asked."""
        if all(poll.outcome is Outcome.NOT_DUE for poll in self.polls) and (self.polls or self.waiting):
            return True
        if not any(poll.outcome in ALIVE or poll.outcome is Outcome.EMPTY_FEED for poll in self.polls):
            return self.run.n_new + self.run.n_known > 0
        return self.run.n_seen == 0 or self.run.n_failed < self.run.n_seen

    def lines(self) -> Iterator[str]:
        """Give the run as lines for a person: one a feed, one for each kind of trouble, the balance, the next step."""
        yield from (self._poll_line(poll) for poll in self.polls)
        yield from self.waiting
        yield from trouble(self.results)
        yield from self.notes
        run = self.run
        sums = f"new {run.n_new} + known {run.n_known} + rejected {run.n_rejected} + failed {run.n_failed}"
        yield f"entries seen {run.n_seen} = {sums}"
        loaded = f"{run.n_revisions} revisions of {run.n_articles} articles, {run.n_mentions} mentions"
        yield f"loaded {loaded}; {run.n_events} events in {self.snapshot}"

    def _poll_line(self, poll: Poll) -> str:
        tally = Counter(result.outcome for result in self.results if result.entry.feed_id == poll.feed_id)
        counted = ", ".join(f"{tally[outcome]} {outcome}" for outcome in EntryOutcome if tally[outcome])
        why = poll.message or WHY_NOTHING.get(poll.outcome, "")
        return f"{poll.feed_id:<24} {poll.outcome:<16} {'; '.join(part for part in (counted, why) if part)}"

    def counts(self) -> dict[str, int]:
        """Give the run's counts by name."""
        return {name: getattr(self.run, name) for name in COUNTS}


WHY_NOTHING = {
    Outcome.NOT_MODIFIED: "unchanged since the last poll, the server says (304)",
    Outcome.SAME_BODY: "the same bytes as at the last poll",
    Outcome.NOTHING_NEW: "every entry was seen before",
    Outcome.GAP: "no entry was seen before: some may have been missed between two polls",
}
COUNTS = ("n_seen", "n_new", "n_known", "n_rejected", "n_failed", "n_articles", "n_revisions", "n_mentions", "n_events")


def run_ingest(
    workspace: Workspace, source_ids: Sequence[str] = (), step: Step = plain, due_only: bool = False
) -> Summary:
    """Poll the sources (all when none is named), load what is new, publish. Raises InputError for an unknown one.

    `due_only` asks only the feeds whose time has come; when that is none, nothing is loaded.
    """
    sources = chosen(workspace.config.sources, source_ids)
    waiting: tuple[str, ...] = ()
    started_at = workspace.tools.now()
    if due_only:
        sources, waiting = only_due(sources, workspace.memory, started_at)
    harvests = harvest_all(workspace.tools, sources, workspace.memory, step)
    batch = assemble("ingest", started_at, workspace.tools.now(), harvests, workspace.memory)
    if waiting and not sources:
        idle = replace(batch.run, message="no feed was due")
        return Summary(idle, (), (), str(publish.readable(workspace.data_dir)), waiting)
    summary = step("load", f"{len(batch.articles)} articles", lambda: load_batch(workspace, batch))
    return replace(summary, waiting=waiting)


def chosen(sources: Sequence[Source], source_ids: Sequence[str]) -> tuple[Source, ...]:
    """Give the sources of these ids, all when none is named. Raises InputError that says which there are."""
    known_ids = {source.source_id: source for source in sources}
    unknown = [source_id for source_id in source_ids if source_id not in known_ids]
    if unknown:
        raise InputError(f"source {unknown[0]!r} is not in sources.toml; there are {', '.join(known_ids)}")
    return tuple(known_ids[source_id] for source_id in source_ids) or tuple(sources)


def load_batch(workspace: Workspace, batch: Batch) -> Summary:
    """Load a batch with the stories and events that follow from it, in one transaction, and publish a snapshot.

    Events are made anew where something they are made of has changed: an idle poll costs no more as the archive grows.
    """
    is_stopped = workspace.is_stopping
    if is_stopped:
        batch = replace(batch, run=replace(batch.run, message=f"stopped early; {batch.run.message}"))
    run = _load_all(workspace, batch)
    snapshot = publish.publish(workspace.data_dir)
    return Summary(run, batch.polls, batch.results, str(snapshot), is_stopped=is_stopped)


@stamina.retry(on=ConflictError, attempts=LOAD_ATTEMPTS, timeout=None)
def _load_all(workspace: Workspace, batch: Batch) -> Run:
    with db.connected(workspace.data_dir) as con, transaction(con):
        store(con, batch)
        if batch.articles or workspace.is_reference_new or known.do_events_lag(con):
            return count_events(workspace.config, con, batch.run)
        run = replace(batch.run, n_events=known.n_events(con))
        load.load_run(con, run)
        return run


def store(con: db.Connection, batch: Batch) -> load.LoadResult:
    """Load a batch with the copies and stories that follow from it, in one transaction; events are not made."""
    with transaction(con):
        result = load.load(con, batch)
        relate(con, batch.tagged_ids, [article.revision_id for article in batch.articles])
    return result


def count_events(config: Config, con: db.Connection, run: Run) -> Run:
    """Make all events anew and give the run with their number, as it is then stored."""
    counted = replace(run, n_events=len(remake_events(config, con).events))
    load.load_run(con, counted)
    return counted


def remake_events(config: Config, con: db.Connection) -> EventSet:
    """Make all events anew from all mentions stored, with their witnesses (codebook section 8), and store them.

    The verdicts of analysts are applied first (docs/reviewing.md).
    """
    maker = EventMaker(config.actors, config.places, config.conflicts)
    reports = corrected(known.reports(con, config.sources), known.corrections(con))
    events, witnesses = with_witnesses(maker.events(reports, known.same_events(con)), reports)
    load.replace_events(con, events)
    load_kinship.replace_event_witnesses(con, witnesses)
    return events


def trouble(results: Sequence[EntryResult]) -> Iterator[str]:
    """Give one line for each kind of rejection or failure, with the number and one example."""
    kinds: dict[tuple[str, str], list[EntryResult]] = {}
    for result in results:
        if result.reason is not None:
            kinds.setdefault((result.outcome.value, result.reason.value), []).append(result)
    for (outcome, reason), alike in sorted(kinds.items()):
        example = alike[0].entry.url or alike[0].entry.title
        yield f"{outcome} {len(alike)}: {reason} (for example {example}: {alike[0].message})"
