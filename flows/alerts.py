"""Tells Prefect, once for each, of a new violation, an overdue commitment, a feed gone silent: as custom events.

What was told is kept in `alerts.jsonl` of the data directory, one line each, under a lock; an event's id follows from
its key, so that telling it twice after a crash between the two is the same event. A new watch begins in silence: what
is made of the reports of a source alone is kept without being told in the first run that hears it, and left to that
run by the runs of other sources. Knows no address; automations do.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events.schemas.events import Event, Resource

from warehouse.query import Row, rows_of
from warehouse.sinks import terminal_text

log = logging.getLogger("trucewire.alerts")

FILE = "alerts.jsonl"
SILENT = "trucewire.feed.silent"
BEGAN = "trucewire.watch.began"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing worth a message. `kind` is the name of the event; it was told when any of its `told_keys` was.

    `source_ids` are the sources that it is made of.
    """

    kind: str
    alert_key: str
    told_keys: tuple[str, ...]
    source_ids: tuple[str, ...]
    title: str
    subject: str
    text: str
    url: str


def tell_new(data_dir: Path, answered: Collection[str]) -> tuple[Alert, ...]:
    """Emit an event for each alert that was not told yet, and give those. Called after each run.

    `answered` are the sources that the run heard: the watch of those that have none begins here.
    """
    found = [alert_of(row) for row in rows_of(data_dir, "dashboard/alerts")]
    with ledger(data_dir) as file:
        told = read_keys(file)
        new = [alert for alert in found if told.isdisjoint(alert.told_keys)]
        beginning = [began(source_id) for source_id in sorted(answered) if began(source_id).alert_key not in told]
        emitted = [alert for alert in new if is_watched(alert, told)]
        held = [alert for alert in new if alert not in emitted and not set(answered).isdisjoint(alert.source_ids)]
        emit(emitted)
        keep(file, [*beginning, *held, *emitted])
    return tuple(emitted)


def began(source_id: str) -> Alert:
    """Make the line that says that the watch of a source has begun."""
    key = f"began|{source_id}"
    return Alert(BEGAN, key, (key,), (source_id,), f"The watch of {source_id} began", source_id, "", "")


def is_watched(alert: Alert, told: Collection[str]) -> bool:
    """Tell whether one of the sources that an alert is made of was watched before this run; a silent feed always is."""
    return alert.kind == SILENT or any(began(source_id).alert_key in told for source_id in alert.source_ids)


def read_keys(file: BinaryIO) -> set[str]:
    """Give the keys of what was told."""
    file.seek(0)
    return {key for line in file for key in keys_of(line) or ()}


def keys_of(line: bytes) -> tuple[str, ...] | None:
    """Give the keys of a line of what was told, None when it cannot be read."""
    try:
        return tuple(map(str, json.loads(line)["told_keys"]))
    except (ValueError, TypeError, KeyError):
        return None


def alert_of(row: Row) -> Alert:
    """Make an alert whose words are one line each, harmless in a terminal and a log."""
    lists = ("told_keys", "source_ids")
    words = {name: terminal_text(str(value or "")) for name, value in row.items() if name not in lists}
    return Alert(told_keys=tuple(row["told_keys"]), source_ids=tuple(row["source_ids"]), **words)


@contextmanager
def ledger(data_dir: Path) -> Iterator[BinaryIO]:
    """Open what was told, for one at a time. A line cut by a crash is dropped: it is told again, as the same event.

    When another line cannot be read, the file is kept under another name as it is, and goes on without that line.
    """
    path = data_dir / FILE
    path.touch()
    with path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = [line for line in file if line.endswith(b"\n")]
        readable = [line for line in lines if keys_of(line) is not None]
        if len(readable) < len(lines):
            set_aside(path, len(lines) - len(readable))
        if sum(map(len, readable)) < file.tell():
            file.seek(0)
            file.writelines(readable)
            file.truncate()
        yield file


def set_aside(path: Path, n_broken: int) -> None:
    """Keep a copy of a ledger with broken lines, and say so."""
    aside = path.with_name(f"{path.name}.aside-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    shutil.copyfile(path, aside)
    log.warning(
        "%s: lines that cannot be read: %d; the file is kept as %s; what stood in them may be told once more",
        path,
        n_broken,
        aside.name,
    )


def keep(file: BinaryIO, alerts: Sequence[Alert]) -> None:
    """Write down what was told, onto the disk."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    file.seek(0, os.SEEK_END)
    file.writelines(json.dumps({"told_at": at, **asdict(alert)}).encode() + b"\n" for alert in alerts)
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
