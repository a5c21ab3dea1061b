"""Starts a Prefect server on loopback with its database in the data directory, watches it, and stops it.

Knows no flow and does not import Prefect: the server is a child process that ends with its parent (flows.tether).
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from extractors.errors import StorageError, TrucewireError

HOST = "127.0.0.1"
START_LIMIT_S = 120.0
STOP_LIMIT_S = 20.0
ASK_EVERY_S = 0.25
DAY_S = 86_400
# Whoever sets one in the environment has the last word.
SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "true",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(90 * DAY_S),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P7D",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "50",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "50",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    # On SQLite the server may stand still for a minute: Python collects a cursor whose connection waits for a lock, and
    # waits with it for as long as Prefect lets SQLite wait (60 s). Whoever asks then must outlast it.
    "PREFECT_API_REQUEST_TIMEOUT": "120",
    "PREFECT_CLI_PROMPT": "false",
}


class ServerError(TrucewireError):
    """The Prefect server does not start or does not answer."""


def environment(home: Path, port: int, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Give the environment for the server of `home` on `port` and for all who talk to it.

    A server, a profile or a key of another Prefect that the shell names is left out.
    """
    foreign = ("PREFECT_API_KEY", "PREFECT_PROFILE", "PREFECT_API_AUTH_STRING", "PREFECT_API_DATABASE_CONNECTION_URL")
    kept = {key: value for key, value in environ.items() if key not in foreign}
    own = {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://{HOST}:{port}/api",
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
    }
    return {**SETTINGS, **kept, **own}


def is_free(port: int) -> bool:
    """Say whether a loopback port can be taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((HOST, port)) != 0


class Server:
    """A Prefect server as a child process; enter to start it, leave to stop it. Its words go to `server.log`."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.url = f"http://{HOST}:{port}"
        self.environment = environment(home, port)
        self._arguments = ["prefect", "server", "start", "--host", HOST, "--port", str(port)]
        self._log: BinaryIO | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log_path(self) -> Path:
        """Where the server writes what it says."""
        return self.home / "server.log"

    @property
    def is_running(self) -> bool:
        """True while its process lives."""
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self._log = self.log_path.open("ab")
        except OSError as error:
            raise StorageError(f"{self.home} cannot be written: {error.strerror}; mend it and run this again") from None
        try:
            self.start()
            self.wait_until_healthy()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process, in a session of its own, so that Ctrl-C does not reach it before its clients are done."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.tether", *self._arguments],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env=self.environment,
            start_new_session=True,
        )

    def wait_until_healthy(self) -> None:
        """Wait until the server answers. Raises ServerError when it ends or takes too long."""
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline:
            if not self.is_running:
                raise ServerError(f"the Prefect server ended at its start; what it said stands in {self.log_path}")
            if self._is_healthy():
                return
            time.sleep(ASK_EVERY_S)
        raise ServerError(f"the Prefect server did not answer within {START_LIMIT_S:.0f} s; see {self.log_path}")

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def stop(self) -> None:
        """Stop the process and wait for its end."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()  # flows.tether reads this as: the parent is done
            try:
                self._process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._log is not None:
            self._log.close()
