"""Reads the hand-written sheets and writes the built ones: CSV, one record a line, lists in a cell joined by `|`.

Knows no field by name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

Row = dict[str, str]


def read_sheet(path: Path) -> list[Row]:
    """Give the rows of a sheet by column name. Raises ValueError for a row that is longer or shorter than its head."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ValueError(f"{path.name}, line {number}: not as many cells as the head has columns")
    return rows


def write_sheet(records: Iterable[object], columns: tuple[str, ...], path: Path) -> None:
    """Write the attributes `columns` of every record; None is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(columns)
        table.writerows([_cell(getattr(record, column)) for column in columns] for record in records)


def listed(cell: str) -> tuple[str, ...]:
    """Split a cell that holds a list."""
    return tuple(part for part in cell.split("|") if part)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    return "" if value is None else str(value)
