"""Asks the published snapshot: read-only, no file, no network, no setting can be changed.

Knows no output format. Outside text in the answer is not made harmless here; that is done at each sink (sinks.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from extractors.errors import InputError, WarehouseError
from warehouse import db, lake, migrate, sqlfiles

_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
# What DuckDB says of a view, macro or column that is not there.
_MISSING = ("Catalog Error", "Binder Error")
Row = Mapping[str, Any]
ROWS_A_FETCH = 2_000
ROWS_A_BATCH = 100_000


@dataclass(frozen=True, slots=True)
class Result:
    """A query's answer. Times are in UTC, lists are lists, structs are dicts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is still being made: read it once, by rows or by batches, while it is open."""

    columns: tuple[str, ...]
    _con: duckdb.DuckDBPyConnection

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Give the rows as they come. Raises InputError for a row that cannot be worked out."""
        while True:
            with _explained(self._con):
                rows = self._con.fetchmany(ROWS_A_FETCH)
            if not rows:
                return
            yield from rows

    def batches(self) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """Give the types of the columns, and the rows as Arrow batches as they come. Raises InputError."""
        with _explained(self._con):
            reader = self._con.to_arrow_reader(ROWS_A_BATCH)
        return reader.schema, _batches(reader)


def _batches(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    while True:
        try:
            batch = reader.read_next_batch()
        except StopIteration:
            return
        except (OSError, pa.ArrowException) as error:  # Arrow's name for what DuckDB says
            raise _fault(_on_one_line(str(error))) from error
        yield batch


def run(data_dir: Path, sql: str, parameters: Mapping[str, object] | None = None) -> Result:
    """Run one statement that reads. Raises InputError that says what to do, WarehouseError."""
    with asked(data_dir, sql, parameters) as answer:
        return Result(answer.columns, tuple(answer.rows()))


def is_there(data_dir: Path) -> bool:
    """Tell whether there is something to read: a published snapshot, or tables in the lake."""
    return db.is_made(data_dir) if lake.lake_of(data_dir) else db.Paths(data_dir).snapshot.exists()


@contextmanager
def asked(data_dir: Path, sql: str, parameters: Mapping[str, object] | None = None) -> Iterator[Answer]:
    """Run one statement that reads and give its answer to read bit by bit. Raises InputError, WarehouseError."""
    with _opened(data_dir) as con:
        with _explained(con):
            con.execute(_only_reading(con, sql), dict(parameters or {}))
            columns = tuple(column[0] for column in con.description or ())
        yield Answer(columns, con)


@contextmanager
def asked_file(data_dir: Path, name: str, parameters: Mapping[str, object] | None = None) -> Iterator[Answer]:
    """Run the query that ships as `warehouse/sql/<name>.sql`. Raises InputError, WarehouseError."""
    with asked(data_dir, sqlfiles.read(name), parameters) as answer:
        yield answer


def rows_of(data_dir: Path, name: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
    """Give the rows of the query that ships as `warehouse/sql/<name>.sql` by column. Raises as `asked` does."""
    with asked_file(data_dir, name, parameters) as answer:
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows()]


@contextmanager
def _opened(data_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    found, snapshot = lake.lake_of(data_dir), db.Paths(data_dir).snapshot
    if found:
        with lake.reading(found) as con:
            con.execute("SET allowed_directories = $1", [[str(found.folder)]])
            con.execute(sqlfiles.read("reader"))
            yield con
        return
    if not snapshot.exists():
        raise InputError(f"there is no {snapshot} yet; run `trucewire demo` or `trucewire ingest` first")
    with db.translated(snapshot):
        con = _connect(snapshot)
    try:
        yield con
    finally:
        con.close()


def _connect(snapshot: Path) -> db.Connection:
    """Open the snapshot of this moment and shut every way out of it.

    It is attached rather than connected to: DuckDB would hand out a connection that this process has open to the same
    path, which may hold an older snapshot or other settings.
    """
    con = duckdb.connect(config={"python_enable_replacements": "false"})
    try:
        # ATTACH takes no parameters; the path is the operator's own setting, quoted as SQL wants it.
        quoted = str(snapshot).replace("'", "''")
        con.execute(f"ATTACH '{quoted}' AS trucewire (READ_ONLY)")
        con.execute(sqlfiles.read("reader"))
    except duckdb.Error:
        con.close()
        raise
    return con


@contextmanager
def _explained(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise _fault(_advice(con, str(error))) from error


def _fault(words: str) -> InputError | WarehouseError:
    """Tell a block of the file that is met damaged in the middle of an answer from a question that is wrong."""
    if "Corrupt database" in words:
        return WarehouseError(f"the published copy is damaged ({words}): `trucewire migrate` makes it anew")
    return InputError(words)


def _only_reading(con: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    statements = con.extract_statements(sql)
    if any(statement.type not in _READING for statement in statements):
        raise InputError("the warehouse is only read here: ask with one SELECT (or FROM, WITH, DESCRIBE, EXPLAIN)")
    if len(statements) != 1:
        raise InputError(f"give one SQL statement; this has {len(statements)}")
    return statements[0]


def _advice(con: duckdb.DuckDBPyConnection, said: str) -> str:
    if said.startswith(_MISSING) and not migrate.is_current(con):
        return (
            f"{_on_one_line(said)}. The warehouse was made by another version of trucewire: run `trucewire migrate`, "
            "then ask again."
        )
    if said.startswith("Catalog Error: Table"):
        views = con.execute(
            "SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal ORDER BY 1"
        )
        names = ", ".join(row[0] for row in views.fetchall())
        return f"{said.splitlines()[0]} Ask one of: {names}; docs/tables.md has them all."
    return _on_one_line(said)


def _on_one_line(said: str) -> str:
    """Give what DuckDB says with the number of the line it is about, without the piece of the query it marks."""
    words, _, marked = said.strip().partition("\n\nLINE ")
    return f"{' '.join(words.split())} (line {marked.partition(':')[0]})" if marked else " ".join(words.split())
