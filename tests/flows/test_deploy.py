"""On a server: Prefect on a real PostgreSQL, two workers of one pool, and the files of deploy/."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.load import read_sources
from flows.newsroom import Newsroom
from flows.serve import deployments, house_deployments
from tests.flows import watched
from tests.flows.once import common_folder
from tests.flows.postgres import new_lake, postgres
from tests.flows.prefect_api import ask, ask_one
from tests.flows.processes import kill_family
from tests.flows.serving import serving
from tests.flows.stored import rows

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CLI = [sys.executable, "-m", "flows.cli"]
PREFECT = [sys.executable, "-m", "prefect"]
MOMENT = datetime(2020, 12, 15, 20, tzinfo=UTC)
LIMIT_S = 200.0


def test_prefect_yaml_says_what_sources_toml_says() -> None:
    written = yaml.safe_load((DEPLOY / "prefect.yaml").read_text("utf-8"))["deployments"]
    made = (*deployments(read_sources()), *house_deployments())
    assert [as_made(each) for each in written] == [
        (
            each.name,
            each.description,
            each.entrypoint,
            each.parameters,
            each.tags,
            [(str(one.schedule.cron), one.schedule.timezone) for one in each.schedules or ()],
            each.concurrency_limit,
        )
        for each in made
    ]


def as_made(written: dict[str, Any]) -> tuple[Any, ...]:
    return (
        written["name"],
        written["description"],
        written["entrypoint"],
        written.get("parameters", {}),
        written["tags"],
        [(schedule["cron"], schedule["timezone"]) for schedule in written.get("schedules", [])],
        written.get("concurrency_limit", {}).get("limit"),
    )


NO_SERVER = {
    "serve, none named": ("serve", "", 2, "PREFECT_API_URL names no Prefect server"),
    "deploy, none named": ("deploy", "", 2, "PREFECT_API_URL names no Prefect server"),
    "deploy, nobody there": ("deploy", "http://127.0.0.1:9/api", 1, "does not answer"),
}


@pytest.mark.parametrize("name", NO_SERVER)
def test_without_a_server_nothing_is_registered_and_one_line_says_so(tmp_path: Path, name: str) -> None:
    command, url, code, words = NO_SERVER[name]
    environment = {**os.environ, "PREFECT_API_URL": url, "PREFECT_HOME": str(tmp_path)}
    done = subprocess.run([*CLI, command], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (code, True, False), done.stderr
    assert not done.stdout


@pytest.fixture(scope="module")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A Prefect server whose database is a PostgreSQL."""
    with postgres("prefect") as address:
        settings = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": address}
        home = tmp_path_factory.mktemp("prefect-on-postgres")
        with serving(home, common_folder(tmp_path_factory), settings) as environment:
            yield environment


@pytest.fixture(params=["file", "lake"])
def warehouse(request: pytest.FixtureRequest, postgres_server: dict[str, str]) -> dict[str, str]:
    """The variable that says where the warehouse is: nothing for a file, a new lake on the server's PostgreSQL."""
    if request.param == "file":
        return {}
    return {"TRUCEWIRE_WAREHOUSE": new_lake(postgres_server["PREFECT_SERVER_DATABASE_CONNECTION_URL"], "lake")}


@pytest.fixture
def workers(
    postgres_server: dict[str, str], tmp_path: Path, warehouse: dict[str, str]
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers of the pool `trucewire`, one run at a time each, watching the newsroom's two outlets."""
    environment = {**postgres_server, **watched.environment(tmp_path), **warehouse}
    command = [*PREFECT, "worker", "start", "--pool", "trucewire", "--type", "process", "--limit", "1", "--name"]
    started = []
    for name in ("one", "two"):
        with (tmp_path / f"worker-{name}.log").open("wb") as log:
            started.append(subprocess.Popen([*command, name], env=environment, stdout=log, stderr=subprocess.STDOUT))
    yield started
    for worker in started:
        kill_family(worker.pid)
        worker.wait()


@pytest.mark.slow
@pytest.mark.prefect
@pytest.mark.timeout(500)
def test_two_workers_at_once_make_the_rows_of_one_process(
    postgres_server: dict[str, str],
    tmp_path: Path,
    workers: list[subprocess.Popen[bytes]],
    warehouse: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Newsroom(MOMENT) as newsroom:
        watched.write_sources(tmp_path, newsroom, ("rferl", "tass"))
        environment = {**postgres_server, **watched.environment(tmp_path), **warehouse}
        subprocess.run([*CLI, "deploy"], env=environment, check=True, capture_output=True, timeout=120)
        ids = {row["name"]: row["id"] for row in ask(environment, "/deployments/filter", {})}
        made = [ask_one(environment, f"/deployments/{ids[name]}/create_flow_run", {}) for name in ("rferl", "tass")]
        runs = wait_for(environment, [run["id"] for run in made])
        one = tmp_path / "one"
        one.mkdir()
        watched.write_sources(one, newsroom, ("rferl", "tass"))
        plain = {**environment, **watched.environment(one), "TRUCEWIRE_WAREHOUSE": ""}
        done = subprocess.run([*CLI, "ingest"], env=plain, capture_output=True, text=True, timeout=200)
        assert done.returncode == 0, done.stderr
    assert {run["state"]["type"] for run in runs} == {"COMPLETED"}, [run["state"]["message"] for run in runs]
    first, second = sorted(runs, key=lambda run: str(run["start_time"]))
    assert second["start_time"] < first["end_time"], "both were under way at once"
    alone = rows(one / "data")
    for name, value in {**watched.environment(tmp_path), **warehouse}.items():
        monkeypatch.setenv(name, value)
    assert alone
    assert rows(tmp_path / "data") ^ alone == set()


def wait_for(environment: dict[str, str], run_ids: list[str]) -> list[dict[str, Any]]:
    """Wait until these runs have ended, and give them."""
    ended = {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]}}
    question = {"flow_runs": {"id": {"any_": run_ids}, "state": ended}}
    deadline = time.monotonic() + LIMIT_S
    while len(runs := ask(environment, "/flow_runs/filter", question)) < len(run_ids) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert len(runs) == len(run_ids)
    return runs
