"""One transaction: all of it or none of it.

Knows no table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit at the end, roll back on any error. Inside another transaction it is a part of that one."""
    if is_open(con):
        yield
        return
    con.execute("BEGIN")
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a COMMIT that failed has rolled back; the first error is the one to tell
            con.execute("ROLLBACK")
        raise


def is_open(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether a transaction is open: outside one, every statement has a number of its own."""
    return _number(con) == _number(con)


def _number(con: duckdb.DuckDBPyConnection) -> object:
    return con.execute("SELECT txid_current()").fetchall()
