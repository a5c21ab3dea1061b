"""Places: every spelling found with its offsets, and which of them belong to one event."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.load import read_places
from config.schema import Actor
from extractors.ceasefire import places
from extractors.ceasefire.actors import ActorIndex
from extractors.ceasefire.names import Names, fold, words_of
from extractors.ceasefire.spans import Span
from tests.extractors.ceasefire.fixtures import ACTORS, PLACES

GAZETTEER = places.Gazetteer(PLACES)
SHIPPED = places.Gazetteer(read_places(None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops entered Kalba on Friday.", [("Kalba", "Kalba")]),
        ("Troops entered QALBA on Friday.", [("QALBA", "Kalba")]),
        ("Troops entered Kəlba on Friday.", [("Kəlba", "Kalba")]),
        ("Troops entered Kalba's centre.", [("Kalba", "Kalba")]),
        ("Troops entered the Kalba district.", [("Kalba district", "Kalba")]),
        ("Aid reached al-Zor and Sanaa.", [("al-Zor", "El Zor"), ("Sanaa", "Sana'a")]),
        ("Aid reached Sana’a.", [("Sana’a", "Sana'a")]),
        ("Cars queued in the Kalba Gate corridor.", [("Kalba Gate corridor", "Kalba Gate corridor")]),
        ("Cars queued in north Upland.", []),
        ("the zor of the story", []),
        ("Cars took the Kalba-Zorn highway.", [("Kalba-Zorn highway", "Kalba-Zorn highway")]),
        ("The Kalba-Zorn road is shut.", [("Kalba-Zorn road", "Kalba-Zorn road")]),
        ("Cars took the Kalba highway.", [("Kalba", "Kalba")]),
        ("The Aport Times said so.", []),
        ("The Aport agreements failed.", []),
        ("The report named Jack Aport as its author.", []),
        ("It said Kalba Armenians had left.", []),
        ("Troops Enter Kalba As Last Belandic Units Leave", [("Kalba", "Kalba")]),
    ],
)
def test_a_name_is_found_in_every_spelling_and_not_inside_another(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(ref.surface, ref.place_id) for ref in GAZETTEER.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aland and Beland traded fire on the border.", "Aland-Beland border"),
        ("Alandic guards shot across the border at Belandic farmers.", "Aland-Beland border"),
        ("Cetanian and Delander police met on the frontier.", "Cetania-Deland border"),
        ("The frontier of Cetania with Deland was quiet.", "Cetania-Deland border"),
        ("Alandic troops massed on the border.", "Aland-Beland border"),
        ("Alandic border guards met Belandic ones.", None),
        ("Nobody crossed the border.", None),
        ("Beland shelled the Alandic frontier.", "Aland-Beland border"),
        ("Aland and Beland spoke of the border with Cetania.", None),
        ("Aland and Beland spoke of the Cetanian border.", None),
        ("A joint border committee of Aland and Beland met.", None),
    ],
)
def test_the_border_is_that_of_the_two_countries_around_it(text: str, expected: str | None) -> None:
    found = [ref.place_id for ref in GAZETTEER.find(text) if ref.kind == "border"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The line of contact near Kalba is calm.", "Varna Front"),
        ("The line of contact near al-Zor is calm.", "Delta Front"),
    ],
)
def test_of_two_places_with_one_name_the_text_around_decides(text: str, expected: str) -> None:
    assert GAZETTEER.find(text)[0].place_id == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hezbollah and Israel traded fire across the border.", "Israel-Lebanon border"),
        ("Bishkek and Dushanbe agreed to mark the border.", "Kyrgyzstan-Tajikistan border"),
        ("Cypriot sappers cleared both sides of the buffer zone.", "Cyprus buffer zone"),
        ("Syria said the buffer zone was quiet.", "Golan buffer zone"),
        ("The school has a buffer zone for cars.", None),
        ("The two Koreas cleared the mines from the demilitarized zone.", "Korean Demilitarized Zone"),
        ("Rebels have not left the demilitarized zone in Idlib.", None),
    ],
)
def test_a_border_is_known_by_capitals_and_armed_groups_too(text: str, expected: str | None) -> None:
    found = SHIPPED.find(text)
    assert [ref.place_id for ref in found if ref.kind in ("border", "line")] == ([expected] if expected else [])


def of_event(text: str, event_type: str, clause: str | None = None) -> dict[str, str]:
    start = text.index(clause) if clause else 0
    span = Span(start, start + len(clause or text))
    refs = GAZETTEER.find(text)
    found = places.of_event(refs, text, Span(0, len(text)), span, event_type, ActorIndex(ACTORS).find(text, 2020))
    assert all(text[ref.start : ref.end] == ref.surface for ref in found)
    return {ref.place_id: ref.role for ref in found}


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        ("Belandic troops left Kalba for Beland.", "troop_withdrawal", {"Kalba": "origin", "Beland": "destination"}),
        ("Kalba was ceded to Aland.", "territory_transfer", {"Kalba": "event"}),
        ("Aport accused Beport of shelling Kalba.", "ceasefire_violation", {"Kalba": "event"}),
        ("Envoys of Aland and Beland met in Cetport.", "peace_talks", {"Cetport": "event"}),
        ("Envoys held the Cetport talks.", "peace_talks", {"Cetport": "event"}),
        ("Cetport was to have hosted the envoys.", "peace_talks", {"Cetport": "event"}),
        ("Aland's president spoke of the war in Cetania.", "peace_talks", {}),
        ("Aport-backed gunmen attacked al-Zor.", "armed_clash", {"El Zor": "event"}),
        ("The defense ministry in Aport said Kalba was shelled.", "armed_clash", {"Kalba": "event"}),
        ("Kalba officials said a truce took hold.", "ceasefire_in_effect", {}),
        ("Shells fell in southern Beland.", "armed_clash", {"Beland": "event"}),
        ("Rockets rained on Beland for an hour.", "armed_clash", {"Beland": "event"}),
        ("Aland deplored the strikes on Beland.", "diplomatic_reaction", {}),
        ("In Aport, the assembly voted to recognise Kalba.", "diplomatic_reaction", {"Kalba": "event"}),
        ("Aport fell on Friday.", "territory_capture", {"Aport": "event"}),
        ("The Beland truce was prolonged.", "ceasefire_extended", {"Beland": "event"}),
        ("Aland put its truce with Beland on ice.", "ceasefire_ended", {}),
        ("A road linking Aland with Kalba was opened.", "transport_unblocking", {"Aland": "event", "Kalba": "event"}),
        ("Aland recalled its envoys from Cetport.", "peace_talks", {"Cetport": "event"}),
        ("Talks to end Aland's war opened in Cetport.", "peace_talks", {"Cetport": "event"}),
        ("Kalba rebels put off the truce.", "ceasefire_in_effect", {}),
        ("Observers from Kalba and al-Zor were let in.", "ceasefire_monitoring", {}),
        ("Soldiers from Beland entered Kalba.", "territory_capture", {"Kalba": "event"}),
        ("Beland pulled its soldiers from Aland.", "troop_withdrawal", {"Aland": "origin"}),
        ("Shells hit Aland's northern district of Kalba.", "armed_clash", {"Kalba": "event"}),
        ("Aland was split by the war.", "armed_clash", {"Aland": "event"}),
        ("Aland has fully reopened its airspace.", "transport_unblocking", {"Aland": "event"}),
        ("Aland has reopened its embassy.", "transport_unblocking", {}),
        ("The bishop of Kalba called for a truce.", "ceasefire_proposed", {}),
        ("A Kalba regional unit left al-Zor.", "troop_withdrawal", {"El Zor": "origin"}),
        ("Observers patrol the area adjoining Beland.", "ceasefire_monitoring", {"Beland": "event"}),
        ("Aid went from Kalba and al-Zor to Beland.", "humanitarian_access", {"Kalba", "El Zor", "Beland"}),
        ("Two crossings between Aland and Beland reopened.", "transport_unblocking", {"Aland", "Beland"}),
        ("Talks between Aland and Beland on the road broke off.", "transport_unblocking", {}),
        ("A plane brought ten captives from Beport.", "prisoner_exchange", {"Beport"}),
        ("The guns fell silent in Kalba at noon Aport time.", "ceasefire_in_effect", {"Kalba"}),
        ("Envoys broke off talks over a rampage in Kalba.", "peace_talks", {}),
    ],
)
def test_a_party_a_topic_and_an_office_are_no_event_place(text: str, event_type: str, expected: object) -> None:
    found = of_event(text, event_type)
    assert (set(found) if isinstance(expected, set) else found) == expected


@pytest.mark.parametrize(("names", "expected"), [("Kalba", {"Kalba"}), ("Kalba and al-Zor", {"Kalba", "El Zor"})])
def test_a_clause_without_a_name_takes_the_places_before_it(names: str, expected: set[str]) -> None:
    text = f"Gunmen entered {names} on Friday, and the army shelled the town."
    assert set(of_event(text, "armed_clash", "the army shelled the town")) == expected


@pytest.mark.parametrize(
    ("clause", "trigger", "expected"),
    [
        ("the army shelled farmers", "shelled", {"Kalba"}),
        ("a night of shooting left ten dead", "shooting", set()),
        ("a war that took 300 lives", "war", set()),
    ],
)
def test_fighting_told_by_a_noun_takes_no_place_from_before(clause: str, trigger: str, expected: set[str]) -> None:
    text = f"Gunmen entered Kalba on Friday after {clause}."
    start, at = text.index(clause), text.index(trigger)
    span, verb = Span(start, start + len(clause)), Span(at, at + len(trigger))
    found = places.of_event(GAZETTEER.find(text), text, Span(0, len(text)), span, "armed_clash", (), verb)
    assert {ref.place_id for ref in found} == expected


@pytest.mark.parametrize(
    "deal",
    [
        "Under the Cetport accord",
        "By a deal announced in Cetport",
        "Keeping a pledge it had given in Cetport,",
        "Two days before the deadline set at Cetport,",
        "Under the protocol their generals drew up and confirmed in Cetport,",
    ],
)
def test_where_a_deal_was_made_is_not_where_it_is_kept(deal: str) -> None:
    text = f"{deal} troops left Kalba."
    at, whole = text.index("left"), Span(0, len(text))
    found = places.of_event(GAZETTEER.find(text), text, whole, whole, "troop_withdrawal", (), Span(at, at + 4))
    assert [ref.place_id for ref in found] == ["Kalba"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 24 sailors captured near Kalba were freed on Friday.", set()),
        ("Ten men taken prisoner in Kalba came home.", set()),
        ("The captured pilot was handed over at Kalba.", {"Kalba"}),
        ("Captives were freed in Kalba.", {"Kalba"}),
    ],
)
def test_where_captives_were_taken_is_not_where_they_are_freed(text: str, expected: set[str]) -> None:
    span, at = Span(0, len(text)), max(text.find("freed"), text.find("came"), text.find("handed"))
    verb = Span(at, at + 5)
    found = places.of_event(GAZETTEER.find(text), text, span, span, "prisoner_exchange", (), verb)
    assert {ref.place_id for ref in found} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The halt to the fighting in Kalba agreed last week will start at midnight.", {"Kalba"}),
        ("The truce for Kalba, which both generals signed, will start at midnight.", {"Kalba"}),
        ("Gunmen seized Kalba, and the truce will start at midnight.", set()),
    ],
)
def test_a_halt_keeps_the_ground_it_was_named_with(text: str, expected: set[str]) -> None:
    assert set(of_event(text, "ceasefire_in_effect", "will start at midnight")) == expected


def test_a_place_in_the_name_of_a_group_is_none() -> None:
    text = "Aland and the Kalba Liberation Army signed a truce in al-Zor."
    index = ActorIndex((Actor("Kalba Liberation Army", "armed_group", ("Kalba Liberation Army",)),))
    whole = Span(0, len(text))
    found = places.of_event(GAZETTEER.find(text), text, whole, whole, "ceasefire_agreed", index.find(text))
    assert [ref.place_id for ref in found] == ["El Zor"]


@pytest.mark.parametrize(
    ("text", "clause", "event_type"),
    [
        ("The road to Kalba stayed shut, accusing gunmen of breaking the truce.", "breaking the truce", "violation"),
        ("Shots rang out in Kalba in spite of a truce brokered in May.", "truce brokered in May", "agreed"),
        ("The post at Kalba came down in the term set by the deal.", "the deal", "agreed"),
        ("Shells hit Kalba, and foreign soldiers were sent in.", "foreign soldiers were sent in", "peacekeepers"),
    ],
)
def test_a_charge_a_reference_and_men_sent_later_take_no_place_from_before(
    text: str, clause: str, event_type: str
) -> None:
    name = "peacekeeper_deployment" if event_type == "peacekeepers" else f"ceasefire_{event_type}"
    start = text.index(clause)
    whole, verb = Span(0, len(text)), Span(start, start + len(clause))
    quote = whole if event_type == "agreed" else verb
    assert places.of_event(GAZETTEER.find(text), text, whole, quote, name, (), verb) == ()


def test_blame_both_ways_takes_no_place_from_the_clause_before() -> None:
    text = "Roads into Kalba stay shut and each camp counts the other's breaches."
    assert of_event(text, "ceasefire_violation", "each camp counts the other's breaches") == {}


def test_a_venue_is_not_where_the_next_clause_happens() -> None:
    text = "They signed the paper in Cetport, and the army shelled villages."
    assert of_event(text, "armed_clash", "the army shelled villages") == {}


WORDS = st.lists(st.sampled_from(["Kalba", "Aport", "the", "and", "said", "-", ",", "al-Zor", "line", "of", "contact"]))


@given(WORDS)
def test_references_give_their_surface_back_in_order(words: list[str]) -> None:
    text = " ".join(words)
    refs = GAZETTEER.find(text)
    assert all(text[ref.start : ref.end] == ref.surface for ref in refs)
    assert all(one.end <= other.start for one, other in pairwise(refs))


@given(
    st.lists(st.sampled_from([place.place_id for place in PLACES if place.kind == "town" or place.kind == "district"]))
)
def test_sentences_apart_have_the_same_names_as_together(names: list[str]) -> None:
    lines = [f"It was quiet near {name}." for name in names]
    apart = [ref.surface for line in lines for ref in GAZETTEER.find(line)]
    assert [ref.surface for ref in GAZETTEER.find("\n".join(lines))] == apart


@given(st.text(max_size=60))
def test_folding_is_final_and_any_text_can_be_searched(text: str) -> None:
    assert all(fold(word) == word for word in words_of(text) if not word.endswith(("'s", "’s")))
    assert list(Names([("x", 1)]).find(text)) == [(at, at + 1, 1) for at, _, _ in Names([("x", 1)]).find(text)]


@pytest.mark.parametrize("link", ["in defiance of", "despite", "in breach of"])
def test_what_is_done_in_spite_of_a_truce_is_not_where_it_was_signed(link: str) -> None:
    text = f"Gunmen took Kalba {link} a truce signed in al-Zor."
    span, at = Span(0, len(text)), text.index("signed")
    found = places.of_event(GAZETTEER.find(text), text, span, span, "ceasefire_agreed", (), Span(at, at + 6))
    assert [ref.place_id for ref in found] == ["El Zor"]


@pytest.mark.parametrize(("trigger", "expected"), [("left", {"Kalba"}), ("open", {"El Zor"})])
def test_in_a_long_clause_the_verb_says_which_places_are_its_own(trigger: str, expected: set[str]) -> None:
    text = "Gunmen left Kalba, and the road to al-Zor is open."
    span, at = Span(0, len(text)), text.index(trigger)
    verb = Span(at, at + len(trigger))
    found = places.of_event(GAZETTEER.find(text), text, span, span, "troop_withdrawal", (), verb)
    assert {ref.place_id for ref in found} == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Talks that were to open in Kalba were put off.", "Talks", {"Kalba"}),
        ("Captives were freed in return for a road to Kalba.", "freed", set()),
    ],
)
def test_the_only_place_of_a_clause_is_kept_unless_it_is_of_another_act(
    text: str, trigger: str, expected: set[str]
) -> None:
    span, at = Span(0, len(text)), text.index(trigger)
    verb = Span(at, at + len(trigger))
    found = places.of_event(GAZETTEER.find(text), text, span, span, "peace_talks", (), verb)
    assert {ref.place_id for ref in found} == expected


def test_what_a_place_lies_between_is_not_where_it_happens() -> None:
    text = "Troops left the Kalba district between al-Zor and Aland."
    span, verb = Span(0, len(text)), Span(7, 11)
    found = places.of_event(GAZETTEER.find(text), text, span, span, "troop_withdrawal", (), verb)
    assert [ref.place_id for ref in found] == ["Kalba"]


@pytest.mark.parametrize(
    "more", [", the largest district in Aland.", ", the first to leave Aland.", " district of Aland."]
)
def test_the_land_a_place_is_part_of_is_not_named_with_it(more: str) -> None:
    text, at = f"Shells fell on Kalba{more}", 7
    found = places.of_event(
        GAZETTEER.find(text), text, Span(0, len(text)), Span(0, len(text)), "armed_clash", (), Span(at, at + 4)
    )
    assert [ref.place_id for ref in found] == ["Kalba"]


def test_another_matter_takes_no_place_from_the_clause_before() -> None:
    text = "Gunmen entered Kalba, the first to do so since fighting broke out."
    assert of_event(text, "armed_clash", "since fighting broke out") == {}


def test_a_clause_cut_before_its_place_is_mended() -> None:
    text = "Shots were heard on the edge of Kalba, residents said."
    assert set(of_event(text, "ceasefire_violation", "Shots were heard on the edge of")) == {"Kalba"}


def test_a_quarter_that_no_list_knows_is_told_by_its_town() -> None:
    text = "Shells fell on the Oldtown district of Donetsk."
    quarter = places.NamedPlace(
        "Oldtown", "Oldtown", "Oldtown", text.index("Oldtown"), text.index(" district"), "event"
    )
    quarter = replace(quarter, kind="unlisted")
    refs = (quarter, *SHIPPED.find(text))
    span = Span(0, len(text))

    assert {ref.name for ref in places.of_event(refs, text, span, span, "armed_clash")} == {"Donetsk"}


def test_a_fleet_is_not_the_sea_it_is_named_after() -> None:
    assert [ref.name for ref in SHIPPED.find("Men of the Black Sea Fleet left Black Sea ports.")] == ["Black Sea"]
