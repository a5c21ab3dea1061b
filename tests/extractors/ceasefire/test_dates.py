"""Dates of events: every form a wire writes, the year and weekday it means, and which of several is the event's."""

from __future__ import annotations

from calendar import month_name
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ceasefire import dates
from extractors.ceasefire.spans import Span

# Wednesday.
PUBLISHED = date(2021, 3, 17)
MONTHS = tuple(month_name)[1:]


def read(
    text: str,
    *,
    clause: str | None = None,
    status: str = "actual",
    event_type: str = "troop_withdrawal",
    is_background: bool = False,
    published_on: date = PUBLISHED,
    dateline_on: date | None = None,
) -> dates.DateReading:
    start = text.index(clause) if clause else 0
    return dates.resolve(
        text,
        Span(0, len(text)),
        Span(start, start + len(clause)) if clause else Span(0, len(text)),
        event_type=event_type,
        status=status,
        tense="future" if status == "scheduled" else "past",
        published_on=published_on,
        dateline_on=dateline_on,
        is_background=is_background,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The last tanks left the valley on March 3.", "2021-03-03"),
        ("The last tanks left the valley on Mar. 3.", "2021-03-03"),
        ("The last tanks left the valley on 3 March 2020.", "2020-03-03"),
        ("The last tanks left the valley on the 3rd of March.", "2021-03-03"),
        ("The last tanks left the valley on 2020-03-03.", "2020-03-03"),
        ("The last tanks left the valley on 03.03.2020.", "2020-03-03"),
        ("The last tanks left the valley on December 30.", "2020-12-30"),
        ("The last tanks left the valley on Monday.", "2021-03-15"),
        ("The last tanks left the valley on Wednesday.", "2021-03-17"),
        ("The last tanks left the valley last Wednesday.", "2021-03-10"),
        ("The last tanks left the valley on Thursday.", "2021-03-11"),
        ("The last tanks left the valley yesterday.", "2021-03-16"),
        ("The last tanks left the valley overnight.", "2021-03-17"),
        ("In the past 24 hours the last tanks left the valley.", "2021-03-17"),
        ("The last tanks left the valley three days ago.", "2021-03-14"),
        ("The guns opened up on March 1 and the last tanks left the valley five days later.", "2021-03-01"),
        ("The last tanks left the valley late on Monday.", "2021-03-15"),
        ("The last tanks left the valley.", "2021-03-17"),
    ],
)
def test_a_past_act_lies_on_the_day_its_words_name(text: str, expected: str) -> None:
    reading = read(text)
    assert (str(reading.event_date), reading.event_date_end, reading.date_precision) == (expected, None, "day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The brigade is to leave the valley on Friday.", "2021-03-19"),
        ("The brigade is to leave the valley on Wednesday.", "2021-03-17"),
        ("The brigade is to leave the valley next Wednesday.", "2021-03-24"),
        ("The brigade is to leave the valley by February 1.", "2022-02-01"),
        ("The brigade is to leave the valley no later than April 2.", "2021-04-02"),
        ("The brigade is to leave the valley tomorrow.", "2021-03-18"),
        ("The brigade is to leave the valley in three days.", "2021-03-20"),
        ("The brigade has 30 days to leave the valley.", "2021-04-16"),
        ("The brigade is to leave the valley by the end of April.", "2021-04-30"),
        ("The brigade is to leave the valley at midnight.", "2021-03-18"),
        ("The sides agreed on Tuesday that the brigade would leave the valley.", "None"),
        ("The brigade is to leave the valley.", "None"),
    ],
)
def test_a_plan_lies_on_the_day_it_is_due(text: str, expected: str) -> None:
    assert str(read(text, status="scheduled").event_date) == expected


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("Armour left the valley in February.", "2021-02-01", "2021-02-28", "month"),
        ("Armour left the valley in May 1999.", "1999-05-01", "1999-05-31", "month"),
        ("Armour left the valley in the spring of 1999.", "1999-03-01", "1999-05-31", "month"),
        ("Armour left the valley in 1999.", "1999-01-01", "1999-12-31", "year"),
        ("Armour left the valley in the late 1990s.", "1990-01-01", "1999-12-31", "decade"),
        ("Armour left the valley last week.", "2021-03-08", "2021-03-14", "week"),
        ("Armour left the valley last month.", "2021-02-01", "2021-02-28", "month"),
        ("Armour left the valley on July 2 last year.", "2020-07-02", "None", "day"),
        ("Armour left the valley from February 1 to February 9.", "2021-02-01", "2021-02-09", "day"),
        ("Armour left the valley from noon on February 1 until noon on February 9.", "2021-02-01", "2021-02-09", "day"),
        ("Armour left the valley between Friday evening and Sunday night.", "2021-03-12", "2021-03-14", "day"),
        ("Armour left the valley on February 1 and 2.", "2021-02-01", "2021-02-02", "day"),
        ("Armour left the valley in 1992-1994.", "1992-01-01", "1994-12-31", "year"),
    ],
)
def test_spans_and_coarse_dates_fill_both_ends(text: str, first: str, last: str, precision: str) -> None:
    reading = read(text)
    assert (str(reading.event_date), str(reading.event_date_end), reading.date_precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "now", "original"),
    [
        ("The handover, due on March 10, was put off to March 24.", "2021-03-24", "2021-03-10"),
        ("The handover will be on March 24, not on March 10 as announced.", "2021-03-24", "2021-03-10"),
        ("The handover of March 10 was pushed back by two weeks.", "2021-03-24", "2021-03-10"),
        ("The handover was put back by a week, to March 24.", "2021-03-24", "2021-03-17"),
        ("The handover, set for March 10, was postponed indefinitely.", "None", "2021-03-10"),
        ("The handover, due on March 10, has been moved to May.", "2021-05-01", "2021-03-10"),
        ("The handover has been postponed from March 10 to March 24.", "2021-03-24", "2021-03-10"),
        ("The handover will be on March 24, a day later than planned.", "2021-03-24", "2021-03-23"),
        ("The handover, which was to begin at 9 a.m. on March 17, was held up.", "2021-03-17", "2021-03-17"),
    ],
)
def test_a_postponement_keeps_the_date_that_was(text: str, now: str, original: str) -> None:
    reading = read(text, status="postponed", event_type="territory_transfer")
    assert (str(reading.event_date), str(reading.original_date)) == (now, original)


