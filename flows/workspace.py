"""Opens what a run needs and closes it again: settings, lock, archive, children, tagger, network, warehouse memory.

Knows no stage of the journey. The warehouse file itself is opened only for moments; its lock is held for the run.
"""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from config.settings import Config
from extractors.archive import Archive
from extractors.ceasefire.tag import tagger_of
from extractors.children import Children
from extractors.decide import RETRY_AFTER
from extractors.fetch import Fetcher
from extractors.records import Entry, FeedState, KnownEntry
from extractors.refetch import Revisit
from flows.journey import Fetch, Progress, Tools
from flows.network_memory import remembered, remembering
from flows.prepare import prepare_warehouse
from warehouse import db, known


def utc_now() -> datetime:
    """Give the present time, aware, in UTC."""
    return datetime.now(UTC)


def silent(_label: str, _n_done: int, _n_total: int, /) -> None:
    """Show no progress."""


class WarehouseMemory:
    """Answers the journey's questions from the writer's file, opened for each question; safe from any thread."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._states: dict[str, FeedState] = {}
        self._states_of: int | None = None

    def feed_state(self, feed_id: str) -> FeedState | None:
        """Give what the feed's last poll left behind, or None. All states are read at once, again after a load."""
        with self._lock:
            changed_at = db.changed_at(self._data_dir)
            if changed_at is None or changed_at != self._states_of:
                with db.connected(self._data_dir) as con:
                    self._states = known.feed_states(con)
                self._states_of = db.changed_at(self._data_dir)
            return self._states.get(feed_id)

    def known_entries(self, entry_ids: Iterable[str]) -> Mapping[str, KnownEntry]:
        """Give the entries among these that were seen before."""
        ids = tuple(entry_ids)
        if not ids:
            return {}
        with self._lock, db.connected(self._data_dir) as con:
            return known.known_entries(con, ids)

    def revision_ids(self, article_ids: Iterable[str]) -> Mapping[str, Collection[str]]:
        """Give the stored revisions of those of the articles that are stored."""
        ids = tuple(article_ids)
        if not ids:
            return {}
        with self._lock, db.connected(self._data_dir) as con:
            return known.revision_ids(con, ids)

    def left_entries(self, feed_id: str, now: datetime, n_most: int) -> Sequence[Entry]:
        """Give the feed's entries that an earlier run could not fetch and whose next try is due at `now`."""
        with self._lock, db.connected(self._data_dir) as con:
            return known.left_entries(con, feed_id, RETRY_AFTER, now, n_most)

    def revisits(self, source_id: str, since_at: datetime) -> Sequence[Revisit]:
        """Give the outlet's articles published since `since_at` whose page may be looked at again."""
        with self._lock, db.connected(self._data_dir) as con:
            return known.revisits(con, source_id, since_at)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A data directory locked for one run, with the tools of the journey and the warehouse's memory.

    `is_reference_new` tells that config/ or the schema is not what it was at the last run.
    """

    config: Config
    data_dir: Path
    tools: Tools
    memory: WarehouseMemory
    is_reference_new: bool

    @property
    def is_stopping(self) -> bool:
        """True once the run was asked to stop."""
        return self.tools.stopping.is_set()


@contextmanager
def open_workspace(
    config: Config,
    *,
    progress: Progress = silent,
    wait_s: float = 0.0,
    fetch: Fetch | None = None,
    now: Callable[[], datetime] = utc_now,
    new_dir: Path | None = None,
    stopping: threading.Event | None = None,
    is_shared: bool = False,
) -> Iterator[Workspace]:
    """Lock the data directory and open everything. Raises BusyError, WarehouseError, StorageError, ConfigError.

    With `new_dir` the warehouse is an empty one made there, and the one of the data directory is left alone.
    `stopping` ends the work early when it is set, the wait for the lock too; without it Ctrl-C and SIGTERM do.
    `is_shared` lets others that say so work at the same time, where the warehouse is a lake.
    """
    data_dir = Path(config.settings.data_dir)
    with ExitStack() as stack:
        stack.enter_context(db.locked(data_dir, wait_s, stopping, is_shared))
        if new_dir is not None:
            empty(new_dir)
        is_reference_new = prepare_warehouse(config, new_dir or data_dir).is_reference_new
        archive = stack.enter_context(Archive(data_dir / "archive"))
        children = stack.enter_context(Children(config.settings.limits))
        stopping = stopping or stack.enter_context(stop_on_signal())
        if fetch is None:
            fetch = stack.enter_context(network_door(config, data_dir, now, stopping))
        tagger = tagger_of(config.ontology, config.places, config.actors, config.conflicts)
        tools = Tools(config, fetch, archive, children, tagger, now, progress, stopping)
        memory = WarehouseMemory(new_dir or data_dir)
        yield Workspace(config, new_dir or data_dir, tools, memory, is_reference_new)


def empty(folder: Path) -> None:
    """Make a folder for a new warehouse; what a run that was cut left there goes."""
    with db.storage_errors():
        shutil.rmtree(folder, ignore_errors=True)
        db.Paths(folder).warehouse.parent.mkdir(parents=True)


@contextmanager
def network_door(
    config: Config, data_dir: Path, now: Callable[[], datetime], stopping: threading.Event
) -> Iterator[Fetch]:
    """Open the network door with what the last run remembered; a stop ends the wait for a turn."""
    memory = remembered(data_dir)

    def pause(seconds: float) -> None:
        stopping.wait(seconds)

    door = Fetcher(config.settings, config.sources, holds=memory.holds, robots=memory.robots, clock=now, sleep=pause)
    with door, remembering(data_dir, door) as fetch:
        yield fetch


@contextmanager
def stop_on_signal() -> Iterator[threading.Event]:
    """Give an event that the first Ctrl-C or SIGTERM sets, so that a run loads what it has; the second one kills.

    Outside the main thread no handler can be set.
    """
    stopping = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopping
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        if stopping.is_set():
            raise KeyboardInterrupt
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
