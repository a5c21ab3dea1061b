"""The journey as a Prefect flow: one flow run a scheduled ingest, one task run a stage and feed or batch of pages.

Knows no feed and no table: the stages are those of flows.harvest, each run as a task. Results are not persisted;
what travels between stages stays in memory or in the raw archive, and the run's state says the counts.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Completed

from config.settings import load_config, load_settings
from extractors.health import ALIVE
from extractors.records import EntryOutcome
from flows import alerts, artifacts
from flows.runs import Summary, run_ingest
from flows.workspace import open_workspace, stop_on_signal

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
async def ingest(source_id: str = "all", due_only: bool = True) -> State[Any]:
    """Poll the due feeds of one source (or of `all`), load what is new, and show it; the run's state says the counts.

    The first SIGTERM lets it load what it has. Raises RuntimeError when no feed answered or every entry failed, so that
    the dashboard shows the run as failed.
    """
    with stop_on_signal() as stopping:
        summary = await asyncio.to_thread(_ingest, source_id, due_only, stopping)
    for line in summary.lines():
        get_run_logger().info("%s", line)
    await asyncio.to_thread(_show, source_id, summary)
    if stopping.is_set():
        return Cancelled(message=f"{summary.run.message}: {counted(summary.counts())}; what was there is loaded")
    if not summary.has_answer:
        raise RuntimeError(f"{summary.run.message}; the log above has more")
    return Completed(message=f"{summary.run.message}: {counted(summary.counts())}", data=summary.counts())


def counted(counts: Mapping[str, int]) -> str:
    """Give what a run brought as one line for a person; n_events, which counts all there are, stands for itself.

    >>> counted({"n_new": 3, "n_failed": 0, "n_events": 127})
    'new 3, failed 0 (127 events in all)'
    """
    brought = (f"{name.removeprefix('n_')} {count}" for name, count in counts.items() if name != "n_events")
    return f"{', '.join(brought)} ({counts['n_events']} events in all)"


def _ingest(source_id: str, due_only: bool, stopping: threading.Event) -> Summary:
    with open_workspace(load_config(), wait_s=LOCK_WAIT_S, stopping=stopping, is_shared=True) as workspace:
        return run_ingest(workspace, () if source_id == "all" else (source_id,), task_step, due_only)


def _show(source_id: str, summary: Summary) -> None:
    data_dir = Path(load_settings().data_dir)
    task_step("show", source_id, lambda: artifacts.show_run(source_id, data_dir, summary))
    task_step("alert", source_id, lambda: alerts.tell_new(data_dir, heard(summary)))


def heard(summary: Summary) -> frozenset[str]:
    """Give the sources that a run heard: those that answered, but for those none of whose entries came to an end.

    What a run leaves to a later one begins no watch, or all that the later one brings were told; a run that was stopped
    leaves something of any source.
    """
    answered = {poll.source_id for poll in summary.polls if poll.outcome in ALIVE}
    failed = {result.entry.source_id for result in summary.results if result.outcome is EntryOutcome.FAILED}
    ended = {result.entry.source_id for result in summary.results if result.outcome is not EntryOutcome.FAILED}
    return frozenset() if summary.is_stopped else frozenset(answered - (failed - ended))
