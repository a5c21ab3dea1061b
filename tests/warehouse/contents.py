"""What stands in a warehouse, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse import sqlfiles
from warehouse.db import Connection

Contents = dict[str, list[str]]


def tables(con: Connection) -> list[str]:
    return [str(row[0]) for row in sqlfiles.run(con, "tables")]


def contents(con: Connection, schemas: Iterable[str] = ("ops", "raw", "core")) -> Contents:
    """Give every row of every table as text, sorted; migrations left out, since they carry a time."""
    wanted = [name for name in tables(con) if name.split(".")[0] in schemas and name != "ops.migration"]
    return {name: sorted(map(repr, con.table(name).fetchall())) for name in wanted}
