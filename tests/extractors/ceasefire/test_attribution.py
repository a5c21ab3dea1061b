"""Attribution: who speaks, by which act, and which words are theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ceasefire import attribution
from extractors.ceasefire.actors import ActorIndex
from extractors.ceasefire.spans import Span
from tests.extractors.ceasefire.fixtures import ACTORS, CONFLICTS

INDEX = ActorIndex(ACTORS, CONFLICTS)


def speech(text: str) -> list[tuple[str, str, str]]:
    found = attribution.find(text, Span(0, len(text)), INDEX.find(text, 2020))
    return [(each.attributed_to, each.act, text[each.scope_start : each.scope_end].strip(" ,.")) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aport said on Monday that the guns were silent.", ("Aland", "says", "on Monday that the guns were silent")),
        (
            "The guns were silent, the Alandic Defense Ministry said.",
            ("Alandic Defense Ministry", "says", "The guns were silent"),
        ),
        ("The guns were silent, President Ana New told reporters.", ("Ana New", "says", "The guns were silent")),
        ("Beport accused Aport of shelling two farms.", ("Beland", "accuses", "Aport of shelling two farms")),
        ("Beport denies that a shot was fired.", ("Beland", "denies", "that a shot was fired")),
        ("According to Beport, a shell hit a farm.", ("Beland", "says", "According to Beport, a shell hit a farm")),
        ("A shell hit a farm, residents said.", ("residents", "says", "A shell hit a farm")),
        ("Ana New warned that the truce would not last.", ("Ana New", "warns", "that the truce would not last")),
        ("Beport claims a shell hit a farm, but the farm is empty.", ("Beland", "claims", "a shell hit a farm")),
    ],
)
def test_the_speaker_and_the_words_that_are_his(text: str, expected: tuple[str, str, str]) -> None:
    assert speech(text)[0] == expected


def test_two_speakers_each_have_their_own_words() -> None:
    text = "Aport said its men held fire, and Beport replied that a farm had burned."
    assert [(who, words) for who, _, words in speech(text)] == [
        ("Aland", "its men held fire, and"),
        ("Beland", "that a farm had burned"),
    ]


def test_a_second_verb_keeps_the_speaker_of_the_first() -> None:
    assert [who for who, *_ in speech("Aport said the road was open, adding that trucks had passed.")] == [
        "Aland",
        "Aland",
    ]


def test_several_who_speak_as_one_are_named_together() -> None:
    assert speech("Aland and Beland announced that a truce was near.")[0][0] == "Aland; Beland"


@pytest.mark.parametrize("text", ["The guns were silent.", "The paper was signed in Aport.", "Nobody said it."])
def test_a_text_in_the_narrators_voice_has_no_speaker(text: str) -> None:
    assert speech(text) == []


@given(
    st.lists(
        st.sampled_from(["Aport", "Beport", "said", "that", ",", "denied", '"', "fire", "according to", "and", ";"])
    )
)
def test_any_order_of_words_gives_scopes_inside_the_sentence(words: list[str]) -> None:
    text = " ".join(words)
    for each in attribution.find(text, Span(0, len(text)), INDEX.find(text, 2020)):
        assert 0 <= each.start <= each.end <= len(text)
        assert 0 <= each.scope_start <= each.scope_end <= len(text)
