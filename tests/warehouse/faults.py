"""A connection that fails at its n-th statement, to try what a crash leaves behind (SQLite tests itself so)."""

from __future__ import annotations

from typing import Any, cast

from warehouse.db import Connection


class InjectedError(Exception):
    """The fault that the test put there."""


class FailingConnection:
    """Passes everything on, but raises InjectedError at the n-th call of execute or register, counted from 1."""

    def __init__(self, con: Connection, fail_at: int) -> None:
        self._con = con
        self._left = fail_at

    def execute(self, *arguments: Any) -> Any:
        self._count()
        return self._con.execute(*arguments)

    def register(self, *arguments: Any) -> Any:
        self._count()
        return self._con.register(*arguments)

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise InjectedError

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)


def failing(con: Connection, fail_at: int) -> Connection:
    return cast("Connection", FailingConnection(con, fail_at))
