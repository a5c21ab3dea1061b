"""Deployments and schedules, one a source, derived from sources.toml.

Knows no schedule of its own: cron and time zone are the source's. `serve` blocks and runs what is due.
"""

from __future__ import annotations

from collections.abc import Sequence

from prefect import serve as prefect_serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron

from config.schema import Source
from flows.ingest import ingest


def deployments(sources: Sequence[Source]) -> tuple[RunnerDeployment, ...]:
    """Make one deployment for each source that has a feed to poll, on its own cron schedule and time zone."""
    return tuple(_deployment(source) for source in sources if any(feed.is_enabled for feed in source.feeds))


def _deployment(source: Source) -> RunnerDeployment:
    return RunnerDeployment.from_flow(
        ingest,
        name=source.source_id,
        description=f"Polls the feeds of {source.name} and loads what is new.",
        parameters={"source_id": source.source_id},
        schedule=Cron(source.cron, timezone=source.timezone),
        tags=["trucewire", source.source_id],
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
    )


def serve(sources: Sequence[Source]) -> None:
    """Register the deployments with the Prefect server of PREFECT_API_URL and run what is due, until stopped."""
    prefect_serve(*deployments(sources), limit=len(sources))
