"""Takes analysts' verdicts on mentions in and gives them out: as CSV, or one by one at a prompt; counts what they say.

Knows no argument parser. Verdicts are stored apart (core.verdict); events are made anew with them at once.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from config.settings import Config
from extractors.errors import InputError
from extractors.verdicts import Verdict, make_verdict
from flows import outfile
from flows.prepare import prepare_warehouse
from flows.runs import remake_events
from warehouse import db, load, publish, query, sqlfiles
from warehouse.sinks import csv_cell
from warehouse.transaction import transaction

COLUMNS = ("article_id", "quote", "type", "verdict", "value", "note")
# The key pressed for each verdict.
KEYS = {"r": "right", "t": "wrong_type", "n": "not_an_event", "d": "right_date", "s": "same_event_as"}
ASKS = {
    "wrong_type": "right type (empty when not known): ",
    "right_date": "right day, as 2020-11-25 (empty for none): ",
    "same_event_as": "mention_key of the other mention: ",
}
HELP = "[r]ight  wrong [t]ype  [n]ot an event  right [d]ate  [s]ame event as ...  Enter: next  [q]uit"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What taking verdicts in did; those that wait change nothing, for no mention of today is meant."""

    n_read: int
    n_added: int
    n_changed: int
    n_events: int
    n_waiting: int = 0


def read_verdicts(path: Path, types: Sequence[str], judged_at: datetime) -> tuple[Verdict, ...]:
    """Read verdicts from a CSV with a head line; rows with an empty verdict are passed over. Raises InputError."""
    try:
        text = path.read_text("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    missing = {"article_id", "quote", "type", "verdict"} - set(rows[0] if rows else COLUMNS)
    if missing:
        raise InputError(f"{path}: no column {', '.join(sorted(missing))}; `trucewire review --export` has them all")
    verdicts = []
    for number, row in enumerate(rows, start=2):
        if (row["verdict"] or "").strip():
            try:
                verdicts.append(make_verdict(_unescaped(row), types, judged_at))
            except InputError as error:
                raise InputError(f"{path}, row {number}: {error}") from error
    return tuple(verdicts)


def _separator(text: str) -> str:
    """Give what stands between the columns: where the decimal mark is a comma, spreadsheets save with semicolons."""
    head = text.partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def _unescaped(row: dict[str, Any]) -> dict[str, str]:
    """Take away the apostrophe that an export puts before what a spreadsheet would take for a formula."""
    cells = {name: row.get(name) or "" for name in COLUMNS}
    return {
        name: text[1:] if text.startswith("'") and csv_cell(text[1:]) == text else text for name, text in cells.items()
    }


def take(config: Config, verdicts: Sequence[Verdict], wait_s: float = 0.0) -> Reviewed:
    """Store verdicts, make the events anew with them, publish. The same verdicts again change nothing."""
    data_dir = Path(config.settings.data_dir)
    with db.locked(data_dir, wait_s):
        prepare_warehouse(config, data_dir)
        with db.connected(data_dir) as con, transaction(con):
            _refuse_strangers(con, verdicts)
            change = load.load_verdicts(con, verdicts)
            n_events = len(remake_events(config, con).events)
            ids = {"ids": [each.verdict_id for each in verdicts]}
            n_waiting = con.execute(sqlfiles.read("review/waiting"), ids).fetchall()[0][0]
        publish.publish(data_dir)
    return Reviewed(len(verdicts), change.n_inserted, change.n_updated, n_events, n_waiting)


def _refuse_strangers(con: db.Connection, verdicts: Iterable[Verdict]) -> None:
    wanted = {each.article_id for each in verdicts}
    known = {row[0] for row in con.execute("SELECT article_id FROM core.article").fetchall()}
    if wanted - known:
        raise InputError(f"article_id {min(wanted - known)!r} is not in the warehouse; nothing was stored")


def export(path: Path, found: query.Result) -> int:
    """Write mentions or verdicts as CSV, with the columns that are still to be filled in; give the number of rows."""
    columns = [*found.columns, *(name for name in COLUMNS if name not in found.columns)]
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(columns)
    for row in found.rows:
        table.writerow([csv_cell(_text(value)) for value in row] + [""] * (len(columns) - len(row)))
    outfile.write_text(path, lines.getvalue())
    return len(found.rows)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def to_review(config: Config, type: str | None = None, event_id: str | None = None, limit: int = 50) -> query.Result:
    """Give mentions that nobody has judged yet, the least certain first. Raises InputError for an unknown event."""
    data_dir = Path(config.settings.data_dir)
    if event_id is not None and not _is_event(data_dir, event_id):
        raise InputError(f"no such event: {event_id!r}; event_id of the view events, or the start of one")
    wanted = {"type": type, "event_id": event_id, "limit": limit}
    return query.run(data_dir, sqlfiles.read("review/to_review"), wanted)


def _is_event(data_dir: Path, start: str) -> bool:
    sql = "FROM mart.events WHERE starts_with(event_id, $start) LIMIT 1"
    return bool(start) and query.run(data_dir, sql, {"start": start}).n_rows > 0


def given(config: Config) -> query.Result:
    """Give the verdicts given so far."""
    return query.run(Path(config.settings.data_dir), sqlfiles.read("review/given"))


def precision(data_dir: Path) -> query.Result:
    """Count how often each type was right, by the verdicts."""
    return query.run(data_dir, sqlfiles.read("review/precision"))


def asked(
    found: query.Result, types: Sequence[str], ask: Callable[[str], str], say: Callable[[str], None]
) -> Iterator[Verdict]:
    """Show each mention and give the verdicts typed; stops at `q` or the end of input."""
    for number, row in enumerate(found.rows, start=1):
        mention = dict(zip(found.columns, row, strict=True))
        for line in _shown(mention, f"{number} of {len(found.rows)}"):
            say(line)
        key = _answer(ask, f"{HELP}: ")
        while key and key != "q":
            verdict = _judged(mention, key, types, ask, say)
            if verdict is not None:
                yield verdict
            key = _answer(ask, "more on this one, or Enter: ")
        if key == "q":
            return


def _answer(ask: Callable[[str], str], prompt: str) -> str:
    try:
        return ask(prompt).strip()
    except EOFError:
        return "q"


def _judged(
    mention: dict[str, Any], key: str, types: Sequence[str], ask: Callable[[str], str], say: Callable[[str], None]
) -> Verdict | None:
    verdict = KEYS.get(key)
    if verdict is None:
        say(f"{key!r} is none of the keys: {HELP}")
        return None
    value = _answer(ask, ASKS[verdict]) if verdict in ASKS else ""
    try:
        return make_verdict({**mention, "verdict": verdict, "value": value, "note": ""}, types, datetime.now(UTC))
    except InputError as error:
        say(str(error))
        return None


def _shown(mention: dict[str, Any], where: str) -> Iterator[str]:
    yield ""
    who = f"{_text(mention['source_actors']) or 'nobody'} > {_text(mention['target_actors']) or 'nobody'}"
    what = f"{mention['type']}, {mention['status']}, {mention['event_date'] or 'no date'}"
    yield f"{where}: {what}, {_text(mention['places']) or 'no place'}; {who}"
    yield f"  “{mention['quote']}”"
    yield f"  {mention['source_id']}, {mention['published_at']}: {mention['title']}"
    yield f"  {mention['url']}  mention_key {mention['mention_key']}"