@pytest.mark.parametrize(
    ("text", "clause", "options", "expected"),
    [
        ("Zarnak was given up on March 3 and Belino on March 9.", "Belino on March 9", {}, "2021-03-09"),
        ("Zarnak was given up on March 3 and Belino on March 9.", "Zarnak was given up on March 3", {}, "2021-03-03"),
        ("On March 3, the sides signed a paper and the guns stopped.", "the guns stopped", {}, "2021-03-03"),
        ("The army said on March 9 that its men had left the ridge.", "its men had left the ridge", {}, "2021-03-09"),
        (
            "Engineers went in on March 9, a day after the last guards walked out.",
            "the last guards walked out",
            {},
            "2021-03-08",
        ),
        (
            "Posts fell silent on March 9, but the town is still sealed off.",
            "the town is still sealed off",
            {},
            "2021-03-17",
        ),
        (
            "Guards left on March 9 under the deal that ended a month of fighting.",
            "the deal that ended a month of fighting",
            {"event_type": "ceasefire_agreed"},
            "None",
        ),
        (
            "The two fought a war over the valley.",
            "The two fought a war over the valley",
            {"is_background": True},
            "None",
        ),
        (
            "Talks that had been due on Thursday were called off.",
            "Talks that had been due on Thursday were called off",
            {"event_type": "peace_talks", "status": "negated"},
            "2021-03-18",
        ),
    ],
)
def test_of_several_dates_a_clause_takes_its_own(
    text: str, clause: str, options: dict[str, Any], expected: str
) -> None:
    assert str(read(text, clause=clause, **options).event_date) == expected


