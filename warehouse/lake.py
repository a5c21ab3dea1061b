"""The warehouse in a lake, for several writers at once: rows in files, their catalogue in a PostgreSQL (DuckLake).

Knows no table. A lake is opened under the name `trucewire`; the same SQL runs on it as on a file, but for what
`lake_sql` adapts. Why DuckLake, and where its extensions come from: docs/decisions/lake.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from weakref import WeakSet

import duckdb

from config.settings import LAKE, lake_address
from extractors.errors import BusyError, InputError, WarehouseError

NAME = "trucewire"
# The wheels that carry DuckDB's own signed extensions, one folder a DuckDB version; ducklake needs the other one.
EXTENSIONS = ("postgres_scanner", "ducklake")
LOCK_WAIT_S = 600
# How long a reader may go on with what it began to read before its files are gone.
KEPT = "1 day"
NOT_MADE = "creating a new DuckLake is explicitly disabled"
UNUSABLE = (duckdb.IOException, duckdb.InternalException, duckdb.FatalException)
_open_lakes: WeakSet[duckdb.DuckDBPyConnection] = WeakSet()


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a lake is: the address of its catalogue, which may hold a password and is not shown, and its files."""

    address: str = field(repr=False)
    folder: Path

    def __str__(self) -> str:
        return f"the lake with its files in {self.folder}"


class EmptyLakeError(InputError):
    """Nothing was stored in the lake yet."""


def lake_of(data_dir: Path) -> Lake | None:
    """Give the lake that holds the warehouse of a data directory, or None where a file does. Raises ConfigError."""
    address = lake_address(data_dir)
    return Lake(address, data_dir.resolve() / "lake") if address else None


@contextmanager
def opened(lake: Lake, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a lake, made if need be unless it is only read. Raises InputError, WarehouseError, BusyError."""
    con = duckdb.connect(config={"python_enable_replacements": "false"})
    try:
        with translated(lake, duckdb.Error):
            for name in EXTENSIONS:
                con.load_extension(str(extension(name)))
            _attach(con, lake, read_only)
            con.execute("USE trucewire")
            con.execute("SET TimeZone = 'UTC'")
        _open_lakes.add(con)
        with translated(lake, *UNUSABLE):
            yield con
    finally:
        con.close()


@contextmanager
def reading(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a lake that holds a warehouse, for reading only. Raises EmptyLakeError, InputError, WarehouseError."""
    with opened(lake, read_only=True) as con:
        found = con.execute("SELECT 1 FROM duckdb_tables() WHERE database_name = $1 AND schema_name = 'ops'", [NAME])
        if not found.fetchall():
            raise _is_empty(lake)
        yield con


def _is_empty(lake: Lake) -> EmptyLakeError:
    return EmptyLakeError(f"{lake} is empty; run `trucewire ingest` first")


def extension(name: str) -> Path:
    """Give the file of an extension for this DuckDB. Raises InputError that says what to install."""
    package = find_spec(f"duckdb_extension_{name}")
    folders = package.submodule_search_locations or () if package else ()
    files = [Path(each) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension" for each in folders]
    found = [file for file in files if file.exists()]
    if not found:
        raise InputError(
            f"TRUCEWIRE_WAREHOUSE names a lake, and the extension {name} for DuckDB {duckdb.__version__} is not "
            "installed; install trucewire with the extra `scaleout`, or unset TRUCEWIRE_WAREHOUSE to use a file"
        )
    return found[0]


def _attach(con: duckdb.DuckDBPyConnection, lake: Lake, read_only: bool) -> None:
    # ATTACH takes no parameters; both are the operator's own settings, quoted as SQL wants them.
    address, folder = (text.replace("'", "''") for text in (lake.address, f"{lake.folder}/"))
    attach = f"ATTACH '{address}' AS {NAME} (DATA_PATH '{folder}'"
    as_it_is = f"{attach}, {'READ_ONLY' if read_only else 'CREATE_IF_NOT_EXISTS false'})"
    try:
        con.execute(as_it_is)
    except duckdb.Error as error:
        if read_only or NOT_MADE not in str(error):
            raise
        _make(con, address, f"{attach})")


def _make(con: duckdb.DuckDBPyConnection, address: str, attach: str) -> None:
    # Of two runs that make the tables of a catalogue at once PostgreSQL refuses one: each waits for its turn.
    con.execute(f"ATTACH '{address.removeprefix(LAKE)}' AS catalogue (TYPE postgres)")
    con.begin()
    con.execute(_take_turn("catalogue")).fetchall()
    con.execute(attach)
    con.commit()
    con.execute("DETACH catalogue")


def is_lake(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether a connection is to a lake."""
    return con in _open_lakes


def take_turn(con: duckdb.DuckDBPyConnection) -> None:
    """Wait until no other transaction writes to the lake, and keep the others waiting until this one ends.

    DuckLake itself lets two loads through that make the same event from half of its mentions each. For the first
    statement of a transaction: DuckDB ends the parts of a transaction in reverse, the lake's before the lock's.
    """
    con.execute(_take_turn(f"__ducklake_metadata_{NAME}")).fetchall()


def _take_turn(catalogue: str) -> str:
    # The lock of writers, in the catalogue's database. The function's name is written in full: to look it up in the
    # lake would fix what the transaction sees before its turn has come.
    wait = f"set_config(''lock_timeout'', ''{LOCK_WAIT_S}s'', true)"
    lock = f"pg_advisory_xact_lock(hashtext(''{NAME}''))"
    return f"FROM system.main.postgres_query('{catalogue}', 'SELECT {wait}, {lock}::text')"


def tidy(con: duckdb.DuckDBPyConnection, kept: str = KEPT) -> None:
    """Join small files, and delete those that nothing read for as long as `kept`, an SQL interval.

    For one who holds the lock alone: files of a load under way are in no catalogue yet.
    """
    for option in ("expire_older_than", "delete_older_than"):
        con.execute("CALL trucewire.set_option($option, $kept)", {"option": option, "kept": kept})
    con.execute("CHECKPOINT trucewire")


@contextmanager
def translated(lake: Lake, *kinds: type[duckdb.Error]) -> Iterator[None]:
    """Turn errors of these kinds, and a turn that did not come, into ours, without the lake's address."""
    try:
        yield
    except duckdb.Error as error:
        said = str(error).replace(lake.address.removeprefix(LAKE), "...")
        if "lock timeout" in said:
            raise BusyError(f"other runs write to {lake} for more than {LOCK_WAIT_S} s; run this again later") from None
        if NOT_MADE in said:
            raise _is_empty(lake) from None
        if isinstance(error, kinds):
            raise WarehouseError(
                f"{lake} cannot be used ({said.splitlines()[0]}). Nothing was changed. See that the PostgreSQL of "
                "TRUCEWIRE_WAREHOUSE answers, that its database is there, and that TRUCEWIRE_DATA is the path under "
                "which the lake was made, then run this again."
            ) from None
        raise
