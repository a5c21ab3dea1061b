"""A warehouse on disk for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.makers import ACTORS, CONFLICTS, PLACES, SOURCES
from warehouse import db, load


@pytest.fixture
def con(tmp_path: Path) -> Iterator[db.Connection]:
    """An open warehouse with its reference tables and nothing else."""
    with db.writer(tmp_path) as connection:
        load.load_reference(connection, SOURCES, PLACES, ACTORS, CONFLICTS)
        yield connection
