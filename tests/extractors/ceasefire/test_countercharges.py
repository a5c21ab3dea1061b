"""A charge thrown back is a charge of its own, with the sides swapped; a bystander's word throws none back."""

from __future__ import annotations

import pytest

from extractors.ceasefire.tag import load_tagger
from extractors.records import Document

CHARGE = "Armenia said Azerbaijan had broken the truce near Sotk"


@pytest.mark.parametrize(
    "clause",
    [
        ", a charge Baku returned.",
        "; Baku said it was Armenia that had opened fire.",
        "; Baku said the same of Yerevan.",
        "; Baku blamed Yerevan.",
        ", and Baku blamed the Armenian army.",
    ],
)
def test_the_sides_of_a_charge_thrown_back_are_swapped(clause: str) -> None:
    found = [each for each in load_tagger().tag(Document("d", CHARGE + clause)) if each.type == "ceasefire_violation"]
    assert [(each.status, each.source_actors) for each in found] == [
        ("alleged", ("Azerbaijan",)),
        ("alleged", ("Armenia",)),
    ]


@pytest.mark.parametrize(
    "clause",
    [
        ", a charge the U.N. repeated.",
        "; Baku said it was calm there.",
        "; Yerevan blamed Baku.",
        "; Baku blamed Washington.",
        "; Baku said it was clear that the truce must hold.",
        ", and Baku said it was ready for talks that Russia would host.",
    ],
)
def test_another_word_throws_nothing_back(clause: str) -> None:
    found = load_tagger().tag(Document("d", CHARGE + clause))
    assert not any(each.source_actors == ("Armenia",) and each.status == "alleged" for each in found)


def test_what_the_accused_knows_denies_nothing() -> None:
    text = f"{CHARGE}; Baku said it was aware that shots had been fired."
    assert "denied" not in [each.status for each in load_tagger().tag(Document("d", text))]
