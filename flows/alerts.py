"""Tells Prefect, once for each, of a new violation, an overdue commitment, a feed gone silent: as custom events.

What was told is kept in `alerts.jsonl` of the data directory, one line each, under a lock; an event's id follows from
its key, so that telling it twice after a crash between the two is the same event. What the first run of a source
brings is kept without being told: a new watch begins in silence. Knows no address; automations do.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO
from uuid import NAMESPACE_URL, uuid5

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events.schemas.events import Event, Resource

from warehouse.query import Row, rows_of
from warehouse.sinks import terminal_text

FILE = "alerts.jsonl"
SILENT = "trucewire.feed.silent"
BEGAN = "trucewire.watch.began"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing worth a message. `kind` is the name of the event; it was told when any of its `told_keys` was."""

    kind: str
    alert_key: str
    told_keys: tuple[str, ...]
    title: str
    subject: str
    text: str
    url: str


def tell_new(data_dir: Path, source_id: str) -> tuple[Alert, ...]:
    """Emit an event for each alert that was not told yet, and give those. Called after each run of a source."""
    found = [alert_of(row) for row in rows_of(data_dir, "dashboard/alerts")]
    key = f"began|{source_id}"
    began = Alert(BEGAN, key, (key,), f"The watch of {source_id} began", source_id, "", "")
    with ledger(data_dir) as file:
        told = read_keys(file)
        new = [alert for alert in (began, *found) if told.isdisjoint(alert.told_keys)]
        emitted = [alert for alert in new if began not in new or alert.kind == SILENT]
        emit(emitted)
        keep(file, new)
    return tuple(emitted)


def read_keys(file: TextIO) -> set[str]:
    """Give the keys of what was told."""
    file.seek(0)
    return {key for line in file for key in json.loads(line)["told_keys"]}


def alert_of(row: Row) -> Alert:
    """Make an alert whose words are one line each, harmless in a terminal and a log."""
    words = {name: terminal_text(str(value or "")) for name, value in row.items() if name != "told_keys"}
    return Alert(told_keys=tuple(row["told_keys"]), **words)


@contextmanager
def ledger(data_dir: Path) -> Iterator[TextIO]:
    """Open what was told, for one at a time. A line cut by a crash is dropped: it is told again, as the same event."""
    with (data_dir / FILE).open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        whole = file.read()
        file.truncate(len(whole[: whole.rfind("\n") + 1].encode()))
        yield file


def keep(file: TextIO, alerts: Sequence[Alert]) -> None:
    """Write down what was told, onto the disk."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    file.writelines(json.dumps({"told_at": at, **asdict(alert)}, ensure_ascii=True) + "\n" for alert in alerts)
    file.flush()
    os.fsync(file.fileno())


def emit(alerts: Sequence[Alert]) -> None:
    """Send the alerts as events to the Prefect server and wait for its word that it has them."""
    if not alerts:
        return
    with get_client(sync_client=True) as client:
        send(client, [event_of(alert) for alert in alerts])


def send(client: SyncPrefectClient, events: Sequence[Event]) -> None:
    """Post events to the server. Raises httpx.HTTPStatusError when it refuses them."""
    answer = client.request("POST", "/events", json=[event.model_dump(mode="json") for event in events])
    answer.raise_for_status()


def event_of(alert: Alert) -> Event:
    """Make the event; its id follows from the alert's key."""
    resource = {"prefect.resource.id": f"trucewire.{alert.alert_key}", "prefect.resource.name": alert.title}
    payload = {"title": alert.title, "subject": alert.subject, "text": alert.text, "url": alert.url}
    return Event(
        id=uuid5(NAMESPACE_URL, f"trucewire:{alert.alert_key}"),
        occurred=datetime.now(UTC),
        event=alert.kind,
        resource=Resource.model_validate(resource),
        payload=payload,
    )
