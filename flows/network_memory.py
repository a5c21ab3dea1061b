"""Keeps what the network door must remember from one run to the next: who asked to be left alone, and robots.txt.

Knows no feed. The file is replaced as a whole; one that cannot be read is set aside, never deleted.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from extractors.errors import InputError
from extractors.fetch import Fetcher
from extractors.fetch_memory import FetchMemory, dump_memory, joined, load_memory
from extractors.records import Fetched, Outcome, Request
from flows.outfile import replaced
from warehouse.db import storage_errors

log = logging.getLogger("trucewire.network")


def memory_file(data_dir: Path) -> Path:
    """Give where the memory lies."""
    return data_dir / "pipeline" / "network.json"


def remembered(data_dir: Path) -> FetchMemory:
    """Give what the last run remembered; nothing when there was none, or when its file is broken."""
    path = memory_file(data_dir)
    if not path.exists():
        return FetchMemory()
    try:
        return load_memory(path.read_bytes())
    except InputError as error:
        aside = path.rename(path.with_name(f"{path.name}.aside-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"))
        log.warning("%s: %s; it is set aside as %s", path, error, aside.name)
        return FetchMemory()


def remember(data_dir: Path, fetcher: Fetcher) -> None:
    """Keep what a run has learned, beside what another one has learned meanwhile. Raises StorageError."""
    path = memory_file(data_dir)
    with storage_errors(), path.with_name(path.name + ".lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        memory = joined(remembered(data_dir), FetchMemory(fetcher.known_holds(), fetcher.known_robots()))
        with replaced(path) as temporary:
            temporary.write_bytes(dump_memory(memory.holds, memory.robots))


@contextmanager
def remembering(data_dir: Path, fetcher: Fetcher) -> Iterator[Callable[[Request], Fetched]]:
    """Give the door as a function that keeps what it has learned: at the end, and at once when asked to wait."""
    writing = Lock()

    def fetch(request: Request) -> Fetched:
        fetched = fetcher(request)
        if fetched.outcome is Outcome.THROTTLED and fetched.n_attempts:
            with writing:
                remember(data_dir, fetcher)
        return fetched

    try:
        yield fetch
    finally:
        remember(data_dir, fetcher)
