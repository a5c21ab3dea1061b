"""What DuckLake 1.5 cannot do of the SQL in warehouse/sql, adapted in one place; knows no table.

It takes no RETURNING, no comment on a macro or on a view's columns, and one UPDATE or DELETE a MERGE (so no file of
sql/load has two).
"""

from __future__ import annotations

import re

import duckdb

Row = tuple[object, ...]
_NO_COMMENT = re.compile(r"COMMENT ON (MACRO|COLUMN (mart|main)\.)")
_TARGET = re.compile(r"MERGE INTO (\w+\.\w+)")


def run(con: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> list[Row]:
    """Run a statement on a lake and give the rows it would return on a file."""
    if statement.type == duckdb.StatementType.ALTER and _NO_COMMENT.search(statement.query):
        return []
    sql, returning, _ = statement.query.rpartition("RETURNING")
    if not returning:
        return con.execute(statement).fetchall()
    if statement.type != duckdb.StatementType.MERGE_INTO:
        return [(statement.type.name,)] * _changed(con, sql)
    return _merge(con, sql)


def _merge(con: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    """A MERGE here adds and alters rows: those it added are those that are more."""
    found = _TARGET.search(sql)
    if found is None:
        raise AssertionError(f"a MERGE names its table with its schema: {sql}")
    before = _n_rows(con, found[1])
    n_changed = _changed(con, sql)
    n_inserted = _n_rows(con, found[1]) - before
    return [*[("INSERT",)] * n_inserted, *[("UPDATE",)] * (n_changed - n_inserted)]


def _changed(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(con.execute(sql).fetchall()[0][0])


def _n_rows(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.table(table).aggregate("count(*)").fetchall()[0][0])
