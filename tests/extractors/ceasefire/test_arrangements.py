"""Truces are found from the events that tell of them; a pinned one wins; a breach is tied to the words of its truce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.schema import Actor, Arrangement, Conflict
from extractors.ceasefire.actors import ActorIndex
from extractors.ceasefire.events import EventMaker
from extractors.ceasefire.mediators import Mediators
from extractors.records import EventSet
from tests.extractors.ceasefire.test_events import Told, nov, report

ACTORS = (
    Actor("Aland", "state", ("Aland",)),
    Actor("Beland", "state", ("Beland",)),
    Actor("Cetania", "state", ("Cetania",), demonyms=("Cetanian",)),
    Actor("World Council", "body", ("World Council",)),
    Actor("Belandic army", "force", ("Belandic army",), state="Beland"),
)
PINNED = Arrangement(
    "aa-bb-2019", "Truce of 2019", date(2019, 5, 1), date(2019, 5, 2), None, ("Aland", "Belandic army")
)
WATCHED = Conflict("aa-bb", "Aland and Beland", ("Aland", "Beland"), ("Kalba",))
MAKER = EventMaker(ACTORS, (), (WATCHED,))
WITH_PINNED = EventMaker(ACTORS, (), (replace(WATCHED, arrangements=(PINNED,)),))

DEAL = Told(
    "tass", 10, "actual", nov(9), type="ceasefire_agreed", doers=("Aland", "Beland"), targets=(), places=("Kalba",),
    quote="Aland and Beland signed a truce brokered by Cetania and the World Council.",
)  # fmt: skip
START = replace(DEAL, on=nov(11), type="ceasefire_in_effect", quote="The truce took effect.")
BREACH = Told(
    "rferl",
    20,
    "alleged",
    nov(20),
    type="ceasefire_violation",
    doers=("Beland",),
    targets=("Aland",),
    places=("Kalba",),
)
HANDOVER = replace(BREACH, type="territory_transfer", status="scheduled", on=nov(25))
END = replace(DEAL, day=30, on=nov(29), type="ceasefire_ended", quote="The truce collapsed.")
STORY = (DEAL, START, BREACH, HANDOVER, END)


def made(told: Sequence[Told], maker: EventMaker = MAKER) -> EventSet:
    return maker.events([report(STORY.index(each) if each in STORY else at, each) for at, each in enumerate(told)])


# The days on which truces of the same parties were made, those on which one ended, those on which one was prolonged,
# and what must come of it: for each truce its first and last day.
SERIES = {
    "broken and made anew after three days": ([1, 4], [3], [], [(1, 3), (4, None)]),
    "told on two days": ([1, 4], [], [], [(1, None)]),
    "made anew on the day it broke": ([1, 12], [12], [], [(1, 12), (12, None)]),
    "the second breaks": ([1, 12], [20], [], [(1, None), (12, 20)]),
    "both break": ([1, 12], [5, 20], [], [(1, 5), (12, 20)]),
    "the second is prolonged, and the first was broken": ([1, 12], [5], [15], [(1, 5), (12, None)]),
}


@pytest.mark.parametrize(("days", "ends", "prolonged", "expected"), SERIES.values(), ids=SERIES)
def test_truces_of_the_same_parties_follow_each_other(
    days: list[int], ends: list[int], prolonged: list[int], expected: list[tuple[int, int | None]]
) -> None:
    told = [replace(DEAL, day=day, on=nov(day), quote=f"Truce {day}.") for day in days]
    told += [replace(END, day=day, on=nov(day), quote=f"End {day}.") for day in ends]
    told += [replace(END, day=day, on=nov(day), type="ceasefire_extended", quote=f"More {day}.") for day in prolonged]
    found = [(each.declared_on.day, each.ended_on and each.ended_on.day) for each in made(told).arrangements]
    assert found == expected


ELSEWHERE = Conflict("cc-dd", "Cetania and its rebels", ("Cetania", "World Council"), ("Varna", "Delta"))


def test_a_truce_told_in_passing_is_of_its_own_conflict_not_of_that_of_its_article() -> None:
    maker = EventMaker(ACTORS, (), (WATCHED, ELSEWHERE))
    other = replace(BREACH, article="wrap", type="armed_clash", doers=("Cetania",), targets=("World Council",))
    main = [replace(other, places=(place,)) for place in ("Varna", "Delta", "Varna")]
    (found,) = made([*main, replace(DEAL, article="wrap")], maker).arrangements
    assert found.conflict_id == "aa-bb"


def test_a_truce_has_its_parties_its_mediators_and_its_days() -> None:
    (found,) = made(STORY).arrangements
    assert (found.declared_on, found.effective_on, found.ended_on) == (nov(9), nov(11), nov(29))
    assert (found.conflict_id, found.parties, found.origin) == ("aa-bb", ("Aland", "Beland"), "found")
    assert found.mediators == ("Cetania", "World Council")
    assert found.name == "Truce of 9 November 2020 (Aland, Beland)"


def test_what_happens_under_a_truce_carries_its_id() -> None:
    events = made(STORY)
    (found,) = events.arrangements
    assert {event.type: event.arrangement_id for event in events.events} == {
        each.type: found.arrangement_id for each in STORY
    }


def test_a_breach_violates_the_words_that_made_the_truce() -> None:
    events = made(STORY)
    (breach,) = [each for each in events.relations if each.relation == "violates"]
    mentions = {report(at, each).mention.mention_id: each.type for at, each in enumerate(STORY)}
    assert mentions[breach.from_mention_id] == "ceasefire_violation"
    assert mentions[breach.to_mention_id] == "ceasefire_agreed"


@given(st.permutations(STORY))
@settings(max_examples=20, deadline=None)
def test_the_order_of_reports_makes_no_difference(shuffled: Sequence[Told]) -> None:
    assert made(shuffled) == made(STORY)


@pytest.mark.parametrize(
    ("day", "is_found"),
    [(date(2019, 5, 1), False), (date(2019, 5, 4), False), (nov(9), False)],
    ids=["its own day", "the day it was in force", "one voice while it is in force"],
)
def test_a_pinned_truce_keeps_its_id_and_makes_no_second_one(day: date, is_found: bool) -> None:
    events = made([replace(DEAL, on=day)], WITH_PINNED)
    assert bool(events.arrangements) is is_found
    assert events.events[0].arrangement_id == "aa-bb-2019"


def test_one_party_announcing_a_pinned_truce_makes_no_second_one_and_takes_no_report_of_it() -> None:
    alone = replace(DEAL, on=date(2019, 4, 30), type="ceasefire_declared", doers=("Aland",), places=())
    events = made([alone, replace(DEAL, on=date(2019, 5, 1))], WITH_PINNED)
    assert events.arrangements == ()
    assert {each.type: each.arrangement_id for each in events.events}["ceasefire_agreed"] == "aa-bb-2019"


def test_two_voices_with_a_day_make_a_new_truce_beside_a_pinned_one() -> None:
    events = made([DEAL, replace(DEAL, source_id="rferl", quote="A truce was signed on November 9.")], WITH_PINNED)
    (found,) = events.arrangements
    assert events.events[0].arrangement_id == found.arrangement_id


@pytest.mark.parametrize("status", ["scheduled", "hypothetical", "negated", "denied", "alleged"])
def test_a_truce_that_is_not_made_is_none(status: str) -> None:
    assert made([replace(DEAL, status=status)]).arrangements == ()


def test_a_truce_for_some_days_ends_by_itself_unless_it_is_prolonged() -> None:
    pause = replace(DEAL, type="ceasefire_declared", doers=("Aland",))
    reports = [report(0, pause)]
    mention = replace(reports[0].mention, event_date_end=nov(12))
    (found,) = MAKER.events([replace(reports[0], mention=mention)]).arrangements
    assert found.ended_on == nov(12)
    longer = report(
        1, replace(DEAL, day=12, on=nov(12), type="ceasefire_extended", doers=("Aland",), quote="It is extended.")
    )
    (found,) = MAKER.events([replace(reports[0], mention=mention), longer]).arrangements
    assert found.ended_on is None


QUOTES = [
    ("a Cetanian-brokered truce", ("Cetania",)),
    ("a truce mediated by the World Council", ("World Council",)),
    ("a truce under the auspices of Cetania", ("Cetania",)),
    ("Cetania welcomed the truce", ()),
    ("a truce brokered by Aland", ()),
]


@pytest.mark.parametrize(("quote", "wanted"), QUOTES)
def test_who_brokered_it_is_read_from_the_words(quote: str, wanted: tuple[str, ...]) -> None:
    assert Mediators(ActorIndex(ACTORS)).of([quote], 2020, ("Aland",)) == wanted


def test_two_parties_of_another_ground_bring_no_truce_with_them() -> None:
    """Aland and Cetania have a truce over Dorn: what they do together in Kalba is none of it."""
    dorn = Arrangement("aa-cc-2018", "Truce over Dorn", date(2018, 5, 1), parties=("Aland", "Cetania"))
    other = Conflict("aa-cc", "Aland and Cetania", ("Aland", "Cetania"), ("Dorn",), (dorn,))
    maker = EventMaker(ACTORS, (), (replace(WATCHED, arrangements=(PINNED,)), other))
    joint = replace(BREACH, type="ceasefire_monitoring", status="actual", doers=("Aland", "Cetania"), targets=())
    found = made([joint, replace(joint, places=("Dorn",))], maker)
    assert {event.places: event.arrangement_id for event in found.events} == {
        ("Kalba",): "aa-bb-2019",
        ("Dorn",): "aa-cc-2018",
    }


def test_who_watches_a_truce_does_not_bring_a_truce_of_its_own_with_it() -> None:
    """Cetania and Dornia have a truce over Dorn; told of in news on Kalba, they watch the truce there."""
    dorn = Arrangement("cc-dd-2018", "Truce over Dorn", date(2018, 5, 1), parties=("Cetania", "Dornia"))
    other = Conflict("cc-dd", "Cetania and Dornia", ("Cetania", "Dornia"), ("Dorn",), (dorn,))
    maker = EventMaker(ACTORS, (), (replace(WATCHED, arrangements=(PINNED,)), other))
    handover = replace(BREACH, type="territory_transfer", status="actual", article="rferl:1")
    watch = replace(
        handover, type="ceasefire_monitoring", status="scheduled", on=None, places=(), targets=(),
        doers=("Cetania", "Dornia"), quote="They will open a joint centre.",
    )  # fmt: skip
    events = made([handover, watch], maker)
    assert {each.type: each.arrangement_id for each in events.events}["ceasefire_monitoring"] == "aa-bb-2019"


@pytest.mark.parametrize(
    ("doers", "places", "arrangement_id"),
    [((), (), "aa-bb-2019"), (("Aland",), (), "aa-bb-2019"), (("Cetania",), (), None), ((), ("Elsewhere",), None)],
    ids=["the truce", "one party's word", "a stranger", "another place"],
)
def test_the_truce_of_an_article_is_meant_where_nothing_else_is_named(
    doers: tuple[str, ...], places: tuple[str, ...], arrangement_id: str | None
) -> None:
    handover = replace(BREACH, type="territory_transfer", status="actual", article="rferl:1")
    holds = replace(
        handover, type="ceasefire_in_effect", doers=doers, targets=(), places=places, quote="The truce is holding."
    )
    events = made([handover, holds], WITH_PINNED)
    assert {each.type: each.arrangement_id for each in events.events}["ceasefire_in_effect"] == arrangement_id


def test_who_had_a_truce_of_their_own_are_not_under_that_of_others_on_the_same_ground() -> None:
    past = Arrangement("aa-bb-2015", "Truce of 2015", date(2015, 1, 1), None, date(2016, 1, 1), ("Aland", "Beland"))
    third = Arrangement("aa-cc-2018", "Truce of 2018", date(2018, 5, 1), parties=("Aland", "Cetania"))
    maker = EventMaker(ACTORS, (), (replace(WATCHED, arrangements=(past, third)),))
    clash = replace(BREACH, type="armed_clash", status="actual")
    mines = replace(BREACH, type="mine_clearance", status="actual", doers=("Aland",), targets=())
    events = made([clash, mines], maker)
    assert {each.type: each.arrangement_id for each in events.events} == {
        "armed_clash": None,
        "mine_clearance": "aa-cc-2018",
    }
