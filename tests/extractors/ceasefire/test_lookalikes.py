"""What looks like an act of war or a halt and is none, and what is one only: the whole answer counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.ceasefire.tag import load_tagger
from extractors.records import Document

PUBLISHED_AT = datetime(2024, 5, 22, tzinfo=UTC)


def _types(text: str) -> list[str]:
    return [mention.type for mention in load_tagger().tag(Document("x", text, "", PUBLISHED_AT))]


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        (["ceasefire_ended"], "The guerrillas announced the end of their ceasefire on Friday."),
        (["ceasefire_declared"], "The guerrillas announced a ceasefire on Friday."),
        (["ceasefire_proposed"], "The three mediators agreed in Geneva to call for an armistice in Sudan."),
        (["ceasefire_agreed"], "The three factions agreed in Geneva to an armistice in Sudan."),
        (["ceasefire_agreed"], "Hamas has accepted a proposal for a 40-day truce in Gaza."),
        (
            ["ceasefire_violation"],
            "India has violated the ceasefire in Kashmir 130 times since the beginning of the year.",
        ),
        (["ceasefire_in_effect"], "A truce in the offensive on Idlib began at dawn on Friday."),
        (["troop_withdrawal"], "Under the truce the withdrawal of heavy guns from Donetsk began on Monday."),
        ([], "Hopes for a truce in Yemen began to fade."),
        ([], "The minister said there would be no truce in the fight against graft."),
        (["armed_clash"], "Drones struck a depot near Misrata on Sunday, the Libyan army said."),
        ([], "Serbia has bought drones of the kind that struck a depot near Misrata, the Libyan army said."),
        (["armed_clash"], "Soldiers opened fire on rebels near Bangui."),
        ([], "Soldiers opened fire on students near Bangui."),
        (["armed_clash"], "Rebel soldiers stormed a mosque near Bangui and killed two gunmen."),
        ([], "Police stormed a mosque near Bangui and killed two gunmen."),
        (["armed_clash"], "Rebels killed nine soldiers near Kherson in an attack of a type that analysts had feared."),
        (["armed_clash"], "Ukrainian forces shelled Donetsk at 1940 GMT on Monday."),
        ([], "In 1940 the forces shelled Donetsk."),
        (["armed_clash"], "Police said the shelling, which killed six villagers, prevented rescue work in Donetsk."),
        ([], "Police prevented an attack on the train station in Kursk."),
        (
            ["armed_clash"],
            "Military intelligence planned the drone attack on the air base, which killed three soldiers.",
        ),
        (["territory_capture"], "Rebels captured the town of Sake on Sunday in their first victory in months."),
        (["territory_capture"], "Rebels seized the majority of the city of Goma on Sunday."),
        (
            ["ceasefire_agreed"],
            "Armenia and Azerbaijan agreed to a ceasefire on Sunday, deputies in Yerevan were told.",
        ),
        (["territory_capture"], "Rebels seized the presidential palace in Bangui after a week of battles."),
        ([], "Mutinous soldiers seized the presidential palace in Bangui and ousted the president."),
    ],
)
def test_only_this_is_told(expected: list[str], sentence: str) -> None:
    assert _types(sentence) == expected


def test_worst_fighting_in_years_is_no_breach_of_the_halt_that_stopped_it() -> None:
    before = "A truce took hold on Monday. "

    assert _types(f"{before}Some 90 people were killed in the worst clashes there in a decade.")[-1] == "armed_clash"
    assert (
        _types(f"{before}Two soldiers were killed when shells hit their post on Tuesday.")[-1] == "ceasefire_violation"
    )


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("ceasefire_violation", "The first truce held for barely an hour before mortar rounds landed in Maksat."),
        (
            "ceasefire_violation",
            "Russia shelled Kherson on Monday despite the Easter truce, the heaviest shelling in a year.",
        ),
        ("armed_clash", "Russia shelled Kherson on Monday despite calls for a truce, the heaviest shelling in a year."),
        (
            "ceasefire_violation",
            "A truce took effect on Sunday. After a rocket attack on Monday Israel hit back with air strikes.",
        ),
        ("armed_clash", "Mortar rounds landed in Maksat an hour before the truce began."),
        ("armed_clash", "India and Pakistan extended their truce, days after their men exchanged fire near Uri."),
        ("armed_clash", "Fighting resumed in Idlib on Monday after the truce collapsed."),
        ("ceasefire_violation", "The truce in Idlib collapsed on Monday when jets bombed the town."),
        ("armed_clash", "The truce took effect on Friday. Air strikes had killed 90 people in Taiz."),
        ("ceasefire_violation", "The truce took effect on Friday. Air strikes killed 90 people in Taiz on Sunday."),
        ("ceasefire_violation", "India would not extend the truce after Pakistani soldiers opened fire near Uri."),
    ],
)
def test_breach_or_clash(expected: str, sentence: str) -> None:
    assert {"ceasefire_violation", "armed_clash"}.intersection(_types(sentence)) == {expected}