def test_a_dateline_is_no_date_of_an_event_but_the_day_of_an_undated_one() -> None:
    text = "TRIPOLI, March 15. /TASS/. Gunmen have left the port, an official said."
    reading = read(text, clause="Gunmen have left the port")
    assert (reading.event_date, reading.date_basis) == (date(2021, 3, 15), "publication")
    assert dates.find(text, Span(0, len(text)), PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fire stopped at 8 a.m. on March 3.", "08:00"),
        ("Fire stopped at 6:30 p.m. Moscow time on March 3.", "18:30 Moscow time"),
        ("Fire stopped at 0900 GMT on March 3.", "09:00 GMT"),
        ("Fire stopped on March 3 at noon.", "12:00"),
        ("Fire stopped from 00:01 on March 3.", "00:01"),
        ("Fire stopped on March 3.", None),
    ],
)
def test_a_time_of_day_goes_with_its_date(text: str, expected: str | None) -> None:
    assert read(text).event_time == expected


@pytest.mark.parametrize(
    "text", ["He may march in the sun.", "They killed 2000 men.", "Freed 1,994 people.", "Page 20 of 21."]
)
def test_words_and_numbers_are_no_dates(text: str) -> None:
    assert dates.find(text, Span(0, len(text)), PUBLISHED) == ()


@given(days=st.integers(-150, 60), published_on=st.dates(date(1991, 1, 1), date(2035, 12, 31)), short=st.booleans())
def test_a_date_near_publication_needs_no_year(days: int, published_on: date, short: bool) -> None:
    day = published_on + timedelta(days=days)
    name = MONTHS[day.month - 1][:3] + "." if short and day.month not in (5, 6, 7) else MONTHS[day.month - 1]
    assert read(f"Troops left the valley on {name} {day.day}.", published_on=published_on).event_date == day


@pytest.mark.parametrize(
    ("published", "sentence", "status", "expected"),
    [
        ("2025-10-15", "Rebels marched into Goma on Jan. 27.", "actual", "2025-01-27"),
        ("2021-07-30", "They signed a truce on Oct. 23.", "actual", "2020-10-23"),
        ("2020-11-25", "They will hand over the town on Jan. 27.", "scheduled", "2021-01-27"),
        ("2020-11-25", "They handed over the town over the weekend.", "actual", "2020-11-21"),
        ("2020-11-25", "They will hand over the town by the end of the year.", "scheduled", "2020-12-31"),
        ("2020-11-25", "They will hand over the town by year-end.", "scheduled", "2020-12-31"),
        ("2020-11-25", "They will hand over the town by the 10th.", "scheduled", "2020-12-10"),
        ("2020-11-25", "They handed over the town on the 10th.", "actual", "2020-11-10"),
        ("2020-11-25", "They would hand over the town on Tuesday.", "scheduled", "2020-12-01"),
        ("2020-11-25", "They handed over the town on Friday.", "actual", "2020-11-20"),
        ("2020-11-25", "The March 23 Movement handed over the town on Friday.", "actual", "2020-11-20"),
    ],
)
def test_a_past_act_is_never_ahead(published: str, sentence: str, status: str, expected: str) -> None:
    found = read(sentence, published_on=date.fromisoformat(published), status=status)
    assert found.event_date == date.fromisoformat(expected)


@given(day=st.dates(date(1850, 1, 1), date(2099, 12, 31)), published_on=st.dates(date(1991, 1, 1), date(2035, 12, 31)))
def test_a_date_with_its_year_is_itself_in_every_style(day: date, published_on: date) -> None:
    name = MONTHS[day.month - 1]
    for written in (f"{name} {day.day}, {day.year}", f"{day.day} {name} {day.year}", day.isoformat()):
        assert read(f"Troops left the valley on {written}.", published_on=published_on).event_date == day


@given(offset=st.integers(0, 6), published_on=st.dates(date(1991, 1, 1), date(2035, 12, 31)))
def test_a_bare_weekday_is_within_a_week_behind_or_ahead(offset: int, published_on: date) -> None:
    behind, ahead = published_on - timedelta(days=offset), published_on + timedelta(days=offset)
    assert read(f"Troops left on {behind:%A}.", published_on=published_on).event_date == behind
    due = read(f"Troops are to leave on {ahead:%A}.", published_on=published_on, status="scheduled")
    assert due.event_date == ahead


