"""`trucewire sql`: where a query comes from, where its answer goes, how much it holds in memory, and the prompt."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extractors.errors import InputError
from flows.desk import write_answer
from flows.shell import MAX_ROWS_SHOWN, Shell, completer
from warehouse import query

TRUCEWIRE = [sys.executable, "-m", "flows.cli"]
MB = 1024


def run(data_dir: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TRUCEWIRE_DATA": str(data_dir)}
    return subprocess.run(
        [*TRUCEWIRE, *arguments], input=stdin, env=environment, capture_output=True, text=True, timeout=60
    )


def test_a_query_comes_as_argument_from_a_file_or_from_standard_input(hostile_data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "query.sql"
    file.write_text("SELECT 1 AS a;\n", "utf-8")
    answers = [
        run(hostile_data_dir, "sql", "SELECT 1 AS a", "-f", "json"),
        run(hostile_data_dir, "sql", "--file", str(file), "-f", "json"),
        run(hostile_data_dir, "sql", "-f", "json", stdin="SELECT 1 AS a"),
    ]
    assert [(done.returncode, done.stdout) for done in answers] == [(0, '{"a": 1}\n')] * 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sql", "SELECT 1", "--file", "x.sql"], "not both"),
        (["sql", "--file", "missing.sql"], "missing.sql cannot be read"),
        (["sql", "SELECT 1", "-f", "parquet"], "-o answer.parquet"),
        (["sql", "SELECT 1", "-o", "a.xlsx"], "--format"),
        (["sql", "SELECT 1", "-o", "a.txt", "-f", "table"], "--format csv, json or parquet"),
        (["sql", "SELECT 1 AS a, 2 AS a", "-o", "a.csv"], "two columns are named a"),
        (["sql", "SELECT 1 AS a, 2 AS a", "-f", "json"], "two columns are named a"),
        (["sql", "COPY (SELECT 1) TO 'x.csv'"], "only read"),
        (["export", "events"], "--output"),
        (["export", "gossip", "-o", "a.csv"], "gossip"),
    ],
)
def test_wrong_usage_is_said_in_words_and_writes_nothing(
    hostile_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    done = run(hostile_data_dir, *arguments)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl", "parquet"])
def test_the_name_of_the_file_says_the_format(hostile_data_dir: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"a.{suffix}"
    done = run(hostile_data_dir, "sql", "SELECT 7 AS a, [1, 2] AS b", "-o", str(target))
    assert (done.returncode, done.stderr) == (0, f"1 rows in {target}\n")
    if suffix == "parquet":
        assert pq.read_table(target).to_pylist() == [{"a": 7, "b": [1, 2]}]
    elif suffix == "csv":
        assert target.read_text("utf-8") == 'a,b\n7,"1, 2"\n'
    else:
        assert json.loads(target.read_text("utf-8")) == {"a": 7, "b": [1, 2]}


def test_a_row_that_cannot_be_worked_out_leaves_no_file(hostile_data_dir: Path, tmp_path: Path) -> None:
    sql = "SELECT CAST(CASE WHEN i = 900000 THEN 'x' ELSE '1' END AS INTEGER) AS n FROM range(1000000) AS r(i)"
    for form in ("csv", "json", "parquet"):
        # Of two of DuckDB's threads the one that was stopped may be heard first.
        with (
            pytest.raises(InputError, match=r"Could not convert|Interrupted"),
            query.asked(hostile_data_dir, sql) as answer,
        ):
            write_answer(answer, tmp_path / "a", form)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_a_large_answer_is_written_without_being_held(hostile_data_dir: Path, tmp_path: Path, form: str) -> None:
    """A child of its own: 600,000 rows of 60 characters (over 100 MB as Python values) in less than 60 MB more."""
    program = f"""
import resource
from pathlib import Path
from flows.desk import write_answer
from warehouse import query
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sql = "SELECT i, repeat('word ', 12) || i AS t FROM range(600000) AS r(i)"
with query.asked(Path({str(hostile_data_dir)!r}), sql) as a:
    n_rows = write_answer(a, Path({str(tmp_path / "a")!r}), {form!r})
print(n_rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=True)
    n_rows, grown_kb = map(int, done.stdout.split())
    assert n_rows == 600_000
    assert grown_kb < 60 * MB


def test_the_terminal_gets_no_control_characters(hostile_data_dir: Path) -> None:
    done = run(hostile_data_dir, "sql", "SELECT title FROM articles")
    assert done.returncode == 0
    assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(done.stdout)


class Typist:
    """Gives the shell its lines, then the end of input."""

    def __init__(self, *lines: str | type[BaseException]) -> None:
        self._lines = iter(lines)
        self.prompts: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        line = next(self._lines, EOFError)
        if isinstance(line, str):
            return line
        raise line


def typed(data_dir: Path, *lines: str | type[BaseException]) -> Typist:
    typist = Typist(*lines)
    Shell(lambda sql: query.asked(data_dir, sql)).run(typist)
    return typist


