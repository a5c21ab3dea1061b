"""The files of the raw archive while they are written: named `.open`, appended a record at a time, then renamed.

Knows nothing of WARC but that a record is one gzip member. A file is locked while a process writes it; the folder is
locked for the moments in which files get new names, since several runs may write to one archive.
"""

from __future__ import annotations

import errno
import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import StorageError

CLOSED, OPEN = ".warc.gz", ".warc.gz.open"
_CHUNK_BYTES = 1 << 16


@dataclass(slots=True)
class OpenFile:
    """A file being written; `size` is the end of its last whole record."""

    name: str
    path: Path
    descriptor: int
    size: int
    is_dirty: bool = False


def open_file(folder: Path, prefix: str, max_file_bytes: int) -> OpenFile:
    """Go on with the last file of this day and source while it has room and nobody writes it, else begin the next.

    Raises StorageError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _names_locked(folder):
            return _open_last(folder, prefix, max_file_bytes)
    except OSError as error:
        raise _refused(error) from None


def _open_last(folder: Path, prefix: str, max_file_bytes: int) -> OpenFile:
    numbers = sorted(path.name for path in folder.glob(f"{prefix}-[0-9][0-9][0-9][0-9].warc.gz*"))
    number = int(numbers[-1][len(prefix) + 1 :][:4]) if numbers else 0
    last, twin = (folder / f"{prefix}-{number:04d}{ending}" for ending in (CLOSED, OPEN))
    if last.exists() and last.stat().st_size < max_file_bytes and not twin.exists():
        last.rename(twin)
    else:
        number += 1
    path = folder / f"{prefix}-{number:04d}{OPEN}"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    _try_lock(descriptor)
    _sync_folder(folder)
    return OpenFile(f"{prefix}-{number:04d}{CLOSED}", path, descriptor, os.fstat(descriptor).st_size)


def append(file: OpenFile, record: bytes) -> None:
    """Write a whole record or nothing of it. Raises StorageError."""
    waiting = memoryview(record)
    file.is_dirty = True
    try:
        while waiting:
            waiting = waiting[os.write(file.descriptor, waiting) :]
    except OSError as error:
        os.ftruncate(file.descriptor, file.size)
        raise _refused(error) from None
    file.size += len(record)


def sync(file: OpenFile) -> None:
    """Bring what was appended onto the disk. Raises StorageError."""
    if not file.is_dirty:
        return
    try:
        os.fsync(file.descriptor)
        file.is_dirty = False
    except OSError as error:
        raise _refused(error) from None


def close_file(file: OpenFile, folder: Path) -> None:
    """Flush a file, close it and give it its final name."""
    try:
        with _names_locked(folder):
            try:
                sync(file)
                file.path.rename(folder / file.name)
                _sync_folder(folder)
            finally:
                os.close(file.descriptor)  # before the next run may go on with the file: its lock must be free
    except OSError as error:
        raise _refused(error) from None


def _sync_folder(folder: Path) -> None:
    """Make new names and renames durable."""
    if not folder.is_dir():
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _names_locked(folder: Path) -> Iterator[None]:
    """Keep other processes from opening, closing and repairing files of the folder meanwhile."""
    descriptor = os.open(folder.with_name(folder.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _refused(error: OSError) -> StorageError:
    kind = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "storage_error"
    return StorageError(f"{kind}: the raw archive cannot be written ({error.strerror}); nothing of it was loaded")


def repair(folder: Path) -> list[str]:
    """Finish the files a killed run left open: whole records stay, a torn tail goes. Gives the names finished.

    A file that another process is writing is left alone, and so is one that stands there finished, too: a copy that
    somebody put back must not be written over. One without a single whole record is removed.
    """
    if not folder.is_dir():
        return []
    with _names_locked(folder):
        return _repair(folder)


def _repair(folder: Path) -> list[str]:
    finished = []
    for path in sorted(folder.glob(f"*{OPEN}")):
        name = path.name.removesuffix(OPEN) + CLOSED
        descriptor = os.open(path, os.O_RDWR)
        try:
            if (folder / name).exists() or not _try_lock(descriptor):
                continue
            end = whole_records_end(path)
            os.ftruncate(descriptor, end)
            os.fsync(descriptor)
            if end:
                path.rename(folder / name)
                finished.append(name)
            else:
                path.unlink()
        finally:
            os.close(descriptor)
    _sync_folder(folder)
    return finished


def whole_records_end(path: Path) -> int:
    """Give the offset after the last whole gzip member; its CRC is checked on the way."""
    end = position = 0
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    with path.open("rb") as stream:
        while data := stream.read(_CHUNK_BYTES):
            while data:
                try:
                    inflate.decompress(data)
                except zlib.error:
                    return end
                rest = inflate.unused_data if inflate.eof else b""
                position += len(data) - len(rest)
                data = rest
                if inflate.eof:
                    end, inflate = position, zlib.decompressobj(zlib.MAX_WBITS | 16)
    return end
