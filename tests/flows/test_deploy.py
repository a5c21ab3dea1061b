"""On a server: Prefect on a real PostgreSQL, two workers of one pool, and the files of deploy/."""

from __future__ import annotations

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
from tests.flows.postgres import postgres
from tests.flows.prefect_api import ask
from tests.flows.processes import kill_family
from tests.flows.serving import serving
from warehouse import query

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CLI = [sys.executable, "-m", "flows.cli"]
PREFECT = [sys.executable, "-m", "prefect"]
MOMENT = datetime(2020, 12, 15, 20, tzinfo=UTC)
LIMIT_S = 200.0
ROWS = """
select 'article', article_id from core.article union all
select 'revision', revision_id from core.revision union all
select 'mention', mention_id from core.mention union all
select 'event', event_id from core.event
"""


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


@pytest.fixture(scope="module")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A Prefect server whose database is a PostgreSQL."""
    with postgres("prefect") as address:
        settings = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": address}
        with serving(tmp_path_factory.mktemp("prefect-on-postgres"), settings) as environment:
            yield environment


@pytest.fixture
def workers(postgres_server: dict[str, str], tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers of the pool `trucewire`, one run at a time each, watching the newsroom's two outlets."""
    environment = {**postgres_server, **watched.environment(tmp_path)}
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
    postgres_server: dict[str, str], tmp_path: Path, workers: list[subprocess.Popen[bytes]]
) -> None:
    with Newsroom(MOMENT) as newsroom:
        watched.write_sources(tmp_path, newsroom, ("rferl", "tass"))
        environment = {**postgres_server, **watched.environment(tmp_path)}
        subprocess.run([*CLI, "deploy"], env=environment, check=True, capture_output=True, timeout=120)
        ids = {row["name"]: row["id"] for row in ask(environment, "/deployments/filter", {})}
        for source_id in ("rferl", "tass"):
            ask(environment, f"/deployments/{ids[source_id]}/create_flow_run", {})
        runs = wait_for_two(environment)
        one = tmp_path / "one"
        one.mkdir()
        watched.write_sources(one, newsroom, ("rferl", "tass"))
        plain = {**environment, **watched.environment(one)}
        done = subprocess.run([*CLI, "ingest"], env=plain, capture_output=True, text=True, timeout=200)
        assert done.returncode == 0, done.stderr
    assert {run["state"]["type"] for run in runs} == {"COMPLETED"}, [run["state"]["message"] for run in runs]
    first, second = sorted(runs, key=lambda run: str(run["start_time"]))
    assert second["start_time"] < first["end_time"], "both were under way at once"
    assert rows(tmp_path / "data") ^ rows(one / "data") == set()


def wait_for_two(environment: dict[str, str]) -> list[dict[str, Any]]:
    """Wait until two runs of the flow `ingest` have ended, and give them."""
    question = {
        "flows": {"name": {"any_": ["ingest"]}},
        "flow_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]}}},
    }
    deadline = time.monotonic() + LIMIT_S
    while len(runs := ask(environment, "/flow_runs/filter", question)) < 2 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert len(runs) == 2
    return runs


def rows(data_dir: Path) -> set[tuple[Any, ...]]:
    return set(query.run(data_dir, ROWS).rows)
