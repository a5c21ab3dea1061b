"""A real PostgreSQL on loopback, made for a test and thrown away; knows no Prefect."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def folder_of_programs() -> Path:
    """Give where initdb and pg_ctl are; skip the test where PostgreSQL is not installed."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.skip("no PostgreSQL server (Debian: apt-get install postgresql)")
    return folders[-1]


@contextmanager
def postgres(database: str) -> Iterator[str]:
    """Start a server with an empty database; give its address for SQLAlchemy with asyncpg."""
    programs = folder_of_programs()
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="trucewire-postgres-"))
    if as_user:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=120)

    data, log = str(folder / "data"), str(folder / "log")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    run("initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust")
    try:
        run("pg_ctl", "--pgdata", data, "--log", log, "--wait", "--options", options, "start")
        run("createdb", "--host", "127.0.0.1", "--port", str(port), "--username", "postgres", database)
        yield f"postgresql+asyncpg://postgres@127.0.0.1:{port}/{database}"
    finally:
        run("pg_ctl", "--pgdata", data, "--mode", "immediate", "stop")
        shutil.rmtree(folder)


def new_lake(address: str, database: str) -> str:
    """Make one more empty database on a server; give what TRUCEWIRE_WAREHOUSE says to put a lake's catalogue there."""
    pytest.importorskip("duckdb_extension_ducklake", reason="no wheel of DuckDB's extensions for this platform")
    server, _, first = address.replace("+asyncpg", "").rpartition("/")
    program = str(folder_of_programs() / "createdb")
    subprocess.run([program, f"--maintenance-db={server}/{first}", database], check=True, capture_output=True)
    return f"ducklake:postgres:{server}/{database}"
