"""What the command line and the dashboard run: an ingest of sources, of a saved page, of a saved feed.

Knows the order of a run: harvest, load with events in one transaction, publish. What a user reads of it is a Summary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from config.schema import Source
from config.settings import Config
from extractors.ceasefire.events import EventMaker
from extractors.errors import InputError
from extractors.health import ALIVE
from extractors.records import Batch, EntryResult, EventSet, Poll, Run
from flows.harvest import Step, assemble, harvest_all, plain
from flows.workspace import Workspace
from warehouse import db, known, load, publish


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended: the run, its polls, and what the load changed."""

    run: Run
    polls: tuple[Poll, ...]
    failures: tuple[str, ...]
    snapshot: str

    @property
    def has_answer(self) -> bool:
        """True when at least one feed answered, or, where none was polled, something came through."""
        if not any(poll.outcome in ALIVE for poll in self.polls):
            return False
        run = self.run
        return run.n_seen == 0 or run.n_failed < run.n_seen

    def lines(self) -> Iterator[str]:
        """Give the run as lines for a person: one a feed, one for each kind of trouble, the balance, the next step."""
        for poll in self.polls:
            counted = f"{len(poll.results)} entries" if poll.results else poll.message or "nothing to read"
            yield f"{poll.feed_id:<24} {poll.outcome:<16} {counted}"
        yield from self.failures
        run = self.run
        yield (
            f"entries seen {run.n_seen} = new {run.n_new} + known {run.n_known} + rejected {run.n_rejected} "
            f"+ failed {run.n_failed}"
        )
        loaded = f"{run.n_revisions} revisions of {run.n_articles} articles, {run.n_mentions} mentions"
        yield f"loaded {loaded}; {run.n_events} events in {self.snapshot}"

    def counts(self) -> dict[str, int]:
        """Give the run's counts by name."""
        return {name: getattr(self.run, name) for name in COUNTS}


COUNTS = ("n_seen", "n_new", "n_known", "n_rejected", "n_failed", "n_articles", "n_revisions", "n_mentions", "n_events")


def run_ingest(workspace: Workspace, source_ids: Sequence[str] = (), step: Step = plain) -> Summary:
    """Poll the sources (all when none is named), load what is new, publish. Raises InputError for an unknown one."""
    sources = chosen(workspace.config.sources, source_ids)
    started_at = workspace.tools.now()
    harvests = harvest_all(workspace.tools, sources, workspace.memory, step)
    batch = assemble("ingest", started_at, workspace.tools.now(), harvests, workspace.memory)
    return step("load", f"{len(batch.articles)} articles", lambda: load_batch(workspace, batch))


def chosen(sources: Sequence[Source], source_ids: Sequence[str]) -> tuple[Source, ...]:
    """Give the sources of these ids, all when none is named. Raises InputError that says which there are."""
    known_ids = {source.source_id: source for source in sources}
    unknown = [source_id for source_id in source_ids if source_id not in known_ids]
    if unknown:
        raise InputError(f"source {unknown[0]!r} is not in sources.toml; there are {', '.join(known_ids)}")
    return tuple(known_ids[source_id] for source_id in source_ids) or tuple(sources)


def load_batch(workspace: Workspace, batch: Batch) -> Summary:
    """Load a batch with the events that follow from it, in one transaction, and publish a snapshot."""
    with db.connected(workspace.data_dir) as con, load.transaction(con):
        load.load(con, batch)
        events = make_events(workspace.config, con)
        load.replace_events(con, events)
        run = replace(batch.run, **_found(batch), n_events=len(events.events))
        load.load_run(con, run)
    snapshot = publish.publish(workspace.data_dir)
    return Summary(run, batch.polls, tuple(_failures(batch)), str(snapshot))


def make_events(config: Config, con: db.Connection) -> EventSet:
    """Make all events anew from all mentions stored; origins count as witnesses (codebook section 8)."""
    maker = EventMaker(config.actors, config.places, config.conflicts)
    return maker.events(known.reports(con, config.sources))


def _found(batch: Batch) -> dict[str, int]:
    return {
        "n_articles": len({article.article_id for article in batch.articles}),
        "n_revisions": len(batch.articles),
        "n_mentions": len(batch.mentions),
    }


def _failures(batch: Batch) -> Iterator[str]:
    """Give one line for each kind of rejection or failure, with the number and one example."""
    kinds: dict[tuple[str, str], list[EntryResult]] = {}
    for result in batch.results:
        if result.reason is not None:
            kinds.setdefault((result.outcome.value, result.reason.value), []).append(result)
    for (outcome, reason), results in sorted(kinds.items()):
        example = results[0].entry.url or results[0].entry.title
        yield f"{outcome} {len(results)}: {reason} (for example {example}: {results[0].message})"
