"""A warehouse on disk for each test that asks for one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.makers import ACTORS, CONFLICTS, EVENT_TYPES, PLACES, SOURCES
from warehouse import db, load


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of a warehouse with its reference tables and nothing else: made once, copied for each test."""
    data_dir = tmp_path_factory.mktemp("template")
    with db.writer(data_dir) as connection:
        load.load_reference(connection, SOURCES, PLACES, ACTORS, CONFLICTS, EVENT_TYPES)
    return db.Paths(data_dir).warehouse


@pytest.fixture
def data_dir(tmp_path: Path, template: Path) -> Path:
    """A data directory whose warehouse has its reference tables and nothing else."""
    file = db.Paths(tmp_path).warehouse
    file.parent.mkdir(parents=True)
    shutil.copyfile(template, file)
    return tmp_path


@pytest.fixture
def con(data_dir: Path) -> Iterator[db.Connection]:
    """The same warehouse, open."""
    with db.writer(data_dir) as connection:
        yield connection
