"""Which of a sentence's dates is the event's, with the event's verb known: each case names the verb and its day.

Wednesday, 17 March 2021 is the day of publication.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.ceasefire import dates
from extractors.ceasefire.spans import Span

PUBLISHED = date(2021, 3, 17)


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
        published_on=PUBLISHED,
        trigger=Span(at, at + len(trigger)),
        **options,
    )


@pytest.mark.parametrize(
    ("text", "trigger", "status", "expected"),
    [
        # The day a plan was told on is not the day it is due.
        ("The envoy urged both armies on Wednesday to leave the valley.", "leave", "hypothetical", "None"),
        ("The army told reporters on Wednesday it would leave the valley.", "leave", "scheduled", "None"),
        ("On Wednesday the brigade will leave the valley.", "leave", "scheduled", "2021-03-17"),
        ("The brigade will leave the valley on Wednesday.", "leave", "scheduled", "2021-03-17"),
        # "Within three days of" something is no day by itself.
        ("The brigade will leave within three days of the signing.", "leave", "scheduled", "None"),
        ("The brigade will leave within three days.", "leave", "scheduled", "2021-03-20"),
        ("The brigade will leave by the end of 2023.", "leave", "scheduled", "2023-12-31"),
        # A term set for one act is not that of the next.
        ("The pact gives crews ten days to go and lets tanks leave later.", "leave", "scheduled", "None"),
    ],
)
def test_a_plan_lies_on_the_day_said_of_it(text: str, trigger: str, status: str, expected: str) -> None:
    assert str(read(text, trigger, "troop_withdrawal", status=status).event_date) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "clause", "expected"),
    [
        # What became of a thing before is another day's act.
        ("The bridge, blown up by sappers in 2015, was opened again on Tuesday.", "opened", "", "2021-03-16"),
        ("The bridge was opened again, rebuilt in 2019.", "opened", "", "2021-03-17"),
        ("A month-long march took them home, escorted since February.", "took", "", "2021-03-17"),
        ("The hill was shelled, its road mined, and retaken in 2015.", "retaken", "", "2015-01-01"),
        # A day is closer than its week, unless the week is all there is.
        ("Crews reached the bridge this week, late on Tuesday.", "reached", "", "2021-03-16"),
        ("Crews reached the bridge this week.", "reached", "", "2021-03-15"),
        ("Crews reached the bridge this week and are to open it by Friday.", "reached", "", "2021-03-15"),
        # A time before which the like had not been is no time of its own, wherever the clause begins.
        (
            "For the first time since January no shell fell on the town.",
            "fell",
            "since January no shell fell",
            "2021-03-17",
        ),
    ],
)
def test_a_day_told_of_something_else_is_left_out(text: str, trigger: str, clause: str, expected: str) -> None:
    assert str(read(text, trigger, "transport_unblocking", clause).event_date) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "expected"),
    [
        ("Rebels turned down an offer of a truce.", "offer", "ceasefire_proposed", "None"),
        ("Rebels turned down an offer of a truce on Monday.", "offer", "ceasefire_proposed", "None"),
        ("Oslo made an offer of a truce on Monday.", "offer", "ceasefire_proposed", "2021-03-15"),
        ("Oslo issued a plea for a truce.", "plea", "ceasefire_proposed", "2021-03-17"),
        ("Kyiv scoffed at the lull ordered by Moscow.", "ordered by", "ceasefire_declared", "None"),
        ("Shells fell despite the pause they had themselves announced.", "announced", "ceasefire_declared", "None"),
        ("Shells fell despite the pause announced on Monday.", "announced", "ceasefire_declared", "2021-03-15"),
        ("The government ordered a lull.", "ordered", "ceasefire_declared", "2021-03-17"),
        # The day a halt was arranged for, once it has come, is that of the halt; a day ahead is not.
        ("A lull, brokered by Oslo for 9 a.m. on March 15, soon broke.", "brokered", "ceasefire_agreed", "2021-03-15"),
        ("Oslo brokered a lull for March 19.", "brokered", "ceasefire_agreed", "2021-03-17"),
        (
            "The two said in a joint statement on Monday that they had agreed on a truce.",
            "agreed",
            "ceasefire_agreed",
            "2021-03-15",
        ),
    ],
)
def test_an_offer_or_halt_that_is_only_named_has_no_day(
    text: str, trigger: str, event_type: str, expected: str
) -> None:
    reading = read(text, trigger, event_type)
    assert expected in (str(reading.event_date), reading.date_precision)


@pytest.mark.parametrize(
    ("text", "trigger", "clause", "expected"),
    [
        (
            "The truce fell apart on Monday as rebels shelled two posts.",
            "shelled",
            "as rebels shelled two posts",
            "2021-03-15",
        ),
        (
            "Guns fell silent on Monday, though residents heard shells after dark.",
            "shells",
            "residents heard shells after dark",
            "2021-03-15",
        ),
        (
            "Shells fell on March 9, and each side said the other had fired first.",
            "fired",
            "each side said the other had fired first",
            "2021-03-09",
        ),
        (
            "Rebels shelled a post in a raid on the town on Monday.",
            "shelled",
            "Rebels shelled a post",
            "2021-03-15",
        ),
        (
            "On March 2 a war broke out and on March 9 a town was shelled from the hills.",
            "shelled",
            "a town was shelled from the hills",
            "2021-03-09",
        ),
        ("Fighting that flared in the hills on March 9 ended a lull.", "Fighting", "", "2021-03-09"),
        ("The mission condemned Monday's shelling.", "condemned", "", "2021-03-17"),
        ("The pact ended six weeks of fighting in which many died.", "fighting", "fighting in which many died", "None"),
        ("They met on Monday after a ten-year war.", "war", "after a ten-year war", "None"),
    ],
)
def test_a_clause_takes_the_day_it_shares(text: str, trigger: str, clause: str, expected: str) -> None:
    assert str(read(text, trigger, "armed_clash", clause).event_date) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "clause", "event_type", "expected"),
    [
        (
            "The first had crossed by March 15, four days after the chiefs consented to a truce.",
            "consented",
            "after the chiefs consented to a truce",
            "ceasefire_agreed",
            "2021-03-11",
        ),
        (
            "A pact in August 2018 ended a war that flared up anew in July.",
            "flared",
            "that flared up anew in July",
            "armed_clash",
            "2019-07-01",
        ),
        (
            "A pact in August 2018 ended a war, and in October troops left.",
            "left",
            "in October troops left",
            "troop_withdrawal",
            "2018-10-01",
        ),
    ],
)
def test_a_clause_cut_beside_its_date_keeps_it(
    text: str, trigger: str, clause: str, event_type: str, expected: str
) -> None:
    assert str(read(text, trigger, event_type, clause).event_date) == expected


def test_a_promise_is_of_the_day_it_was_made_on() -> None:
    text = "The rebels said late on Monday they would stop shooting from Friday."
    at = text.index("stop shooting")
    reading = dates.resolve(
        text,
        Span(0, len(text)),
        Span(0, len(text)),
        event_type="ceasefire_declared",
        status="actual",
        tense="future",
        published_on=PUBLISHED,
        trigger=Span(at, at + len("stop shooting")),
    )
    assert reading.event_date == date(2021, 3, 15)


def test_what_stands_since_a_day_began_on_it() -> None:
    text = "The road had been shut since the army marched in on March 9."
    reading = read(text, "shut", "transport_unblocking", "The road had been shut", status="negated")
    assert (reading.event_date, reading.event_date_end) == (date(2021, 3, 9), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels pulled out of talks that had been due in Oslo on Friday.", "2021-03-19"),
        ("Rebels pulled out on Monday of the talks planned for March 20.", "2021-03-20"),
        ("Rebels walked out of the talks on Monday.", "2021-03-15"),
    ],
)
def test_missed_talks_lie_on_the_day_they_were_due(text: str, expected: str) -> None:
    assert str(read(text, "talks", "peace_talks", status="negated").event_date) == expected


@pytest.mark.parametrize(
    ("text", "clause", "now", "original"),
    [
        (
            "The handover will not begin before March 24, a day later than planned, he said.",
            "The handover will not begin before March 24",
            "2021-03-24",
            "2021-03-23",
        ),
        ("The handover that should have begun on Thursday will now start on Sunday.", "", "2021-03-21", "2021-03-18"),
        (
            "The last man will be out not on May 1, as pledged, but by Sept. 11.",
            "The last man will be out not on May 1",
            "2021-09-11",
            "2021-05-01",
        ),
        (
            "It is on March 29, not on March 24 as planned, that the handover will begin.",
            "as planned, that the handover will begin",
            "2021-03-29",
            "2021-03-24",
        ),
        (
            "The handover, which was to run until 4 p.m. on March 17, was put back by a day.",
            "",
            "2021-03-18",
            "2021-03-17",
        ),
        ("Rebels said on Monday they would put off Friday's handover.", "", "None", "2021-03-19"),
    ],
)
def test_a_delay_is_read_to_its_second_date(text: str, clause: str, now: str, original: str) -> None:
    trigger = "out" if "last man" in text else "handover"
    reading = read(text, trigger, "territory_transfer", clause, status="postponed")
    assert (str(reading.event_date), str(reading.original_date)) == (now, original)


def test_a_span_over_new_year_ends_in_the_next_year() -> None:
    reading = read("The lull ran from December 20 until January 12.", "ran", "ceasefire_in_effect")
    assert (reading.event_date, reading.event_date_end) == (date(2020, 12, 20), date(2021, 1, 12))


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Three days after the guns fell silent on March 6, rebels shelled a post.", "shelled", "2021-03-09"),
        ("Rebels shelled a post three days after the guns fell silent on March 6.", "shelled", "2021-03-09"),
        ("Rebels, who took the town last week, shelled a post on Monday.", "shelled", "2021-03-15"),
        ("A post given up in 2014 was shelled on Monday.", "shelled", "2021-03-15"),
        ("Rebels overran a post on Monday and shelled the town on Tuesday.", "shelled", "2021-03-16"),
    ],
)
def test_of_two_dates_the_verb_takes_its_own(text: str, trigger: str, expected: str) -> None:
    clause = "ebels shelled a post" if "days after" in text else text
    assert str(read(text, trigger, "armed_clash", clause).event_date) == expected


@pytest.mark.parametrize(
    ("text", "clause", "expected"),
    [
        ("Guns fell silent on Monday, at last, after rebels quit the town.", "after rebels quit the town", "None"),
        ("An envoy flew home after rebels quit the town.", "rebels quit the town", "2021-03-17"),
        ("On Monday guns fell silent, after which rebels quit the town.", "rebels quit the town", "2021-03-15"),
        (
            "A pact was signed on November 9, 2020, under which rebels quit the town.",
            "rebels quit the town",
            "None",
        ),
        ("Under the pact of November 9, 2020, rebels quit the town.", "", "None"),
        ("Under the pact, posts were given up and towns quit.", "", "None"),
        ("Under the pact, posts were given up and towns quit on Monday.", "", "2021-03-15"),
        ("A war broke out in 2015, and rebels quit the town.", "rebels quit the town", "2015-01-01"),
        ("Under the pact of March 9, rebels quit the town on Monday.", "", "2021-03-15"),
        ("Under the U.N.-brokered March 9 pact, rebels quit the town on Monday.", "", "2021-03-15"),
    ],
)
def test_an_aside_and_a_term_of_old_have_no_day_of_the_news(text: str, clause: str, expected: str) -> None:
    assert str(read(text, "quit", "troop_withdrawal", clause).event_date) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Rebels have freed two men they captured in December.", "freed", "2021-03-17"),
        ("Rebels have freed a man captured on March 9.", "freed", "2021-03-17"),
        ("Rebels freed three men on Monday, the first since March 2.", "freed", "2021-03-15"),
        ("Rebels have freed men for the first time since fighting broke out in January.", "freed", "2021-03-17"),
        ("Men captured last week were freed.", "freed", "2021-03-17"),
        ("Rebels who arrived on Monday freed three men on Tuesday.", "freed", "2021-03-16"),
        ("Rebels in the valley on Monday freed three men.", "freed", "2021-03-15"),
        ("Rebels freed three men under the March 9 truce.", "freed", "2021-03-17"),
        ("Under the March 9 truce, rebels freed three men.", "freed", "2021-03-17"),
        ("For the first time since January rebels have freed three men.", "freed", "2021-03-17"),
        ("Rebels freed three men under a deal dating from 2018.", "freed", "2021-03-17"),
        ("Rebels said on March 9 they had freed the men the day before in Narzan.", "freed", "2021-03-08"),
    ],
)
def test_a_date_of_what_a_thing_went_through_before_is_not_the_act_s(text: str, trigger: str, expected: str) -> None:
    assert str(read(text, trigger, "prisoner_exchange").event_date) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("A truce ended five days of shelling.", "2021-03-13", "2021-03-17"),
        ("A truce signed on March 9 halted two days of shelling.", "2021-03-08", "2021-03-09"),
        ("A truce ended six weeks of shelling.", "None", "None"),
    ],
)
def test_days_of_fighting_lie_before_the_truce_that_ends_them(text: str, first: str, last: str) -> None:
    reading = read(text, "shelling", "armed_clash")
    assert (str(reading.event_date), str(reading.event_date_end)) == (first, last)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The council prolonged the mandate until February 2027.", "prolonged", "2021-03-17"),
        ("The council authorized a force on Monday through 2027.", "authorized", "2021-03-15"),
    ],
)
def test_a_term_decided_on_is_not_the_day_of_the_decision(text: str, trigger: str, expected: str) -> None:
    assert str(read(text, trigger, "peacekeeper_deployment").event_date) == expected


@pytest.mark.parametrize("lead", ["starting on Friday", "from Friday", "to begin on Friday"])
def test_the_day_a_halt_is_to_begin_is_not_the_day_it_was_agreed(lead: str) -> None:
    assert (
        str(read(f"The sides have agreed on a truce {lead}.", "agreed", "ceasefire_agreed").event_date) == "2021-03-17"
    )
