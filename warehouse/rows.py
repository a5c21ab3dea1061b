"""Records to rows and back: a record's fields are the columns of its table.

Knows no table. Text from outside is made storable here: U+0000 and lone surrogates become U+FFFD, one for one, so that
offsets into a text stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass
from enum import StrEnum
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
from pydantic import TypeAdapter

T = TypeVar("T")
Row = dict[str, Any]
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def to_row(record: Any, leave_out: Sequence[str] = (), **more: object) -> Row:
    """Give a record as a row: its fields except `leave_out`, and `more` columns beside them."""
    row = {name: to_value(getattr(record, name)) for name in record.__dataclass_fields__ if name not in leave_out}
    return {**row, **{key: to_value(value) for key, value in more.items()}} if more else row


def to_value(value: object) -> object:
    """Give a value as Arrow takes it: storable text, lists, nested records as dicts."""
    if value is None or type(value) is str:  # most values, first
        return value and storable(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, tuple):
        return [to_value(part) for part in value]
    if is_dataclass(value):
        return to_row(value)
    return value


def storable(text: str) -> str:
    """Give the text with U+0000 and lone surrogates replaced by U+FFFD, as long as before."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def to_arrow(rows: Iterable[Row], schema: pa.Schema) -> pa.Table:
    """Give rows as an Arrow table of the given columns, equal rows once; a column left out is NULL.

    Raises KeyError for a value that has no column: a record and its table have come apart.
    """
    unique = list({repr(row): row for row in rows}.values())
    strangers = {key for row in unique for key in row} - set(schema.names)
    if strangers:
        raise KeyError(f"no column for {', '.join(sorted(strangers))}")
    return pa.Table.from_pylist(unique, schema=schema)


def fetch(con: duckdb.DuckDBPyConnection, kind: TypeAdapter[T], sql: str, **parameters: object) -> tuple[T, ...]:
    """Run a query whose columns are the fields of a record and give its rows as records, in the query's order."""
    rows = con.sql(sql, params=parameters).to_arrow_table().to_pylist()
    return tuple(map(kind.validate_python, rows))
