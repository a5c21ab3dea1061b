"""History retold, told from news: which words of a clause make it history."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.ceasefire import background
from extractors.ceasefire.spans import Span


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Rebels took the town in 1993", True),
        ("Rebels took the town three decades ago", True),
        ("The 1994 truce left the town in rebel hands", True),
        ("The army has handed the town back under the 2012 accord", False),
        ("The North will no longer keep the 2018 military pact", False),
        ("The valley was declared free of mines after 14 years of work", False),
        ("Rebels have held the town since 1993", True),
    ],
)
def test_a_year_makes_history_unless_it_only_names_a_thing_of_the_news(clause: str, expected: bool) -> None:
    assert background.has_cue(clause, Span(0, len(clause)), date(2021, 3, 17)) is expected


@pytest.mark.parametrize(
    ("clause", "trigger", "expected"),
    [
        ("Two roads, shut since 1974, were opened on Monday", "opened", False),
        ("Sappers may not go near the hill, which rebels mined last year", "go near", False),
        ("The two met on Thursday to end a war that flared up again in 2013", "met", False),
        ("Rebels took the town, which they had lost in spring, in 1993", "took", True),
        ("The force, which has been in the country since 1978, will help", "force", True),
        ("A minister said on Monday that rebels had taken the town in 1993", "taken", True),
        ("The town, seized in 1993", "seized", True),
    ],
)
def test_what_a_thing_of_the_news_has_been_through_makes_no_history(clause: str, trigger: str, expected: bool) -> None:
    at = clause.index(trigger)
    of_act = Span(at, at + len(trigger))
    span = Span(0, len(clause))
    assert background.has_cue(clause, span, date(2021, 3, 17), "troop_withdrawal", of_act) is expected
