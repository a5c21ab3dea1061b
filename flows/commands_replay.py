"""What the commands of cli_replay do between their arguments and their printout: configuration in, results out.

Knows no argument parser and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from config.settings import Config, load_config
from extractors.archive import verify
from extractors.archive_blocks import Broken
from extractors.archive_files import CLOSED
from extractors.archive_scan import captures
from extractors.children import Children
from extractors.errors import InputError
from extractors.fetch import Fetcher
from extractors.records import Page
from flows import backfill, discover, doctor, rebuild, reprocess, warc
from flows.journey import Progress
from flows.network_memory import remembered
from flows.runs import chosen
from flows.workspace import open_workspace
from warehouse import db, known
from warehouse.replay import Stretch

PAGES_A_STEP = 100


def verify_archive(progress: Progress, wait_s: float = 0.0) -> Iterator[str]:
    """Read back every stored page and every record of the archive; give a line for each fault, then the counts.

    The last line is the count; whoever reads it knows by the lines before whether all is well.
    """
    config = load_config()
    data_dir = Path(config.settings.data_dir)
    if not db.is_made(data_dir):
        raise InputError(f"{data_dir} holds no warehouse yet; make one with `trucewire demo` or `trucewire ingest`")
    with db.locked(data_dir, wait_s):
        with db.connected(data_dir) as con:
            pages = known.pages(con)
        n_faults = 0
        for line in (*_page_faults(data_dir / "archive", pages, progress), *_record_faults(config, data_dir)):
            n_faults += 1
            yield line
    yield f"{len(pages)} pages read back, {n_faults} faults"


def _page_faults(folder: Path, pages: Sequence[Page], progress: Progress) -> Iterator[str]:
    for start in range(0, len(pages), PAGES_A_STEP):
        progress("pages verified", start, len(pages))
        for fault in verify(folder, pages[start : start + PAGES_A_STEP]):
            yield f"page {fault.page_id}: {fault.message}"
    progress("pages verified", len(pages), len(pages))


def _record_faults(config: Config, data_dir: Path) -> Iterator[str]:
    """Give the records that no tool can read, whether a row names them or not."""
    for path in sorted((data_dir / "archive").glob(f"*{CLOSED}")):
        for found in captures(path, config.settings.limits.decoded_bytes):
            if isinstance(found, Broken):
                yield f"{path.name} at {found.offset}: {found.message}"


def run_reprocess(
    stage: reprocess.Stage,
    source_id: str | None,
    from_on: date | None,
    to_on: date | None,
    progress: Progress,
    wait_s: float = 0.0,
) -> reprocess.Reprocessed:
    """Replay what was fetched between two days (both included, UTC)."""
    config = load_config()
    chosen(config.sources, (source_id,) if source_id else ())
    stretch = Stretch(source_id, _start(from_on), _start(to_on, timedelta(days=1)))
    with open_workspace(config, progress=progress, wait_s=wait_s) as workspace:
        return reprocess.reprocess(workspace, stage, stretch)


def _start(day: date | None, later: timedelta = timedelta()) -> datetime | None:
    return datetime.combine(day, time(), UTC) + later if day else None


def run_rebuild(progress: Progress, wait_s: float = 0.0) -> rebuild.Rebuilt:
    """Make the warehouse anew from the archive."""
    return rebuild.rebuild(load_config(), progress, wait_s)


def run_backfill(
    source_id: str, from_on: date, to_on: date, progress: Progress, tell: backfill.Tell, wait_s: float = 0.0
) -> backfill.Backfilled:
    """Fill in the past of one outlet from its sitemaps."""
    config = backfill.with_room_for_sitemaps(load_config())
    (source,) = chosen(config.sources, (source_id,))
    with open_workspace(config, progress=progress, wait_s=wait_s) as workspace:
        return backfill.backfill(workspace, source, from_on, to_on, tell)


def run_backfill_warc(
    paths: Sequence[Path], progress: Progress, tell: backfill.Tell, wait_s: float = 0.0
) -> backfill.Backfilled:
    """Load the pages of the watched outlets out of WARC files."""
    with open_workspace(load_config(), progress=progress, wait_s=wait_s) as workspace:
        return warc.backfill_warc(workspace, paths, tell)


def prove_feeds(source_ids: Sequence[str], is_offline: bool, progress: Progress) -> Iterator[doctor.Proof]:
    """Prove the feeds of some sources, all when none is named."""
    config = load_config()
    sources = chosen(config.sources, source_ids)
    if is_offline:
        yield from doctor.prove_offline(config, sources)
    else:
        yield from doctor.prove_online(config, sources, progress)


def find_feeds(url: str, progress: Progress) -> Iterator[discover.Found]:
    """Find the feeds of a site."""
    config = load_config()
    memory = remembered(Path(config.settings.data_dir))
    fetch = Fetcher(config.settings, config.sources, holds=memory.holds, robots=memory.robots)
    with Children(config.settings.limits) as children:
        yield from discover.discover(fetch, children, url, progress)
