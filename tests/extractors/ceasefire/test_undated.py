"""A document without a day of publication: dates named with their year count, all others are none; never 1970."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.ceasefire.tag import load_tagger
from extractors.records import Document

CASES = {
    "Armenia and Azerbaijan agreed on a ceasefire on Tuesday.": (None, "none"),
    "Armenia and Azerbaijan agreed on a ceasefire.": (None, "none"),
    "Armenia and Azerbaijan agreed on a ceasefire on November 10.": (None, "none"),
    "Armenia and Azerbaijan agreed on a ceasefire on November 10, 2020.": (date(2020, 11, 10), "explicit"),
    "Armenia and Azerbaijan agreed on a ceasefire in May 1994.": (date(1994, 5, 1), "explicit"),
}


@pytest.mark.parametrize("text", CASES)
def test_only_a_date_named_with_its_year_counts(text: str) -> None:
    mention = load_tagger().tag(Document("undated", text))[0]
    assert (mention.event_date, mention.date_basis) == CASES[text]
    assert (mention.type, mention.status) == ("ceasefire_agreed", "actual")
    assert (mention.date_precision == "none") == (mention.event_date is None)


@pytest.mark.parametrize(("day", "is_background"), [("November 10", False), ("November 10, 2020", True)])
def test_only_an_act_whose_year_is_told_is_history(day: str, is_background: bool) -> None:
    text = f"Armenia and Azerbaijan agreed on a ceasefire on {day}. The two sides traded fire on May 3, 2022."
    assert load_tagger().tag(Document("undated", text))[0].is_background == is_background
