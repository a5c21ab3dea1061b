"""Armed acts against pinned truces: young ones are broken without a word of the text, old and failed ones are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from config.schema import Arrangement, Conflict
from extractors.ceasefire.tag import load_tagger
from extractors.ceasefire.young_truce import YoungTruces
from extractors.records import Document, Mention

_TRUCES = YoungTruces(
    [
        Conflict(
            "island",
            "The island",
            ("North", "South"),
            ("Ferry Point",),
            (
                Arrangement("held", "Spring truce", date(2024, 3, 1), parties=("North", "South")),
                Arrangement(
                    "standing",
                    "Long truce",
                    date(2010, 3, 1),
                    ended_on=date(2020, 3, 1),
                    parties=("North", "South"),
                    is_standing=True,
                ),
                Arrangement(
                    "failed", "Short truce", date(2023, 3, 1), ended_on=date(2023, 3, 9), parties=("North", "South")
                ),
            ),
        )
    ]
)


def _clash(day: date | None) -> Mention:
    text = "Azerbaijani troops shelled the village near Goris on Monday."
    found = load_tagger().tag(Document("x", text, "", datetime(2019, 5, 22, tzinfo=UTC)))
    mention = next(each for each in found if each.type == "armed_clash")
    return replace(mention, event_date=day, source_actors=("North",), target_actors=("South",), is_background=False)


@pytest.mark.parametrize(
    ("day", "is_breach"),
    [
        (date(2024, 3, 1), False),
        (date(2024, 3, 2), True),
        (date(2024, 4, 20), True),
        (date(2024, 7, 1), False),
        (date(2023, 3, 5), False),
        (None, False),
    ],
)
def test_only_a_young_truce_that_held_is_broken(day: date | None, is_breach: bool) -> None:
    assert _TRUCES.is_broken_by(_clash(day)) is is_breach


def test_a_stranger_does_not_break_it() -> None:
    clash = replace(_clash(date(2024, 3, 5)), source_actors=("East",), target_actors=("West",))

    assert not _TRUCES.is_broken_by(clash)


@pytest.mark.parametrize(
    ("day", "parties", "is_breach"),
    [
        (date(2018, 3, 1), ("North", "South"), True),
        (date(2021, 3, 1), ("North", "South"), False),
        (date(2018, 3, 1), ("North", "East"), False),
        (date(2018, 3, 1), (), False),
    ],
)
def test_a_standing_truce_is_broken_as_long_as_it_stands(day: date, parties: tuple[str, ...], is_breach: bool) -> None:
    assert _TRUCES.is_broken_by(_clash(day), parties) is is_breach
