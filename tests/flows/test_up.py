"""`trucewire up` as an operator meets it: started, stopped, killed in the middle of a run, and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.newsroom import Newsroom
from tests.flows import watched
from tests.flows.once import common_folder
from tests.flows.prefect_api import ask
from tests.flows.processes import family, kill_family
from tests.flows.serving import give_template, keep_template
from warehouse import query

pytestmark = [pytest.mark.slow, pytest.mark.prefect, pytest.mark.timeout(500)]
CLI = [sys.executable, "-m", "flows.cli"]
LIMIT_S = 150.0
N_BEFORE_PAGES = 2  # robots.txt and the feed
ROWS = """
select (select count(*) from core.article), (select count(*) from core.revision), (select count(*) from core.mention)
"""


@dataclass
class Up:
    """One `trucewire up`: its process, and the API of its server."""

    process: subprocess.Popen[bytes]
    api: dict[str, str]

    def runs(self, **question: Any) -> list[dict[str, Any]]:
        """Give the flow runs that were started or ended, latest first."""
        states = {"state": {"type": {"not_any_": ["SCHEDULED"]}}, **question}
        return ask(self.api, "/flow_runs/filter", {"flow_runs": states, "sort": "EXPECTED_START_TIME_DESC"})


def wait_for(what: str, condition: Callable[[], Any], limit_s: float = LIMIT_S) -> Any:
    """Ask until the answer is true, and give it; fail when it takes too long."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.2)
    return pytest.fail(f"{what}: not within {limit_s} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(api: dict[str, str]) -> bool:
    try:
        return isinstance(ask(api, "/deployments/filter", {}), list)
    except OSError:
        return False


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(datetime(2020, 11, 28, 12, tzinfo=UTC)) as opened:
        yield opened


@pytest.fixture
def with_template(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Spare the first `up` of the test the making of its server's database, where an earlier test made one."""
    home = tmp_path / "data" / "prefect"
    home.mkdir(parents=True)
    give_template(home, common_folder(tmp_path_factory))


@pytest.fixture
def start(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Up]]:
    """Give a function that starts `up` on the folder of the test; whatever still runs at the end is killed."""
    started: list[Up] = []

    def start_up() -> Up:
        port = free_port()
        log = (tmp_path / f"up{len(started)}.log").open("wb")
        command = [*CLI, "up", "--port", str(port)]
        environment = {**os.environ, **watched.environment(tmp_path)}
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        started.append(Up(process, {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}))
        wait_for("the server answers", lambda: answers(started[-1].api) or process.poll() is not None)
        assert process.poll() is None, (tmp_path / f"up{len(started) - 1}.log").read_text()
        keep_template(tmp_path / "data" / "prefect", common_folder(tmp_path_factory))
        return started[-1]

    yield start_up
    for each in started:
        if each.process.poll() is None:
            kill_family(each.process.pid)
            each.process.wait()


def named(runs: list[dict[str, Any]], name: str, *states: str) -> list[dict[str, Any]]:
    return [run for run in runs if run["name"] == name and run["state"]["type"] in states]


def test_after_a_kill_the_dead_run_is_crashed_and_the_next_one_loads_exactly_once(
    tmp_path: Path, newsroom: Newsroom, start: Callable[[], Up]
) -> None:
    watched.write_sources(tmp_path, newsroom, ("tass",), min_delay_s=1.0)
    first = start()
    (running,) = wait_for("a run is under way", lambda: named(first.runs(), "ingest tass", "RUNNING"))
    wait_for("pages are fetched", lambda: newsroom.count("tass") > N_BEFORE_PAGES + 2)
    kill_family(first.process.pid)
    first.process.wait()

    restarted_at = time.monotonic()
    second = start()
    dead = {"id": {"any_": [running["id"]]}}
    wait_for("the dead run is crashed", lambda: named(second.runs(**dead), "ingest tass", "CRASHED"), 120)
    assert time.monotonic() - restarted_at < 120
    wait_for("the next run completes", lambda: named(second.runs(), "ingest tass", "COMPLETED"))
    assert len(named(second.runs(), "ingest tass", "COMPLETED")) == 1

    second.process.send_signal(signal.SIGTERM)
    assert second.process.wait(60) == 0
    assert rows(tmp_path / "data") == rows_of_one_plain_run(tmp_path / "plain", newsroom)


@pytest.mark.usefixtures("with_template")
def test_a_stopped_run_loads_what_it_has_and_nothing_is_left_running(
    tmp_path: Path, newsroom: Newsroom, start: Callable[[], Up]
) -> None:
    watched.write_sources(tmp_path, newsroom, ("tass",), min_delay_s=1.0)
    up = start()
    wait_for("a run is under way", lambda: named(up.runs(), "ingest tass", "RUNNING"))
    wait_for("pages are fetched", lambda: newsroom.count("tass") > N_BEFORE_PAGES + 2)
    members = family(up.process.pid)
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(60) == 0
    assert [pid for pid in members if Path(f"/proc/{pid}").exists()] == []
    again = start()
    assert named(again.runs(), "ingest tass", "CANCELLED")
    assert 0 < rows(tmp_path / "data")[0] < 14, "what was fetched before the stop is loaded, and no more"


@pytest.mark.usefixtures("with_template")
def test_one_data_directory_takes_one_up_and_one_port_one_server(
    tmp_path: Path, newsroom: Newsroom, start: Callable[[], Up]
) -> None:
    watched.write_sources(tmp_path, newsroom, ("reuters",))
    up = start()
    port = up.api["PREFECT_API_URL"].split(":")[2].removesuffix("/api")
    same_directory = run_cli(tmp_path, "up", "--port", str(free_port()))
    assert (same_directory.returncode, "another `trucewire up`" in same_directory.stderr) == (75, True)
    other = tmp_path / "other"
    other.mkdir()
    watched.write_sources(other, newsroom, ("reuters",))
    same_port = run_cli(other, "up", "--port", port)
    assert (same_port.returncode, f"port {port}" in same_port.stderr) == (2, True)


def run_cli(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **watched.environment(folder)}
    return subprocess.run([*CLI, *arguments], env=environment, capture_output=True, text=True, timeout=120)


def rows(data_dir: Path) -> tuple[Any, ...]:
    return query.run(data_dir, ROWS).rows[0]


def rows_of_one_plain_run(folder: Path, newsroom: Newsroom) -> tuple[Any, ...]:
    folder.mkdir()
    watched.write_sources(folder, newsroom, ("tass",))
    done = run_cli(folder, "ingest")
    assert done.returncode == 0, done.stderr
    return rows(folder / "data")
