"""Brings a warehouse to the present schema: numbered migrations, each whole or not at all, then the views.

Knows no data. A migration that was published is never edited; a change is a new file.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from hashlib import sha256

import duckdb

from extractors.errors import NewerWarehouseError
from warehouse import lake, sqlfiles
from warehouse.transaction import transaction

VIEWS = 0  # the number under which the digest of the views is noted


def migrate(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Apply what is missing and give the names of what was applied. Raises NewerWarehouseError."""
    with transaction(con) if lake.is_lake(con) else nullcontext():  # two workers may find an empty lake at once
        return _migrate(con)


def _migrate(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    noted = _noted(con)
    _refuse_newer(max(noted, default=0))
    applied = [_apply(con, name) for name in migrations() if number(name) not in noted]
    digest = _views_digest()
    if noted.get(VIEWS) != digest:
        _note(con, VIEWS, digest, _make_views)
        applied.append("views")
    return tuple(applied)


def migrations() -> tuple[str, ...]:
    """Give the names of all migrations this version knows, in order."""
    return sqlfiles.names("migrations")


def number(name: str) -> int:
    """Give the number of a migration: 3 for `migrations/0003_core`."""
    return int(name.removeprefix("migrations/").split("_")[0])


def is_noted(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether any migration was ever applied."""
    found = con.execute(
        "SELECT 1 FROM duckdb_tables() "
        "WHERE database_name = current_database() AND schema_name = 'ops' AND table_name = 'migration'"
    )
    return bool(found.fetchall())


def is_current(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether a warehouse has the views of this version."""
    return is_noted(con) and _noted(con).get(VIEWS) == _views_digest()


def _noted(con: duckdb.DuckDBPyConnection) -> dict[int, str]:
    if not is_noted(con):
        with transaction(con):
            sqlfiles.run(con, "bootstrap")
    return dict(con.execute("SELECT number, name FROM ops.migration").fetchall())


def _refuse_newer(latest: int) -> None:
    known = number(migrations()[-1])
    if latest > known:
        raise NewerWarehouseError(
            f"the warehouse was made by a newer trucewire (schema {latest}, this one knows {known}). "
            "Nothing was changed. Update trucewire, or name another data directory in TRUCEWIRE_DATA."
        )


def _apply(con: duckdb.DuckDBPyConnection, name: str) -> str:
    _note(con, number(name), name, lambda con: sqlfiles.run(con, name))
    return name


def _note(
    con: duckdb.DuckDBPyConnection,
    number: int,
    name: str,
    change: Callable[[duckdb.DuckDBPyConnection], object],
) -> None:
    """Make a change and note it, in one transaction."""
    with transaction(con):
        change(con)
        con.execute("DELETE FROM ops.migration WHERE number = ?", [number])
        con.execute("INSERT INTO ops.migration VALUES (?, ?, ?)", [number, name, datetime.now(UTC)])


def _make_views(con: duckdb.DuckDBPyConnection) -> None:
    """Drop every view and macro of the schemas for analysts and make them anew: a view that left the files is gone."""
    for statement in con.execute(sqlfiles.read("drop_views")).fetchall():
        con.execute(statement[0])
    for name in sqlfiles.names("views"):
        sqlfiles.run(con, name)


def _views_digest() -> str:
    text = "".join(sqlfiles.read(name) for name in sqlfiles.names("views"))
    return "views-" + sha256(text.encode()).hexdigest()[:16]
