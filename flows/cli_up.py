"""The command `up`: server, schedules and dashboard in one process tree on this machine.

Knows how arguments are read; the work is done in flows.up.
"""

from __future__ import annotations

from cyclopts import App


def register(app: App) -> None:
    """Add the command to the app."""
    app.command(up)


def up(*, port: int = 4200) -> int:
    """Watch the wires from now on, with a dashboard: start a Prefect server on this machine and run what is due.

    Each source of sources.toml is polled on its own schedule; every night the warehouse is checked, every morning a
    brief is written. The dashboard's address is printed. Ctrl-C stops everything; run it again at any time.

    Parameters
    ----------
    port
        Where the dashboard listens on 127.0.0.1.
    """
    from config.settings import load_config
    from flows.up import stay_up

    stay_up(load_config(), port)
    return 0
