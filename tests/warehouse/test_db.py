"""The writer's file: one writer, and a file that cannot be used is refused, kept, and made anew."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from extractors.errors import BusyError, StorageError, WarehouseError
from tests.warehouse.contents import contents
from tests.warehouse.makers import make_batch, make_event_set
from warehouse import checks, db, load, publish
from warehouse.transaction import transaction

ROOT = Path(__file__).resolve().parents[2]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with db.locked(tmp_path), pytest.raises(BusyError, match=r"another trucewire run.*run this again"):
        db.locked(tmp_path).__enter__()
    with db.locked(tmp_path):
        pass


def test_a_writer_that_may_wait_gets_the_lock_when_it_is_free(tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from warehouse import db\n"
    script += "with db.locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BusyError):
            db.locked(tmp_path).__enter__()
        other.stdin.close()
        with db.locked(tmp_path, wait_s=20):
            pass


def test_another_program_with_the_file_open_is_busy_not_broken(tmp_path: Path) -> None:
    with db.writer(tmp_path):
        pass
    script = "import sys, duckdb\ncon = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(db.Paths(tmp_path).warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(BusyError, match="another program"):
            db.writer(tmp_path).__enter__()
        other.stdin.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.warehouse.faults import FailingConnection
from tests.warehouse.makers import make_batch, make_event_set
from warehouse import db, load
from warehouse.transaction import transaction
class Killed(FailingConnection):
    def _count(self):
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
batch = make_batch()
with db.writer(Path(sys.argv[1])) as con:
    killed = Killed(con, int(sys.argv[2]))
    with transaction(killed):
        load.load(killed, batch)
        load.replace_events(killed, make_event_set(*batch.mentions))
    killed.execute("SELECT 1")
"""


@pytest.mark.parametrize(
    ("fail_at", "n_mentions"),
    [
        pytest.param(1, 0, marks=pytest.mark.slow),
        pytest.param(30, 0, marks=pytest.mark.slow),
        pytest.param(54, 0, marks=pytest.mark.slow),
        (55, 2),
    ],
)
def test_kill_9_at_a_statement_leaves_all_or_nothing_and_a_second_run_completes(
    tmp_path: Path, fail_at: int, n_mentions: int
) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(fail_at)]
    killed = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with db.writer(tmp_path) as con:
        assert con.execute("SELECT count(*) FROM core.mention").fetchall() == [(n_mentions,)]
        batch = make_batch()
        load.load(con, batch)
        load.replace_events(con, make_event_set(*batch.mentions))
        assert con.execute("SELECT count(*) FROM core.mention").fetchall() == [(2,)]
        assert [check for check in checks.run(con) if not check.is_sound] == []


DAMAGE = {
    "empty": lambda body: b"",
    "text": lambda body: b"hello world\n" * 2000,
    "cut in the header": lambda body: body[:5000],
    "cut in the middle": lambda body: body[: len(body) // 2],
    "header flipped": lambda body: body[:4096] + bytes(255 - byte for byte in body[4096:8192]) + body[8192:],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_warehouse_is_refused_kept_and_made_anew_from_the_snapshot(data_dir: Path, damage: object) -> None:
    assert callable(damage)
    with db.writer(data_dir) as con:
        load.load(con, make_batch())
        rows = contents(con)
    publish.publish(data_dir)
    file = db.Paths(data_dir).warehouse
    file.write_bytes(damage(file.read_bytes()))
    damaged = file.read_bytes()
    with pytest.raises(WarehouseError, match=r"cannot be used .* Rename it"), db.writer(data_dir) as con:
        contents(con)
    assert file.read_bytes() == damaged
    with db.locked(data_dir):
        assert db.set_aside(file).read_bytes() == damaged
    with db.writer(data_dir) as con:
        assert contents(con) == rows


def test_a_log_without_its_warehouse_is_set_aside_not_replayed(tmp_path: Path) -> None:
    file = db.Paths(tmp_path).warehouse
    file.parent.mkdir(parents=True)
    stale = file.with_name(file.name + ".wal")
    stale.write_bytes(b"left over")
    with db.writer(tmp_path) as con:
        assert contents(con)["core.mention"] == []
    assert [path.read_bytes() for path in file.parent.glob("*.wal.aside-*")] == [b"left over"]


@pytest.mark.parametrize(("number", "name"), [(errno.ENOSPC, "disk_full"), (errno.EROFS, "storage_error")])
def test_a_disk_that_refuses_is_a_storage_error_with_its_name(number: int, name: str) -> None:
    with pytest.raises(StorageError, match=name), db.storage_errors():
        raise OSError(number, os.strerror(number))


SAID = [
    ("IO Error: Could not write file: No space left on device", StorageError, "disk_full"),
    ("TransactionContext Error: Failed to commit: Could not write: No space left on device", StorageError, "disk_full"),
    ("IO Error: Could not set lock on file", BusyError, "another program .*open trucewire.duckdb, and read-only"),
    ("IO Error: not a valid DuckDB database file", WarehouseError, "Rename it"),
]


def test_a_damaged_snapshot_is_published_anew_not_made_from_itself(tmp_path: Path) -> None:
    snapshot = db.Paths(tmp_path).snapshot
    with pytest.raises(WarehouseError, match="trucewire migrate"), db.translated(snapshot):
        raise duckdb.IOException("IO Error: not a valid DuckDB database file")


@pytest.mark.parametrize(("said", "kind", "advice"), SAID)
def test_what_duckdb_says_of_a_file_becomes_an_error_with_advice(
    tmp_path: Path, said: str, kind: type[Exception], advice: str
) -> None:
    with pytest.raises(kind, match=advice), db.translated(tmp_path / "warehouse.duckdb"):
        raise (duckdb.IOException if said.startswith("IO") else duckdb.TransactionException)(said)


def test_a_commit_that_the_disk_refuses_is_no_conflict_with_another_program(tmp_path: Path) -> None:
    says = r"^disk_full: .*What was stored is unharmed"
    with (
        pytest.raises(StorageError, match=says),
        db.writer(tmp_path) as con,
        transaction(FullDisk(con)),  # type: ignore[arg-type]
    ):
        con.execute("DELETE FROM core.mention")


class FullDisk:
    """A connection to a file that cannot grow."""

    def __init__(self, con: db.Connection) -> None:
        self._con = con

    def execute(self, sql: str) -> db.Connection:
        if sql == "COMMIT":
            raise duckdb.TransactionException("TransactionContext Error: Failed to commit: No space left on device")
        return self._con.execute(sql)


def test_a_disk_that_lets_nothing_be_deleted_either_is_told_by_its_first_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StorageError, match="No such file"):
        db.copy(tmp_path / "none", tmp_path / "target")


def test_a_mistake_in_sql_is_no_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(duckdb.ParserException), db.translated(tmp_path):
        duckdb.execute("SELEC 1")
