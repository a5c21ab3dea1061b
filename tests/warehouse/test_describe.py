"""The warehouse describes itself, and docs/tables.md is what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse import db, describe

DOCS = Path(__file__).resolve().parents[2] / "docs" / "tables.md"


def test_every_table_view_macro_and_column_has_a_comment(con: db.Connection) -> None:
    assert describe.undescribed(con) == []


UNDESCRIBED = [
    ("CREATE TABLE core.bare (bare_id VARCHAR)", ["column core.bare.bare_id", "table core.bare"]),
    ("CREATE VIEW mart.bare AS SELECT 1 AS one", ["column mart.bare.one", "view mart.bare"]),
    ("CREATE MACRO mart.bare(day) AS TABLE SELECT day", ["macro mart.bare"]),
]


@pytest.mark.parametrize(("sql", "missing"), UNDESCRIBED)
def test_what_has_no_comment_is_found(con: db.Connection, sql: str, missing: list[str]) -> None:
    con.execute(sql)
    assert describe.undescribed(con) == missing


def test_docs_tables_is_up_to_date(con: db.Connection) -> None:
    assert DOCS.read_text("utf-8") == describe.document(con), "run: python -m warehouse.describe > docs/tables.md"


def test_columns_of_plain_names_are_those_of_mart(con: db.Connection) -> None:
    names = con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal").fetchall()
    assert len(names) >= 9
    for (name,) in names:
        plain = con.execute(f"DESCRIBE main.{name}").fetchall()
        assert plain == con.execute(f"DESCRIBE mart.{name}").fetchall()
