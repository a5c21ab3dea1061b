"""The command as a user meets it: a real process, its output, its messages, its exit codes."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import subprocess
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from flows.cli import STOPPED
from flows.demo_marker import MARKER
from tests.flows.command import TRUCEWIRE, run

LINE = {
    "id": "one",
    "text": "BAKU -- Azerbaijani troops entered the Agdam district on November 20 under the cease-fire deal.",
    "title": "Troops Enter Agdam",
    "published_at": "2020-11-20T10:00:00Z",
    "source": "rferl",
}


@pytest.mark.parametrize(
    "command", ["", "ingest", "tag", "sql", "demo", "status", "migrate", "check", "serve", "up", "deploy"]
)
def test_help_teaches(tmp_path: Path, command: str) -> None:
    done = run(*command.split(), "--help", data=tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 4


def test_the_version_is_that_of_the_distribution(tmp_path: Path) -> None:
    assert run("--version", data=tmp_path).stdout.strip() == version("trucewire")


def test_tag_reads_and_writes_json_lines_on_pipes(tmp_path: Path) -> None:
    done = run("tag", "-", "-o", "-", data=tmp_path, stdin=json.dumps(LINE) + "\n\n")
    assert done.returncode == 0, done.stderr
    (answer,) = [json.loads(line) for line in done.stdout.splitlines()]
    mention = next(each for each in answer["mentions"] if each["type"] == "territory_transfer")
    assert answer["id"] == "one"
    assert LINE["text"][mention["quote_start"] : mention["quote_end"]] == mention["quote"]
    assert mention["event_date"] == "2020-11-20"
    assert [place["id"] for place in mention["places"]] == ["Aghdam"]
    wanted = {
        "type", "status", "is_background", "quote", "quote_start", "quote_end", "event_date", "event_date_end",
        "date_precision", "date_basis", "original_date", "places", "source_actors", "target_actors", "attributed_to",
        "counts", "direction", "polarity", "confidence", "rules",
    }  # fmt: skip
    assert wanted <= set(mention)


@pytest.mark.slow
def test_errors_are_a_line_each_and_figures_that_cannot_be_written_one_clear_line(tmp_path: Path) -> None:
    rows = [{"id": id, "published_at": LINE["published_at"], "text": LINE["text"], "mentions": []} for id in "ab"]
    (tmp_path / "sentences.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    figures = str(tmp_path / "missing" / "figures.json")
    done = run("evaluate", str(tmp_path), "--errors", "-o", figures, data=tmp_path)
    assert sorted({line[:7] for line in done.stdout.splitlines() if line.startswith("FALSE")}) == ["FALSE a", "FALSE b"]
    assert done.returncode == 2
    assert "there is no folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_tag_leaves_nothing_behind_when_a_line_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(LINE) + "\n{oops\n", "utf-8")
    done = run("tag", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), data=tmp_path)
    assert done.returncode == 2
    assert "in.jsonl, line 2" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]


def test_json_lines_under_a_json_name_are_said_to_be_lines(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    done = run("tag", "-", "-o", str(out), data=tmp_path, stdin=json.dumps(LINE) + "\n")
    assert done.returncode == 0
    assert "JSON lines, one object a line" in done.stderr
    assert json.loads(out.read_text("utf-8"))["id"] == LINE["id"]


def test_a_plain_text_becomes_a_table(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(str(LINE["text"]), "utf-8")
    done = run("tag", str(tmp_path / "page.txt"), "--published-at", "2020-11-20", data=tmp_path)
    assert done.returncode == 0
    assert "territory_transfer" in done.stdout
    assert "Aghdam" in done.stdout


def test_a_plain_text_goes_into_a_file_as_a_json_line(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(str(LINE["text"]), "utf-8")
    text, out = str(tmp_path / "page.txt"), tmp_path / "out.jsonl"
    done = run("tag", text, "--published-at", "2020-11-20", "-o", str(out), data=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    answer = json.loads(out.read_text("utf-8"))
    assert answer["id"] == "page.txt"
    assert "territory_transfer" in [mention["type"] for mention in answer["mentions"]]


def test_a_second_run_is_told_that_the_warehouse_is_busy(tmp_path: Path) -> None:
    run("migrate", data=tmp_path)
    with (tmp_path / "pipeline" / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = [run(*command, data=tmp_path) for command in (["ingest"], ["check", "--wait", "0.1"])]
    assert [done.returncode for done in refused] == [75, 75]
    assert all("another trucewire run" in done.stderr for done in refused)


@pytest.mark.parametrize("command", ["ingest", "migrate", "demo", "up"])
def test_a_data_directory_that_cannot_be_one_is_one_clear_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    done = run(command, data=tmp_path / "file")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "storage_error" in done.stderr


def test_what_migrate_made_can_be_asked_at_once(tmp_path: Path) -> None:
    assert "views" in run("migrate", data=tmp_path).stdout
    assert run("sql", "select count(*) from commitments", data=tmp_path).returncode == 0


def test_migrate_publishes_a_damaged_snapshot_anew_and_says_when_nothing_is_to_be_applied(tmp_path: Path) -> None:
    run("migrate", data=tmp_path)
    (tmp_path / "trucewire.duckdb").write_bytes(b"not a database")
    told = run("status", data=tmp_path)
    assert (told.returncode, "trucewire migrate" in told.stderr) == (1, True)
    assert "nothing to apply" in run("migrate", data=tmp_path).stdout
    assert run("status", data=tmp_path).returncode == 0


def test_ingest_without_a_network_says_so_for_each_feed(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(UNREACHABLE, "utf-8")
    done = run("ingest", data=tmp_path / "data", config=tmp_path)
    assert done.returncode == 1, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith(("quiet.one", "quiet.two"))]
    assert [line.split()[1] for line in lines] == ["network_error", "network_error"]
    assert "entries seen 0" in done.stdout
    silent = "no feed answered: quiet.one (network_error), quiet.two (network_error)"
    assert done.stderr.splitlines()[-1] == f"trucewire: {silent}"
    asked = run("sql", "SELECT message FROM ops.run", "-f", "json", data=tmp_path / "data")
    assert json.loads(asked.stdout)["message"] == silent
    health = run("sql", "SELECT DISTINCT health FROM feed_health", "-f", "json", data=tmp_path / "data")
    assert json.loads(health.stdout)["health"] == "unknown"
    assert run("status", data=tmp_path / "data").returncode == 0


def test_a_source_with_every_feed_switched_off_is_said_to_be_so(tmp_path: Path) -> None:
    switched_off = UNREACHABLE.replace('kind = "rss"', 'kind = "rss"\nis_enabled = false')
    (tmp_path / "sources.toml").write_text(switched_off, "utf-8")
    done = run("ingest", "--source", "quiet", data=tmp_path / "data", config=tmp_path)
    assert (done.returncode, "every feed of quiet is switched off" in done.stderr) == (2, True)


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """Let programs started here be stopped by SIGINT, which what a shell runs in the background ignores."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_ctrl_c")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_is_one_clear_line_and_exit_1(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "sources.toml").write_text(UNREACHABLE, "utf-8")
    environment = {**os.environ, "TRUCEWIRE_DATA": str(tmp_path / "data"), "TRUCEWIRE_CONFIG": str(tmp_path)}
    held = tmp_path / "data" / "pipeline" / "lock"
    held.parent.mkdir(parents=True)
    with held.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(
            [*TRUCEWIRE, "ingest", "--wait", "60"], env=environment, stderr=subprocess.PIPE, text=True
        )
        wait_until_open(process.pid, held)
        process.send_signal(number)
        told = process.communicate(timeout=30)[1]
    assert (process.returncode, told) == (1, f"{STOPPED}\n")


