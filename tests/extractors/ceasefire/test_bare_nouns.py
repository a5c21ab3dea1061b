"""An act that only its noun names again: which one is meant, where it is, and what became of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from extractors.ceasefire.tag import load_tagger
from extractors.records import Document, Mention

LAND, MEN = "Armenia must return Kalbajar under the truce.", "Hamas was to free 33 hostages."
TROOPS, TALKS = "Russian troops are to leave Gori.", "The two sides met in Geneva to discuss a truce."
CENTRE = "Russia and Turkey agreed to set up a joint centre to monitor the truce."
FLIGHTS = "The truce lets two commercial flights a week leave Sanaa."


def read(text: str) -> tuple[Mention, ...]:
    return load_tagger().tag(Document("a", text, published_at=datetime(2020, 11, 25, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("before", "fate", "event_type", "status"),
    [
        (LAND, "The handover was postponed by ten days.", "territory_transfer", "postponed"),
        (MEN, "The handover was postponed by ten days.", "prisoner_exchange", "postponed"),
        (MEN, "The exchange was called off.", "prisoner_exchange", "negated"),
        (TROOPS, "The departure was delayed until Friday.", "troop_withdrawal", "postponed"),
        (TROOPS, "The withdrawal is to begin on Friday.", "troop_withdrawal", "scheduled"),
        (CENTRE, "Its opening has been postponed until January.", "ceasefire_monitoring", "postponed"),
        (CENTRE, "The centre will open within two weeks.", "ceasefire_monitoring", "scheduled"),
        (CENTRE, "The centre opened near Agdam on Tuesday.", "ceasefire_monitoring", "actual"),
        (FLIGHTS, "The flight had been due on November 4 but was put off.", "transport_unblocking", "postponed"),
        (f"{LAND} {MEN}", "The transfer took place on Tuesday.", "prisoner_exchange", "actual"),
    ],
)
def test_the_act_told_last_of_its_kind_is_meant(before: str, fate: str, event_type: str, status: str) -> None:
    found = read(f"{before} {fate}")[-1]
    assert (found.type, found.status) == (event_type, status)


@pytest.mark.parametrize(
    "text", ["The handover was postponed by ten days.", f"{TALKS} The handover was postponed by ten days."]
)
def test_a_noun_that_no_act_was_told_for_tells_none(text: str) -> None:
    assert "territory_transfer" not in {each.type for each in read(text)}


def test_the_ground_is_that_of_the_act_meant_and_the_first_day_is_kept() -> None:
    found = read(f"{LAND} The handover had been postponed by 10 days from November 15.")[-1]
    assert [place.name for place in found.context_places] == ["Kalbajar"]
    assert (found.places, found.original_date, found.event_date) == ((), date(2020, 11, 15), date(2020, 11, 25))
