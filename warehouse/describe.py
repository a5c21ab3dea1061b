"""Describes the warehouse from its own comments: the text of docs/tables.md, and what has no comment.

Knows no table: everything it says stands in COMMENT ON in the migrations and views.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import duckdb

from warehouse import sqlfiles

HEADER = """\
# The tables

Made from the comments in the warehouse itself by `warehouse/describe.py`; do not edit it by hand
(`python -m warehouse.describe > docs/tables.md`).

Start with the views: they are also there under their plain names (`events` is `mart.events`). Every row leads back to a
quoted sentence (`quote`, at `quote_start` in `core.revision.text`), an article (`url`), and the bytes that were fetched
(`raw.page`). Times are UTC.
`_at` is a time, `_on` a date, `_id` a key made of content, `n_` a count, `is_` a yes or no.

`mart` is for questions, `core` is what the articles say, `raw` is what came in, `ops` is what the pipeline did.
"""


def document(con: duckdb.DuckDBPyConnection) -> str:
    """Give the text of docs/tables.md for this warehouse."""
    columns = con.execute(sqlfiles.read("described")).fetchall()
    parts = [HEADER, *_macros(con)]
    for (schema, name, kind, comment), rows in groupby(columns, key=lambda row: row[:4]):
        parts.append("\n".join([f"## {schema}.{name} ({kind})", "", comment, "", *_table(row[4:] for row in rows)]))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def undescribed(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Give the names of tables, views, macros and columns that have no comment."""
    return [str(row[0]) for row in con.execute(sqlfiles.read("undescribed")).fetchall()]


def _macros(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for schema, name, parameters, comment, question in con.execute(sqlfiles.read("described_macros")).fetchall():
        columns = ", ".join(f"`{row[0]}`" for row in con.execute(question).fetchall())
        yield f"## {schema}.{name}({', '.join(parameters)}) (table macro)\n\n{comment}\n\nColumns: {columns}."


def _table(rows: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    yield "| column | type | what it is |"
    yield "|---|---|---|"
    for column, kind, comment in rows:
        yield f"| {column} | {_cell(kind)} | {_cell(comment)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Print the text of docs/tables.md for an empty warehouse of this version."""
    from warehouse.migrate import migrate

    with duckdb.connect() as con:
        migrate(con)
        print(document(con), end="")


if __name__ == "__main__":
    main()
