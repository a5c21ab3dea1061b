"""Merges rows into a table: staged as Arrow under the name `staged`, then the SQL of `sql/load/<name>.sql`.

Knows no record; the columns are those of the table itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from warehouse import sqlfiles
from warehouse.rows import Row, to_arrow


@dataclass(frozen=True, slots=True)
class Change:
    """How many rows of a table a load added, altered and took away."""

    n_inserted: int = 0
    n_updated: int = 0
    n_deleted: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return self != Change()


def merge(con: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, rows: Iterable[Row]) -> Change:
    """Stage rows with the given columns, run `sql/load/<name>.sql` and give what it changed."""
    return merge_arrow(con, name, to_arrow(rows, schema))


def merge_arrow(con: duckdb.DuckDBPyConnection, name: str, staged: pa.Table) -> Change:
    """Stage a table, run `sql/load/<name>.sql` and give what it changed."""
    con.register("staged", staged)
    try:
        actions = Counter(row[0] for row in sqlfiles.run(con, f"load/{name}"))
    finally:
        con.unregister("staged")
    return Change(actions["INSERT"], actions["UPDATE"], actions["DELETE"])


def schema_of(con: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    """Give the columns of `schema.table` as an Arrow schema."""
    return con.table(table).limit(0).to_arrow_table().schema
