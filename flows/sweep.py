"""Ends on the Prefect server what nobody runs any more: runs that stopped with their process, and runs missed.

Knows no flow. Only for one who knows that no other process runs flows of this server, as `trucewire up` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.states import Cancelled, Crashed

UNDER_WAY = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
PAGE = 200


@dataclass(frozen=True, slots=True)
class Swept:
    """How many runs were found dead and how many missed."""

    n_crashed: int
    n_missed: int


async def sweep(client: PrefectClient, why: str) -> Swept:
    """Set runs that are under way to Crashed and runs whose time has passed to Cancelled; `why` is their message."""
    dead = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(UNDER_WAY))))
    missed = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),
    )
    n_crashed = await _end_all(client, dead, Crashed(message=why))
    return Swept(n_crashed, await _end_all(client, missed, Cancelled(name="Missed", message=why)))


async def _end_all(client: PrefectClient, which: FlowRunFilter, state: State) -> int:
    n_ended = 0
    while runs := await _page(client, which):
        for run in runs:
            await client.set_flow_run_state(run.id, state, force=True)
        n_ended += len(runs)
    return n_ended


async def _page(client: PrefectClient, which: FlowRunFilter) -> Sequence[FlowRun]:
    return await client.read_flow_runs(flow_run_filter=which, limit=PAGE)
