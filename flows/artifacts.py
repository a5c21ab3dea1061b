"""Shows runs and the state of the warehouse on the Prefect dashboard: tables and briefs.

Knows no schedule. Artifacts of one key form a history; the dashboard shows the latest first. Call these from a task:
in the thread of an async flow Prefect would hand back coroutines that nobody awaits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.sorting import ArtifactSort

from flows import brief, markdown
from flows.console import cell_text
from flows.runs import Summary
from warehouse.query import Row, rows_of
from warehouse.sinks import terminal_text


def show_run(source_id: str, data_dir: Path, summary: Summary) -> None:
    """Show what a run of a source brought: how its feeds do, and the events that are new or changed."""
    show_feed_health(source_id, data_dir, summary)
    if summary.run.n_mentions:
        title, only = f"What the poll of {source_id} brought", None if source_id == "all" else source_id
        words = brief.write_news(data_dir, summary.run.started_at, title, only)
        create_markdown_artifact(markdown=words, key=f"news-{source_id}", description="New and changed events")


def show_feed_health(source_id: str, data_dir: Path, summary: Summary) -> None:
    """Show how the feeds of a source (or of `all`) do, as a table with the run's counts above it."""
    rows = rows_of(data_dir, "dashboard/feed_health", {"source_id": None if source_id == "all" else source_id})
    create_table_artifact(
        table=[plain_row(health_row(row)) for row in rows],
        key=f"feed-health-{source_id}",
        description="\n\n".join(markdown.text(line) for line in summary.lines()),
    )


def show_brief(data_dir: Path, since: datetime, title: str) -> str:
    """Show the brief and give its text."""
    words = brief.write(data_dir, since, title)
    create_markdown_artifact(markdown=words, key="brief", description="The daily brief")
    return words


def show_maintenance(report: str) -> None:
    """Show what nightly maintenance found."""
    create_markdown_artifact(markdown=report, key="maintenance", description="Nightly maintenance")


def health_row(row: Row) -> dict[str, Any]:
    """Give a feed's health under headings that a person reads; the window cuts the table off at the right."""
    return {
        "feed": row["feed_id"],
        "health": row["health"],
        "why": row["why"],
        "newest item (UTC)": _minute(row["newest_item_at"]),
        "last poll (UTC)": _minute(row["last_polled_at"]),
        "it ended in": row["last_outcome"],
        "new or changed": row["n_new"],
        "entries": row["n_entries"],
        "new in 7 days": row["n_new_in_7_days"],
        "next poll (UTC)": _minute(row["next_due_at"]),
    }


def _minute(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment else ""


def last_shown_at(key: str) -> datetime | None:
    """Give when the latest artifact of a key was made, None when there is none."""
    only = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(artifact_filter=only, sort=ArtifactSort.CREATED_DESC, limit=1)
    return found[0].created if found else None


def plain_row(row: Mapping[str, Any]) -> dict[str, str]:
    """Give a row whose cells are text on one line."""
    return {name: terminal_text(cell_text(value)) for name, value in row.items()}
