"""Deployments and schedules: one a source, derived from sources.toml, and those that keep the house.

Knows no schedule of a source: cron and time zone are the source's. `serve` blocks and runs what is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prefect import serve as prefect_serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from config.schema import Source
from flows.ingest import ingest
from flows.maintenance import maintain, write_brief
from flows.notify import notify

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
    """Register the deployments with the Prefect server of PREFECT_API_URL and run what is due, until stopped."""
    prefect_serve(*deployments(sources), *house_deployments(), pause_on_shutdown=False, limit=len(sources) + 2)


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
