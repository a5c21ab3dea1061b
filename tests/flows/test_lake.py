"""Two runs at once into one lake, over the same sources: the rows of one run, and an archive that is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.newsroom import Newsroom
from tests.flows import watched
from tests.flows.postgres import new_lake, postgres
from tests.flows.stored import rows

CLI = [sys.executable, "-m", "flows.cli"]
MOMENT = datetime(2020, 12, 15, 20, tzinfo=UTC)
LIMIT_S = 200.0


@pytest.mark.slow
@pytest.mark.timeout(500)
def test_two_runs_of_the_same_sources_at_once_make_the_rows_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    with postgres("unused") as address, Newsroom(MOMENT) as newsroom:
        for folder in (tmp_path, alone):
            watched.write_sources(folder, newsroom, ("rferl", "tass"))
        ours = {**os.environ, **watched.environment(tmp_path), "TRUCEWIRE_WAREHOUSE": new_lake(address, "lake")}
        both = [subprocess.Popen([*CLI, "ingest"], env=ours) for _ in range(2)]
        assert [run.wait(LIMIT_S) for run in both] == [0, 0]
        subprocess.run([*CLI, "ingest"], env={**os.environ, **watched.environment(alone)}, check=True, timeout=LIMIT_S)
        for command in (["check"], ["archive", "verify"]):
            subprocess.run([*CLI, *command], env=ours, check=True, timeout=LIMIT_S)
        expected = rows(alone / "data")
        for name in ("TRUCEWIRE_CONFIG", "TRUCEWIRE_DATA", "TRUCEWIRE_WAREHOUSE"):
            monkeypatch.setenv(name, ours[name])
        assert expected
        assert rows(tmp_path / "data") ^ expected == set()
