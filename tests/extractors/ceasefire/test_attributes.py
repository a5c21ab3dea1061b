"""The attributes of a mention on sentences written for them: the share right does not fall, and single laws hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractors.ceasefire import place_anaphors, unlisted
from extractors.ceasefire.places import NamedPlace
from extractors.ceasefire.scoring import Score, score
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tag import load_tagger

SHEET = Path(__file__).parents[2] / "gold" / "attributes"
FLOORS = [("status", 0.94), ("status_not_actual", 0.9), ("date", 0.91), ("places", 0.86), ("actors", 0.63)]


@cache
def _score() -> Score:
    return score(SHEET, load_tagger())


@pytest.mark.parametrize(("attribute", "floor"), FLOORS)
def test_the_share_right_does_not_fall(attribute: str, floor: float) -> None:
    assert _score().judged[attribute] >= 48
    assert _score().share(attribute) >= floor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit the village of Kalba-Su on Friday.", ["Kalba-Su"]),
        ("Rebels left bases at Chanzu and Runyonyi before dawn.", ["Chanzu", "Runyonyi"]),
        ("The army cut the A9 highway.", ["A9 highway"]),
        ("They fell back to the slopes of Mount Sabinyo.", ["Mount Sabinyo"]),
        ("The army sealed the crossing into Tiger territory.", []),
        ("They met in October.", []),
        ("Kismayo fell on Friday.", ["Kismayo"]),
        ("Guns fell silent on Friday.", []),
        ("Envoys from Southeast Asian states came.", []),
        ("Our posts at Varna Hom came under fire.", ["Varna Hom"]),
        ("The last tank rattled through the Pelka Gate.", ["Pelka Gate"]),
        ("Twelve men died in an ambush in Norvela Alta, police said.", ["Norvela Alta"]),
        ("The Kalba and Inzar checkpoints reopened.", []),
        ("They opened the Kalba and Inzar checkpoints by video.", ["Kalba", "Inzar"]),
        ("Shelling went on in the Kalba district.", ["Kalba"]),
        ("The wounded were taken out of Kalba by sea.", ["Kalba"]),
        ("Residents of Kalba say no crew has come.", ["Kalba"]),
        ("Rockets rained on Kalba before dawn.", ["Kalba"]),
        ("Kalba passed to the other side on Friday.", ["Kalba"]),
        ("Weapons were given up.", []),
        ("Guterres went to Cairo.", ["Cairo"]),
        ("Medics went to the front.", []),
        ("In Tuesday's talks nothing moved over Easter.", []),
    ],
)
def test_an_unlisted_place_is_known_by_where_it_stands(text: str, expected: list[str]) -> None:
    assert [place.name for place in unlisted.find(text, Span(0, len(text)), ())] == expected


def test_what_has_a_name_already_is_no_unlisted_place() -> None:
    text = "Shells hit the village of Kalba."
    assert unlisted.find(text, Span(0, len(text)), [(26, 31)]) == ()


def _named(text: str, name: str, kind: str) -> NamedPlace:
    start = text.index(name)
    return NamedPlace(name, name, name, start, start + len(name), kind=kind)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The district was handed over.", ["Kalba"]),
        ("Troops left the mountainous district.", ["Kalba"]),
        ("Troops left the town.", ["Zor"]),
        ("Troops left the province.", []),
        ("The district council met.", []),
        ("The last district was handed over.", []),
    ],
)
def test_the_district_is_the_last_place_of_its_kind(words: str, expected: list[str]) -> None:
    text = f"Kalba and Zor are quiet. {words}"
    refs = [_named(text, "Kalba", "district"), _named(text, "Zor", "town")]
    found = list(place_anaphors.find(text, Span(25, len(text)), refs))
    assert [place.name for place in found] == expected
    assert all(text[place.start : place.end] == place.surface for place in found)
