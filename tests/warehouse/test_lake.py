"""The warehouse in a lake: the same rows as in a file, writers that follow one another, readers that do not wait."""

from __future__ import annotations

import itertools
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from extractors.errors import BusyError, ConflictError, InputError, WarehouseError
from extractors.records import Batch
from tests.flows.postgres import new_lake, postgres
from tests.warehouse.contents import contents
from tests.warehouse.makers import (
    ACTORS,
    CONFLICTS,
    PLACES,
    SOURCES,
    make_article,
    make_batch,
    make_event_set,
    make_mention,
    make_page,
    make_run,
)
from warehouse import checks, db, lake, load, migrate, move, paragraphs, publish, query
from warehouse.transaction import transaction

pytestmark = pytest.mark.slow
HISTORY = "The war of the early 1990s ended with a truce in 1994 that left the region in other hands, with no peace."
ROOT = Path(__file__).resolve().parents[2]
_numbers = itertools.count()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL."""
    with postgres("unused") as address:
        yield address


@pytest.fixture
def data_dir(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory whose warehouse is a lake, with its reference tables."""
    monkeypatch.setenv("TRUCEWIRE_WAREHOUSE", new_lake(server, f"lake{next(_numbers)}"))
    monkeypatch.setenv("TRUCEWIRE_DATA", str(tmp_path / "data"))
    fill(tmp_path / "data")
    return tmp_path / "data"


def fill(data_dir: Path) -> None:
    with db.writer(data_dir) as con:
        load.load_reference(con, SOURCES, PLACES, ACTORS, CONFLICTS)


def load_story(data_dir: Path) -> None:
    """Load a batch twice, then one that alters and takes away."""
    batch = make_batch()
    with db.writer(data_dir) as con:
        for _ in range(2):
            load.load(con, batch)
            load.replace_events(con, make_event_set(*batch.mentions))
        load.replace_events(con, make_event_set(*batch.mentions[:1]))
        pages = (make_page(8, HISTORY), make_page(9, HISTORY, 300))
        told = (make_article(8, HISTORY), make_article(9, HISTORY, 300))
        load.load(con, Batch(make_run("repeated"), pages=pages, articles=told))
        paragraphs.note(con, [article.revision_id for article in told])
        assert con.execute("SELECT count(*) FROM core.paragraph WHERE is_standing").fetchall() == [(1,)]


def test_a_lake_holds_the_rows_that_a_file_holds(data_dir: Path, tmp_path: Path) -> None:
    fill(tmp_path / "file")
    for folder in (data_dir, tmp_path / "file"):
        load_story(folder)
    with db.connected(data_dir) as ours, db.connected(tmp_path / "file") as theirs:
        assert not db.Paths(data_dir).warehouse.exists()
        assert contents(ours) == contents(theirs)
        assert [check for check in checks.run(ours) if not check.is_sound] == []


def test_a_load_says_what_it_changed_as_on_a_file(data_dir: Path, tmp_path: Path) -> None:
    fill(tmp_path / "file")
    batch = make_batch()
    said = []
    for folder in (data_dir, tmp_path / "file"):
        with db.writer(folder) as con:
            said.append(
                [
                    load.load(con, batch),
                    load.load(con, batch),
                    load.replace_events(con, make_event_set(*batch.mentions)),
                    load.replace_events(con, make_event_set(*batch.mentions[:1])),
                ]
            )
    assert said[0] == said[1]


