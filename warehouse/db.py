"""Where the warehouse lies, who may write it, and how it is opened.

Knows no table: what stands in the file is the business of migrate, load and query. The writer's file is never opened
twice at a time, and never read by other means while it is connected (closing any handle on it drops POSIX locks).
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractors.errors import BusyError, StorageError, WarehouseError
from warehouse import lake, migrate

STORAGE_VERSION = "v1.4.0"
LOCK_POLL_S = 0.05
SNAPSHOT = "trucewire.duckdb"
# What DuckDB raises when the file itself is the trouble, not the SQL.
UNUSABLE = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)
# DuckDB 2 has no class of its own for a bad block, and none has one for a commit that the disk refused.
UNUSABLE_WORDS = ("Corrupt", "Failed to commit")
Connection = duckdb.DuckDBPyConnection
log = logging.getLogger("trucewire.warehouse")


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of a data directory."""

    data_dir: Path

    @property
    def warehouse(self) -> Path:
        """The writer's own file."""
        return self.data_dir / "pipeline" / "warehouse.duckdb"

    @property
    def snapshot(self) -> Path:
        """The published copy that analysts open."""
        return self.data_dir / SNAPSHOT

    @property
    def lock(self) -> Path:
        """The file whose lock makes one writer of many."""
        return self.data_dir / "pipeline" / "lock"


def no_check(_path: Path) -> None:
    """Take any file as it is."""


@contextmanager
def writer(data_dir: Path, wait_s: float = 0.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """Hold the warehouse for writing: locked, opened, migrated; closed at the end.

    Raises BusyError when another run holds it for longer than `wait_s` seconds, NewerWarehouseError, WarehouseError,
    StorageError.
    """
    with locked(data_dir, wait_s), connected(data_dir) as con:
        migrate.migrate(con)
        yield con


@contextmanager
def locked(
    data_dir: Path, wait_s: float = 0.0, stopping: threading.Event | None = None, is_shared: bool = False
) -> Iterator[Paths]:
    """Hold the lock of the warehouse. With `is_shared` others may share it, where the warehouse is a lake.

    Raises BusyError when another holds it for longer than `wait_s` seconds, or until `stopping` is set.
    """
    paths = Paths(data_dir)
    kind = fcntl.LOCK_SH if is_shared and lake.lake_of(data_dir) else fcntl.LOCK_EX
    with storage_errors():
        paths.lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(paths.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(handle, kind, paths, time.monotonic() + wait_s, stopping or threading.Event())
        yield paths
    finally:
        os.close(handle)


def _take(handle: int, kind: int, paths: Paths, deadline: float, stopping: threading.Event) -> None:
    while not _try_lock(handle, kind):
        if time.monotonic() >= deadline or stopping.is_set():
            raise BusyError(
                f"another trucewire run holds {paths.warehouse}; wait until it ends (`trucewire status` shows it) and "
                "run this again. Nothing was changed."
            )
        stopping.wait(LOCK_POLL_S)


def _try_lock(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def connected(data_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the writer's file, or the lake, made if need be, for one who holds its lock.

    Raises WarehouseError, StorageError.
    """
    paths, found = Paths(data_dir), lake.lake_of(data_dir)
    if found:
        with lake.opened(found) as con:
            yield con
        return
    with translated(paths.warehouse):
        if not paths.warehouse.exists():
            _make(paths)
        con = connect(paths.warehouse)
    try:
        with translated(paths.warehouse):
            yield con
    finally:
        con.close()


def is_made(data_dir: Path) -> bool:
    """Tell whether a data directory has a warehouse: the writer's file, or tables in its lake."""
    found = lake.lake_of(data_dir)
    if not found:
        return Paths(data_dir).warehouse.exists()
    try:
        with lake.reading(found):
            return True
    except lake.EmptyLakeError:
        return False


def changed_at(data_dir: Path) -> int | None:
    """Give a number that another one follows when the warehouse is written to; None where only asking tells."""
    return None if lake.lake_of(data_dir) else Paths(data_dir).warehouse.stat().st_mtime_ns


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file that exists, with times in UTC and no look at Python's variables."""
    con = duckdb.connect(path, read_only=read_only, config={"python_enable_replacements": "false"})
    con.execute("SET TimeZone = 'UTC'")
    return con


def _make(paths: Paths) -> None:
    """Make the writer's file: from the published snapshot when there is one, so that nothing is lost, else empty."""
    if paths.snapshot.exists():
        log.warning("%s is missing; it is made from %s", paths.warehouse, paths.snapshot)
        copy(paths.snapshot, paths.warehouse)
        return
    _set_log_aside(paths.warehouse)
    temporary = paths.warehouse.with_name("warehouse.duckdb.part")
    temporary.unlink(missing_ok=True)
    duckdb.connect(temporary, config={"storage_compatibility_version": STORAGE_VERSION}).close()
    temporary.rename(paths.warehouse)


def copy(source: Path, target: Path, verify: Callable[[Path], None] = no_check) -> None:
    """Copy a closed file under a temporary name beside the target, sync and verify it, rename it over the target.

    A write-ahead log left beside the target belongs to what is replaced, and would be replayed into the new file: it is
    set aside. Raises StorageError, and whatever `verify` raises.
    """
    temporary = target.with_name(target.name + ".part")
    with thrown_away(temporary), storage_errors():
        shutil.copyfile(source, temporary)
        _sync(temporary)
        verify(temporary)
        _set_log_aside(target)
        temporary.replace(target)
        _sync(target.parent)


@contextmanager
def thrown_away(temporary: Path) -> Iterator[None]:
    """Delete what is left of a temporary file at the end; where the disk refuses that too, the first error is told."""
    try:
        yield
    finally:
        with suppress(OSError):
            temporary.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def set_aside(path: Path) -> Path:
    """Rename a damaged file and its write-ahead log, never delete them, and give the new name. Needs the lock."""
    _set_log_aside(path)
    return _rename_aside(path)


def _set_log_aside(path: Path) -> None:
    log_file = path.with_name(path.name + ".wal")
    if log_file.exists():
        log.warning("%s is set aside as %s", log_file, _rename_aside(log_file))


def _rename_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return path.rename(path.with_name(f"{path.name}.aside-{stamp}"))


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn what the disk refuses into StorageError."""
    try:
        yield
    except OSError as error:
        kind = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "storage_error"
        raise StorageError(f"{kind}: {error}; make room or mend the permissions, then run this again") from error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what DuckDB says of a file that cannot be used into our errors, with advice; other errors pass."""
    try:
        yield
    except duckdb.Error as error:
        if isinstance(error, UNUSABLE) or any(words in str(error) for words in UNUSABLE_WORDS):
            raise _our_error(path, str(error)) from error
        raise


def _our_error(path: Path, said: str) -> BusyError | StorageError | WarehouseError:
    first_line = said.splitlines()[0]
    if "lock on file" in said:
        return BusyError(
            f"another program has {path} open for writing; close it there and run this again. "
            "To look on at any time, open trucewire.duckdb, and read-only."
        )
    if "No space left" in said or "quota" in said:
        return StorageError(f"disk_full: {first_line}; make room, then run this again. What was stored is unharmed.")
    if path.name == SNAPSHOT:
        return WarehouseError(
            f"{path} cannot be used ({first_line}). It is the copy for readers: `trucewire migrate` makes it anew."
        )
    return WarehouseError(
        f"{path} cannot be used ({first_line}). Nothing was changed. Rename it (keep it) and run this again: a new one "
        "is made from the last published trucewire.duckdb, or from nothing when there is none."
    )