def wait_until_open(pid: int, path: Path) -> None:
    """Wait until a process has a file open."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and str(path) not in open_files(pid):
        time.sleep(0.05)
    time.sleep(0.2)


def open_files(pid: int) -> set[str]:
    try:
        return {str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()}
    except FileNotFoundError:
        return set()


def test_tag_asks_for_a_text_at_a_terminal_and_takes_what_is_piped_in(tmp_path: Path) -> None:
    piped = run("tag", stdin=json.dumps(LINE), data=tmp_path)
    assert json.loads(piped.stdout)["id"] == LINE["id"]
    terminal, ours = pty.openpty()
    try:
        done = subprocess.run([*TRUCEWIRE, "tag"], stdin=ours, capture_output=True, text=True, timeout=60)
    finally:
        os.close(ours)
        os.close(terminal)
    assert (done.returncode, "trucewire tag page.txt" in done.stderr) == (2, True)


def test_a_page_of_a_host_that_no_source_has_is_loaded_and_said_to_be_of_none(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(str(LINE["text"]), "utf-8")
    arguments = ["ingest", "--file", str(tmp_path / "page.txt"), "--published-at", "2020-11-20", "--url"]
    elsewhere = run(*arguments, "https://a.example/1", data=tmp_path / "data")
    assert "a.example belongs to no source of sources.toml" in elsewhere.stdout
    known = run(*arguments, "https://www.rferl.org/a/x/30967211.html", data=tmp_path / "data")
    assert (known.returncode, "belongs to no source" in known.stdout) == (0, False)


ODD_ADDRESSES = {
    "a name of other letters": ("http://кремль.рф/a", 0, "xn--e1ajeds9e.xn--p1ai belongs to no source"),
    "a host that is no name": ("http://[2001:db8::1]/a", 2, "is no name such as news.example"),
    "a password": ("http://me:secret@a.example/1", 2, "a name or a password before the host"),
}


@pytest.mark.parametrize("name", ODD_ADDRESSES)
def test_a_page_of_an_odd_address_is_loaded_or_refused_in_one_line(tmp_path: Path, name: str) -> None:
    url, code, words = ODD_ADDRESSES[name]
    (tmp_path / "page.txt").write_text(str(LINE["text"]), "utf-8")
    done = run("ingest", "--file", str(tmp_path / "page.txt"), "--url", url, data=tmp_path / "data")
    assert (done.returncode, words in done.stdout + done.stderr) == (code, True), done.stderr
    assert "secret" not in done.stdout + done.stderr


UNREACHABLE = """
[[source]]
source_id = "quiet"
name = "Quiet"
kind = "independent"
country = "US"
homepage = "https://quiet.invalid/"
hosts = ["quiet.invalid"]
identity = "url"
language = "en"
terms = "none"
cron = "0 * * * *"
timezone = "UTC"

