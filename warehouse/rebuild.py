"""Puts a warehouse that was made anew in the place of an old one, and carries over what only the old one knows.

Knows no archive. The old file is set aside, never deleted. For one who holds the lock.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from extractors.errors import WarehouseError
from warehouse import db, migrate, publish, sqlfiles
from warehouse.transaction import transaction

# A snapshot of an older version has none.
_HAS_VERDICTS = """
    SELECT 1 FROM duckdb_tables() WHERE database_name = 'old' AND schema_name = 'core' AND table_name = 'verdict'
"""


def carry_over(con: duckdb.DuckDBPyConnection, data_dir: Path) -> str | None:
    """Copy the log and the feeds' states into the empty warehouse `con`; give the file they came from, or None.

    They come from the writer's file, or from the published snapshot where that one cannot be used.
    """
    paths = db.Paths(data_dir)
    for path in (paths.warehouse, paths.snapshot):
        if path.exists() and _is_usable(data_dir, path) and _carry_from(con, path):
            return str(path)
    return None


def _is_usable(data_dir: Path, path: Path) -> bool:
    """Bring the writer's own file to the present schema first; a snapshot is taken as it is."""
    if path != db.Paths(data_dir).warehouse:
        return True
    try:
        with db.connected(data_dir) as con:
            migrate.migrate(con)
    except (WarehouseError, duckdb.Error) as error:
        db.log.warning("%s is not read: %s", path, error)
        return False
    return True


def _carry_from(con: duckdb.DuckDBPyConnection, path: Path) -> bool:
    quoted = str(path).replace("'", "''")
    try:
        con.execute(f"ATTACH '{quoted}' AS old (READ_ONLY)")
    except duckdb.Error as error:
        db.log.warning("%s is not read: %s", path, error)
        return False
    try:
        with transaction(con):
            sqlfiles.run(con, "rebuild/carry_over")
            if con.execute(_HAS_VERDICTS).fetchall():
                sqlfiles.run(con, "rebuild/carry_verdicts")
    except duckdb.Error as error:
        db.log.warning("%s is not read: %s", path, error)
        return False
    finally:
        con.execute("DETACH old")
    return True


def counts(data_dir: Path) -> dict[str, int]:
    """Give the rows of every table of the warehouse, by `schema.table`; none where it cannot be read."""
    if not db.Paths(data_dir).warehouse.exists():
        return {}
    try:
        with db.connected(data_dir) as con:
            return publish.row_counts(con)
    except (WarehouseError, duckdb.Error) as error:
        db.log.warning("the old warehouse is not counted: %s", error)
        return {}


def put_in_place(new_dir: Path, data_dir: Path) -> Path | None:
    """Make the warehouse of `new_dir` that of `data_dir`; give the name under which the old one is kept, or None."""
    old, new = db.Paths(data_dir).warehouse, db.Paths(new_dir).warehouse
    with db.storage_errors():
        aside = db.set_aside(old) if old.exists() else None
        new.rename(old)
    return aside
