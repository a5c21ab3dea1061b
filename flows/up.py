"""What `trucewire up` does: one server, one runner, and nothing left over when it ends.

Knows no table. The order matters: lock, server, sweep, deployments, automations, what is due now, then the schedules.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.settings import Config
from extractors.errors import BusyError, InputError
from flows.console import note, say
from flows.server import Server, is_free
from warehouse.db import storage_errors

WATCH_EVERY_S = 2.0
MAX_PORT = 65_535


def stay_up(config: Config, port: int) -> None:
    """Run server and schedules until Ctrl-C or SIGTERM.

    Raises BusyError when another `up` uses the data directory, InputError when the port is none or taken, ServerError,
    StorageError.
    """
    if not 1 <= port <= MAX_PORT:
        raise InputError(f"--port {port} is no port; name one from 1024 to {MAX_PORT}")
    home = Path(config.settings.data_dir).resolve() / "prefect"
    with alone(home):
        if not is_free(port):
            other = port + 1 if port < MAX_PORT else port - 1
            raise InputError(f"port {port} of this machine is taken; name another one: trucewire up --port {other}")
        note("starting the Prefect server ...")
        with Server(home, port) as server:
            # Prefect reads its settings when it is imported, and hands them on to the processes of its runs.
            os.environ.update(server.environment)
            asyncio.run(operate(config, server))
    note("stopped")


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Be the only `up` of a data directory. Raises BusyError when there is another, StorageError."""
    with storage_errors():
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home / "up.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BusyError(f"another `trucewire up` watches into {home.parent}; stop it first") from None
    finally:
        os.close(handle)


async def operate(config: Config, server: Server) -> None:
    """Prepare the server, run what is due until a signal comes, and leave no run behind."""
    from flows import station

    runner = await station.prepare(config)
    say(f"dashboard: {server.url}")
    say(f"polling {', '.join(station.polled(config))}; Ctrl-C stops")
    stop = asyncio.Event()
    running = asyncio.create_task(runner.start(webserver=False))
    watching = asyncio.create_task(keep_alive(server))
    await asyncio.sleep(0)  # the runner sets signal handlers of its own when it starts; ours come after
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
    note("stopping: runs that are under way load what they have ...")
    await station.close(runner, running)
    watching.cancel()


async def keep_alive(server: Server) -> None:
    """Start the server again whenever it has ended."""
    while True:
        await asyncio.sleep(WATCH_EVERY_S)
        if not server.is_running:
            note(f"the Prefect server has ended and is started again; see {server.log_path}")
            server.start()
