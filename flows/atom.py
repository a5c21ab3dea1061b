"""Writes the newest events as an Atom feed (RFC 4287) that any reader can follow.

Knows no query. An entry's id is made of the event's id alone, so that a reader shows an event once; `updated` is the
last report of it. Text from outside is escaped and freed of what XML cannot carry; a link is http or https, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from flows.outfile import replaced
from flows.report.data import name_of
from flows.report.texts import day, link, names, quote, words
from warehouse.query import Row, rows_of
from warehouse.sinks import terminal_text

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def write_feed(data_dir: Path, output: Path, conflict: str | None = None, n_events: int = 50) -> int:
    """Write the feed, whole or not at all, and give the number of entries. Raises InputError, StorageError."""
    title = f"Ceasefire record: {name_of(data_dir, conflict) or 'all watched conflicts'}"
    events = rows_of(data_dir, "report/feed", {"conflict": conflict, "n_events": n_events})
    with replaced(output) as temporary:
        temporary.write_bytes(make_feed(events, title, conflict))
    return len(events)


def make_feed(events: Sequence[Row], title: str, conflict: str | None) -> bytes:
    """Give the feed as bytes of UTF-8 XML. With no event, `updated` is the epoch: nothing was ever told."""
    feed = etree.fromstring(f'<feed xmlns="{ATOM}"/>')
    _add(feed, "id", _urn("feed", conflict or ""))
    _add(feed, "title", title)
    _add(feed, "updated", _time(max((event["last_reported_at"] for event in events), default=NEVER)))
    _add(_add(feed, "author"), "name", "trucewire")
    _add(feed, "generator", "trucewire", version=version("trucewire"))
    for event in events:
        _add_entry(feed, event)
    made: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made


def _add_entry(feed: etree._Element, event: Row) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _urn("event", event["event_id"]))
    _add(entry, "title", _headline(event))
    _add(entry, "published", _time(event["first_reported_at"]))
    _add(entry, "updated", _time(event["last_reported_at"]))
    if url := link(event["first_url"]):
        _add(entry, "link", href=url, rel="alternate")
    for term in (event["type"], event["status"]):
        _add(entry, "category", term=term)
    _add(entry, "content", _body(event), type="text")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element of Atom; lxml escapes what it holds, `_text` takes out what XML cannot hold."""
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", {key: _text(value) for key, value in attributes.items()})
    element.text = None if text is None else _text(text)
    return element


def _headline(event: Row) -> str:
    where = f", {names(event['places'], 3)}" if event["places"] else ""
    when = f", {day(event['event_date'])}" if event["event_date"] and event["date_precision"] == "day" else ""
    status = "" if event["status"] == "actual" else f" ({event['status']})"
    return f"{words(event['type'])}{status}{where}{when}"


def _body(event: Row) -> str:
    who = " → ".join(names(event[side]) for side in ("source_actors", "target_actors") if event[side])
    said = f"“{quote(event['first_quote'])}” ({event['first_source_name']})" if event["first_quote"] else ""
    witnesses = "1 witness" if event["n_witnesses"] == 1 else f"{event['n_witnesses']} witnesses"
    disputed = "Sides differ on it." if event["is_disputed"] else ""
    parts = (f"{who}." if who else "", said, f"{witnesses}.", disputed)
    return " ".join(part for part in parts if part)


def _urn(kind: str, name: str) -> str:
    """Give an id that is the same for the same name for ever, as RFC 4122 makes one (version 5)."""
    return uuid5(NAMESPACE_URL, f"trucewire:{kind}:{name}").urn


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _text(text: str) -> str:
    """Give text that XML 1.0 can carry: on one line, without controls, surrogates and non-characters."""
    return terminal_text(text).replace("\ufffe", "").replace("\uffff", "")
