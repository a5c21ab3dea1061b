"""What runs without a source: nightly maintenance of warehouse and archive, and the daily brief.

Knows no rule of the warehouse itself; it calls checks, archive and publish and shows what they say.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from config.settings import load_config, load_settings
from extractors.archive import Fault, verify
from extractors.records import Page
from flows import artifacts, markdown
from flows.ingest import LOCK_WAIT_S, task_step
from flows.prepare import prepare_warehouse
from warehouse import checks, db, known, publish
from warehouse.query import Row, rows_of

# Every page is read again once in so many nights, those of the last day at once.
NIGHTS = 16
DAY = timedelta(days=1)
# What a run had fetched and not yet loaded when the last brief was written is told in the next.
OVERLAP = timedelta(minutes=30)


@flow(name="maintenance", flow_run_name="maintenance", persist_result=False)
async def maintain() -> State[None]:
    """Publish anew, check the warehouse, read archived pages back. Raises RuntimeError that says what is wrong."""
    return await asyncio.to_thread(_maintain, datetime.now(UTC))


@flow(name="brief", flow_run_name="brief", persist_result=False)
async def write_brief(n_hours: int = 24) -> State[Any]:
    """Write to the dashboard the brief of the last hours, or of all since the last brief when that is longer."""
    now = datetime.now(UTC)
    data_dir = Path(load_settings().data_dir)
    title = f"Ceasefire brief, {now:%d %B %Y}"
    words = await asyncio.to_thread(
        task_step, "show", "brief", lambda: artifacts.show_brief(data_dir, brief_since(now, n_hours), title)
    )
    return Completed(message="; ".join(line.removeprefix("## ") for line in words.splitlines() if line[:3] == "## "))


def brief_since(now: datetime, n_hours: int) -> datetime:
    """Give the moment from which a brief tells what was fetched: no brief of a night that was missed is lost."""
    last = artifacts.last_shown_at("brief")
    hours_ago = now - timedelta(hours=n_hours)
    return min(hours_ago, last - OVERLAP) if last else hours_ago


def _maintain(now: datetime) -> State[None]:
    config = load_config()
    data_dir = Path(config.settings.data_dir)
    with db.locked(data_dir, LOCK_WAIT_S):
        task_step("prepare", "warehouse", lambda: prepare_warehouse(config, data_dir))
        found = task_step("check", "warehouse", lambda: _check(data_dir))
        pages = task_step("list", "pages", lambda: _pages(data_dir, now))
        if all(check.is_sound for check in found):
            task_step("publish", "snapshot", lambda: publish.tidy(data_dir))
    faults = task_step("verify", f"{len(pages)} pages", lambda: list(verify(data_dir / "archive", pages)))
    gaps = rows_of(data_dir, "dashboard/gaps")
    report = "\n".join(_report(found, pages, faults, gaps))
    task_step("show", "maintenance", lambda: artifacts.show_maintenance(report))
    n_wrong = sum(not check.is_sound for check in found) + len(faults)
    if n_wrong:
        raise RuntimeError(f"{n_wrong} faults in warehouse or archive; the artifact `maintenance` lists them")
    return Completed(message=f"{len(found)} checks sound, {len(pages)} pages read back, {len(gaps)} gaps in feeds")


def _check(data_dir: Path) -> tuple[checks.CheckResult, ...]:
    with db.connected(data_dir) as con:
        return checks.run(con)


def _pages(data_dir: Path, now: datetime) -> tuple[Page, ...]:
    """Give tonight's share of the pages, and those of the last day."""
    tonight = f"{now.toordinal() % NIGHTS:x}"
    with db.connected(data_dir) as con:
        return tuple(
            page for page in known.pages(con) if page.page_id.startswith(tonight) or page.fetched_at > now - DAY
        )


def _report(
    found: Sequence[checks.CheckResult], pages: Sequence[Page], faults: Sequence[Fault], gaps: Sequence[Row]
) -> Iterator[str]:
    yield f"# Maintenance\n\n{len(found)} checks of the warehouse, {len(pages)} archived pages read back.\n"
    for check in found:
        state = "sound" if check.is_sound else f"**{check.n_faults} faults**, first: {markdown.text(check.sample)}"
        yield f"- {markdown.text(check.name)}: {state}"
    for fault in faults:
        yield f"- **page {markdown.text(fault.page_id)}**: {markdown.text(fault.message)}"
    yield f"\n## Gaps in feeds: {len(gaps)}\n"
    for gap in gaps:
        when = f"between {gap['from_at']:%d %b %H:%M} and {gap['polled_at']:%d %b %H:%M} UTC"
        yield f"- {markdown.text(gap['feed_id'])}: {when}"