@given(st.text(max_size=300), st.dates(date(1991, 1, 1), date(2035, 12, 31)))
def test_any_text_is_read_and_its_references_lie_inside_it(text: str, published_on: date) -> None:
    refs = dates.find(text, Span(0, len(text)), published_on)
    assert all(0 <= ref.start < ref.end <= len(text) for ref in refs)
    assert all(one.end <= other.start for one, other in pairwise(refs))
    assert all(ref.last_on is None or (ref.first_on is not None and ref.first_on <= ref.last_on) for ref in refs)


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "expected"),
    [
        (
            "Guards had walked out of it under the deal that silenced the guns on March 9.",
            "walked out",
            "troop_withdrawal",
            "2021-03-17",
        ),
        (
            "Guards had walked out of it under the deal that silenced the guns on March 9.",
            "deal",
            "ceasefire_agreed",
            "2021-03-09",
        ),
        ("Families who were driven out in 1993 have gone home.", "gone home", "displaced_return", "2021-03-17"),
        (
            "The guns fell silent on March 2 and prisoners came home on March 9.",
            "came home",
            "prisoner_exchange",
            "2021-03-09",
        ),
    ],
)
def test_in_a_long_clause_the_verb_says_which_date_is_its_own(
    text: str, trigger: str, event_type: str, expected: str
) -> None:
    span = Span(0, len(text))
    at = text.index(trigger)
    reading = dates.resolve(
        text,
        span,
        span,
        event_type=event_type,
        status="actual",
        tense="past",
        published_on=PUBLISHED,
        trigger=Span(at, at + len(trigger)),
    )
    assert str(reading.event_date) == expected


@pytest.mark.parametrize(
    ("when", "first", "last", "precision"),
    [
        ("on 3 and 9 March", "2021-03-03", "2021-03-09", "day"),
        ("between 3 and 9 March", "2021-03-03", "2021-03-09", "day"),
        ("from September 27 to November 10, 2020", "2020-09-27", "2020-11-10", "day"),
        ("in the week to March 9", "2021-03-03", "2021-03-09", "day"),
        ("in the week of March 3", "2021-03-01", "2021-03-07", "week"),
        ("in the first week of February", "2021-02-01", "2021-02-07", "week"),
        ("in the last week of February", "2021-02-22", "2021-02-28", "week"),
        ("in the second half of February", "2021-02-16", "2021-02-28", "day"),
        ("in the first ten days of February", "2021-02-01", "2021-02-10", "day"),
        ("on the last day of February", "2021-02-28", "None", "day"),
        ("at the beginning of the month", "2021-03-01", "2021-03-31", "month"),
        ("last autumn", "2020-09-01", "2020-11-30", "month"),
        ("in the first quarter of 2020", "2020-01-01", "2020-03-31", "month"),
        ("in mid-2019", "2019-01-01", "2019-12-31", "year"),
        ("last March", "2020-03-01", "2020-03-31", "month"),
        ("in March of last year", "2020-03-01", "2020-03-31", "month"),
        ("as early as January", "2021-01-01", "2021-01-31", "month"),
        ("over the past three days", "2021-03-14", "2021-03-17", "day"),
        ("in the past week", "2021-03-10", "2021-03-17", "day"),
        ("earlier in the week", "2021-03-15", "2021-03-21", "week"),
        ("the previous month", "2021-02-01", "2021-02-28", "month"),
        ("on Monday of last week", "2021-03-08", "None", "day"),
        ("the day before yesterday", "2021-03-15", "None", "day"),
        ("overnight into Saturday", "2021-03-13", "None", "day"),
    ],
)
def test_parts_of_weeks_months_and_years_are_read(when: str, first: str, last: str, precision: str) -> None:
    reading = read(f"Armour left the valley {when}.")
    assert (str(reading.event_date), str(reading.event_date_end), reading.date_precision) == (first, last, precision)
