"""Asking the snapshot: answers, refusals with advice, and no way out of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import InputError, WarehouseError
from tests.warehouse.makers import ACTORS, CONFLICTS, PLACES, SOURCES, make_batch, make_event_set
from warehouse import db, load, publish, query


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("data")
    batch = make_batch()
    with db.writer(folder) as con:
        load.load_reference(con, SOURCES, PLACES, ACTORS, CONFLICTS)
        load.load(con, batch)
        load.replace_events(con, make_event_set(*batch.mentions))
    publish.publish(folder)
    yield folder
    assert sorted(path.name for path in folder.iterdir()) == ["pipeline", "trucewire.duckdb"]


def test_the_question_of_the_readme_is_answered(data_dir: Path) -> None:
    result = query.run(data_dir, "select type, status, event_date, places, quote, url from mentions limit 5")
    assert result.columns == ("type", "status", "event_date", "places", "quote", "url")
    assert result.n_rows == 2
    assert result.rows[0][3] == ["Agdam"]


VIEWS = (
    "events",
    "mentions",
    "articles",
    "feed_health",
    "commitments",
    "stories",
    "story_articles",
    "witnesses",
    "violations",
    "source_lag",
    "edits",
)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_under_its_plain_name(data_dir: Path, view: str) -> None:
    assert query.run(data_dir, f"FROM {view}").columns == query.run(data_dir, f"FROM mart.{view}").columns


@pytest.mark.parametrize(
    "sql", ["DESCRIBE events", "SHOW TABLES", "EXPLAIN FROM events", "WITH x AS (SELECT 1) FROM x"]
)
def test_looking_around_is_allowed(data_dir: Path, sql: str) -> None:
    assert query.run(data_dir, sql).n_rows > 0


def test_values_go_in_as_parameters(data_dir: Path) -> None:
    assert query.run(data_dir, "SELECT $word", {"word": "'; DROP"}).rows == (("'; DROP",),)


WRITING = [
    "DELETE FROM core.mention",
    "CREATE TEMP TABLE x AS SELECT 1",
    "DROP VIEW events",
    "COPY core.mention TO 'out.csv'",
    "EXPORT DATABASE 'out'",
    "ATTACH ':memory:' AS other",
    "SET enable_external_access = true",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CALL pragma_version()",
    "CHECKPOINT",
    "BEGIN",
    "SELECT 1; DELETE FROM core.mention",
]


@pytest.mark.parametrize("sql", WRITING)
def test_anything_but_reading_is_refused_with_what_to_do(data_dir: Path, sql: str) -> None:
    with pytest.raises(InputError, match="only read here: ask with one SELECT"):
        query.run(data_dir, sql)


@pytest.mark.parametrize(
    "sql",
    ["FROM read_text('/etc/passwd')", "FROM read_csv('/etc/passwd')", "FROM '/etc/hosts.csv'", "FROM glob('/*')"],
)
def test_no_file_can_be_read(data_dir: Path, sql: str) -> None:
    with pytest.raises(InputError, match=r"disabled by configuration|does not exist"):
        query.run(data_dir, sql)


def test_python_variables_of_the_caller_are_out_of_reach(data_dir: Path) -> None:
    secret = [{"word": 1}]
    with pytest.raises(InputError, match="secret"):
        query.run(data_dir, "FROM secret")
    assert secret


MISTAKES = [
    ("", "one SQL statement"),
    ("SELECT 1; SELECT 2", "this has 2"),
    ("SELEC 1", "syntax error"),
    ("SELECT type\nFROM events\nWHERE nope", r"\"nope\" not found in FROM clause!.* \(line 3\)$"),
    ("FROM evnts", r"evnts does not exist.*Ask one of: .*commitments, edits"),
    ("SELECT kind FROM events", "Candidate bindings"),
    ("SELECT 'x'::INT", "Could not convert"),
]


@pytest.mark.parametrize(("sql", "says"), MISTAKES)
def test_a_mistake_is_told_with_what_to_do(data_dir: Path, sql: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        query.run(data_dir, sql)


@pytest.mark.parametrize("sql", ["FROM evnts", "FROM mart.events_in(1)", "SELECT nope FROM events"])
def test_what_is_missing_in_a_warehouse_of_another_version_comes_with_migrate(tmp_path: Path, sql: str) -> None:
    with db.writer(tmp_path) as con:
        con.execute("UPDATE ops.migration SET name = 'views-older' WHERE number = 0")
    publish.publish(tmp_path)
    with pytest.raises(InputError, match="another version of trucewire: run `trucewire migrate`"):
        query.run(tmp_path, sql)


def test_no_warehouse_yet_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="run `trucewire demo` or `trucewire ingest` first"):
        query.run(tmp_path, "SELECT 1")


def test_a_snapshot_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trucewire.duckdb").write_bytes(b"no database")
    with pytest.raises(WarehouseError, match="cannot be used"):
        query.run(tmp_path, "SELECT 1")


def test_a_snapshot_damaged_anywhere_is_no_wrong_question_and_says_how_to_mend_it(
    data_dir: Path, tmp_path: Path
) -> None:
    whole = db.Paths(data_dir).snapshot.read_bytes()
    told = set()
    for place in range(20_000, len(whole), 65_536):
        db.Paths(tmp_path).snapshot.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            for table in ("core.revision", "core.place", "core.mention"):
                query.run(tmp_path, f"FROM {table}")
        except WarehouseError as error:
            told.add(("is damaged" in str(error), "trucewire migrate" in str(error)))
    assert told == {(True, True), (False, True)}, "met at the opening, and in the middle of an answer"
