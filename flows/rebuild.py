"""Makes the whole warehouse anew from the raw archive, and puts it in the place of the old one.

Knows no network. Every stored answer is taken in the order in which it came: feeds say what is known of an entry, pages
are read and tagged by today's code. What the archive cannot tell (the log of runs and requests) is carried over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from config.settings import Config
from extractors.archive_blocks import Broken
from extractors.archive_scan import Capture, captures
from extractors.errors import InputError
from extractors.records import Article, Batch, Fetched, NoArticle, Page, Run, digest
from flows.entries_anew import EntriesAnew, ToRead
from flows.journey import Progress, Tools, keeps_its_mentions, summarise, tag_articles
from flows.runs import count_events, store
from flows.workspace import Workspace, open_workspace, silent, utc_now
from warehouse import db, lake, publish
from warehouse.rebuild import carry_over, counts, put_in_place

CAPTURES_A_BATCH = 100
LABEL = "stored answers"


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer in the archive, without its body: `fetched.body` is empty, `page` says where it lies."""

    fetched: Fetched
    page: Page


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild made: rows by table before and after, faults of the archive, where things came from and went."""

    n_answers: int
    before: dict[str, int]
    after: dict[str, int]
    faults: tuple[str, ...]
    carried_from: str | None
    set_aside: Path | None

    def lines(self) -> Iterator[str]:
        """Give the outcome as lines for a person."""
        yield from self.faults
        yield f"{self.n_answers} stored answers read, {len(self.faults)} faults in the archive"
        for table in sorted(self.after):
            old, new = self.before.get(table), self.after[table]
            if table.startswith(("core.", "raw.")) and new != old:
                yield f"{table}: {new} rows" + (f", {old} before" if self.before else "")
        log_of = self.carried_from or "nowhere: neither the old warehouse nor the snapshot could be read"
        yield f"the log of runs and requests is carried over from {log_of}"
        if self.set_aside:
            yield f"the old warehouse is kept as {self.set_aside}"


def rebuild(
    config: Config, progress: Progress = silent, wait_s: float = 0.0, now: Callable[[], datetime] = utc_now
) -> Rebuilt:
    """Make the warehouse anew and publish it. Raises InputError when the archive is empty, BusyError, StorageError.

    Until all is read, the old warehouse stays in its place.
    """
    data_dir = Path(config.settings.data_dir)
    if lake.lake_of(data_dir):
        raise InputError(
            "a warehouse is rebuilt as a file: unset TRUCEWIRE_WAREHOUSE and run this again, then name an empty "
            "database in it; the new lake is filled from the file (docs/operating.md)"
        )
    new_dir = data_dir / "pipeline" / "rebuild"
    with open_workspace(config, progress=progress, wait_s=wait_s, now=now, new_dir=new_dir) as workspace:
        stored, faults = scan(data_dir / "archive", config.settings.limits.decoded_bytes)
        if not stored:
            raise InputError(f"{data_dir / 'archive'} holds no stored answer: there is nothing to rebuild from")
        before = counts(data_dir)
        with db.connected(new_dir) as con:
            carried_from = carry_over(con, data_dir)
        replay(workspace, stored, is_logged=carried_from is not None)
        if workspace.tools.stopping.is_set():
            raise InputError("stopped; the old warehouse is in its place, unchanged")
        aside = put_in_place(new_dir, data_dir)
        publish.publish(data_dir)
        return Rebuilt(len(stored), before, counts(data_dir), faults, carried_from, aside)


def scan(folder: Path, max_bytes: int) -> tuple[list[Stored], tuple[str, ...]]:
    """Give every answer of an archive in the order in which they came, and a line for each record that is broken."""
    stored: list[Stored] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.warc.gz*")):
        for found in captures(path, max_bytes):
            if isinstance(found, Capture):
                stored.append(Stored(replace(found.fetched, body=b""), found.page))
            elif isinstance(found, Broken):
                faults.append(f"{path.name} at {found.offset}: {found.message}")
    stored.sort(key=lambda one: (one.page.fetched_at, one.page.archive_file, one.page.archive_offset))
    return stored, tuple(faults)


def replay(workspace: Workspace, stored: Sequence[Stored], is_logged: bool) -> None:
    """Load the answers, a batch a transaction, then make the events.

    `is_logged`: the log was carried over, so how the entries ended is not written a second time.
    """
    tools = workspace.tools
    pages = [one.page for one in stored if one.fetched.request.kind == "page"]
    entries = EntriesAnew(workspace.config.sources, pages)
    run = _whole_run(tools.now())
    for start in range(0, len(stored), CAPTURES_A_BATCH):
        tools.progress(LABEL, start, len(stored))
        if tools.stopping.is_set():
            return
        batch = _read_batch(workspace, entries, stored[start : start + CAPTURES_A_BATCH])
        if is_logged:
            batch = replace(batch, run=run, fetches=(), results=(), no_articles=())
        with db.connected(workspace.data_dir) as con:
            store(con, batch)
    tools.progress(LABEL, len(stored), len(stored))
    with db.connected(workspace.data_dir) as con:
        count_events(workspace.config, con, run)


def _whole_run(started_at: datetime) -> Run:
    run = summarise(digest("rebuild", started_at.isoformat()), "reprocess", started_at, started_at, ())
    return replace(run, message=f"rebuilt from the archive, {started_at:%Y-%m-%d %H:%M} UTC")


def _read_batch(workspace: Workspace, entries: EntriesAnew, chunk: Sequence[Stored]) -> Batch:
    """Read some answers. Each batch is a run of the time in which its answers came, so that entries keep that time."""
    tools = workspace.tools
    to_read: list[ToRead] = []
    for one in chunk:
        if one.fetched.request.kind == "page":
            to_read.append(entries.of_page(one.fetched, one.page))
        else:
            entries.take_feed(tools.children, _whole(tools, one))
    found = _read_pages(tools, to_read)
    articles = tuple(reading for reading in found if isinstance(reading, Article))
    known = workspace.memory.revision_ids(article.article_id for article in articles)
    to_tag = [article for article in articles if not keeps_its_mentions(article, known)]
    results = entries.results(to_read, found, [revision_id for ids in known.values() for revision_id in ids])
    first, last = chunk[0].page, chunk[-1].page
    run_id = digest("rebuild", first.archive_file, str(first.archive_offset))
    return Batch(
        replace(
            summarise(run_id, "reprocess", first.fetched_at, last.fetched_at, results),
            message="rebuilt from the archive: entries and pages of that time",
        ),
        fetches=tuple(_whole(tools, one) for one in chunk),
        results=results,
        pages=tuple(one.page for one in chunk),
        articles=articles,
        no_articles=tuple(reading for reading in found if isinstance(reading, NoArticle)),
        mentions=tag_articles(tools.tagger, to_tag),
        tagged_ids=tuple({article.revision_id: None for article in to_tag}),
    )


def _whole(tools: Tools, one: Stored) -> Fetched:
    return replace(one.fetched, body=tools.archive.read(one.page))


def _read_pages(tools: Tools, to_read: Sequence[ToRead]) -> list[Article | NoArticle]:
    """Read the articles, outlet by outlet, and give them in the order of `to_read`."""
    found: dict[int, Article | NoArticle] = {}
    for source_id in dict.fromkeys(one.source.source_id for one in to_read):
        places = [place for place, one in enumerate(to_read) if one.source.source_id == source_id]
        pages = [(to_read[place].entry, to_read[place].page) for place in places]
        readings = tools.children.read_articles(tools.archive, pages, to_read[places[0]].source)
        found |= dict(zip(places, readings, strict=True))
    return [found[place] for place in range(len(to_read))]
