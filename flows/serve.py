"""Deployments and schedules: one a source, derived from sources.toml, and those that keep the house.

Knows no schedule of a source: cron and time zone are the source's. `serve` blocks and runs what is due.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from prefect import serve as prefect_serve
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL
from prefect.types.entrypoint import EntrypointType

from config.schema import Source
from extractors.errors import InputError
from flows.ingest import ingest
from flows.maintenance import maintain, write_brief
from flows.notify import notify
from flows.server import ServerError

NIGHTLY, EVERY_MORNING = "30 2 * * *", "0 6 * * *"  # UTC
NEVER_TWO = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def deployments(sources: Sequence[Source]) -> tuple[RunnerDeployment, ...]:
    """Make one deployment for each source that has a feed to poll, on its own cron schedule and time zone."""
    return tuple(_of_source(source) for source in sources if any(feed.is_enabled for feed in source.feeds))


def house_deployments() -> tuple[RunnerDeployment, ...]:
    """Make the deployments that belong to no source: nightly maintenance, the daily brief, and messages."""
    return (
        _deployment(maintain, "maintenance", "Checks and mends what is stored.", Cron(NIGHTLY, timezone="UTC")),
        _deployment(write_brief, "brief", "Tells what is new since yesterday.", Cron(EVERY_MORNING, timezone="UTC")),
        _deployment(notify, "notify", "Sends one message to the addresses of settings.toml.", None, limit=None),
    )


def serve(sources: Sequence[Source]) -> None:
    """Register the deployments with the Prefect server of PREFECT_API_URL and run what is due, until stopped.

    Raises as `require_server`.
    """
    asyncio.run(require_server())
    prefect_serve(*deployments(sources), *house_deployments(), pause_on_shutdown=False, limit=len(sources) + 2)


async def require_server() -> None:
    """Raise InputError when PREFECT_API_URL names no server, ServerError when the one it names does not answer.

    Without one Prefect would start a server of its own, which ends with the command: nothing would ever be polled.
    """
    if not PREFECT_API_URL.value():
        raise InputError(
            "PREFECT_API_URL names no Prefect server: export PREFECT_API_URL=http://127.0.0.1:4200/api; "
            "or let `trucewire up` start one and poll"
        )
    async with get_client() as client:
        error = await client.api_healthcheck()
    if error is not None:
        raise ServerError(f"the Prefect server that PREFECT_API_URL names does not answer ({error}); start it first")


def _of_source(source: Source) -> RunnerDeployment:
    words = f"Polls the feeds of {source.name} and loads what is new."
    schedule = Cron(source.cron, timezone=source.timezone)
    return _deployment(ingest, source.source_id, words, schedule, {"source_id": source.source_id})


def _deployment(
    flow: Flow[..., Any],
    name: str,
    description: str,
    schedule: Schedule | None,
    parameters: dict[str, Any] | None = None,
    limit: ConcurrencyLimitConfig | None = NEVER_TWO,
) -> RunnerDeployment:
    """Make a deployment; while as many runs of it as `limit` says are under way, the next is cancelled."""
    return RunnerDeployment.from_flow(
        flow,
        name=name,
        description=description,
        parameters=parameters or {},
        schedule=schedule,
        tags=["trucewire", name],
        concurrency_limit=limit,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
