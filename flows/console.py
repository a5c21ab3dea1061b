"""Writes to the terminal: progress while a run lasts, tables, and messages that outside text cannot disturb.

Knows no warehouse and no feed. On a terminal progress is one moving line; elsewhere it is plain lines, one a stage.
"""

from __future__ import annotations

import csv
import json
import sys
import threading
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from warehouse.sinks import csv_cell, terminal_text

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
    """Print rows as `table`, `csv` or `json` (one object a line). Times are ISO 8601 in UTC."""
    stream = stream or sys.stdout
    if form == "json":
        _print_json(columns, rows, stream)
    elif form == "csv":
        _print_csv(columns, rows, stream)
    else:
        _print_table(columns, rows, stream)


def _print_json(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    for row in rows:
        line = json.dumps(dict(zip(columns, row, strict=True)), default=plain_value, ensure_ascii=not _is_utf8(stream))
        stream.write(line + "\n")


def _is_utf8(stream: TextIO) -> bool:
    return (stream.encoding or "utf-8").lower().replace("-", "") == "utf8"


def _print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(cell_text(value)) for value in row])


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(terminal_text(cell_text(value))) for value in row))
    Console(file=stream, highlight=False, width=out.width if out.is_terminal else 200).print(table)


def cell_text(value: Any) -> str:
    """Give a value as a person reads it: nothing for NULL, names separated by commas for a list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(cell_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, default=plain_value, ensure_ascii=False)
    return str(plain_value(value))


def plain_value(value: Any) -> Any:
    """Give a value that JSON can carry: dates and times in ISO 8601, the rest as text."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else str(value)
