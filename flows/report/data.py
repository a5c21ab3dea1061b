"""Reads what a report shows out of the published snapshot: what is asked for, and each section's rows.

Knows no page and no chart. The queries are warehouse/sql/report/*.sql; text from outside is passed on as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from extractors.errors import InputError
from flows.demo_marker import is_demo
from warehouse.query import Row, rows_of

Rows = tuple[Row, ...]
DAYS_BEFORE_THE_FIRST_ARTICLE = 7
DAYS_AHEAD = 31
N_QUOTES_OF_AN_EVENT = 6


@dataclass(frozen=True, slots=True)
class Request:
    """What a report is about: a conflict or all, a period, and the day whose knowledge it tells."""

    conflict_id: str | None
    conflict_name: str | None
    from_on: date
    to_on: date
    as_of: date


@dataclass(frozen=True, slots=True)
class ReportData:
    """The rows of a report; `totals` is one row. `n_events_told` is how many events there are, listed or not."""

    request: Request
    is_demo: bool
    totals: Row
    truces: Rows
    commitments: Rows
    timeline: Rows
    violations: Rows
    theatres: Rows
    places: Rows
    sources: Rows
    events: Rows
    quotes: Mapping[str, Rows]


def choose(
    data_dir: Path,
    conflict: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    as_of: date | None = None,
) -> Request:
    """Fill in what was not said. Raises InputError for an unknown conflict or a period that ends before it starts.

    The day of knowledge is the last on which a feed answered, or that of the newest article: what was not looked at
    cannot be called overdue. The period starts a week before the first article that was known by then and ends a month
    after the day of knowledge, so that promises ahead are seen.
    """
    conflict_name = name_of(data_dir, conflict)
    span = _rows(data_dir, "span")[0]
    as_of = as_of or span["looked_until_on"] or datetime.now(UTC).date()
    first_on = min(span["first_published_on"] or as_of, as_of)
    chosen = Request(
        conflict,
        conflict_name,
        from_on or first_on - timedelta(days=DAYS_BEFORE_THE_FIRST_ARTICLE),
        to_on or as_of + timedelta(days=DAYS_AHEAD),
        as_of,
    )
    if chosen.from_on > chosen.to_on:
        raise InputError(f"the period ends ({chosen.to_on}) before it starts ({chosen.from_on}); swap --from and --to")
    return chosen


def name_of(data_dir: Path, conflict: str | None) -> str | None:
    """Give the name of a watched conflict, None for all of them. Raises InputError when it is not watched."""
    names = {row["conflict_id"]: str(row["name"]) for row in _rows(data_dir, "conflicts")}
    if conflict is not None and conflict not in names:
        raise InputError(f"conflict {conflict!r} is not watched; there are {', '.join(names)}")
    return names.get(conflict or "")


def read(data_dir: Path, request: Request, n_events: int) -> ReportData:
    """Read every section; of the events at most `n_events`. Raises InputError, WarehouseError."""
    asked = {
        "conflict": request.conflict_id,
        "from_on": request.from_on,
        "to_on": request.to_on,
        "as_of": request.as_of,
    }
    period = {key: value for key, value in asked.items() if key != "as_of"}
    events = _rows(data_dir, "events", **asked, n_events=n_events)
    quotes: dict[str, list[Row]] = {}
    event_ids = [event["event_id"] for event in events]
    for quote in _rows(data_dir, "quotes", event_ids=event_ids, as_of=request.as_of, n_quotes=N_QUOTES_OF_AN_EVENT):
        quotes.setdefault(quote["event_id"], []).append(quote)
    return ReportData(
        request=request,
        is_demo=is_demo(data_dir),
        totals=_rows(data_dir, "totals", **asked)[0],
        truces=_rows(data_dir, "truces", **period),
        commitments=_rows(data_dir, "commitments", **asked),
        timeline=_rows(data_dir, "timeline", **asked),
        violations=_rows(data_dir, "violations", **asked),
        theatres=_rows(data_dir, "theatres", **asked),
        places=_rows(data_dir, "places", **asked),
        sources=_rows(data_dir, "sources", **asked),
        events=events,
        quotes={event_id: tuple(said) for event_id, said in quotes.items()},
    )


def _rows(data_dir: Path, name: str, **parameters: object) -> Rows:
    return tuple(rows_of(data_dir, f"report/{name}", parameters))
