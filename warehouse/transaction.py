"""One transaction: all of it or none of it.

Knows no table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb

from extractors.errors import ConflictError
from warehouse import lake


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit at the end, roll back on any error. Inside another transaction it is a part of that one.

    On a lake it waits for its turn: writers follow one another. Raises ConflictError.
    """
    if is_open(con):
        yield
        return
    con.execute("BEGIN")
    try:
        if lake.is_lake(con):
            lake.take_turn(con)
        yield
        _commit(con)
    except BaseException:
        with suppress(duckdb.Error):  # a COMMIT that failed has rolled back; the first error is the one to tell
            con.execute("ROLLBACK")
        raise


def _commit(con: duckdb.DuckDBPyConnection) -> None:
    try:
        con.execute("COMMIT")
    except duckdb.TransactionException as error:
        if not lake.is_lake(con):  # a file has one writer: it is the disk that refused
            raise
        raise ConflictError(f"another program wrote to the same tables first ({error}); nothing was stored") from error


def is_open(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether a transaction is open: outside one, every statement has a number of its own."""
    return _number(con) == _number(con)


def _number(con: duckdb.DuckDBPyConnection) -> object:
    return con.execute("SELECT current_transaction_id()").fetchall()
