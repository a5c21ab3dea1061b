"""Reads the SQL that ships in warehouse/sql and runs it statement by statement.

Knows no table. SQL lives in files and takes values only as parameters or as the staged table `staged`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from warehouse import lake, lake_sql

ROOT = Path(__file__).parent / "sql"
Row = tuple[object, ...]


@cache
def read(name: str) -> str:
    """Give the text of `sql/<name>.sql`, for example `load/mention`."""
    return (ROOT / f"{name}.sql").read_text("utf-8")


@cache
def names(folder: str) -> tuple[str, ...]:
    """Give the names of the files of a folder in order, for example `migrations/0001_ops`."""
    return tuple(f"{folder}/{path.stem}" for path in sorted((ROOT / folder).glob("*.sql")))


def run(con: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """Run every statement of `sql/<name>.sql` and give all the rows they return, in order."""
    rows: list[Row] = []
    for statement in con.extract_statements(read(name)):
        rows.extend(lake_sql.run(con, statement) if lake.is_lake(con) else con.execute(statement).fetchall())
    return rows
