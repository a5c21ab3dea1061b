"""Draws the report's charts as SVG: Vega-Lite specifications (charts/*.vl.json), rendered without a browser.

Knows no query and no page. Colours are CSS variables of the page, so that one drawing serves light, dark and print;
each chart is drawn wide and narrow, and the page shows the one that fits. Outside text is escaped by Vega.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import vl_convert
from markupsafe import Markup

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]
FOLDER = Path(__file__).parent / "charts"
WIDE, NARROW = 920, 350
LEAST_TO_FILL_A_ROW = 3  # a single event is no tower
# Where in a row of the timeline its bars stand: on a phone the label stands above them.
WIDE_BAND, NARROW_BAND = (0.05, 0.95), (0.42, 0.97)
# How many days up to which: what a bar spans, what lies between ticks, how a tick is written.
STEPS: tuple[tuple[float, str, str, str], ...] = (
    (120, "utcyearmonthdate", "week", "%-d %b"),
    (900, "utcyearweek", "month", "%b %Y"),
    (math.inf, "utcyearmonth", "year", "%Y"),
)
# A label that stands above its row, where a phone has no room beside it.
LABEL: Spec = {"type": "text", "align": "left", "fontSize": 12, "color": "var(--ink)", "limit": 340}
CONFIG: Spec = {
    "background": None,
    "font": "inherit",
    "aria": False,
    "padding": 2,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--muted)",
        "labelFontSize": 12,
        "gridColor": "var(--line)",
        "domainColor": "var(--line-strong)",
        "tickColor": "var(--line-strong)",
    },
    "axisX": {"labelFlush": False, "labelOverlap": "greedy", "labelSeparation": 6},
    "axisY": {"labelColor": "var(--ink)", "labelLimit": 300},
    "header": {"labelColor": "var(--ink)", "labelFontSize": 12.5},
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as two SVG elements: for a wide page and for a phone."""

    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True)
class Period:
    """The days along a time axis, both included."""

    from_on: date
    to_on: date

    @property
    def unit(self) -> str:
        """What one bar spans: a day, a week or a month, as Vega-Lite names it."""
        return self._step[1]

    @property
    def scale(self) -> Spec:
        """The time scale from the first day to the end of the last."""
        return {"type": "utc", "nice": False, "domain": [_day(self.from_on), _day(self.to_on + timedelta(days=1))]}

    @property
    def ticks(self) -> Spec:
        """What an axis writes, and how often."""
        return {"format": self._step[3], "tickCount": {"interval": self._step[2], "step": 1}}

    def bin(self, day: date) -> tuple[date, date]:
        """Give the first day of the bar that a day falls into, and the day after its last."""
        if self.unit == "utcyearmonthdate":
            return day, day + timedelta(days=1)
        if self.unit == "utcyearweek":
            sunday = day - timedelta(days=(day.weekday() + 1) % 7)
            return sunday, sunday + timedelta(days=7)
        first = day.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1)

    @property
    def _step(self) -> tuple[float, str, str, str]:
        days = (self.to_on - self.from_on).days
        return next(step for step in STEPS if days <= step[0])


def timeline(rows: Rows, truces: Rows, period: Period, colours: Mapping[str, str]) -> Drawing:
    """Draw events as a row of bars a type, by status. Rows: label, shown_on, status, n_events, in the order drawn."""
    labels = list(dict.fromkeys(row["label"] for row in rows))
    wide, narrow = (_timeline(rows, truces, period, colours, labels, band) for band in (WIDE_BAND, NARROW_BAND))
    texts = {f"{number + sum(WIDE_BAND) / 2:.2f}": label for number, label in enumerate(labels)}
    axis = wide["encoding"]["y"]["axis"]
    axis.update(values=list(map(float, texts)), labelExpr=f"({json.dumps(texts)})[format(datum.value, '.2f')]")
    wide["height"], narrow["height"] = len(labels) * 31, len(labels) * 42
    narrow["encoding"]["y"]["axis"] = None
    for layer in (*narrow["layer"][:2], narrow["layer"][3]):
        layer["encoding"]["y"]["axis"] = None
    narrow["layer"].append(_row_labels(labels))
    return _sized(wide, narrow, "timeline")


def _timeline(
    rows: Rows,
    truces: Rows,
    period: Period,
    colours: Mapping[str, str],
    labels: Sequence[str],
    band: tuple[float, float],
) -> Spec:
    """Give the specification with every bar placed: a row is one unit high, its bars stand in `band` of it."""
    stacks: dict[tuple[str, date], Counter[str]] = {}
    for row in rows:
        stacks.setdefault((row["label"], period.bin(row["shown_on"])[0]), Counter())[row["status"]] += row["n_events"]
    tallest = {label: max(stack.total() for (of, _), stack in stacks.items() if of == label) for label in labels}
    bars = [
        {"from_on": f"{from_on}", "to_on": f"{period.bin(from_on)[1]}", "status": status, "top": top, "bottom": bottom}
        for (label, from_on), stack in stacks.items()
        for status, top, bottom in _stacked(stack, colours, labels.index(label), band, tallest[label])
    ]
    bands = [{"top": number + band[0], "bottom": number + band[1]} for number in range(len(labels))]
    numbers = [{"bottom": number + band[1], "n_events": tallest[label]} for number, label in enumerate(labels)]
    spec = _spec("timeline", rows=bars, bands=bands, truces=truces, tallest=numbers)
    spec["layer"][1]["encoding"]["fill"]["scale"] = _colours(colours)
    spec["encoding"]["y"]["scale"] = {"domain": [len(labels), 0], "nice": False, "zero": False}
    return _timed(spec, period)


