"""Turns a report's rows into what its charts draw: labels, order, colours, and figures for the table beneath each.

Knows no query and no page. A colour is a CSS variable of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from flows.report import charts
from flows.report.charts import Drawing, Period
from flows.report.data import ReportData, Rows
from flows.report.map import Map, Spot, draw_map
from flows.report.texts import words
from warehouse.query import Row
from warehouse.sinks import terminal_text

STATUSES = ("actual", "alleged", "scheduled", "postponed", "denied", "negated", "hypothetical")
OUTCOMES = ("overdue", "late", "pending", "kept")
FAMILIES = ("truce", "terms", "diplomacy", "context")
LAGS = {
    "n_first": "first",
    "n_within_1_hour": "within an hour",
    "n_within_6_hours": "within 6 hours",
    "n_within_24_hours": "within a day",
    "n_later": "later",
}
OTHERS = "others"
MAX_CLAIMANTS = 6
MAX_PROMISES_DRAWN = 30
MAX_MAPS = 3
LEAST_PLACES_OF_A_MAP = 3  # in a report on all conflicts
NEAR_DEGREES = 0.3  # how far outside the box of its named places a village still belongs to a theatre
AREAS = ("region", "admin1", "line", "border", "sea", "corridor")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its legend (name and colour) and its figures as a table."""

    drawing: Drawing
    legend: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Theatre:
    """A conflict's map, wide and narrow, with how many places it shows, and its places that lie outside the theatre."""

    conflict_id: str
    name: str
    wide: Map
    narrow: Map
    n_places: int
    outside: Rows


def colours(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """Give each name its CSS variable, by name."""
    return {name: f"var(--{prefix}-{name.replace(' ', '-')})" for name in names}


def numbered(prefix: str, names: Sequence[str]) -> dict[str, str]:
    """Give each name its CSS variable, by its place in the list."""
    return {name: f"var(--{prefix}-{number})" for number, name in enumerate(names, start=1)}


def timeline(data: ReportData) -> Figure | None:
    """Events a day, by type and status; None where there are none."""
    rows = sorted(data.timeline, key=lambda row: (FAMILIES.index(row["family"]), row["type"], row["shown_on"]))
    if not rows:
        return None
    palette = colours("s", [status for status in STATUSES if any(row["status"] == status for row in rows)])
    drawn = [
        {
            "label": words(row["type"]),
            "shown_on": row["shown_on"],
            "status": row["status"],
            "n_events": row["n_events"],
        }
        for row in rows
    ]
    drawing = charts.timeline(drawn, _truces(data), _period(data, (row["shown_on"] for row in rows)), palette)
    return Figure(drawing, tuple(palette.items()), ("Type", *map(words, palette), "All"), _by_type(rows, list(palette)))


def _by_type(rows: Sequence[Row], statuses: Sequence[str]) -> tuple[tuple[Any, ...], ...]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row["type"], Counter())[row["status"]] += row["n_events"]
    return tuple((words(type), *(n[status] for status in statuses), n.total()) for type, n in counts.items())


def _truces(data: ReportData) -> Rows:
    return tuple({"shown_on": truce["effective_on"].isoformat()} for truce in data.truces)


def promises(data: ReportData) -> Figure | None:
    """Each promise from its first due date to the day it was kept; its table is the page's own."""
    rows = data.commitments[:MAX_PROMISES_DRAWN]
    if not rows:
        return None
    as_of = data.request.as_of
    drawn = [_promise(number, row, as_of) for number, row in enumerate(rows, start=1)]
    days = [day for row in rows for day in (row["first_due_on"], row["due_on"], row["done_on"] or as_of)]
    palette = colours("o", OUTCOMES)
    period = _period(data, days)
    return Figure(charts.promises(drawn, as_of, period, palette), tuple(palette.items()), (), ())


def _promise(number: int, row: Row, as_of: date) -> dict[str, Any]:
    first, due, done = row["first_due_on"], row["due_on"], row["done_on"]
    until = done or (as_of if row["outcome"] == "overdue" else due)
    is_late = row["outcome"] in ("late", "overdue")
    return {
        "label": f"{number}. {promise_label(row)}",
        "first_due_on": first.isoformat(),
        "due_on": due.isoformat(),
        "done_on": done.isoformat() if done else None,
        "last_on": max(first, due, until).isoformat(),
        "late_from": due.isoformat() if is_late else None,
        "late_to": until.isoformat() if is_late else None,
        "outcome": row["outcome"],
    }


def promise_label(row: Row) -> str:
    """Give a promise in a few words: what, and where."""
    return terminal_text(f"{words(row['type'])}, {row['place']}" if row["place"] else words(row["type"]))


