"""Nightly maintenance on a real server: a sound warehouse completes, a damaged one fails and says what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.newsroom import Newsroom
from tests.flows import watched
from tests.flows.polling import FIRST, config_for, poll
from tests.flows.prefect_api import ask
from warehouse import db

pytestmark = [pytest.mark.slow, pytest.mark.prefect, pytest.mark.timeout(240)]
MAINTAIN = "import asyncio; from flows.maintenance import maintain; asyncio.run(maintain())"


def maintain(environment: dict[str, str]) -> dict[str, Any]:
    """Run the flow in a process of its own and give the run as the server has it."""
    subprocess.run([sys.executable, "-c", MAINTAIN], env=environment, capture_output=True, timeout=200, check=False)
    question = {"flow_runs": {"name": {"any_": ["maintenance"]}}, "sort": "START_TIME_DESC", "limit": 1}
    return ask(environment, "/flow_runs/filter", question)[0]


def report(environment: dict[str, str]) -> str:
    (found,) = ask(environment, "/artifacts/latest/filter", {"artifacts": {"key": {"any_": ["maintenance"]}}})
    return str(found["data"])


def test_maintenance_tells_a_sound_warehouse_from_a_damaged_one(own_server: dict[str, str], tmp_path: Path) -> None:
    environment = {**own_server, **watched.environment(tmp_path)}
    data = tmp_path / "data"
    with Newsroom(FIRST) as newsroom:
        poll(config_for(newsroom, data), newsroom, FIRST, "tass")
    (data / "trucewire.duckdb").unlink()
    with db.writer(data) as con:
        con.execute("update raw.page set fetched_at = now() - interval 1 hour")

    run = maintain(environment)
    assert run["state"]["type"] == "COMPLETED", run["state"]["message"]
    assert "checks sound" in run["state"]["message"]
    assert ": sound" in report(environment)
    assert (data / "trucewire.duckdb").exists(), "published anew"

    for file in (data / "archive").rglob("*.warc.gz"):
        body = bytearray(file.read_bytes())
        body[len(body) // 2] ^= 0xFF
        file.write_bytes(body)
    with db.writer(data) as con:
        con.execute("update ops.run set n_new = n_new + 1")
    run = maintain(environment)
    assert run["state"]["type"] == "FAILED"
    assert "faults" in run["state"]["message"]
    text = report(environment)
    assert "**page " in text
    assert "runs\\_balance: **1 faults**" in text
