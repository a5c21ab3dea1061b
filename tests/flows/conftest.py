"""What several tests of the flows share: a real Prefect server on loopback, and warehouses to read.

The demo's warehouse is made once a session; nothing may write to it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import load_config
from flows.demo import MARKER, MARKER_TEXT, POLLS, demo_config, newsroom_at, poll_at
from flows.workspace import silent
from tests.flows.hostile import fill_with_hostile_text

START_LIMIT_S = 90.0
SETTINGS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "1",
    "PREFECT_CLI_PROMPT": "false",
}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_healthy(api_url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{api_url}/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"the Prefect server did not answer within {START_LIMIT_S} s (exit code {server.poll()})")


@contextmanager
def serving(home: Path) -> Iterator[dict[str, str]]:
    """Start a server with its own database; give the environment with which a process talks to it."""
    port = _free_port()
    api_url = f"http://127.0.0.1:{port}/api"
    environment = {**os.environ, **SETTINGS, "PREFECT_HOME": str(home), "PREFECT_API_URL": api_url}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_healthy(api_url, server)
        yield environment
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server that all tests share: each finds what the others left."""
    with serving(tmp_path_factory.mktemp("prefect")) as environment:
        yield environment


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server of this test alone, for claims about everything that happened on it."""
    with serving(tmp_path_factory.mktemp("prefect")) as environment:
        yield environment


@pytest.fixture(scope="session")
def newsroom_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory that `trucewire demo` makes: three polls of the newsroom. For reading only."""
    data_dir = tmp_path_factory.mktemp("newsroom-data")
    (data_dir / MARKER).write_text(MARKER_TEXT, "utf-8")
    with newsroom_at(POLLS[0]) as newsroom:
        config = demo_config(load_config({}), newsroom.base_urls)
        config = replace(config, settings=replace(config.settings, data_dir=str(data_dir)))
        for moment in POLLS:
            assert poll_at(config, newsroom, moment, silent).has_answer
    return data_dir


@pytest.fixture(scope="session")
def hostile_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small warehouse whose titles, quotes, names and addresses all try to break out. For reading only."""
    return fill_with_hostile_text(tmp_path_factory.mktemp("hostile-data"))