def violations(data: ReportData) -> Figure | None:
    """Breaches a day by claimant, the rarer claimants together; None where there are none."""
    totals: Counter[str] = Counter()
    for row in data.violations:
        totals[row["claimant"]] += row["n_events"]
    if not totals:
        return None
    named = [name for name, _ in totals.most_common(MAX_CLAIMANTS)]
    names = named + ([OTHERS] if len(totals) > len(named) else [])
    palette = numbered("c", names)
    counts: Counter[tuple[date, str]] = Counter()
    for row in data.violations:
        counts[row["shown_on"], row["claimant"] if row["claimant"] in named else OTHERS] += row["n_events"]
    drawn = [
        {
            "shown_on": day.isoformat(),
            "claimant": terminal_text(name),
            "claimant_order": names.index(name),
            "n_events": n,
        }
        for (day, name), n in sorted(counts.items())
    ]
    drawing = charts.violations(
        drawn,
        _truces(data),
        _period(data, (row["shown_on"] for row in data.timeline)),
        {terminal_text(name): colour for name, colour in palette.items()},
    )
    rows = tuple((row["shown_on"], row["claimant"], row["n_events"]) for row in data.violations)
    return Figure(drawing, tuple(palette.items()), ("Day", "Claimed by", "Events"), rows)


def lag(data: ReportData) -> Figure | None:
    """How far behind the first report each outlet is; None where no event is told by two."""
    sources = [row for row in data.sources if row["n_shared"]]
    if not sources:
        return None
    palette = numbered("l", list(LAGS.values()))
    drawn = [
        {"name": terminal_text(row["name"]), "lag": name, "lag_order": order, "n_events": row[column]}
        for row in sources
        for order, (column, name) in enumerate(LAGS.items())
    ]
    return Figure(charts.lag(drawn, palette), tuple(palette.items()), (), ())


def maps(data: ReportData) -> tuple[Theatre, ...]:
    """A map for each conflict that has enough located places in its theatre, those with most events first."""
    least = LEAST_PLACES_OF_A_MAP if data.request.conflict_id is None else 1
    made = (_theatre(row, data.places, least) for row in data.theatres)
    return tuple(islice((theatre for theatre in made if theatre), MAX_MAPS))


def _theatre(theatre: Row, places: Rows, least: int) -> Theatre | None:
    its = [row for row in places if row["lat"] is not None and theatre["conflict_id"] in row["conflict_ids"]]
    inside = [row for row in its if _is_inside(row, theatre)]
    if len(inside) < least:
        return None
    spots = [_spot(row) for row in inside]
    box = (theatre["west"], theatre["south"], theatre["east"], theatre["north"])
    wide, narrow = draw_map(spots, box, 920, 520, 13), draw_map(spots, box, 360, 420, 11)
    shown = {dot.spot.name for dot in wide.dots}
    outside = tuple(row for row in its if terminal_text(row["place"]) not in shown)
    return Theatre(theatre["conflict_id"], theatre["name"], wide, narrow, len(shown), outside)


def _is_inside(place: Row, box: Row) -> bool:
    return bool(
        box["west"] - NEAR_DEGREES <= place["lon"] <= box["east"] + NEAR_DEGREES
        and box["south"] - NEAR_DEGREES <= place["lat"] <= box["north"] + NEAR_DEGREES
    )


def _spot(row: Row) -> Spot:
    sort = "talk"
    if row["n_breaches"] * 2 >= row["n_events"]:
        sort = "breach"
    elif row["n_terms"] * 2 >= row["n_events"]:
        sort = "terms"
    return Spot(
        terminal_text(row["place"]), row["lat"], row["lon"], row["n_events"], sort, is_area=row["kind"] in AREAS
    )


def _period(data: ReportData, days: Iterable[date]) -> Period:
    """Give the days that a chart needs: those of its rows and the day of knowledge, within the period asked for."""
    inside = [day for day in (*days, data.request.as_of) if data.request.from_on <= day <= data.request.to_on]
    if not inside:
        return Period(data.request.from_on, data.request.to_on)
    return Period(min(inside) - timedelta(days=1), max(inside) + timedelta(days=1))


def counted_outcomes(commitments: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Give how many promises ended in each outcome, every outcome named; those kept also by which date they were.

    A promise that is kept after its first date had that date moved.
    """
    rows = list(commitments)
    counts = Counter(row["outcome"] for row in rows)
    n_moved = sum(row["outcome"] == "kept" and row["days_late_first"] > 0 for row in rows)
    parts = {"kept_by_first_date": counts["kept"] - n_moved, "kept_after_move": n_moved}
    return {outcome: counts[outcome] for outcome in OUTCOMES} | parts
