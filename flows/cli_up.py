"""The commands `up` and `deploy`: everything on this machine, or the schedules for workers elsewhere.

Knows how arguments are read; the work is done in flows.up and flows.station.
"""

from __future__ import annotations

from cyclopts import App


def register(app: App) -> None:
    """Add the commands to the app."""
    app.command(up)
    app.command(deploy)


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
    from flows.addresses import check_addresses
    from flows.up import stay_up

    config = load_config()
    check_addresses(config.settings)
    stay_up(config, port)
    return 0


def deploy(*, pool: str = "trucewire") -> int:
    """Register every schedule on the Prefect server of PREFECT_API_URL, for the workers of a work pool, and end.

    Makes the pool when it is not there, with workers that start runs as processes: `prefect worker start --pool
    trucewire`. Run it again after a change of sources.toml or settings.toml.

    Parameters
    ----------
    pool
        The work pool.
    """
    import asyncio

    from config.settings import load_config
    from flows.addresses import check_addresses
    from flows.console import say
    from flows.station import register_for_pool

    config = load_config()
    check_addresses(config.settings)
    for name in asyncio.run(register_for_pool(config, pool)):
        say(name)
    return 0
