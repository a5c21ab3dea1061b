"""Writes to the terminal: progress while a run lasts, tables, and messages that outside text cannot disturb.

Knows no warehouse and no feed. On a terminal progress is one moving line; elsewhere it is plain lines, one a stage.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from extractors.errors import InputError
from warehouse.sinks import csv_cell, terminal_text

# Of a column of a table at least this much is shown on one line, else the rows are shown one below the other.
READABLE_WIDTH = 20
RECORD_WIDTH = 60

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """Print one line of result on standard output."""
    out.print(Text(terminal_text(message)))


def note(message: str) -> None:
    """Print one line about the work on standard error."""
    err.print(Text(terminal_text(message)))


class ProgressDisplay:
    """Shows how far the stages are: bars on a terminal, a plain line at the end of each stage elsewhere."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bars: dict[str, TaskID] = {}
        self._progress: Progress | None = None

    def __enter__(self) -> Self:
        if err.is_terminal:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._progress = Progress(*columns, TimeElapsedColumn(), console=err, transient=True)
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def __call__(self, label: str, n_done: int, n_total: int) -> None:
        """Take a stage's `n_done` of `n_total`; safe from any thread."""
        with self._lock:
            if self._progress is not None:
                self._draw(self._progress, label, n_done, n_total)
            elif n_total and n_done == n_total:
                note(f"{label}: {n_done} of {n_total}")

    def _draw(self, progress: Progress, label: str, n_done: int, n_total: int) -> None:
        if label not in self._bars:
            self._bars[label] = progress.add_task(terminal_text(label), total=n_total)
        progress.update(self._bars[label], completed=n_done, total=n_total)


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: str, stream: TextIO | None = None) -> None:
    """Print rows as `table`, `csv` or `json` (one object a line). Times are ISO 8601 in UTC.

    A table of rows too wide for the screen has a line a column instead; lists of records stand in it by their length.
    """
    stream = stream or sys.stdout
    if form == "json":
        _print_json(columns, rows, stream)
    elif form == "csv":
        _print_csv(columns, rows, stream)
    else:
        _print_table(columns, rows, stream)


def _print_json(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    refuse_twins(columns)
    for row in rows:
        stream.write(json_text(dict(zip(columns, row, strict=True)), is_ascii=not _is_utf8(stream)) + "\n")


def refuse_twins(columns: Sequence[str]) -> None:
    """Raise InputError when two columns have one name: an object would keep one of them alone."""
    for name, count in Counter(columns).items():
        if count > 1:
            raise InputError(f"two columns are named {name}; give one of them another name with AS")


def json_text(value: Any, is_ascii: bool = False) -> str:
    """Give a value as JSON. Infinity and NaN, which JSON has no words for, become null; keys of a map become text."""
    try:
        return json.dumps(value, default=plain_value, ensure_ascii=is_ascii, allow_nan=False)
    except (ValueError, TypeError):
        return json.dumps(_as_json(value), default=plain_value, ensure_ascii=is_ascii)


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {plain_value(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "utf-8").lower().replace("-", "") == "utf8"


def _print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(cell_text(value)) for value in row])


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    width = out.width if out.is_terminal else 200
    rows = list(rows)
    cells = [[Text(terminal_text(table_text(value))) for value in row] for row in rows]
    is_wide = _needed_width(columns, cells) > width
    table = _one_below_the_other(columns, cells) if is_wide else _side_by_side(columns, cells)
    Console(file=stream, highlight=False, width=width).print(table)
    if any(is_nested(value) for row in rows for value in row):
        note("cells such as [3 items] are shortened; whole: --format jsonl (at the prompt: .format json)")


def _needed_width(columns: Sequence[str], cells: Sequence[Sequence[Text]]) -> int:
    """Give the width below which columns fold so often that nobody can read them."""
    widest = [max(len(name), *(len(row[at]) for row in cells), 0) for at, name in enumerate(columns)]
    return sum(min(width, READABLE_WIDTH) + 2 for width in widest)


def _side_by_side(columns: Sequence[str], cells: Sequence[Sequence[Text]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        table.add_row(*row)
    return table


def _one_below_the_other(columns: Sequence[str], cells: Sequence[Sequence[Text]]) -> Table:
    """Give a line a column, for rows too wide for a line: name, value, and a gap after each row."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("column", style="bold", no_wrap=True)
    table.add_column("value", overflow="fold")
    for row in cells:
        for name, value in zip(columns, row, strict=True):
            table.add_row(name, value)
        table.add_row("", "")
    return table


def is_nested(value: Any) -> bool:
    """Tell whether a value is a list of records, or a record: too much for a cell of a table."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict | list) for item in value))


def table_text(value: Any) -> str:
    """Give a value as it stands in a table: lists of records by their length, a record cut."""
    if isinstance(value, list) and is_nested(value):
        return f"[{len(value)} {'item' if len(value) == 1 else 'items'}]"
    text = cell_text(value)
    return text if not is_nested(value) or len(text) <= RECORD_WIDTH else text[: RECORD_WIDTH - 1] + "…"


def cell_text(value: Any) -> str:
    """Give a value as a person reads it: nothing for NULL, names separated by commas for a list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(cell_text(item) for item in value)
    if isinstance(value, dict):
        return json_text(value)
    return str(plain_value(value))


def plain_value(value: Any) -> Any:
    """Give a value that JSON can carry: dates and times in ISO 8601, the rest as text."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else str(value)
