"""Asks the published snapshot: read-only, no file, no network, no setting can be changed.

Knows no output format. Outside text in the answer is not made harmless here; that is done at each sink (sinks.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from extractors.errors import InputError
from warehouse import db

_SAFE: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


@dataclass(frozen=True, slots=True)
class Result:
    """A query's answer. Times are in UTC, lists are lists, structs are dicts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return len(self.rows)


def run(data_dir: Path, sql: str, parameters: Mapping[str, object] | None = None) -> Result:
    """Run one statement that reads. Raises InputError that says what to do, WarehouseError."""
    snapshot = db.Paths(data_dir).snapshot
    if not snapshot.exists():
        raise InputError(f"there is no {snapshot} yet; run `trucewire demo` or `trucewire ingest` first")
    with db.translated(snapshot):
        con = duckdb.connect(snapshot, read_only=True, config=_SAFE)
    try:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET lock_configuration = true")
        return _answer(con, sql, parameters or {})
    finally:
        con.close()


def _answer(con: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, object]) -> Result:
    try:
        statement = _only_reading(con, sql)
        rows = con.execute(statement, dict(parameters)).fetchall()
    except duckdb.Error as error:
        raise InputError(_advice(con, str(error))) from error
    return Result(tuple(column[0] for column in con.description or ()), tuple(rows))


def _only_reading(con: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    statements = con.extract_statements(sql)
    if any(statement.type not in _READING for statement in statements):
        raise InputError("the warehouse is only read here: ask with one SELECT (or FROM, WITH, DESCRIBE, EXPLAIN)")
    if len(statements) != 1:
        raise InputError(f"give one SQL statement; this has {len(statements)}")
    return statements[0]


def _advice(con: duckdb.DuckDBPyConnection, said: str) -> str:
    if said.startswith("Catalog Error: Table"):
        views = con.execute(
            "SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal ORDER BY 1"
        )
        names = ", ".join(row[0] for row in views.fetchall())
        return f"{said.splitlines()[0]} Ask one of: {names}; docs/tables.md has them all."
    return said.replace("\n\n", "\n").strip()
