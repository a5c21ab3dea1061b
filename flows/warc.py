"""Takes the captures of any WARC file (CC-NEWS and others) through the journey, as if their pages were fetched then.

Knows no network. Captures of outlets that are not watched, and records that are cut or wrong, are counted and passed
over. A capture that was taken before is known by its address and bytes, so that a second run adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from config.schema import Source
from extractors import identity
from extractors.archive_blocks import Broken
from extractors.archive_scan import Capture, captures
from extractors.decide import decide
from extractors.records import Entry, Fetched
from flows.backfill import Backfilled, Tell, load_in_batches
from flows.captured import captured_feed, captured_guid
from flows.harvest import Harvest, gather_read
from flows.journey import FetchedPages
from flows.saved import page_entry
from flows.workspace import Workspace

CAPTURES_A_BATCH = 200
MAX_FAULTS_TOLD = 5


@dataclass(slots=True)
class Tally:
    """How the records of the files ended before the journey: `counts` by kind, the first `faults` with their places."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Give the counts as a line for a person."""
        return ", ".join(f"{n} {kind}" for kind, n in sorted(self.counts.items())) or "no records"


def backfill_warc(workspace: Workspace, paths: Sequence[Path], tell: Tell) -> Backfilled:
    """Load the pages of the watched outlets out of WARC files. Raises InputError for a file that is no WARC."""
    for path in paths:
        next(captures(path, 1), None)  # a file that is no WARC is told before anything is loaded
    tally = Tally()
    done = load_in_batches(workspace, _batches(workspace, paths, tally))
    tell(f"{len(paths)} files: {tally.line()}")
    for fault in tally.faults[:MAX_FAULTS_TOLD]:
        tell(f"  {fault}")
    return done


def _batches(workspace: Workspace, paths: Sequence[Path], tally: Tally) -> Iterator[tuple[Harvest, str]]:
    """Give the captures of the files, batch by batch, each with the reason to stop after it, if there is one."""
    for path in paths:
        size = path.stat().st_size if path.exists() else 0
        pending: list[tuple[Source, Fetched]] = []
        for capture in _watched(workspace, path, tally):
            pending.append(capture[:2])
            workspace.tools.progress(path.name, capture[2], size)
            if len(pending) == CAPTURES_A_BATCH:
                yield _harvest(workspace, pending), ""
                pending = []
        yield _harvest(workspace, pending), "it was stopped" if workspace.is_stopping else ""
        workspace.tools.progress(path.name, size, size)


def _watched(workspace: Workspace, path: Path, tally: Tally) -> Iterator[tuple[Source, Fetched, int]]:
    """Give the captured pages of watched outlets, with where they stand in the file; count everything.

    Ends early when the run is stopped: a file may hold a gigabyte and no page of ours.
    """
    for found in captures(path, workspace.config.settings.limits.decoded_bytes):
        if workspace.is_stopping:
            return
        if found is None:
            tally.counts["records that are no answers"] += 1
        elif isinstance(found, Broken):
            tally.counts["cut or wrong records"] += 1
            tally.faults.append(f"{path.name} at {found.offset}: {found.message}")
        elif kind := _passed_over(found):
            tally.counts[kind] += 1
        elif source := identity.source_of(found.fetched.request.url, workspace.config.sources):
            tally.counts["captures of watched outlets"] += 1
            yield source, _as_ours(found.fetched, source), found.archive_offset
        else:
            tally.counts["captures of other sites"] += 1


def _passed_over(found: Capture) -> str:
    if found.fetched.request.kind != "page":
        return "feeds and sitemaps"
    return "captures of errors and redirects" if found.fetched.status not in (200, 203, None) else ""


def _as_ours(fetched: Fetched, source: Source) -> Fetched:
    request = replace(fetched.request, source_id=source.source_id, feed_id=captured_feed(source.source_id))
    return replace(fetched, request=request)


def _harvest(workspace: Workspace, found: Iterable[tuple[Source, Fetched]]) -> Harvest:
    """Take some captures through the journey up to, not including, the load."""
    gathered = Harvest()
    by_source: dict[str, list[Fetched]] = {}
    sources = {}
    for source, fetched in found:
        sources[source.source_id] = source
        by_source.setdefault(source.source_id, []).append(fetched)
    for source_id, answers in by_source.items():
        _harvest_one(workspace, sources[source_id], answers, gathered)
    return gathered


def _harvest_one(workspace: Workspace, source: Source, answers: Sequence[Fetched], gathered: Harvest) -> None:
    by_entry: dict[str, tuple[Entry, Fetched]] = {}
    for fetched in answers:
        url, feed_id = fetched.request.url, fetched.request.feed_id or ""
        entry = page_entry(source.source_id, feed_id, url, None, captured_guid(url, fetched.body_sha256))
        by_entry.setdefault(entry.entry_id, (entry, fetched))
    known = workspace.memory.known_entries(by_entry)
    # One by one: two captures of one article are two of its wordings, not one article listed twice.
    decisions = [decide([entry], source, known, ()) for entry, _ in by_entry.values()]
    gathered.results += [result for decision in decisions for result in decision.settled]
    wanted_ids = {entry.entry_id for decision in decisions for entry in decision.wanted}
    archive = workspace.tools.archive
    wanted = [pair for entry_id, pair in by_entry.items() if entry_id in wanted_ids]
    pages = tuple((entry, archive.store(fetched)) for entry, fetched in wanted)
    archive.flush()
    gather_read(workspace.tools, source, FetchedPages((), pages, ()), workspace.memory, gathered)
