"""Actors: states, armies, offices by the year, anaphora, and the conflict a text is about."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.load import read_actors
from extractors.ceasefire.actors import ActorIndex
from extractors.ceasefire.places import Gazetteer
from tests.extractors.ceasefire.fixtures import ACTORS, CONFLICTS, PLACES

INDEX = ActorIndex(ACTORS, CONFLICTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aport warned Beport.", [("Aland", "metonym"), ("Beland", "metonym")]),
        ("Alandic and Belandic envoys met.", [("Aland", "demonym"), ("Beland", "demonym")]),
        ("Belandic troops left.", [("Belandic armed forces", "name")]),
        ("The Alandic President spoke.", [("Ana New", "office")]),
        ("Alandic President Ana New spoke.", [("Ana New", "name")]),
        ("Aland's Ana New spoke.", [("Ana New", "name")]),
        ("They told us it was over.", []),
        ("The US was told.", [("Cetania", "name")]),
    ],
)
def test_a_naming_says_who_is_meant_and_how(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(hit.actor_id, hit.form) for hit in INDEX.find(text, 2020)] == expected


@pytest.mark.parametrize(
    ("year", "expected"), [(1995, "Ada Old"), (2009, "Ada Old"), (2015, "Ana New"), (None, "Ana New")]
)
def test_an_office_is_the_person_who_held_it_that_year(year: int | None, expected: str) -> None:
    assert INDEX.find("Aland's president signed.", year)[0].actor_id == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Belandic Defense Ministry spoke. Alandic troops left, the ministry said.", "Belandic Defense Ministry"),
        ("APORT, May 3. /TASS/. Belandic troops left, the Defense Ministry said.", "Alandic Defense Ministry"),
        ("Bo Bel met Ana New. She said so.", "Ana New"),
        ("The Upland Rebels fled. The group denies it.", "Upland Rebels"),
    ],
)
def test_a_bare_ministry_or_pronoun_is_the_one_named_before(text: str, expected: str) -> None:
    assert INDEX.find(text, 2020)[-1].actor_id == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana New rang her Belandic counterpart.", ["Ana New", "Bo Bel"]),
        ("Ana New rang her Belandic counterpart Bo Bel.", ["Ana New", "Bo Bel"]),
        ("Ana New spoke. A clerk rang her Belandic counterpart.", ["Ana New", "Beland"]),
        ("Belandic army chief Bo Bel left.", ["Bo Bel"]),
        ("Belandic Deputy Foreign Minister Bo Bel left.", ["Bo Bel"]),
        ("Beland's Secretary of State Bo Bel left.", ["Bo Bel"]),
        ("Aland and President Bo Bel agreed.", ["Aland", "Bo Bel"]),
        ("Belandic gunfire hit Bo Bel.", ["Beland", "Bo Bel"]),
    ],
)
def test_a_title_or_an_office_shared_is_read_as_the_person(text: str, expected: list[str]) -> None:
    assert [hit.actor_id for hit in INDEX.find(text, 2020)] == expected


def test_a_ministry_knows_its_state_and_a_party_its_rival() -> None:
    ministry = INDEX.find("Beland's Defense Ministry spoke.", 2020)[0]
    assert (ministry.kind, ministry.state, ministry.rivals) == ("ministry", "Beland", ("Aland",))


@pytest.mark.parametrize(
    ("text", "parties", "owner"),
    [
        ("Aport and Beport agreed.", ("Aland", "Beland"), None),
        ("The guns fell silent in Kalba.", ("Aland", "Beland"), "Aland"),
        ("Cetania held a vote.", (), None),
    ],
)
def test_the_focus_is_the_conflict_that_parties_and_places_point_to(
    text: str, parties: tuple[str, ...], owner: str | None
) -> None:
    focus = INDEX.focus(INDEX.find(text, 2020), Gazetteer(PLACES).find(text))
    assert (focus.parties, focus.owner) == (parties, owner)


@given(
    st.lists(st.sampled_from([name for actor in ACTORS for name in (*actor.names, *actor.demonyms)] + ["said", ","]))
)
def test_hits_lie_in_the_text_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    hits = INDEX.find(text, 2020)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Security Council met.", ["UN Security Council"]),
        ("Armenia's Security Council met.", ["Armenia"]),
        ("The Russian Security Council met.", ["Russia"]),
        ("The Security Council of Ukraine met.", ["Ukraine"]),
        ("The secretary of the Security Council resigned.", []),
        ("The head of the UN Security Council spoke.", ["UN Security Council"]),
        ("Russia's U.N. Security Council veto held.", ["Russia", "UN Security Council"]),
    ],
)
def test_a_states_security_council_is_not_that_of_the_united_nations(text: str, expected: list[str]) -> None:
    assert [hit.actor_id for hit in ActorIndex(read_actors()).find(text, 2022)] == expected


def test_the_chief_of_the_united_nations_is_a_party_by_his_office() -> None:
    index = ActorIndex(read_actors())
    assert index.find("The U.N. chief spoke.", 2020)[0].actor_id == "UN Secretary-General"
    assert index.find("U.N. Secretary-General Antonio Guterres spoke.", 2020)[0].actor_id == "Antonio Guterres"
