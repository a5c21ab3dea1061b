"""Frames that give or take a date: a day after, since it is still, a halt that someone had arranged, an hour later.

Wednesday, 17 March 2021 is the day of publication.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from extractors.ceasefire import dates
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tag import load_tagger
from extractors.records import Document


def read(text: str, trigger: str, event_type: str, clause: str = "", **options: Any) -> dates.DateReading:
    at, start = text.index(trigger), text.index(clause) if clause else 0
    status = options.pop("status", "actual")
    return dates.resolve(
        text,
        Span(0, len(text)),
        Span(start, start + len(clause or text)),
        event_type=event_type,
        status=status,
        tense="future" if status == "scheduled" else "past",
        published_on=date(2021, 3, 17),
        trigger=Span(at, at + len(trigger)),
        **options,
    )


LEFT = "troop_withdrawal"


@pytest.mark.parametrize(
    ("text", "trigger", "clause", "expected"),
    [
        # What is told with "a day after" leans on the day of what was done, not on a deadline beside it.
        (
            "Troops rode in on Friday under a pact due by April 1, a day after the guards left.",
            "left",
            "the guards left",
            "2021-03-11",
        ),
        ("The army shelled the port on March 9, a day after leaving the hills.", "leaving", "", "2021-03-08"),
        ("A day after the talks the guards left on Monday.", "left", "", "2021-03-15"),
        ("The port fell on Sunday, 14 months after the guards left.", "left", "the guards left", "2020-01-01"),
        ("The port fell on Sunday, a month after the guards left.", "left", "the guards left", "2021-02-14"),
        ("The guards left a minute after midnight on Tuesday.", "left", "", "2021-03-16"),
        ("The guards left before dawn on Tuesday.", "left", "", "2021-03-16"),
        (
            "The port fell on Sunday and the guards left three hours later.",
            "left",
            "the guards left three",
            "2021-03-14",
        ),
        # Of a deal struck a day before no day is told by what followed.
        ("Crews towed 153 to 10 guns on Monday out of the town and left.", "towed", "", "2021-03-15"),
    ],
)
def test_an_act_leans_on_the_day_beside_it(text: str, trigger: str, clause: str, expected: str) -> None:
    assert str(read(text, trigger, LEFT, clause).event_date) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "clause", "expected"),
    [
        # A clause goes on from a dated one with "but" and "yet", and with a participle of its own subject.
        ("The envoy flew to Goma on Monday, yet the guards left.", "left", "the guards left", "2021-03-15"),
        ("Forty men were freed on Monday, Kampala having left the ridge.", "left", "Kampala having left", "2021-03-15"),
        ("The pullout was put back from March 9, but the guards left.", "left", "the guards left", "2021-03-17"),
        ("The envoy has said since Monday that the guards left.", "left", "the guards left", "2021-03-17"),
        # A reason of today has the day of the news.
        (
            "The road, due to open in January, is shut since the guards are still leaving it.",
            "leaving",
            "since the guards are still leaving it",
            "2021-03-17",
        ),
    ],
)
def test_a_clause_shares_the_day_of_the_one_before(text: str, trigger: str, clause: str, expected: str) -> None:
    assert str(read(text, trigger, LEFT, clause).event_date) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "clause", "expected"),
    [
        # A truce that someone "had arranged" is referred to, not told.
        (
            "On Monday nobody fired, a lull that elders had arranged by radio.",
            "arranged",
            "ceasefire_agreed",
            "",
            "None",
        ),
        ("It rests on a paper that the chiefs have signed.", "signed", "ceasefire_agreed", "", "None"),
        ("On Monday the chiefs signed a truce.", "signed", "ceasefire_agreed", "", "2021-03-15"),
        ("Both sides took up a Qatari suggestion on a truce.", "suggestion", "ceasefire_proposed", "", "None"),
        ("Oman has put on paper a plan for a truce.", "plan", "ceasefire_proposed", "", "2021-03-17"),
        (
            "The port fell on Sunday, two days after a truce the rivals had agreed.",
            "agreed",
            "ceasefire_agreed",
            "",
            "None",
        ),
        # The day of a truce is not that of the breach or the end of it.
        ("Rebels tore up a pact sealed in January.", "tore up", "ceasefire_ended", "", "2021-03-17"),
        ("Rebels tore up a pact that lapsed in January.", "lapsed", "ceasefire_ended", "", "2021-01-01"),
        ("The truce agreed in January remains in force.", "remains", "ceasefire_in_effect", "remains", "2021-03-17"),
        ("The rebels said there will be no truce this year.", "no truce", "ceasefire_rejected", "", "2021-03-17"),
        ("The fighting of March 9 and 10 was the worst yet.", "fighting", "armed_clash", "", "2021-03-09"),
        ("It was the deadliest breach of the truce this year.", "breach", "ceasefire_violation", "", "2021-03-17"),
        ("The measures of February 12, 2015 ended the war.", "ended", "ceasefire_agreed", "", "2015-02-12"),
    ],
)
def test_what_is_only_known_by_it_has_no_day(
    text: str, trigger: str, event_type: str, clause: str, expected: str
) -> None:
    assert str(read(text, trigger, event_type, clause).event_date) == expected


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("The two camps said yes to a halt from 7 p.m. on Friday.", "actual", "2021-03-19"),
        ("The two camps have kept a halt from Monday.", "actual", "2021-03-15"),
        ("Forces will halt at three posts, Ash, Elm and Oak, starting April 1.", "scheduled", "2021-04-01"),
        ("The camps vowed to halt before the year is out.", "scheduled", "2021-12-31"),
    ],
)
def test_a_start_lies_ahead(text: str, status: str, expected: str) -> None:
    assert str(read(text, "halt", "ceasefire_in_effect", status=status).event_date) == expected


@pytest.mark.parametrize(
    ("text", "clause", "now", "last", "original"),
    [
        ("The pullout, due to start this spring, has been moved to next autumn.", "", "2021-09-01", "2021-11-30", True),
        ("The pullout, which failed to start on Monday, is now planned for Friday.", "", "2021-03-19", "None", True),
        ("The pullout set for March 9 will take place in the fall.", "", "2021-09-01", "2021-11-30", True),
        (
            "The pullout set for March 15 will be held on March 20 instead.",
            "held on March 20",
            "2021-03-20",
            "None",
            True,
        ),
    ],
)
def test_a_delay_keeps_the_span_it_is_moved_to(text: str, clause: str, now: str, last: str, original: bool) -> None:
    reading = read(text, "pullout" if not clause else "held", LEFT, clause, status="postponed")
    assert (str(reading.event_date), str(reading.event_date_end)) == (now, last)
    assert (reading.original_date is not None) == original


def test_hours_later_are_of_the_day_they_lean_on() -> None:
    text, clause = (
        "The chiefs signed on Wednesday; guns were to halt 12 hours later.",
        "guns were to halt 12 hours later",
    )
    assert read(text, "halt", "ceasefire_in_effect", clause, status="scheduled").event_date == date(2021, 3, 17)


def test_a_denial_of_a_promise_has_no_day() -> None:
    assert read("Oslo denied it had agreed to leave the base.", "leave", LEFT, status="denied").event_date is None
    assert read("Oslo denied it had left the base.", "left", LEFT, status="denied").event_date == date(2021, 3, 17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The year told last is that of "the same year".
        ("In May 2018 the port was given up. It was shelled in October of the same year.", "2018-10-01"),
        ("In May 2018 the port was given up. It was shelled in October.", "2020-10-01"),
        ("In May 2018 the port was given up. It was shelled by that October.", "2018-10-01"),
        ("In May 2018 the port was given up. It was said that October raids shelled it.", "2020-10-01"),
        ("In May 2018 all 2011 men gave the port up. It was shelled that October.", "2018-10-01"),
    ],
)
def test_a_month_leans_on_the_year_told_before(text: str, expected: str) -> None:
    start, at = text.index("It"), text.index("shelled")
    reading = dates.resolve(
        text,
        Span(start, len(text)),
        Span(start, len(text)),
        event_type="armed_clash",
        status="actual",
        tense="past",
        published_on=date(2021, 3, 17),
        trigger=Span(at, at + len("shelled")),
    )
    assert str(reading.event_date) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "expected"),
    [
        (
            "They agreed on Monday to a halt after five days of duels that killed 38.",
            "killed",
            "armed_clash",
            "2021-03-11",
        ),
        ("They agreed on Monday to a halt after duels that killed 38.", "killed", "armed_clash", "2021-03-15"),
        ("The only road to the port has been shut since Monday.", "shut", "transport_unblocking", "2021-03-15"),
        ("It is the only road shut since Monday.", "shut", "transport_unblocking", "2021-03-17"),
        (
            "The lull in Kalba, which began on Monday, has been prolonged.",
            "prolonged",
            "ceasefire_extended",
            "2021-03-17",
        ),
        (
            "The lull in Kalba, which was prolonged on Monday, has held.",
            "prolonged",
            "ceasefire_extended",
            "2021-03-15",
        ),
    ],
)
def test_a_spell_and_an_aside_keep_their_days(text: str, trigger: str, event_type: str, expected: str) -> None:
    assert str(read(text, trigger, event_type).event_date) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kalbajar was to have been handed over on March 10.", "2021-03-10"),
        ("The rebels were due to leave the town by February 28, the envoy said.", "2021-02-28"),
        ("The truce had been scheduled to begin on March 15.", "2021-03-15"),
        ("Lachin is to be handed over under the deal signed on March 10.", None),
        ("Russian troops were to leave Gori, Putin said on March 15.", None),
    ],
)
def test_what_was_to_come_on_a_day_behind_keeps_its_day(text: str, expected: str | None) -> None:
    found = load_tagger().tag(Document("a", text, published_at=datetime(2021, 3, 17, tzinfo=UTC)))
    days = [each.event_date for each in found if each.status == "scheduled"]
    assert days == [date.fromisoformat(expected) if expected else None]


@pytest.mark.parametrize("later", ["later in the day", "later that same day", "the same afternoon"])
def test_later_in_the_day_is_the_day_told_before(later: str) -> None:
    text = f"A truce took effect on Friday, March 19, with 13 hostages due to be freed {later}."
    found = load_tagger().tag(Document("a", text, published_at=datetime(2021, 3, 18, tzinfo=UTC)))
    assert [each.event_date for each in found if each.type == "prisoner_exchange"] == [date(2021, 3, 19)]
