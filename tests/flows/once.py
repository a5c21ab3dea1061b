"""Makes what takes long once a session, whichever of the workers asks first; knows nothing of what it makes."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


def common_folder(factory: pytest.TempPathFactory) -> Path:
    """Give the folder of this session that all its workers have."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Mapping[str, str]]
) -> tuple[Path, dict[str, str]]:
    """Give the folder that `make` has filled, and what it says of it; the others wait, and read what it said.

    What lies in the folder is for reading only. Where making fails, the next one who asks tries again.
    """
    common = common_folder(factory)
    note = common / f"{name}.json"
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=common))
            note.write_text(json.dumps([str(folder), dict(make(folder))]), "utf-8")
    made, said = json.loads(note.read_text("utf-8"))
    return Path(made), said
