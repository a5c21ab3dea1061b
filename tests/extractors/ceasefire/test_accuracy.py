"""No headline figure of the tagger falls by more than a point below what docs/accuracy.md says."""

from __future__ import annotations

import json

import pytest

from extractors.ceasefire.evaluation import fallen
from tests.bench.accuracy import BASELINE, COLLECTIONS, PAGE, measure


@pytest.mark.slow
def test_no_figure_has_fallen() -> None:
    before = json.loads(BASELINE.read_text("utf-8"))
    worse = {name: fallen(figures, before[name]) for name, figures in measure().items()}
    assert {name: drops for name, drops in worse.items() if drops} == {}


def test_the_page_shows_the_baseline() -> None:
    before = json.loads(BASELINE.read_text("utf-8"))
    page = PAGE.read_text("utf-8")
    shown = [f"| {name} | " for name in before["held"]]
    assert [line for line in shown if line not in page] == []
    assert f"{before['held']['truce_and_terms_f1']:.3f}" in page


@pytest.mark.parametrize(("before", "now", "is_worse"), [(0.80, 0.78, True), (0.80, 0.795, False), (0.80, 0.9, False)])
def test_a_fall_of_more_than_a_point_is_told(before: float, now: float, is_worse: bool) -> None:
    assert bool(fallen({"status": now}, {"status": before})) is is_worse


def test_more_false_alarms_are_a_fall() -> None:
    assert fallen({"false_alarms_per_100": 6.0}, {"false_alarms_per_100": 4.0})
    assert not fallen({"false_alarms_per_100": 3.0}, {"false_alarms_per_100": 4.0})


def test_the_collections_of_the_tree_are_measured() -> None:
    assert COLLECTIONS["tune"].is_dir()
    assert COLLECTIONS["held"].is_dir()
