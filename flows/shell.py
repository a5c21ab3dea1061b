"""The prompt of `trucewire sql`: statements over several lines, history, completion, paging.

Knows no database: it is given a function that asks. Each statement sees the newest snapshot.
"""

from __future__ import annotations

import pydoc
import readline
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from extractors.errors import TrucewireError
from flows.console import note, out, print_rows, say
from warehouse.query import Answer

Ask = Callable[[str], AbstractContextManager[Answer]]
FORMS = ("table", "csv", "json")
MAX_ROWS_SHOWN = 1_000
MAX_HISTORY_LINES = 2_000
PROMPT, MORE = "trucewire> ", "      ...> "
WELCOME = "One SQL statement, ended by a semicolon. `.help` tells the rest; Ctrl-D leaves."
HELP = """\
statement;        run it; it may take several lines
.views            the views there are, with what a row of each is
.columns VIEW     the columns of a view, with what each holds
.format FORMAT    table, csv or json
.help             this
.quit             leave (so does Ctrl-D); Ctrl-C drops the statement or stops its answer"""
VIEWS = """
SELECT view_name AS "view", comment AS "one row is"
FROM duckdb_views() WHERE schema_name = 'mart' AND NOT internal ORDER BY 1"""
COLUMNS = """
SELECT column_name AS "column", data_type AS type, comment AS holds
FROM duckdb_columns() WHERE schema_name = 'mart' AND table_name = '{view}' ORDER BY column_index"""
WORDS = """
SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal
UNION SELECT column_name FROM duckdb_columns() WHERE schema_name = 'mart' ORDER BY 1"""


class Shell:
    """Reads statements line by line and shows their answers, until the lines end."""

    def __init__(self, ask: Ask, is_paged: bool = False) -> None:
        self._ask = ask
        self._is_paged = is_paged
        self._form = "table"

    def run(self, read_line: Callable[[str], str] = input) -> None:
        """Read and answer until end of input or `.quit`."""
        lines: list[str] = []
        while True:
            try:
                line = read_line(MORE if lines else PROMPT)
            except EOFError:
                say("")
                return
            except KeyboardInterrupt:
                lines.clear()
                say("")
                continue
            if not lines and line.strip() in (".quit", ".exit"):
                return
            lines = self._take([*lines, line])

    def _take(self, lines: list[str]) -> list[str]:
        """Run what is complete and give the lines that are not."""
        text = "\n".join(lines).strip()
        if text.startswith("."):
            self._command(*text.split(maxsplit=1))
            return []
        if not text.endswith(";"):
            return lines if text else []
        self.show(text)
        return []

    def _command(self, name: str, argument: str = "") -> None:
        if name == ".help":
            out.print(HELP, markup=False)
        elif name == ".views":
            self.show(VIEWS)
        elif name == ".columns" and argument.isidentifier():
            self.show(COLUMNS.format(view=argument.lower()))
        elif name == ".format" and argument in FORMS:
            self._form = argument
        else:
            note(f"{name} {argument}".strip() + " is not known; .help tells what is")

    def show(self, sql: str) -> None:
        """Print the answer to one statement, or what is wrong with it; Ctrl-C stops it."""
        try:
            with self._ask(sql) as answer:
                rows = answer.rows()
                shown = list(islice(rows, MAX_ROWS_SHOWN))
                self._page(answer.columns, shown)
                if next(rows, None) is not None:
                    note(
                        f"the first {MAX_ROWS_SHOWN} rows; all of them go into a file: trucewire sql ... -o answer.csv"
                    )
        except TrucewireError as error:
            note(str(error))
        except KeyboardInterrupt:
            note("stopped")

    def _page(self, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        if self._is_paged and self._form == "table" and len(rows) + 2 > out.height:
            text = StringIO()
            print_rows(columns, rows, self._form, text)
            pydoc.pager(text.getvalue())
        else:
            print_rows(columns, rows, self._form)
        if self._form == "table":
            say(f"({len(rows)} {'row' if len(rows) == 1 else 'rows'})")


@contextmanager
def remembered(history: Path, words: Iterable[str]) -> Iterator[None]:
    """Keep the lines of the prompt in a file that only its owner may read, and complete words with Tab."""
    history.touch(mode=0o600)
    readline.read_history_file(history)
    readline.set_history_length(MAX_HISTORY_LINES)
    readline.set_completer(completer(tuple(words)))
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.write_history_file(history)
        readline.set_completer(None)


def completer(words: tuple[str, ...]) -> Callable[[str, int], str | None]:
    """Give a function for readline: the n-th word that starts as typed, None after the last."""

    def complete(typed: str, number: int) -> str | None:
        return next(islice((word for word in words if word.startswith(typed.lower())), number, None), None)

    return complete
