"""When an article is looked at again: hourly at first, then less, then never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from extractors.records import Basis, Entry
from extractors.refetch import MAX_A_RUN, MAX_AGE, SCHEDULE, Revisit, is_due, refetch_due

AT = datetime(2020, 11, 25, 12, tzinfo=UTC)
# Age of the article and time since the last look, in hours; is it due?
CASES = [
    (1, 0.5, False),
    (1, 1, True),
    (6, 1, True),
    (7, 1, False),
    (7, 4, True),
    (30, 4, False),
    (30, 12, True),
    (80, 12, False),
    (80, 48, True),
    (24 * 7, 48, True),
    (24 * 7 + 1, 100, False),
    (24 * 400, 24 * 399, False),
]


@pytest.mark.parametrize(("age_hours", "asked_hours", "expected"), CASES)
def test_looks_grow_rare_with_age(age_hours: float, asked_hours: float, expected: bool) -> None:
    assert is_due(AT - timedelta(hours=age_hours), AT - timedelta(hours=asked_hours), AT) is expected


def test_an_article_dated_in_the_future_is_as_old_as_its_last_look() -> None:
    assert is_due(AT + timedelta(days=3), AT - timedelta(hours=2), AT)
    assert not is_due(AT + timedelta(days=3), AT - timedelta(minutes=30), AT)


def test_the_schedule_only_slows_down() -> None:
    assert sorted(SCHEDULE) == list(SCHEDULE)
    assert [pause for _, pause in SCHEDULE] == sorted(pause for _, pause in SCHEDULE)
    assert SCHEDULE[-1][0] == MAX_AGE


def revisit(number: int, asked: datetime) -> Revisit:
    entry = Entry(f"e{number}", "f", "rferl", None, f"https://news.example/{number}", "t", "", None, None, Basis.NONE)
    return Revisit(f"a{number:03}", entry, AT - timedelta(hours=5), asked)


def test_the_longest_unseen_go_first_and_a_run_is_bounded() -> None:
    waiting = [revisit(number, AT - timedelta(hours=1, minutes=number)) for number in range(MAX_A_RUN + 5)]
    due = refetch_due(waiting, AT)
    assert len(due) == MAX_A_RUN
    assert due == tuple(reversed(waiting))[:MAX_A_RUN]