@pytest.mark.parametrize("_", range(6))  # without a turn for the one that makes it, about half of these fail
def test_an_empty_lake_that_four_find_at_once_is_made_once(
    _: int, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEWIRE_WAREHOUSE", new_lake(server, f"lake{next(_numbers)}"))
    monkeypatch.setenv("TRUCEWIRE_DATA", str(tmp_path))
    with ThreadPoolExecutor(4) as pool:
        applied = list(pool.map(make, [tmp_path] * 4))
    assert sorted(map(bool, applied)) == [False, False, False, True]


def make(data_dir: Path) -> tuple[str, ...]:
    with db.connected(data_dir) as con:
        return migrate.migrate(con)


def test_an_empty_lake_says_what_to_do_first(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCEWIRE_WAREHOUSE", new_lake(server, f"lake{next(_numbers)}"))
    monkeypatch.setenv("TRUCEWIRE_DATA", str(tmp_path))
    for _ in range(2):
        assert not query.is_there(tmp_path)
        with pytest.raises(InputError, match="trucewire ingest"):
            query.run(tmp_path, "select 1")
        with lake.opened(lake.lake_of(tmp_path)):
            pass


def test_a_new_lake_is_filled_from_the_file_once(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    load_story(tmp_path)
    with db.connected(tmp_path) as con:
        before = contents(con)
    monkeypatch.setenv("TRUCEWIRE_WAREHOUSE", new_lake(server, f"lake{next(_numbers)}"))
    monkeypatch.setenv("TRUCEWIRE_DATA", str(tmp_path))
    for _ in range(2):
        with db.connected(tmp_path) as con:
            move.make(con, tmp_path)
            assert contents(con) == before
    assert query.run(tmp_path, "select count(*) from events").rows == ((1,),)


N_LOADS = 8


def test_writers_at_once_do_not_make_an_event_of_half_its_mentions(data_dir: Path) -> None:
    """Each load adds one mention, and makes the one event anew of all mentions there are."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(load_one, [data_dir] * N_LOADS, range(N_LOADS)))
    with db.connected(data_dir) as con:
        assert con.execute("SELECT n_mentions FROM core.event").fetchall() == [(N_LOADS,)]
        assert con.execute("SELECT count(*) FROM core.event_mention").fetchall() == [(N_LOADS,)]


def load_one(data_dir: Path, number: int) -> None:
    article = make_article(number)
    mention = make_mention(article)
    batch = Batch(
        make_run(f"run-{number}"),
        pages=(make_page(number, article.text),),
        articles=(article,),
        mentions=(mention,),
        tagged_ids=(article.revision_id,),
    )
    with db.connected(data_dir) as con, transaction(con):
        load.load(con, batch)
        rows = con.execute("SELECT mention_id FROM core.mention").fetchall()
        load.replace_events(con, make_event_set(*(replace(mention, mention_id=row[0]) for row in rows)))


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.warehouse.makers import make_batch
from warehouse import db, load
from warehouse.transaction import transaction
with db.connected(Path(sys.argv[1])) as con, transaction(con):
    load.load(con, make_batch())
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_load_leaves_nothing_and_keeps_nobody_waiting(data_dir: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(data_dir)], cwd=ROOT, check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert query.run(data_dir, "select count(*) from raw.page").rows == ((0,),)
    load_story(data_dir)
    assert query.run(data_dir, "select count(*) from events").rows == ((1,),)


def test_a_reader_does_not_wait_and_sees_whole_loads(data_dir: Path) -> None:
    batch = make_batch()
    with db.connected(data_dir) as con:
        with transaction(con):
            load.load(con, batch)
            assert query.run(data_dir, "select count(*) from articles").rows == ((0,),)
        assert query.run(data_dir, "select count(*) from articles").rows == ((len(batch.articles),),)


@pytest.mark.parametrize(
    "sql", ["create table mine (i int)", "delete from core.article", "select * from read_text('/etc/hostname')"]
)
def test_a_reader_can_change_nothing_and_reach_nothing_else(data_dir: Path, sql: str) -> None:
    load_story(data_dir)
    with pytest.raises(InputError):
        query.run(data_dir, sql)
    assert query.run(data_dir, "select count(*) from events").rows == ((1,),)


def test_what_another_program_changed_meanwhile_stops_the_load_whole(data_dir: Path) -> None:
    load_story(data_dir)
    with db.connected(data_dir) as con, lake.opened(lake.lake_of(data_dir)) as stranger:
        with pytest.raises(ConflictError, match="nothing was stored"):
            delete_together(con, stranger)
        assert con.execute("SELECT count(*) FROM core.article").fetchall() == [(4,)]


def delete_together(con: db.Connection, stranger: db.Connection) -> None:
    with transaction(con):
        con.execute("DELETE FROM core.event")
        con.execute("DELETE FROM core.article")
        stranger.execute("DELETE FROM core.event")


def test_runs_share_a_lake_and_other_work_has_it_alone(data_dir: Path, tmp_path: Path) -> None:
    with db.locked(data_dir, is_shared=True), db.locked(data_dir, is_shared=True):
        assert is_busy(data_dir, is_shared=False)
    with db.locked(tmp_path, is_shared=True):
        assert is_busy(tmp_path, is_shared=True), "a file has one writer"


def is_busy(data_dir: Path, is_shared: bool) -> bool:
    try:
        with db.locked(data_dir, is_shared=is_shared):
            return False
    except BusyError:
        return True


def test_publishing_a_lake_copies_nothing(data_dir: Path) -> None:
    assert "lake" in str(publish.publish(data_dir))
    assert not db.Paths(data_dir).snapshot.exists()


def test_tidying_keeps_the_rows_and_drops_what_they_were_before(data_dir: Path) -> None:
    load_story(data_dir)
    publish.tidy(data_dir)
    with db.connected(data_dir) as con:
        before = contents(con)
        assert n_snapshots(con) > 1, "of today"
        lake.tidy(con, kept="0 seconds")
        assert n_snapshots(con) == 1
        assert contents(con) == before


def n_snapshots(con: db.Connection) -> int:
    return len(con.execute("FROM trucewire.snapshots()").fetchall())


def test_a_server_that_does_not_answer_is_named_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCEWIRE_WAREHOUSE", "ducklake:postgres:host=127.0.0.1 port=1 password=hunter2")
    monkeypatch.setenv("TRUCEWIRE_DATA", str(tmp_path))
    with pytest.raises(WarehouseError, match="PostgreSQL") as caught, db.connected(tmp_path):
        pass
    assert "hunter2" not in str(caught.value)


def test_an_extension_that_was_changed_is_not_loaded(tmp_path: Path) -> None:
    """The wheels are made by one person; what they carry is signed by DuckDB."""
    changed = tmp_path / "ducklake.duckdb_extension"
    shutil.copyfile(lake.extension("ducklake"), changed)
    with changed.open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)
        file.seek(1_000_000)
        file.write(bytes([byte[0] ^ 1]))
    with duckdb.connect() as con, pytest.raises(duckdb.IOException, match="signature"):
        con.load_extension(str(changed))
