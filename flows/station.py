"""The Prefect side of `trucewire up` and `deploy`: deployments, the sweep before and after, what is due now.

Knows no server process; it talks to the one that PREFECT_API_URL names. Imported only once that is set.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.runner import Runner

from config.settings import Config
from flows import automations
from flows.console import note
from flows.serve import deployments, house_deployments, require_server
from flows.sweep import sweep
from warehouse import query

CLOSE_LIMIT_S = 60.0
NOT_DUE = "select source_id from feed_health group by source_id having min(next_due_at) > now()"


def polled(config: Config) -> tuple[str, ...]:
    """Give the sources that have a feed to poll."""
    return tuple(source.source_id for source in config.sources if any(feed.is_enabled for feed in source.feeds))


async def prepare(config: Config) -> Runner:
    """Sweep what an earlier `up` left, register deployments and automations, and start what is due now."""
    async with get_client() as client:
        swept = await sweep(client, "found under way or missed when trucewire started; the process had ended")
        if swept.n_crashed or swept.n_missed:
            note(f"swept {swept.n_crashed} dead and {swept.n_missed} missed runs")
        runner = Runner(name="trucewire", pause_on_shutdown=False, limit=len(config.sources) + 2)
        ids = {each.name: await runner.aadd_deployment(each) for each in deployments(config.sources)}
        ids |= {each.name: await runner.aadd_deployment(each) for each in house_deployments()}
        await automations.apply(client, config.settings, ids["notify"])
        for source_id in due_now(config):
            await client.create_flow_run_from_deployment(ids[source_id])
    return runner


async def register_for_pool(config: Config, pool: str) -> tuple[str, ...]:
    """Register deployments and automations for the workers of a pool; give the deployments' names.

    Raises as `require_server`.
    """
    await require_server()
    async with get_client() as client:
        if pool not in [each.name for each in await client.read_work_pools()]:
            await client.create_work_pool(WorkPoolCreate(name=pool, type="process"))
        wanted = (*deployments(config.sources), *house_deployments())
        ids = {each.name: await each.aapply(work_pool_name=pool) for each in wanted}
        await automations.apply(client, config.settings, ids["notify"])
    return tuple(ids)


def due_now(config: Config) -> tuple[str, ...]:
    """Give the sources with a feed whose next poll is due, so that the first poll does not wait for its schedule."""
    data_dir = Path(config.settings.data_dir)
    if not query.is_there(data_dir):
        return polled(config)
    waiting = {row[0] for row in query.run(data_dir, NOT_DUE).rows}
    return tuple(source_id for source_id in polled(config) if source_id not in waiting)


async def close(runner: Runner, running: asyncio.Task[None]) -> None:
    """Let the runs under way load what they have, then leave none of them open on the server."""
    if runner.started:
        await runner.astop()
    await asyncio.wait((running,), timeout=CLOSE_LIMIT_S)
    async with get_client() as client:
        await sweep(client, "stopped together with trucewire")
    if running.done() and not running.cancelled() and (error := running.exception()) is not None:
        raise error
