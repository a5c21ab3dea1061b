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