def test_a_statement_may_take_several_lines(hostile_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typist = typed(hostile_data_dir, "SELECT 41 + 1", "AS answer", ";")
    assert "42" in capsys.readouterr().out
    assert [prompt.strip() for prompt in typist.prompts] == ["trucewire>", "...>", "...>", "trucewire>"]


def test_a_mistake_is_said_and_the_prompt_goes_on(hostile_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed(hostile_data_dir, "SELECT * FROM evnts;", "DROP TABLE core.event;", ".nonsense", "SELECT 'still here' AS x;")
    out, err = capsys.readouterr()
    assert "still here" in out
    assert "Ask one of" in err
    assert "only read" in err
    assert ".nonsense is not known" in err


def test_ctrl_c_drops_the_statement(hostile_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed(hostile_data_dir, "SELECT nonsense", KeyboardInterrupt, "SELECT 'new' AS x;", ".quit", "SELECT 'after' AS x;")
    out, err = capsys.readouterr()
    assert "new" in out
    assert "after" not in out
    assert err == ""


def test_dot_commands_show_views_columns_and_formats(
    hostile_data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(hostile_data_dir, ".help", ".views", ".columns events", ".format json", "SELECT 1 AS a;")
    out = capsys.readouterr().out
    assert ".columns VIEW" in out
    assert "commitments" in out
    assert "n_witnesses" in out
    assert '{"a": 1}' in out


def test_a_view_name_cannot_carry_sql(hostile_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed(hostile_data_dir, ".columns events' OR 'a' = 'a")
    out, err = capsys.readouterr()
    assert out.strip() == ""
    assert "not known" in err


def test_the_prompt_shows_the_first_rows_of_many(hostile_data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed(hostile_data_dir, ".format csv", "FROM range(5000);", ".format table", "FROM range(3);")
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1 + MAX_ROWS_SHOWN + 1 + 3 + 1 + 1
    assert "(3 rows)" in out
    assert f"first {MAX_ROWS_SHOWN}" in err


def test_tab_completes_views_and_columns() -> None:
    complete = completer(("events", "event_date", "mentions"))
    assert [complete("EVE", number) for number in range(3)] == ["events", "event_date", None]


@pytest.fixture
def terminal(hostile_data_dir: Path, tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[bytes], Path]]:
    """The prompt in a pseudo terminal, with a data directory of its own for the history."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    (data_dir / "trucewire.duckdb").write_bytes((hostile_data_dir / "trucewire.duckdb").read_bytes())
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TRUCEWIRE_DATA": str(data_dir), "TERM": "dumb", "PAGER": "cat"}
    process = subprocess.Popen([*TRUCEWIRE, "sql"], stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    yield ours, process, data_dir
    process.kill()
    process.wait(timeout=10)
    os.close(ours)


def read_until(terminal: int, words: str) -> str:
    seen = io.StringIO()
    while words not in seen.getvalue():
        seen.write(os.read(terminal, 4096).decode("utf-8", "replace"))
    return seen.getvalue()


def test_in_a_terminal_the_history_is_kept_for_its_owner(
    terminal: tuple[int, subprocess.Popen[bytes], Path],
) -> None:
    screen, process, data_dir = terminal
    read_until(screen, "trucewire>")
    os.write(screen, b"SELECT 6 * 7 AS answer;\n")
    assert "42" in read_until(screen, "(1 row)")
    os.write(screen, b"FROM range(200);\n")
    assert "199" in read_until(screen, "(200 rows)")
    os.write(screen, b".quit\n")
    assert process.wait(timeout=20) == 0
    history = data_dir / "sql-history"
    assert "SELECT 6 * 7 AS answer;" in history.read_text("utf-8")
    assert history.stat().st_mode & 0o077 == 0


def test_a_map_by_days_is_an_object_by_their_text(hostile_data_dir: Path) -> None:
    done = run(hostile_data_dir, "sql", "SELECT map {DATE '2020-11-10': 3, DATE '2020-11-13': 1} AS days", "-f", "json")
    assert done.stdout == '{"days": {"2020-11-10": 3, "2020-11-13": 1}}\n', done.stderr


def test_what_json_has_no_words_for_is_null(hostile_data_dir: Path) -> None:
    sql = "SELECT 1.0::DOUBLE / 0 AS endless, [{'share': 'nan'::DOUBLE}] AS shares, 0.5 AS half"
    done = run(hostile_data_dir, "sql", sql, "-f", "json")
    answer = json.loads(done.stdout, parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    assert (answer["endless"], answer["shares"]) == (None, [{"share": None}])


def test_a_table_tells_how_many_records_a_cell_holds_and_jsonl_shows_them(hostile_data_dir: Path) -> None:
    sql = "SELECT 'Lachin' AS place, [{'quote': 'a'}, {'quote': 'b'}] AS quotes, ['x', 'y'] AS names"
    table = run(hostile_data_dir, "sql", sql)
    assert [line.split() for line in table.stdout.splitlines()] == [
        ["place", "quotes", "names"],
        ["Lachin", "[2", "items]", "x,", "y"],
    ]
    assert "--format jsonl" in table.stderr
    whole = run(hostile_data_dir, "sql", sql, "--format", "jsonl")
    assert json.loads(whole.stdout)["quotes"] == [{"quote": "a"}, {"quote": "b"}]


def test_rows_too_wide_for_a_line_are_shown_a_column_a_line(hostile_data_dir: Path) -> None:
    columns = [f"'{'v' * 30}{n}' AS column_{n}" for n in range(12)]
    done = run(hostile_data_dir, "sql", f"SELECT {', '.join(columns)}")
    lines = [line.split() for line in done.stdout.splitlines() if line.strip()]
    assert lines == [[f"column_{n}", f"{'v' * 30}{n}"] for n in range(12)]
