"""Makes the report: one HTML file with no script and no request, from what is read and drawn.

Knows no query. Every value a template prints is freed of control characters (`finalize`) and escaped (`autoescape`); a
link is made only of an http or https address; the file stays under 3 MB.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from extractors.errors import InputError
from flows.outfile import write_text
from flows.report import data as report_data
from flows.report import figures, texts
from flows.report.data import ReportData, Request

TEMPLATES = Path(__file__).parent / "templates"
MAX_BYTES = 3_000_000
# How many events, and promises, are listed at most: tried in turn until the page fits.
EVENTS_LISTED = (600, 300, 150, 60, 20, 5)
FILTERS = (
    texts.words,
    texts.day,
    texts.brief,
    texts.told,
    texts.moment,
    texts.link,
    texts.quote,
    texts.short,
    texts.names,
    texts.anchor,
    texts.hours,
)
MAX_COMMITMENTS = 150
MAX_QUOTES_OF_A_PROMISE = 8
MAX_MOVES_OF_A_PROMISE = 3


def write_report(data_dir: Path, request: Request, output: Path) -> int:
    """Write the report to a file, whole or not at all, and give its size in bytes. Raises InputError, StorageError."""
    page = make_page(data_dir, request)
    write_text(output, page)
    return len(page.encode())


def make_page(data_dir: Path, request: Request) -> str:
    """Give the page, with as many events as fit under 3 MB. Raises InputError, WarehouseError."""
    data = report_data.read(data_dir, request, EVENTS_LISTED[0])
    drawn = draw(data)
    for n_listed in EVENTS_LISTED:
        page = render(data, drawn, n_listed)
        if len(page.encode()) <= MAX_BYTES:
            return page
    raise InputError("the report is too large even with few events; ask for a shorter period with --from and --to")


def draw(data: ReportData) -> dict[str, Any]:
    """Give the figures of the page by the name the template has for them."""
    return {
        "promises": figures.promises(data),
        "timeline": figures.timeline(data),
        "violations": figures.violations(data),
        "lag": figures.lag(data),
        "theatres": figures.maps(data),
    }


def render(data: ReportData, drawn: Mapping[str, Any], n_listed: int) -> str:
    """Give the page of what was read and drawn, with at most `n_listed` events and promises."""
    events = sorted(data.events[:n_listed], key=itemgetter("shown_on", "first_reported_at", "event_id"), reverse=True)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            **drawn,
            data=data,
            request=data.request,
            totals=data.totals,
            outcomes=figures.counted_outcomes(data.commitments),
            commitments=data.commitments[: min(n_listed, MAX_COMMITMENTS)],
            n_listed=len(events),
            days=[(day, list(of_day)) for day, of_day in groupby(events, key=itemgetter("shown_on"))],
            version=version("trucewire"),
            n_quotes=MAX_QUOTES_OF_A_PROMISE,
            n_moves=MAX_MOVES_OF_A_PROMISE,
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=texts.clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({function.__name__: function for function in FILTERS})
    return environment
