"""Terms and hours that lean on another day, and the day of a deal, which is not that of what the deal brought.

Wednesday, 17 March 2021 is the day of publication.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.ceasefire import dates
from extractors.ceasefire.spans import Span


def read(text: str, trigger: str, event_type: str, status: str = "actual", **options: Any) -> dates.DateReading:
    at = text.index(trigger)
    return dates.resolve(
        text,
        Span(0, len(text)),
        Span(0, len(text)),
        event_type=event_type,
        status=status,
        tense=options.pop("tense", "future" if status == "scheduled" else "past"),
        published_on=date(2021, 3, 17),
        trigger=Span(at, at + len(trigger)),
        **options,
    )


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("The garrison left the valley by midnight.", "actual", "2021-03-16"),
        ("The garrison left the valley on Monday before midnight.", "actual", "2021-03-15"),
        ("The garrison must have left the valley by midnight.", "scheduled", "2021-03-18"),
        ("The tanks left the valley the day before and have not been seen again.", "actual", "2021-03-16"),
        ("The tanks left the valley two days before.", "actual", "2021-03-15"),
        ("The tanks, which cut the valley in two, left on Monday.", "actual", "2021-03-15"),
        ("The tanks left the camp, which looks down on the valley, on Monday.", "actual", "2021-03-15"),
        ("The tanks have left the valley 12 times since the start of the year.", "actual", "2021-01-01"),
        ("The tanks must have left the valley within 20 days of April 1.", "scheduled", "2021-04-21"),
        ("The rebels have three months from Friday until all have left the valley.", "scheduled", "2021-06-12"),
        ("The guns will be silent for five days to let all who have not left go.", "scheduled", "2021-03-22"),
        ("The guns will be silent for five days, and whoever has not left may stay.", "scheduled", "None"),
        ("The tanks are to have left the valley by the close of April.", "scheduled", "2021-04-30"),
        ("The minister said on March 15 that the tanks will have left within a week.", "scheduled", "2021-03-22"),
        ("The tanks will not have left the valley before Christmas Eve.", "scheduled", "2021-12-24"),
        ("The tanks left the valley at the start of the week.", "actual", "2021-03-15"),
    ],
)
def test_a_term_is_counted_from_the_day_it_leans_on(text: str, status: str, expected: str) -> None:
    assert str(read(text, "left", "troop_withdrawal", status).event_date) == expected


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        ("The statement of March 9 ended the war and returned the town.", "territory_transfer", "2021-03-17"),
        ("The statement of March 9, 2019 ended the war and returned the town.", "territory_transfer", "None"),
        ("The army returned the town under the pact signed in Doha on March 9.", "territory_transfer", "2021-03-17"),
        ("The pact was signed on March 9, after which the army returned the town.", "territory_transfer", "2021-03-09"),
        ("The army has returned two towns since the truce of March 9.", "territory_transfer", "2021-03-09"),
    ],
)
def test_the_day_of_a_deal_is_not_that_of_its_terms(text: str, event_type: str, expected: str) -> None:
    assert str(read(text, "returned", event_type).event_date) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels accepted a plan for a truce on Monday.", "2021-03-15"),
        ("The rebels said on Monday that they had accepted a plan for a truce.", "None"),
        ("The rebels have accepted a plan for a truce.", "None"),
    ],
)
def test_one_side_s_yes_has_the_day_told_after_it(text: str, expected: str) -> None:
    assert str(read(text, "accepted", "ceasefire_agreed", "hypothetical", tense="past").event_date) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("A truce followed five days in which the two armies shelled each other.", "2021-03-13", "2021-03-17"),
        ("Guns fell silent after four days of street battles that shelled whole quarters.", "2021-03-14", "2021-03-17"),
        ("A truce was struck after five weeks in which the armies shelled each other.", "2021-03-17", "None"),
    ],
)
def test_a_spell_of_days_ends_with_the_news(text: str, first: str, last: str) -> None:
    reading = read(text, "shelled", "armed_clash")
    assert (str(reading.event_date), str(reading.event_date_end)) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The premier said the truce would start at 4 a.m.", "2021-03-18"),
        ("The premier said the truce would start at 6 p.m.", "2021-03-17"),
        ("The premier said on Tuesday that the truce would start at midnight.", "2021-03-17"),
    ],
)
def test_small_hours_told_by_day_are_of_the_next(text: str, expected: str) -> None:
    clause = Span(text.index("the truce"), len(text))
    at = text.index("start")
    found = dates.resolve(
        text,
        Span(0, len(text)),
        clause,
        event_type="ceasefire_in_effect",
        status="scheduled",
        tense="future",
        published_on=date(2021, 3, 17),
        trigger=Span(at, at + 5),
    )
    assert str(found.event_date) == expected


@pytest.mark.parametrize(
    ("event_type", "expected"), [("ceasefire_ended", "2021-03-15"), ("ceasefire_violation", "2021-03-15")]
)
def test_a_year_that_names_a_deal_dates_nothing(event_type: str, expected: str) -> None:
    text = "The 1974 agreement has collapsed, the premier said on Monday."
    assert str(read(text, "collapsed", event_type).event_date) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Talks due on Monday did not take place.", "Talks", "2021-03-15"),
        ("Talks due on Friday were called off.", "Talks", "2021-03-19"),
        ("The rebels stayed away from Tuesday's talks.", "stayed away", "2021-03-16"),
    ],
)
def test_missed_talks_have_the_day_they_were_due(text: str, trigger: str, expected: str) -> None:
    assert str(read(text, trigger, "peace_talks", "negated").event_date) == expected


def test_a_halt_that_is_only_said_to_have_held_for_long_has_no_day() -> None:
    text = "Drones broke a calm that both had kept to for 21 months."
    assert read(text, "kept to", "ceasefire_in_effect").event_date is None
