"""The journey as a Prefect flow: one flow run a scheduled ingest, one task run a stage and feed or batch of pages.

Knows no feed and no table: the stages are those of flows.harvest, each run as a task. Results are not persisted;
what travels between stages stays in memory or in the raw archive, and the flow returns counts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from config.settings import load_config
from flows.runs import Summary, run_ingest
from flows.workspace import open_workspace

T = TypeVar("T")
# Scheduled runs of several sources start together; each waits for its turn to hold the warehouse.
LOCK_WAIT_S = 600.0


def task_step(stage: str, label: str, work: Callable[[], T], /) -> T:
    """Run one stage as a Prefect task named by its stage, its run named by what it is about."""

    @task(
        name=stage,
        task_run_name=f"{stage} {label}".replace("{", "(").replace("}", ")"),
        tags=["trucewire", stage],
        cache_policy=NO_CACHE,
        persist_result=False,
    )
    def run_stage() -> T:
        return work()

    return run_stage()


@flow(name="ingest", flow_run_name="ingest {source_id}", persist_result=False, log_prints=False)
async def ingest(source_id: str = "all", due_only: bool = True) -> dict[str, int]:
    """Poll the feeds of one source (or of `all`) that are due and load what is new; give the run's counts by name.

    Raises RuntimeError when no feed answered, so that the dashboard shows the run as failed.
    """
    summary = await asyncio.to_thread(_ingest, source_id, due_only)
    logger = get_run_logger()
    for line in summary.lines():
        logger.info("%s", line)
    if not summary.has_answer:
        raise RuntimeError("no feed answered; each feed's outcome is in the log above")
    return summary.counts()


def _ingest(source_id: str, due_only: bool) -> Summary:
    with open_workspace(load_config(), wait_s=LOCK_WAIT_S) as workspace:
        return run_ingest(workspace, () if source_id == "all" else (source_id,), task_step, due_only)
