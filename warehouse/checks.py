"""Proves a warehouse: each file of sql/checks gives the rows that break a rule; a sound warehouse gives none.

Knows no rule itself: the first comment line of each file says what must hold.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from warehouse import sqlfiles


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: its name, the rule in words, how many rows break it, and the first of them as text (or empty)."""

    name: str
    rule: str
    n_faults: int
    sample: str = ""

    @property
    def is_sound(self) -> bool:
        """True when nothing breaks the rule."""
        return self.n_faults == 0


def run(con: duckdb.DuckDBPyConnection) -> tuple[CheckResult, ...]:
    """Run every check, in order of their names."""
    return tuple(_check(con, name) for name in sqlfiles.names("checks"))


def _check(con: duckdb.DuckDBPyConnection, name: str) -> CheckResult:
    faults = con.execute(sqlfiles.read(name)).fetchall()
    sample = ", ".join(str(value) for value in faults[0]) if faults else ""
    rule = sqlfiles.read(name).splitlines()[0].removeprefix("-- ")
    return CheckResult(name.removeprefix("checks/"), rule, len(faults), sample)
