"""Makes a lake, filled from the warehouse file of its data directory where there is one: moving loses nothing.

Knows no table. The file stays as it is. For one who holds the lock.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse import db, migrate, sqlfiles
from warehouse.transaction import transaction


def make(con: duckdb.DuckDBPyConnection, data_dir: Path) -> tuple[str, ...]:
    """Bring a lake to the present schema, and fill it when it is new; give the names of what was applied.

    Raises NewerWarehouseError, WarehouseError.
    """
    file = db.Paths(data_dir).warehouse
    if not file.exists() or migrate.is_noted(con):
        return migrate.migrate(con)
    _attach(con, file)
    try:
        with transaction(con):
            applied = migrate.migrate(con)
            if applied == (*migrate.migrations(), "views"):  # none came before us while we waited for our turn
                _fill(con)
        return applied
    finally:
        con.execute("DETACH old")


def _attach(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Attach the file as `old`, at the present schema."""
    with db.translated(file):
        own = db.connect(file)
        try:
            migrate.migrate(own)
        finally:
            own.close()
        quoted = str(file).replace("'", "''")
        con.execute(f"ATTACH '{quoted}' AS old (READ_ONLY)")


def _fill(con: duckdb.DuckDBPyConnection) -> None:
    for statement in con.execute(sqlfiles.read("fill_lake")).fetchall():
        con.execute(statement[0])
