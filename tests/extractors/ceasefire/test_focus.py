"""The focus of a document: which conflict it is about, and who the two sides are on its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from config.load import read_actors, read_conflicts, read_places
from config.schema import Actor, Arrangement, Bloc, Conflict
from extractors.ceasefire.actors import ActorIndex
from extractors.ceasefire.gazetteer import Gazetteer
from tests.extractors.ceasefire.fixtures import ACTORS, PLACES

_MORE = (
    Actor("North Militia", "armed_group", ("North Militia",)),
    Actor("South Militia", "armed_group", ("South Militia",)),
    Actor("Upland separatists", "armed_group", ("Upland separatists",)),
    Actor("Upland Council", "government", ("Upland Council",), state="Beland"),
)
_TRUCE = Arrangement("aa-up-truce", "Truce", date(2021, 3, 1), parties=("Aland", "Upland Council"))
_OLD = Arrangement(
    "aa-north-truce", "Truce", date(2015, 3, 1), ended_on=date(2018, 1, 1), parties=("Aland", "North Militia")
)
CONFLICTS = (
    Conflict("aa-bb", "Aland and Beland", ("Aland", "Beland", "Upland Council"), ("Kalba",), (_TRUCE,)),
    Conflict(
        "aa-cc",
        "Aland and Cetania",
        ("Aland", "Cetania", "Upland separatists", "North Militia", "South Militia"),
        (),
        (_OLD,),
        (Bloc("Upland separatists", ("North Militia", "South Militia")),),
    ),
)
INDEX = ActorIndex((*ACTORS, *_MORE), CONFLICTS)


@pytest.mark.parametrize(
    ("text", "on", "parties"),
    [
        ("Aport, Beport and Beland met the Upland Council.", date(2021, 3, 20), {"Aland", "Upland Council"}),
        ("Aport, Beport and Beland met the Upland Council.", date(2022, 3, 20), {"Aland", "Beland"}),
        ("Aport and Beport met.", date(2021, 3, 20), {"Aland", "Beland"}),
        ("Aport was calm.", date(2021, 3, 20), {"Aland", "Upland Council"}),
        ("Aport was calm.", date(2020, 3, 20), set()),
        ("Aland fought the Upland separatists.", date(2016, 3, 1), {"Aland", "Upland separatists"}),
        ("Aland fought the North Militia and the South Militia.", date(2016, 3, 1), {"Aland", "Upland separatists"}),
        ("Aland fought the North Militia.", date(2016, 3, 1), {"Aland", "North Militia"}),
        (
            "Cetania, Aland, the Upland separatists, Cetania.",
            date(2016, 3, 1),
            {"Aland", "Upland separatists"},
        ),
        ("Aland and Cetania met.", date(2016, 3, 1), {"Aland", "Cetania"}),
    ],
)
def test_the_sides_are_those_of_the_truce_of_the_day_else_those_named_most(
    text: str, on: date, parties: set[str]
) -> None:
    assert set(INDEX.focus(INDEX.find(text, on.year), (), on).parties) == parties


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Beland met the Cetanian envoys.", {"Beland", "Cetania"}),
        ("Beland fought the rebels of the Upland.", {"Beland", "Upland Rebels"}),
        ("Beland, Beport and Cetania met the rebels of the Upland.", {"Beland", "Upland Rebels"}),
        ("Beland was calm.", set()),
    ],
)
def test_where_no_watched_conflict_is_told_the_two_that_are_named_are_the_sides(text: str, pair: set[str]) -> None:
    focus = ActorIndex(ACTORS, ()).focus(ActorIndex(ACTORS, ()).find(text, 2020))
    assert (set(focus.pair), focus.parties) == (pair, ())


def test_a_bloc_stands_for_its_members() -> None:
    focus = INDEX.focus((), (), None)
    assert focus.members("Upland separatists") == ("North Militia", "South Militia")
    assert focus.members("Aland") == ("Aland",)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("The separatists fired near Kalba.", ("North Militia",)),
        ("The separatists fired near Kalba and Sanaa.", ("North Militia", "South Militia")),
        ("The separatists and the South Militia fired near Kalba.", ("North Militia", "South Militia")),
        ("The separatists fired.", ("North Militia", "South Militia")),
    ],
)
def test_near_one_members_ground_a_bloc_is_that_member(text: str, members: tuple[str, ...]) -> None:
    bloc = Bloc("Upland separatists", ("North Militia", "South Militia"), ("Kalba", "Sana'a"))
    index = ActorIndex((*ACTORS, *_MORE), (replace(CONFLICTS[1], blocs=(bloc,)),))
    focus = index.focus(index.find(text, 2016), Gazetteer(PLACES).find(text), date(2016, 3, 1), text)
    assert focus.members("Upland separatists", is_local=True) == members
    assert focus.members("Upland separatists") == ("North Militia", "South Militia")


@pytest.mark.parametrize(("year", "rival"), [(2016, "Cetania"), (2021, "Beland")])
def test_the_foe_is_of_the_conflict_whose_truce_is_nearest(year: int, rival: str) -> None:
    assert INDEX.find("Aland", year)[0].rivals[0] == rival


_WARS = (
    Conflict(
        "cc-civil",
        "Cetania",
        ("Cetania", "Red Band", "Blue Band", "Aland"),
        (),
        (Arrangement("old", "Old truce", date(2010, 3, 1), parties=("Cetania", "Blue Band")),),
    ),
    Conflict("aa-bb", "Aland and Beland", ("Aland", "Beland"), ("Kalba",)),
)
_BANDS = (Actor("Red Band", "armed_group", ("Red Band",)), Actor("Blue Band", "armed_group", ("Blue Band",)))
_AT_WAR = ActorIndex((*ACTORS, *_BANDS), _WARS)


@pytest.mark.parametrize(
    ("text", "year", "parties"),
    [
        ("Cetania met the rebels.", 2009, {"Cetania", "Red Band"}),
        ("Cetania met the rebels.", 2012, {"Cetania", "Blue Band"}),
        ("Cetania met the rebels of the Red Band.", 2012, {"Cetania", "Red Band"}),
        ("Cetania and Aland met.", 2012, {"Cetania", "Aland"}),
        ("Alandic-backed rebels met Cetania.", 2012, {"Cetania", "Blue Band"}),
        ("Aland spoke of shelling in Kalba.", 2012, {"Aland", "Beland"}),
        ("Aland spoke of shelling in Zor.", 2012, {"Cetania", "Aland"}),
    ],
)
def test_rebels_without_a_name_and_the_ground_named_tell_the_conflict(text: str, year: int, parties: set[str]) -> None:
    grounds = {"El Zor": ("cc-civil",), "Kalba": ("aa-bb",)}
    places = [replace(place, conflicts=grounds.get(place.place_id, ())) for place in PLACES]
    focus = _AT_WAR.focus(_AT_WAR.find(text, year), Gazetteer(places).find(text), date(year, 1, 1), text)
    assert set(focus.parties) == parties


def test_two_states_named_more_than_the_parties_and_their_grounds_are_the_sides() -> None:
    index, gazetteer = ActorIndex(read_actors(), read_conflicts()), Gazetteer(read_places())
    told = "Kyrgyzstan and Tajikistan agreed on a halt near Batken. Kyrgyzstan blamed Tajikistan."
    for text, sides in ((f"{told} Moscow urged calm.", {"Kyrgyzstan", "Tajikistan"}), ("Moscow met Kyiv.", set())):
        assert set(index.focus(index.find(text, 2022), gazetteer.find(text), date(2022, 9, 18)).pair) == sides
