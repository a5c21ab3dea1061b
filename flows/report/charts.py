"""Draws the report's charts as SVG: Vega-Lite specifications (charts/*.vl.json), rendered without a browser.

Knows no query and no page. Colours are CSS variables of the page, so that one drawing serves light, dark and print;
each chart is drawn wide and narrow, and the page shows the one that fits. Outside text is escaped by Vega.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
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
ROW_LABELS_WIDE = 176
# How many days up to which: what a bar spans, what lies between ticks, how a tick is written.
STEPS: tuple[tuple[float, str, str, str], ...] = (
    (120, "utcyearmonthdate", "week", "%-d %b"),
    (900, "utcyearweek", "month", "%b %Y"),
    (math.inf, "utcyearmonth", "year", "%Y"),
)
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

    @property
    def _step(self) -> tuple[float, str, str, str]:
        days = (self.to_on - self.from_on).days
        return next(step for step in STEPS if days <= step[0])


def timeline(rows: Rows, truces: Rows, period: Period, colours: Mapping[str, str]) -> Drawing:
    """Draw events a day, a small chart a type, by status. Rows: label, shown_on, status, status_order, n_events."""
    spec = _spec("timeline", rows=rows, truces=truces)
    bars, x = spec["spec"]["layer"][0], spec["spec"]["encoding"]["x"]
    bars["encoding"]["color"]["scale"] = _colours(colours)
    x.update(timeUnit=period.unit, scale=period.scale)
    x["axis"].update(period.ticks)
    spec["facet"]["row"]["sort"] = list(dict.fromkeys(row["label"] for row in rows))
    narrow = _copy(spec)
    narrow["facet"]["row"]["header"].update(labelOrient="top", labelAnchor="start", labelAlign="left", labelPadding=1)
    spec["spec"]["width"], narrow["spec"]["width"] = WIDE - ROW_LABELS_WIDE, NARROW
    spec["facet"]["row"]["header"]["labelLimit"] = ROW_LABELS_WIDE - 10
    narrow["spacing"] = 3
    return Drawing(_draw(spec, "timeline-wide"), _draw(narrow, "timeline-narrow"))


def promises(rows: Rows, as_of: date, period: Period, colours: Mapping[str, str]) -> Drawing:
    """Draw each promise from its first due date over its present one to the day it was kept."""
    spec = _spec("promises", rows=rows, as_of=[{"day": as_of.isoformat()}])
    spec["encoding"]["x"]["scale"] = period.scale
    spec["encoding"]["x"]["axis"].update(period.ticks)
    spec["layer"][1]["layer"][-1]["encoding"]["fill"]["scale"] = _colours(colours)
    narrow = _copy(spec)
    axis = narrow["layer"][1]["encoding"]["y"]["axis"]
    axis.update(labelLimit=170, labelFontSize=11)
    return _sized(spec, narrow, "promises")


def violations(rows: Rows, period: Period, colours: Mapping[str, str]) -> Drawing:
    """Draw breaches a day, stacked by claimant. Rows: shown_on, claimant, claimant_order, n_events."""
    spec = _spec("violations", rows=rows)
    spec["encoding"]["x"].update(timeUnit=period.unit, scale=period.scale)
    spec["encoding"]["x"]["axis"].update(period.ticks)
    spec["encoding"]["color"]["scale"] = _colours(colours)
    return _sized(spec, _copy(spec), "violations")


def lag(rows: Rows, colours: Mapping[str, str]) -> Drawing:
    """Draw how far behind the first report each outlet is, as shares. Rows: name, lag, lag_order, n_events."""
    spec = _spec("lag", rows=rows)
    spec["encoding"]["color"]["scale"] = _colours(colours)
    narrow = _copy(spec)
    narrow["encoding"]["y"]["axis"]["labelLimit"] = 110
    return _sized(spec, narrow, "lag")


def _spec(name: str, **datasets: Rows) -> Spec:
    spec: Spec = json.loads((FOLDER / f"{name}.vl.json").read_text("utf-8"))
    return {**spec, "datasets": {key: list(map(dict, rows)) for key, rows in datasets.items()}, "config": CONFIG}


def _copy(spec: Spec) -> Spec:
    copied: Spec = json.loads(json.dumps(spec))
    return copied


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
