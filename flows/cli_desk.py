"""The analyst's commands: `sql`, `export`, `report`, `feed`.

Knows how arguments are read and what is said afterwards; the work is done in desk, shell, report and atom.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Parameter

from extractors.errors import InputError
from flows.cli_options import Day, From, Output, To
from flows.console import note, print_rows, say
from flows.forms import ExportForm, FileForm, Kind

if TYPE_CHECKING:
    from warehouse.query import Answer

Form = Literal["table", "csv", "json", "parquet"]
Asked = Form | Literal["jsonl"]
ROWS_A_TABLE = 1_000
HISTORY = "sql-history"


def register(app: App) -> None:
    """Add the analyst's commands to the command line."""
    for command in (sql, export_command, report, feed):
        app.command(command, name=command.__name__.removesuffix("_command"))


def sql(
    query_text: Annotated[str | None, Parameter(name="query")] = None,
    /,
    *,
    file: Path | None = None,
    asked_form: Annotated[Asked | None, Parameter(name=["--format", "-f"])] = None,
    output: Output | None = None,
) -> int:
    """Ask the warehouse. The connection is read-only and works while an ingest runs.

    Examples: `trucewire sql "select type, place, first_due_on, due_on, done_on, outcome from commitments"`,
    `trucewire sql --file query.sql -o answer.parquet`, `trucewire sql` for a prompt with history. Questions that
    analysts ask: docs/queries.md. Tables and views: docs/tables.md, or `.views` at the prompt.

    Parameters
    ----------
    query_text
        One SQL statement that reads. Left out, with no --file: a prompt, or the statement on standard input.
    file
        A file that holds the statement.
    asked_form
        table for people, csv for spreadsheets, json or jsonl for programs (one object a line), parquet (needs
        --output). A table shortens lists of records to their number and shows rows too wide for the screen one
        column a line. Left out: what the name of the output says, else table.
    output
        Write the whole answer to this file instead; it appears when it is complete.
    """
    if query_text is not None and file is not None:
        raise InputError("give a query or --file, not both")
    form: Form | None = "json" if asked_form == "jsonl" else asked_form
    from flows.desk import write_answer
    from warehouse import query

    data_dir = _data_dir()
    if query_text is None and file is None and sys.stdin.isatty() and output is None:
        return _prompt(data_dir)
    with query.asked(data_dir, query_text or _read_query(file)) as answer:
        if output is not None:
            n_rows = write_answer(answer, output, _file_form(form, output))
            note(f"{n_rows} rows in {output}")
        elif form == "parquet":
            raise InputError("Parquet is not for the screen; name a file: -o answer.parquet")
        else:
            _print(answer, form or "table")
    return 0


def _data_dir() -> Path:
    from config.settings import load_settings

    return Path(load_settings().data_dir)


def _read_query(file: Path | None) -> str:
    if file is None:
        return sys.stdin.read()
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}") from error


def _file_form(form: Form | None, output: Path) -> FileForm:
    from flows.desk import form_of

    if form == "table":
        raise InputError("a table is for the screen; in a file use --format csv, json or parquet")
    return form or form_of(output)


def _print(answer: Answer, form: str) -> None:
    """Print an answer as it comes; a long table in parts, so that it need not fit in memory."""
    rows: Iterable[tuple[Any, ...]] = answer.rows()
    if form != "table":
        print_rows(answer.columns, rows, form)
        return
    stream = iter(rows)
    part = list(islice(stream, ROWS_A_TABLE))
    print_rows(answer.columns, part, form)
    while part := list(islice(stream, ROWS_A_TABLE)):
        print_rows(answer.columns, part, form)


def _prompt(data_dir: Path) -> int:
    from flows.shell import WELCOME, WORDS, Shell, remembered
    from warehouse import query

    words = [str(row[0]) for row in query.run(data_dir, WORDS).rows]
    say(WELCOME)
    with remembered(data_dir / HISTORY, words):
        Shell(lambda text: query.asked(data_dir, text), is_paged=sys.stdout.isatty()).run()
    return 0


def export_command(
    kind: Kind,
    *,
    output: Output,
    form: Annotated[ExportForm, Parameter(name=["--format", "-f"])] = "csv",
) -> int:
    """Write a table with stable, documented columns to a file (docs/exports.md).

    Example: `trucewire export events --format geojson -o events.geojson`.

    Parameters
    ----------
    kind
        Which table.
    output
        The file; it appears when it is complete.
    form
        csv, parquet, geojson (a map layer), jsonl (one object a line), acled-csv (events in ACLED's columns).
    """
    from flows.desk import export

    n_rows = export(_data_dir(), kind, form, output)
    note(f"{n_rows} rows of {kind} in {output}")
    return 0


def report(
    *,
    output: Output,
    conflict: str | None = None,
    from_on: From = None,
    to_on: To = None,
    as_of: Day = None,
) -> int:
    """Make one page to read, print or send: promises, timeline, breaches, map, sources, events with their words.

    It is a single HTML file with no script that asks the network for nothing (docs/report.md).
    Example: `trucewire report --conflict nagorno-karabakh -o report.html`.

    Parameters
    ----------
    output
        The file; it appears when it is complete.
    conflict
        An id of config/conflicts; all watched conflicts when left out.
    from_on
        First day of the events (2020-11-09); a week before the first article when left out.
    to_on
        Last day; a month after --as-of when left out.
    as_of
        The day whose knowledge is told: what was published later is left out. When left out, the last day on which a
        feed answered, or that of the newest article.
    """
    from flows.report.data import choose
    from flows.report.page import write_report

    data_dir = _data_dir()
    chosen = choose(data_dir, conflict, from_on, to_on, as_of)
    n_bytes = write_report(data_dir, chosen, output)
    note(f"{output}: {n_bytes / 1000:.0f} kB, as known on {chosen.as_of}; open it in a browser")
    return 0


def feed(
    *, output: Output, conflict: str | None = None, limit: Annotated[int, Parameter(name=["--limit", "-n"])] = 50
) -> int:
    """Write the newest events as an Atom feed that any reader can follow.

    Run it after each ingest and put the file where a reader finds it. Example: `trucewire feed -o events.atom`.

    Parameters
    ----------
    output
        The file; it appears when it is complete.
    conflict
        An id of config/conflicts; all watched conflicts when left out.
    limit
        How many events, the newest first.
    """
    from flows.atom import write_feed

    if limit < 1:
        raise InputError("--limit is a number of events, 1 or more")
    n_entries = write_feed(_data_dir(), output, conflict, limit)
    note(f"{output}: {n_entries} events")
    return 0
