"""A list of places with days of their own makes one mention a place (codebook section 2, rule 5)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from extractors.ceasefire.tag import load_tagger
from extractors.records import Document

CASES = {
    "Armenia is to return the Kelbajar district to Azerbaijan by November 15, the Agdam district by November 20 and "
    "the Lachin district by December 1.": [
        ("Kalbajar", date(2020, 11, 15)),
        ("Aghdam", date(2020, 11, 20)),
        ("Lachin", date(2020, 12, 1)),
    ],
    "Armenia handed over Agdam and Lachin to Azerbaijan on November 9 under the truce.": [
        ("Aghdam Lachin", date(2020, 11, 9)),
    ],
    "Armenia handed over Agdam on November 3 and the Kelbajar district five days later under the truce.": [
        ("Aghdam", date(2020, 11, 3)),
        ("Kalbajar", date(2020, 11, 8)),
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_each_place_keeps_its_own_day(text: str) -> None:
    document = Document("one", text, published_at=datetime(2020, 11, 10, tzinfo=UTC))
    found = [mention for mention in load_tagger().tag(document) if mention.type == "territory_transfer"]
    assert [(" ".join(place.name for place in each.places), each.event_date) for each in found] == CASES[text]
    assert all(text[each.quote_start : each.quote_end] == each.quote for each in found)


def test_the_town_and_day_of_a_signing_head_no_list() -> None:
    text = (
        "Kyrgyz and Tajik commanders signed a protocol in Isfara on September 19 obliging both to draw their armor "
        "back from the border near Batken by September 25."
    )
    found = load_tagger().tag(Document("one", text, published_at=datetime(2022, 9, 20, tzinfo=UTC)))

    pullback = [each for each in found if each.type == "troop_withdrawal"]
    assert [each.quote[:13] for each in pullback] == ["obliging both"]
