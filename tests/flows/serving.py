"""Runs a real Prefect server on loopback for the tests whose claim is about Prefect; knows no flow."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.flows.prefect_api import STALL_LIMIT_S

START_LIMIT_S = 90.0
DATABASE, TEMPLATE = "prefect.db", "prefect-template.db"
SETTINGS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "1",
    "PREFECT_API_REQUEST_TIMEOUT": "120",
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


def give_template(home: Path, common: Path) -> None:
    """Put the database of the session's first server, as it was at its start, into a server's home, where there is one.

    To make one from nothing costs a server more than all else that it does at its start.
    """
    if (common / TEMPLATE).exists():
        shutil.copyfile(common / TEMPLATE, home / DATABASE)


def keep_template(home: Path, common: Path) -> None:
    """Keep the database of a server that has just started from nothing, for the next ones."""
    if (common / TEMPLATE).exists() or not (home / DATABASE).exists():
        return
    part = home / TEMPLATE
    with closing(sqlite3.connect(home / DATABASE)) as live, closing(sqlite3.connect(part)) as copy:
        live.backup(copy)
    part.replace(common / TEMPLATE)


@contextmanager
def serving(home: Path, common: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[dict[str, str]]:
    """Start a server with its own database; give the environment with which a process talks to it.

    The first server of a session starts from nothing, as a user's does; the others from its database in `common`.
    """
    is_on_sqlite = "PREFECT_SERVER_DATABASE_CONNECTION_URL" not in settings
    if is_on_sqlite:
        give_template(home, common)
    port = _free_port()
    api_url = f"http://127.0.0.1:{port}/api"
    environment = {**os.environ, **SETTINGS, **settings, "PREFECT_HOME": str(home), "PREFECT_API_URL": api_url}
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_healthy(api_url, server)
        if is_on_sqlite:
            keep_template(home, common)
        yield environment
    finally:
        server.terminate()
        server.wait(timeout=STALL_LIMIT_S)
        log.close()
