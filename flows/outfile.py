"""Writes a file whole or not at all: under another name beside the target, synced, then renamed over it.

Knows no format. What stood at the target stays there until the new file is complete.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.errors import InputError
from warehouse.db import storage_errors, thrown_away


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Give the path to write to; it becomes the target at the end, unless an error comes first.

    Raises InputError when the target cannot be a file, StorageError when the disk refuses.
    """
    _refuse(target)
    temporary = target.with_name(target.name + ".part")
    with thrown_away(temporary), storage_errors():
        yield temporary
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(target)


def write_text(target: Path, text: str) -> None:
    """Write a text in UTF-8, whole or not at all. Raises InputError, StorageError."""
    with replaced(target) as temporary:
        temporary.write_text(text, "utf-8", newline="\n")


def _refuse(target: Path) -> None:
    if target.exists() and not target.is_file():
        raise InputError(f"{target} is not a file; name a file to write to")
    if not target.parent.is_dir():
        raise InputError(f"there is no folder {target.parent}; make it, or name another file")
