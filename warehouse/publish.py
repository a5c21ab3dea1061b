"""Publishes the warehouse: a verified copy of the writer's closed file, renamed over the snapshot that analysts open.

Knows no table. Readers that hold the old snapshot keep it, undisturbed; whoever opens it next sees the new one.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from extractors.errors import WarehouseError
from warehouse import db, lake, sqlfiles


def publish(data_dir: Path) -> Path | lake.Lake:
    """Publish a snapshot and say where it is. For one who holds the lock and has no connection open.

    A lake needs none: its readers see what was committed, and writers do not wait for them.

    Raises WarehouseError when the copy is not what was copied, StorageError; the old snapshot then stays.
    """
    if lake.lake_of(data_dir):
        return readable(data_dir)
    paths = db.Paths(data_dir)
    with db.connected(data_dir) as con:  # opening and closing also brings in a log that a killed run left
        expected = row_counts(con)

    def verify(copy: Path) -> None:
        found = _counts_of(copy)
        if found != expected:
            raise WarehouseError(
                f"the copy has {sum(found.values())} rows, the warehouse {sum(expected.values())}; "
                "the old snapshot stays. Run this again; when it repeats, run `trucewire check`."
            )

    db.copy(paths.warehouse, paths.snapshot, verify)
    return paths.snapshot


def tidy(data_dir: Path) -> None:
    """Publish anew; a lake's files are tidied instead. For one who holds the lock."""
    if lake.lake_of(data_dir):
        with db.connected(data_dir) as con:
            lake.tidy(con)
    else:
        publish(data_dir)


def readable(data_dir: Path) -> Path | lake.Lake:
    """Give where readers find the warehouse: the snapshot, or the lake."""
    return lake.lake_of(data_dir) or db.Paths(data_dir).snapshot


def row_counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Give the number of rows of every table, by `schema.table`."""
    names = [row[0] for row in con.execute(sqlfiles.read("tables")).fetchall()]
    return {name: _count(con, name) for name in names}


def _count(con: duckdb.DuckDBPyConnection, name: str) -> int:
    return int(con.table(name).aggregate("count(*)").fetchall()[0][0])


def _counts_of(path: Path) -> dict[str, int]:
    with db.translated(path):
        con = db.connect(path, read_only=True)
        try:
            return row_counts(con)
        finally:
            con.close()