[[source.feeds]]
feed_id = "quiet.one"
url = "https://quiet.invalid/one.xml"
kind = "rss"
language = "en"
evidence = "made for a test"
proved_on = 2020-11-25
expected_items_per_day = 1

[[source.feeds]]
feed_id = "quiet.two"
url = "https://quiet.invalid/two.xml"
kind = "rss"
language = "en"
evidence = "made for a test"
proved_on = 2020-11-25
expected_items_per_day = 1
"""


@pytest.mark.slow
def test_the_demo_refuses_to_mix_with_a_real_warehouse(tmp_path: Path) -> None:
    run("migrate", data=tmp_path)
    done = run("demo", data=tmp_path)
    assert done.returncode == 2
    assert "TRUCEWIRE_DATA=demo-data" in done.stderr
    assert not (tmp_path / MARKER).exists()


def test_the_demo_runs_and_its_queries_answer(tmp_path: Path) -> None:
    done = run("demo", data=tmp_path, timeout=110)
    assert done.returncode == 0, done.stderr
    for place in ("Aghdam", "Kalbajar", "Lachin"):
        assert place in done.stdout
    asked = run("sql", "select type, status, event_date, places, quote, url from mentions limit 5", data=tmp_path)
    assert len(asked.stdout.splitlines()) > 5
    rows = run("sql", "select count(*) as n from events", "--format", "json", data=tmp_path)
    assert json.loads(rows.stdout)["n"] > 50
    assert run("check", data=tmp_path).returncode == 0
    assert "mentions_in_present_wordings" in run("status", data=tmp_path).stdout
    doctor = run("doctor", "--offline", data=tmp_path)
    assert doctor.returncode == 0, doctor.stdout
    assert "holds the demo" in doctor.stdout
    assert "rferl.news ok 200" in " ".join(doctor.stdout.split())
    assert "not_a_feed" not in doctor.stdout
    again = run("demo", data=tmp_path)
    assert (again.returncode, f"rm -r {tmp_path}" in again.stdout, "== Poll" in again.stdout) == (0, True, False)
    runs = run("sql", "select count(*) as n from ops.run", "--format", "json", data=tmp_path)
    assert json.loads(runs.stdout)["n"] == 3
    refused = run("sql", "drop table core.event", data=tmp_path)
    assert refused.returncode == 2
