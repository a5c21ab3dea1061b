"""The charts: bars add up, time is cut into days, weeks or months, outside text stays text, nothing is loaded."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from lxml import etree

from flows.report import charts
from flows.report.charts import Period, _stacked

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = {"actual": "var(--s-actual)", "alleged": "var(--s-alleged)"}
DAY = date(2020, 11, 10)


def timeline(rows: list[dict[str, object]], days: int = 30) -> charts.Drawing:
    return charts.timeline(rows, [{"shown_on": DAY.isoformat()}], Period(DAY, DAY + timedelta(days=days)), COLOURS)


def row(label: str = "Armed clash", status: str = "actual", day: date = DAY, n_events: int = 1) -> dict[str, object]:
    return {"label": label, "status": status, "shown_on": day, "n_events": n_events}


def filled(svg: str, colour: str) -> int:
    return len(re.findall(rf'fill="var\(--{colour}\)"', svg))


def test_there_is_a_bar_for_each_type_day_and_status() -> None:
    rows = [row(), row(status="alleged"), row(day=DAY + timedelta(days=3)), row("Peace talks")]
    drawing = timeline(rows)
    for svg in (drawing.wide, drawing.narrow):
        assert (filled(svg, "s-actual"), filled(svg, "s-alleged")) == (3, 1)
        texts = ["".join(text.itertext()) for text in etree.fromstring(svg).iter(f"{SVG}text")]
        assert {"Armed clash", "Peace talks"} <= set(texts)


def test_events_of_one_week_make_one_bar_when_the_period_is_long() -> None:
    rows = [row(day=DAY + timedelta(days=number)) for number in range(3)]  # Tuesday to Thursday
    assert filled(timeline(rows, 30).wide, "s-actual") == 3
    assert filled(timeline(rows, 300).wide, "s-actual") == 1


@pytest.mark.parametrize(
    ("days", "first", "after"),
    [
        (30, date(2020, 11, 10), date(2020, 11, 11)),
        (300, date(2020, 11, 8), date(2020, 11, 15)),
        (3000, date(2020, 11, 1), date(2020, 12, 1)),
    ],
)
def test_a_bar_spans_a_day_a_week_or_a_month(days: int, first: date, after: date) -> None:
    assert Period(DAY, DAY + timedelta(days=days)).bin(DAY) == (first, after)


def test_the_parts_of_a_bar_stand_on_each_other_and_fill_its_share() -> None:
    parts = list(_stacked({"actual": 2, "alleged": 1}, ["actual", "alleged"], 0, (0.0, 1.0), 6))
    (_, actual_top, actual_bottom), (_, alleged_top, alleged_bottom) = parts
    assert actual_bottom == 1.0
    assert actual_top == pytest.approx(alleged_bottom)
    assert actual_bottom - actual_top == pytest.approx(2 * (alleged_bottom - alleged_top))
    assert 1.0 - alleged_top == pytest.approx(0.94 / 2)


def test_a_lone_event_does_not_fill_its_row() -> None:
    ((_, top, bottom),) = _stacked({"actual": 1, "alleged": 0}, ["actual", "alleged"], 4, (0.0, 1.0), 1)
    assert (bottom, top) == (5.0, pytest.approx(5.0 - 0.94 / 3))


def test_outside_text_is_text_in_a_chart() -> None:
    name = "</text><script>alert(1)</script>"
    period = Period(DAY, DAY + timedelta(days=9))
    drawn = charts.lag([{"name": name, "lag": "first", "lag_order": 0, "n_events": 1}], {"first": "var(--l-1)"})
    promise = {
        "label": name, "first_due_on": "2020-11-11", "due_on": "2020-11-12", "done_on": None, "last_on": "2020-11-15",
        "late_from": "2020-11-12", "late_to": "2020-11-15", "outcome": "overdue",
    }  # fmt: skip
    for drawing in (drawn, charts.promises([promise], DAY, period, {"overdue": "var(--o-overdue)"})):
        for svg in (drawing.wide, drawing.narrow):
            root = etree.fromstring(svg)
            assert [element for element in root.iter(f"{SVG}script")] == []
            assert name[:7] in "".join(root.itertext())


def test_ids_of_one_drawing_are_not_those_of_another() -> None:
    drawing = timeline([row()])
    ids = [re.findall(r'id="([^"]+)"', svg) for svg in (drawing.wide, drawing.narrow)]
    assert not set(ids[0]) & set(ids[1])


def test_a_chart_takes_the_width_of_its_place_and_loads_nothing() -> None:
    for svg in (timeline([row()]).wide, timeline([row()]).narrow):
        root = etree.fromstring(svg)
        assert (root.get("width"), root.get("height")) == (None, None)
        assert root.get("viewBox")
        assert not [element for element in root.iter() if element.tag in (f"{SVG}image", f"{SVG}use", f"{SVG}style")]
