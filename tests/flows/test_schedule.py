"""The pins of pyproject hold: a deployment served to a real Prefect server gets SCHEDULED runs."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import pytest

from tests.flows.prefect_api import ask

pytestmark = [pytest.mark.prefect, pytest.mark.timeout(240)]

REGISTER = """
import asyncio
from config.load import read_sources
from flows.serve import deployments

async def register():
    for deployment in deployments(read_sources()):
        await deployment.apply()

asyncio.run(register())
"""
LIMIT_S = 60.0


def scheduled_runs(environment: dict[str, str]) -> list[dict[str, Any]]:
    question = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}, "limit": 200}
    return ask(environment, "/flow_runs/filter", question)


def test_each_source_with_a_schedule_gets_scheduled_runs(prefect_server: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", REGISTER], env=prefect_server, check=True, timeout=120)
    served = {row["name"]: row["id"] for row in ask(prefect_server, "/deployments/filter", {})}
    assert set(served) == {"rferl", "tass", "reuters"}
    deadline = time.monotonic() + LIMIT_S
    scheduled: set[str] = set()
    while time.monotonic() < deadline and scheduled != set(served.values()):
        scheduled = {row["deployment_id"] for row in scheduled_runs(prefect_server)}
        time.sleep(0.2)
    assert scheduled == set(served.values())
