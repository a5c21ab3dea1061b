"""Migrations: from nothing, one at a time, whole or not at all, and never backwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import NewerWarehouseError
from tests.warehouse.contents import contents, tables
from tests.warehouse.faults import InjectedError, failing
from warehouse import db, migrate, sqlfiles


def schema(con: db.Connection) -> list[str]:
    columns = con.execute(
        "SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    macros = con.execute(
        "SELECT DISTINCT schema_name, function_name FROM duckdb_functions() WHERE NOT internal"
    ).fetchall()
    return sorted(map(repr, [*columns, *macros]))


def test_a_new_warehouse_gets_every_migration_and_the_views_once(tmp_path: Path) -> None:
    with db.locked(tmp_path), db.connected(tmp_path) as con:
        assert migrate.migrate(con) == (*migrate.migrations(), "views")
        assert migrate.migrate(con) == ()


def test_migrations_have_numbers_of_their_own_in_the_order_of_their_names() -> None:
    numbers = [migrate.number(name) for name in migrate.migrations()]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1


def test_the_file_can_be_read_by_duckdb_1_4(con: db.Connection) -> None:
    tags = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = current_database()").fetchall()[0][0]
    assert tags["storage_version"].startswith(db.STORAGE_VERSION)


def test_a_warehouse_of_a_newer_trucewire_is_refused_with_advice_and_left_alone(con: db.Connection) -> None:
    con.execute("INSERT INTO ops.migration VALUES (9999, 'from the future', now())")
    before = contents(con)
    with pytest.raises(NewerWarehouseError, match=r"newer trucewire.*Update trucewire"):
        migrate.migrate(con)
    assert contents(con) == before


def test_changed_views_replace_all_the_old_ones(con: db.Connection) -> None:
    whole = schema(con)
    con.execute("UPDATE ops.migration SET name = 'views-old' WHERE number = 0")
    con.execute("DROP VIEW main.events")
    con.execute("CREATE VIEW mart.left_over AS SELECT 1")
    assert migrate.migrate(con) == ("views",)
    assert schema(con) == whole


@pytest.mark.slow
def test_a_migration_that_fails_at_any_statement_leaves_the_schema_before_or_after_it(tmp_path: Path) -> None:
    with db.locked(tmp_path), db.connected(tmp_path) as whole:
        migrate.migrate(whole)
        expected = schema(whole)
    fail_at, step = 1, 41  # every 41st statement of some 700, and each run goes on where the last one broke off
    data_dir = tmp_path / "broken"
    while True:
        with db.locked(data_dir), db.connected(data_dir) as con:
            try:
                migrate.migrate(failing(con, fail_at))
            except InjectedError:
                assert_whole_migrations(con)
                fail_at += step
                continue
            assert schema(con) == expected
            return


def assert_whole_migrations(con: db.Connection) -> None:
    """Each migration that is noted has its tables, and no table is there whose migration is not noted."""
    if "ops.migration" not in tables(con):
        assert tables(con) == []
        return
    noted = {row[0] for row in con.execute("SELECT name FROM ops.migration WHERE number > 0").fetchall()}
    promised = {
        line.split()[2]
        for name in noted
        for line in sqlfiles.read(name).splitlines()
        if line.startswith("CREATE TABLE")
    }
    assert set(tables(con)) == promised | {"ops.migration"}
