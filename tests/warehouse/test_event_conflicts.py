"""Which conflict an event belongs to, by the strongest thing that is told of it."""

from __future__ import annotations

from datetime import date

import pytest

from config.schema import Actor, Arrangement, Conflict, Place
from extractors.arrangements import FoundArrangement
from extractors.records import Batch, EventSet
from tests.warehouse.makers import make_article, make_event, make_mention, make_run
from warehouse import db, load

TRUCE = Arrangement("aa-truce", "Truce of Aland", date(2019, 5, 1), parties=("Aland", "Beland"))
FOUND = FoundArrangement("far-truce", "", "Truce of Farland", date(2019, 5, 1), None, None, ("Farland",))
CONFLICTS = (
    Conflict("aa", "Aland", ("Aland", "Beland"), ("Kalba",), (TRUCE,)),
    Conflict("cc", "Cetania", ("Cetania", "Beland"), ("Dorn",)),
)
ACTORS = (
    Actor("Aland", "state", ("Aland",)),
    Actor("Aland's envoy", "person", ("the envoy",), state="Aland"),
    Actor("Beland", "state", ("Beland",)),
)
PLACES = tuple(Place(name, "town", (name,)) for name in ("Kalba", "Dorn"))

# What an event says of itself (article, places, actors, truce), and the conflict and basis it must get; the first of
# each case is the one asked for.
Told = tuple[int, tuple[str, ...], tuple[str, ...], str | None]
CASES: dict[str, tuple[tuple[Told, ...], list[tuple[str, str]]]] = {
    "its truce": (((1, ("Dorn",), (), "aa-truce"),), [("aa", "arrangement")]),
    "a found truce of no watched conflict says nothing": (((1, ("Dorn",), (), "far-truce"),), [("cc", "place")]),
    "a found truce of no watched conflict alone": (((1, (), (), "far-truce"),), []),
    "a place in the theatre": (((1, ("Dorn",), (), None),), [("cc", "place")]),
    "two of its parties": (((1, (), ("Aland", "Beland"), None),), [("aa", "parties")]),
    "the one conflict its article is about": (
        ((1, (), ("Beland",), None), (1, ("Dorn",), (), None)),
        [("cc", "article")],
    ),
    "an article about two says nothing": (
        ((1, (), (), None), (1, ("Dorn",), (), None), (1, ("Kalba",), (), None)),
        [],
    ),
    "the one conflict its party is in": (((1, (), ("Aland's envoy",), None),), [("aa", "sole party")]),
    "a party of two conflicts says nothing": (((1, (), ("Beland",), None),), []),
    "nothing told": (((1, (), (), None), (2, ("Dorn",), (), None)), []),
}


@pytest.mark.parametrize(("told", "expected"), CASES.values(), ids=CASES)
def test_an_event_has_the_conflict_that_what_is_told_of_it_points_to(
    con: db.Connection, told: tuple[Told, ...], expected: list[tuple[str, str]]
) -> None:
    articles = {number: make_article(number, "One. Two. Three.") for number, *_ in told}
    quotes = ("One.", "Two.", "Three.")
    mentions = [make_mention(articles[number], quote=quotes[at]) for at, (number, *_) in enumerate(told)]
    events = [
        make_event(
            (mention,), f"e{at}", places=places, source_actors=actors, target_actors=(), arrangement_id=arrangement_id
        )
        for at, (mention, (_, places, actors, arrangement_id)) in enumerate(zip(mentions, told, strict=True))
    ]
    load.load_reference(con, (), PLACES, ACTORS, CONFLICTS)
    load.load(con, Batch(make_run(), articles=tuple(articles.values()), mentions=tuple(mentions)))
    pairs = tuple((f"e{at}", mention.mention_id) for at, mention in enumerate(mentions))
    load.replace_events(con, EventSet(tuple(events), pairs, arrangements=(FOUND,)))
    found = con.execute("SELECT conflict_id, basis FROM event_conflicts WHERE event_id = 'e0' ORDER BY 1").fetchall()
    assert found == expected
