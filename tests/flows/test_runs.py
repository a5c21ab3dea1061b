"""A load that another writer got in the way of is made anew, and only so often."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import stamina

from config.settings import Config, load_config
from extractors.errors import ConflictError
from extractors.records import Batch
from flows.runs import LOAD_ATTEMPTS, load_batch
from flows.workspace import Workspace
from tests.warehouse.makers import make_run
from warehouse import db, query


@dataclass
class Contested:
    """A workspace whose warehouse another writer changes first, so many times."""

    config: Config
    folder: Path
    n_conflicts: int
    is_reference_new: bool = False
    is_stopping: bool = False

    @property
    def data_dir(self) -> Path:
        if self.n_conflicts:
            self.n_conflicts -= 1
            raise ConflictError("another program wrote to the same tables first")
        return self.folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with db.writer(tmp_path):
        return tmp_path


def try_load(folder: Path, n_conflicts: int) -> Any:
    workspace = Contested(load_config({}), folder, n_conflicts)
    with stamina.set_testing(True, attempts=LOAD_ATTEMPTS):  # without the pauses
        return load_batch(cast("Workspace", workspace), Batch(make_run()))


def test_a_load_that_met_another_writer_is_made_anew(folder: Path) -> None:
    try_load(folder, LOAD_ATTEMPTS - 1)
    assert query.run(folder, "select run_id from ops.run").rows == (("run-1",),)


def test_a_warehouse_that_is_always_contested_is_an_error(folder: Path) -> None:
    with pytest.raises(ConflictError):
        try_load(folder, LOAD_ATTEMPTS)