def _stacked(
    stack: Mapping[str, int], order: Iterable[str], number: int, band: tuple[float, float], tallest: int
) -> Iterator[tuple[str, float, float]]:
    """Give each status of a bar with its top and bottom, piled up from the bottom of the row, which `tallest` fills."""
    unit, bottom = (band[1] - band[0]) * 0.94 / max(tallest, LEAST_TO_FILL_A_ROW), number + band[1]
    for status in order:
        if stack[status]:
            yield status, bottom - unit * stack[status], bottom
            bottom -= unit * stack[status]


def _row_labels(labels: Sequence[str]) -> Spec:
    return {
        "data": {"values": [{"label": label, "top": number + NARROW_BAND[0]} for number, label in enumerate(labels)]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "bottom",
            "dy": -2,
            "fontSize": 12,
            "color": "var(--ink)",
        },
        "encoding": {
            "x": {"value": 0},
            "y": {"field": "top", "type": "quantitative", "axis": None},
            "text": {"field": "label", "type": "nominal"},
        },
    }


def promises(rows: Rows, as_of: date, period: Period, colours: Mapping[str, str]) -> Drawing:
    """Draw each promise from its first due date over its present one to the day it was kept."""
    spec = _spec("promises", rows=rows, as_of=[{"day": as_of.isoformat()}])
    _timed(spec, period)
    spec["layer"][1]["layer"][-1]["encoding"]["fill"]["scale"] = _colours(colours)
    narrow = deepcopy(spec)
    lines = narrow["layer"][1]
    lines["encoding"]["y"]["axis"].update(labels=False, labelPadding=0)
    lines["layer"].append(
        {
            "mark": {**LABEL, "baseline": "bottom", "dy": -9},
            "encoding": {"x": {"value": 0}, "text": {"field": "label", "type": "nominal"}},
        }
    )
    narrow["height"] = {"step": 42}
    return _sized(spec, narrow, "promises")


def violations(rows: Rows, truces: Rows, period: Period, colours: Mapping[str, str]) -> Drawing:
    """Draw breaches a day, stacked by claimant. Rows: shown_on, claimant, claimant_order, n_events."""
    spec = _timed(_spec("violations", rows=rows, truces=truces), period)
    bars = spec["layer"][0]["encoding"]
    bars["x"]["timeUnit"] = period.unit
    bars["color"]["scale"] = _colours(colours)
    return _sized(spec, deepcopy(spec), "violations")


def lag(rows: Rows, colours: Mapping[str, str]) -> Drawing:
    """Draw how far behind the first report each outlet is, as shares. Rows: name, lag, lag_order, n_events."""
    spec = _spec("lag", rows=rows)
    spec["encoding"]["color"]["scale"] = _colours(colours)
    narrow = deepcopy(spec)
    narrow["encoding"]["y"]["axis"]["labelLimit"] = 110
    return _sized(spec, narrow, "lag")


def _spec(name: str, **datasets: Rows) -> Spec:
    spec: Spec = json.loads((FOLDER / f"{name}.vl.json").read_text("utf-8"))
    return {**spec, "datasets": {key: list(map(dict, rows)) for key, rows in datasets.items()}, "config": CONFIG}


def _timed(spec: Spec, period: Period) -> Spec:
    """Give the specification with the period on its time axis."""
    spec["encoding"]["x"]["scale"] = period.scale
    spec["encoding"]["x"]["axis"].update(period.ticks)
    return spec


def _sized(wide: Spec, narrow: Spec, name: str) -> Drawing:
    for spec, width in ((wide, WIDE), (narrow, NARROW)):
        spec.update(width=width, autosize={"type": "fit-x", "contains": "padding"})
    return Drawing(_draw(wide, f"{name}-wide"), _draw(narrow, f"{name}-narrow"))


def _draw(spec: Spec, name: str) -> Markup:
    """Render a specification; the SVG takes the width of its place, and its ids are its own."""
    svg = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
    svg = re.sub(r'^<svg ([^>]*?) width="[^"]*" height="[^"]*"', r'<svg aria-hidden="true" focusable="false" \1', svg)
    svg = re.sub(r'\bid="([\w-]+)"', rf'id="{name}-\1"', svg)
    return Markup(re.sub(r"url\(#([\w-]+)\)", rf"url(#{name}-\1)", svg))


def _colours(colours: Mapping[str, str]) -> Spec:
    return {"domain": list(colours), "range": list(colours.values())}


def _day(day: date) -> Spec:
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}
