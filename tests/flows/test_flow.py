"""The journey as a Prefect flow on a real server: what the dashboard shows of a run, and of one that failed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.newsroom import Newsroom
from tests.flows import watched
from tests.flows.prefect_api import ask
from warehouse import query

pytestmark = [pytest.mark.prefect, pytest.mark.timeout(240)]
RUN = "import asyncio, sys; from flows.ingest import ingest; print(asyncio.run(ingest(sys.argv[1])))"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(datetime(2020, 11, 28, 12, tzinfo=UTC)) as opened:
        yield opened


def run_flow(environment: dict[str, str], tmp_path: Path, source_id: str) -> subprocess.CompletedProcess[str]:
    env = {**environment, **watched.environment(tmp_path)}
    command = [sys.executable, "-c", RUN, source_id]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=200)


def last_run(environment: dict[str, str], name: str) -> dict[str, Any]:
    question = {"flow_runs": {"name": {"any_": [name]}}, "sort": "START_TIME_DESC", "limit": 1}
    return ask(environment, "/flow_runs/filter", question)[0]


def task_runs(environment: dict[str, str], flow_run_id: str) -> list[dict[str, Any]]:
    question = {"flow_runs": {"id": {"any_": [flow_run_id]}}, "sort": "EXPECTED_START_TIME_ASC"}
    return ask(environment, "/task_runs/filter", question)


def test_a_run_reads_well_on_the_dashboard(prefect_server: dict[str, str], tmp_path: Path, newsroom: Newsroom) -> None:
    watched.write_sources(tmp_path, newsroom)
    done = run_flow(prefect_server, tmp_path, "tass")
    assert done.returncode == 0, done.stderr
    run = last_run(prefect_server, "ingest tass")
    assert run["state"]["type"] == "COMPLETED"
    assert re.match(
        r"\d+ new of \d+ entries: seen \d+, .*, mentions \d+ \(\d+ events in all\)$", run["state"]["message"]
    )
    tasks = task_runs(prefect_server, run["id"])
    names = [task["name"] for task in tasks]
    assert names[0] == "poll tass.en"
    assert all(set(task["tags"]) == {"trucewire", task["name"].split()[0]} for task in tasks)
    assert {name.split()[0] for name in names} == {"poll", "fetch", "read", "tag", "load", "show", "alert"}
    assert len(names) < 10, "a task a stage and batch, never one an article"
    ((n_articles,),) = query.run(tmp_path / "data", "select count(*) from articles").rows
    assert n_articles > 5


def test_a_run_in_which_no_feed_answers_is_failed_and_says_so(
    prefect_server: dict[str, str], tmp_path: Path, newsroom: Newsroom
) -> None:
    watched.write_sources(tmp_path, newsroom)
    for path in ("/rss/v2.xml",):
        newsroom.break_path("tass", path, status=500)
    done = run_flow(prefect_server, tmp_path, "tass")
    assert done.returncode != 0
    run = last_run(prefect_server, "ingest tass")
    assert run["state"]["type"] == "FAILED"
    assert "no feed answered" in run["state"]["message"]
