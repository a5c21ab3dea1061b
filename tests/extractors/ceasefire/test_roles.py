"""Roles: who acts, on whom, and whose word it is, by type of event."""

from __future__ import annotations

from functools import cache

import pytest

from config.load import read_actors, read_conflicts, read_places
from extractors.ceasefire import attribution
from extractors.ceasefire.actors import ActorIndex
from extractors.ceasefire.places import Gazetteer
from extractors.ceasefire.roles import Roles, roles
from extractors.ceasefire.spans import Span
from tests.extractors.ceasefire.fixtures import ACTORS, CONFLICTS, PLACES


@cache
def shipped() -> tuple[ActorIndex, Gazetteer]:
    """The shipped actors and places, read once: it takes half a second."""
    return ActorIndex(read_actors(), read_conflicts()), Gazetteer(read_places())


_BOTH = "Aland|Beland"
_PAIRS = ("Aland Beland", "Beland Cetania")
INDEX = ActorIndex(ACTORS, CONFLICTS)
GAZETTEER = Gazetteer(PLACES)


def read(text: str, trigger: str, event_type: str, status: str = "actual", is_passive: bool = False) -> Roles:
    hits = INDEX.find(text, 2020)
    sentence = Span(0, len(text))
    at = text.index(trigger)
    said = attribution.find(text, sentence, hits)
    focus = INDEX.focus(hits, GAZETTEER.find(text))
    span = Span(at, at + len(trigger))
    return roles(hits, text, sentence, sentence, span, is_passive, event_type, status, said, focus)


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "source", "target"),
    [
        ("Belandic troops shelled Alandic positions.", "shelled", "armed_clash", "Beland", "Aland"),
        ("Belandic troops entered Kalba by force.", "entered", "territory_capture", "Beland", "Aland"),
        ("Beland ceded the valley to Aland.", "ceded", "territory_transfer", "Beland", "Aland"),
        ("Aland ceded Kalba.", "ceded", "territory_transfer", "Aland", "Beland"),
        ("Alandic troops moved into the valley.", "moved", "territory_transfer", "Beland", "Aland"),
        ("Kalba was given up on Friday.", "given up", "territory_transfer", "Beland", "Aland"),
        ("Aland and Beland signed a truce.", "signed", "ceasefire_agreed", "Aland Beland", ""),
        ("Aland and Beland signed a Cetanian-brokered truce.", "signed", "ceasefire_agreed", "Aland Beland", ""),
        ("Ana New and Bo Bel met in Cetport.", "met", "peace_talks", "Ana New|Bo Bel", ""),
        ("The two sides met; Aport was calm.", "met", "peace_talks", "Aland Beland", ""),
        ("Ana New urged Beland to halt its fire.", "urged", "ceasefire_proposed", "Ana New", "Beland"),
        ("Bo Bel rejected Aland's offer.", "rejected", "ceasefire_rejected", "Bo Bel", "Aland"),
        ("Cetania condemned Beland.", "condemned", "diplomatic_reaction", "Cetania", "Beland"),
        ("Belandic troops pulled out of Kalba.", "pulled out", "troop_withdrawal", "Beland", ""),
        ("Aland and Beland exchanged prisoners.", "exchanged", "prisoner_exchange", "Aland Beland", "Aland Beland"),
        ("Beland released ten Alandic captives.", "released", "prisoner_exchange", "Beland", "Aland"),
        ("Ten Alandic families came home to Kalba.", "came home", "displaced_return", "", ""),
        ("Troops from Aland and Beland left the front.", "left", "troop_withdrawal", "Aland Beland", ""),
        ("Guns were hauled out of Kalba.", "hauled", "troop_withdrawal", "Beland", ""),
        ("Forces parted along the front in Kalba.", "parted", "troop_withdrawal", "Aland Beland", ""),
        ("Mercenaries left Aland.", "left", "troop_withdrawal", "", ""),
        ("Under the Cetport accords Belandic troops left.", "left", "troop_withdrawal", "Beland", ""),
        ("The Cetport talks broke up; Aport and Beport met.", "broke up", "peace_talks", "Aland Beland", ""),
        (
            "A Cetanian-Belandic draft for a truce hit Aland.",
            "truce",
            "ceasefire_proposed",
            "Beland Cetania",
            "Aland",
        ),
        ("Alandic tanks crossed into Kalba at dawn.", "crossed", "territory_transfer", "Beland", "Aland"),
        ("Aport recovered ten men in Kalba.", "recovered", "prisoner_exchange", "Beland", "Aland"),
        ("Beland turned down a plan put forward by Cetania.", "turned down", "ceasefire_rejected", "Beland", "Cetania"),
        ("Aland lifted the curbs on Belandic grain.", "lifted", "transport_unblocking", "Aland", "Beland"),
        ("Aland lifted the curbs on grain.", "lifted", "transport_unblocking", "Aland", ""),
        ("The World Council extended the mission.", "extended", "ceasefire_monitoring", "World Council", ""),
    ],
)
def test_who_acts_on_whom(text: str, trigger: str, event_type: str, source: str, target: str) -> None:
    found = read(text, trigger, event_type)
    split = "|" if "|" in source or (" " in source and source not in _PAIRS) else None
    assert set(found.source_actors) == _names(source, split)
    assert set(found.target_actors) == _names(target, None)


def _names(written: str, split: str | None) -> set[str]:
    return set(written.split(split)) if split or written in (*_PAIRS, "") else {written}


def test_the_doer_stands_after_by_in_the_passive() -> None:
    text = "Alandic positions were shelled by Belandic troops."
    assert read(text, "shelled", "armed_clash", is_passive=True).source_actors == ("Beland",)


@pytest.mark.parametrize("doer", ["fire from over the hill", "Belandic gunners"])
def test_who_is_killed_is_the_victim_whatever_did_it(doer: str) -> None:
    found = read(f"Alandic soldiers were killed by {doer}.", "killed", "armed_clash", is_passive=True)
    assert (found.source_actors, found.target_actors) == (("Beland",), ("Aland",))


def test_in_an_accusation_the_accused_acts_and_the_accuser_is_hit() -> None:
    found = read("Aport accused Belandic troops of shelling a farm.", "shelling", "ceasefire_violation", "alleged")
    assert found == Roles(("Beland",), ("Aland",), "Aland")


def test_a_rebel_leader_with_a_name_is_himself() -> None:
    text = "Israel and Hamas are at war. President Salva Kiir and rebel leader Riek Machar signed a truce."
    index, _ = shipped()
    hits, start, at = index.find(text, 2018), text.index("President"), text.index("signed")
    focus, sentence = index.focus(hits, (), None, text), Span(start, len(text))
    verb = Span(at, at + 6)
    found = roles(hits, text, sentence, sentence, verb, False, "ceasefire_agreed", "actual", (), focus)
    assert found.source_actors == ("Salva Kiir", "Riek Machar")


def test_a_rivals_word_about_a_nameless_shell_turns_on_the_rival() -> None:
    found = read("A shell hit a farm, the Alandic Defense Ministry said.", "hit", "ceasefire_violation", "alleged")
    assert found == Roles(("Beland",), ("Aland",), "Alandic Defense Ministry")


def test_who_denies_is_who_is_said_to_have_done_it() -> None:
    found = read("Beport denied that it had fired a shot.", "fired", "ceasefire_violation", "denied")
    assert (found.source_actors, found.attributed_to) == (("Beland",), "Beland")


def test_each_accusing_the_other_is_both_ways() -> None:
    found = read("Aland and Beland accused each other of shelling.", "accused", "ceasefire_violation", "alleged")
    assert set(found.source_actors) == set(found.target_actors) == {"Aland", "Beland"}


def part(text: str, words: str, trigger: str, event_type: str, status: str) -> Roles:
    """Give the roles of the clause `words` of a text."""
    hits, at = INDEX.find(text, 2020), text.index(words)
    sentence, clause = Span(0, len(text)), Span(at, at + len(words))
    begin = text.index(trigger, at)
    said, focus = attribution.find(text, sentence, hits), INDEX.focus(hits, GAZETTEER.find(text))
    span = Span(begin, begin + len(trigger))
    return roles(hits, text, sentence, clause, span, False, event_type, status, said, focus)


@pytest.mark.parametrize(
    ("text", "words", "trigger", "event_type", "status", "source", "target"),
    [
        (
            *("Aland declared on Monday a truce from midnight, and Beland was silent.", "from midnight", "from"),
            *("ceasefire_in_effect", "scheduled", ("Aland",), ()),
        ),
        (
            *("Aland announced a truce with Beland from midnight.", "from midnight", "from"),
            *("ceasefire_in_effect", "scheduled", (), ()),
        ),
        (
            *("Aland offered a truce, a gesture that Beland called a trick.", "a gesture that Beland called a trick"),
            *("called", "ceasefire_rejected", "actual", ("Beland",), ("Aland",)),
        ),
        (
            *("Aland, which met Beland, insists that all captives be sent home.", "all captives be sent home", "sent"),
            *("prisoner_exchange", "hypothetical", ("Beland",), ("Aland",)),
        ),
        (
            *("Aland said it would not sit down while Beland was firing.", "it would not sit down while Beland was"),
            *("sit down", "peace_talks", "negated", ("Aland",), ()),
        ),
        (
            *("Aport denied a report that Belandic gunners had let ten men leave.", "ten men leave", "leave"),
            *("troop_withdrawal", "denied", ("Aland",), ()),
        ),
    ],
)
def test_the_parties_of_a_clause_may_stand_before_it(
    text: str, words: str, trigger: str, event_type: str, status: str, source: tuple[str], target: tuple[str]
) -> None:
    found = part(text, words, trigger, event_type, status)
    assert (found.source_actors, found.target_actors) == (source, target)


def test_an_actor_in_a_plain_clause_far_away_has_no_part() -> None:
    text = "Beland voted. " + "It rained. " * 200 + "A mine went off."
    at = text.index("A mine")
    found = roles(
        INDEX.find(text, 2020), text, Span(0, len(text)), Span(at, len(text)), Span(at, at + 6), False,
        "armed_clash", "actual", (),
    )  # fmt: skip
    assert found == Roles()


def test_who_takes_hostages_is_the_side_that_is_no_state() -> None:
    index, _ = shipped()
    text = "Israel and Hamas are at odds. The first release of hostages is set for Friday."
    hits = index.find(text, 2024)
    start = text.index("The first")
    sentence = Span(start, len(text))
    at = text.index("release")
    focus = index.focus(hits)
    found = roles(
        hits, text, sentence, sentence, Span(at, at + 7), False, "prisoner_exchange", "scheduled", (), focus=focus
    )
    assert (found.source_actors, found.target_actors) == (("Hamas",), ("Israel",))


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        (
            "The contingent took up posts in Lachin.",
            "peacekeeper_deployment",
            "Russian peacekeepers",
            "",
        ),
        ("Russian troops took up posts in Lachin.", "peacekeeper_deployment", "Russian peacekeepers", ""),
        ("Russian troops took up arms in Lachin.", "armed_clash", "Russia", ""),
        ("The U.N. force took up posts near Bint Jbeil.", "peacekeeper_deployment", "UNIFIL", ""),
        ("Blue helmets took up posts in Mali.", "peacekeeper_deployment", "United Nations", ""),
        ("The Security Council took up and renewed UNIFIL.", "peacekeeper_deployment", "UN Security Council", "UNIFIL"),
    ],
)
def test_peacekeepers_are_those_of_the_conflict(text: str, event_type: str, source: str, target: str) -> None:
    index, gazetteer = shipped()
    hits, whole = index.find(text, 2021), Span(0, len(text))
    at = text.index("took up")
    focus = index.focus(hits, gazetteer.find(text))
    found = roles(hits, text, whole, whole, Span(at, at + 7), False, event_type, "actual", (), focus)
    assert (found.source_actors[:1], " ".join(found.target_actors)) == ((source,), target)


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "source", "target"),
    [
        ("Beland is to free ten Alandic soldiers and Aland two Belandics.", "free", "prisoner_exchange", _BOTH, _BOTH),
        ("Beland freed ten Alandic men, with two going the other way.", "freed", "prisoner_exchange", _BOTH, _BOTH),
        ("Beland freed ten Alandic men for 12 Belandic ones.", "freed", "prisoner_exchange", _BOTH, _BOTH),
        ("Beland freed ten Alandic men for 12 days.", "freed", "prisoner_exchange", "Beland", "Aland"),
        ("Beland freed ten Alandic men in return for maps.", "freed", "prisoner_exchange", "Beland", "Aland"),
        ("Forty men left Belandic prisons.", "left", "prisoner_exchange", "Beland", "Aland"),
        ("Beland freed ten men in return for maps of minefields.", "maps", "mine_clearance", "Beland", "Aland"),
        ("All maps of the minefields are in Beland's hands.", "maps", "mine_clearance", "Aland", "Beland"),
        ("Aland gave Beland maps of minefields.", "gave", "mine_clearance", "Aland", "Beland"),
        ("Kalba was to change hands but Aport put it off.", "change hands", "territory_transfer", "Beland", "Aland"),
        ("Kalba fell to Belandic troops.", "fell", "territory_capture", "Beland", "Aland"),
        ("Fighting broke out in Kalba.", "Fighting", "armed_clash", _BOTH, ""),
        ("Aport has been calm since the war.", "war", "armed_clash", "", ""),
        ("Alandic posts came under fire.", "came under fire", "armed_clash", "Beland", "Aland"),
        ("Both sides broke the truce in Kalba.", "broke", "ceasefire_violation", _BOTH, ""),
        ("Ana New and Bo Bel sealed a truce.", "sealed", "ceasefire_agreed", "Ana New|Bo Bel", ""),
        ("Aland and Beland signed a truce to let Cetania in.", "signed", "ceasefire_agreed", _BOTH, ""),
        ("Aland accepted a Cetanian-Belandic plan.", "accepted", "ceasefire_agreed", _BOTH, ""),
        ("Bo Bel and Ana New held talks on Cetania.", "talks", "peace_talks", "Ana New|Bo Bel", ""),
        ("Beland hailed the accord of Aland and Cetania.", "hailed", "diplomatic_reaction", "Beland", ""),
        ("Beland voted against a Cetanian draft.", "voted", "diplomatic_reaction", "Beland", ""),
        ("Beland blamed Aport for illegal shelling.", "illegal", "diplomatic_reaction", "Beland", "Aland"),
        ("Cetania condemned the Belandic raid on Aland.", "condemned", "diplomatic_reaction", "Cetania", "Beland"),
        (
            "Cetania called for a truce in Kalba, with Beland against.",
            "called for",
            "ceasefire_proposed",
            "Cetania",
            _BOTH,
        ),
        (
            "The truce goes on under the eye of World Council observers.",
            "eye",
            "ceasefire_monitoring",
            "World Council",
            "",
        ),
        ("Aland agreed to let Cetanian-led monitors in.", "agreed", "ceasefire_monitoring", "Cetania", ""),
        ("Cetanian officers will man the post with Beland.", "man", "ceasefire_monitoring", "Beland|Cetania", ""),
        ("A road linking Aport with Beland was opened.", "opened", "transport_unblocking", "", ""),
        ("Belandic grain went through Kalba.", "went through", "transport_unblocking", "", ""),
        ("Aland let a World Council convoy into Kalba.", "let", "humanitarian_access", "Aland", "World Council"),
        ("Aport tore up its truce with Beland.", "tore up", "ceasefire_ended", "Aland", "Beland"),
        ("The truce with Beland expired.", "expired", "ceasefire_ended", _BOTH, ""),
        ("Aland broke the calm under a truce with Beland.", "broke", "ceasefire_ended", "Aland", ""),
        ("Cetanian-led talks on Kalba opened.", "talks", "peace_talks", "Aland|Beland|Cetania", ""),
        ("A truce in Kalba that Cetania coaxed out of them was agreed.", "agreed", "ceasefire_agreed", _BOTH, ""),
        ("A Cetanian-arranged truce in Kalba was agreed.", "agreed", "ceasefire_agreed", _BOTH, ""),
        ("Aland told the Cetanian mediators in Kalba of a truce.", "truce", "ceasefire_agreed", _BOTH, ""),
        ("Cetania hoped a halt in Kalba would hold.", "hold", "ceasefire_in_effect", "", ""),
        ("Rebels accused Belandic troops of shelling Kalba.", "shelling", "ceasefire_violation", "Beland", "Aland"),
        ("Kalba came under Belandic artillery fire.", "came under", "ceasefire_violation", "Beland", "Aland"),
        ("Cetania agreed to a truce on the frontier with Aland.", "agreed", "ceasefire_agreed", "Aland|Cetania", ""),
        (
            "Belandic troops and their Cetanian allies seized Kalba.",
            "seized",
            "territory_capture",
            "Beland|Cetania",
            "Aland",
        ),
        ("Envoys from Cetania and Beland met in Kalba.", "met", "peace_talks", "Beland|Cetania", ""),
        ("Aport gave Beport maps of the minefields in Kalba.", "maps", "mine_clearance", "Aland", "Beland"),
        ("Cetania logged 94 Belandic air violations.", "violations", "ceasefire_violation", "Beland", ""),
        ("Talks with Beland on Kalba began.", "Talks", "peace_talks", _BOTH, ""),
        ("Aland again called for the pullout of all Belandic men.", "pullout", "troop_withdrawal", "Beland", ""),
        ("Cetania wants Belandic troops out of Kalba.", "out of", "troop_withdrawal", "Beland", ""),
        (
            "Mediators from Cetania shuttled between the sides in Kalba.",
            "shuttled",
            "peace_talks",
            f"{_BOTH}|Cetania",
            "",
        ),
        ("Cetania lost a post to the Upland Rebels.", "lost", "territory_capture", "Upland Rebels", "Cetania"),
    ],
)
def test_who_does_what_with_whom(text: str, trigger: str, event_type: str, source: str, target: str) -> None:
    found = read(text, trigger, event_type)
    assert set(found.source_actors) == set(filter(None, source.split("|")))
    assert set(found.target_actors) == set(filter(None, target.split("|")))


def test_the_loser_denies_that_a_town_has_fallen() -> None:
    found = read("Aport denied that Kalba had been lost.", "lost", "territory_capture", "denied")
    assert (found.source_actors, found.target_actors) == (("Beland",), ("Aland",))


def test_who_denies_its_own_step_has_lost_nothing() -> None:
    found = read("Belandic troops have not entered Kalba, Beport said.", "entered", "territory_capture", "denied")
    assert (found.source_actors, found.target_actors) == (("Beland",), ("Aland",))


def test_who_tells_what_its_own_men_did_is_the_doer() -> None:
    found = read("Aport said its jets had downed a Belandic drone.", "downed", "armed_clash", "alleged")
    assert (found.source_actors, found.target_actors) == (("Aland",), ("Beland",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aland and Beland spoke; a truce will begin at noon.", {"Aland", "Beland"}),
        ("Alandic guns have hit Beland since a truce began.", set()),
    ],
)
def test_a_halt_is_of_both_sides_named_before_unless_it_only_dates(text: str, expected: set[str]) -> None:
    found = part(text, text[text.index("a truce") :].rstrip("."), "beg", "ceasefire_in_effect", "actual")
    assert set(found.source_actors) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Envoys said Cetania and ", {"Beland", "Cetania"}),
        ("Ten villages passed to Cetania and ", {"Beland"}),
    ],
)
def test_a_subject_cut_at_its_and_is_mended(before: str, expected: set[str]) -> None:
    text = f"{before}Beland withdrew."
    found = part(text, "Beland withdrew", "withdrew", "troop_withdrawal", "actual")
    assert set(found.source_actors) == expected


def test_a_deal_referred_to_is_of_both_sides() -> None:
    text = "Shells hit Aport hours before a truce signed in Kalba began."
    found = part(text, "a truce signed in Kalba", "signed", "ceasefire_agreed", "actual")
    assert set(found.source_actors) == {"Aland", "Beland"}


def test_an_outsiders_word_names_no_victim() -> None:
    found = read("Belandic troops broke the truce near Kalba, Cetania said.", "broke", "ceasefire_violation", "alleged")
    assert (found.source_actors, found.target_actors) == (("Beland",), ())


def test_who_is_told_of_by_another_acts_himself() -> None:
    text = "Cetania confirmed that Belandic troops had left Kalba and moved their guns away."
    found = part(text, "moved their guns away", "moved", "troop_withdrawal", "actual")
    assert found.source_actors == ("Beland",)


def test_an_outsider_who_counts_breaches_is_no_victim() -> None:
    found = read("A breach was recorded in Kalba, Cetania said.", "breach", "ceasefire_violation", "alleged")
    assert found.target_actors == ()


def test_aid_is_kept_out_by_whose_land_it_is() -> None:
    text = "World Council trucks were turned back near Kalba."
    found = read(text, "turned back", "humanitarian_access", "negated", is_passive=True)
    assert (found.source_actors, found.target_actors) == (("Aland",), ("World Council",))


def test_to_recognise_a_land_is_to_side_with_its_breakaway_government() -> None:
    index, _ = shipped()
    text = "France voted to recognise Nagorno-Karabakh, of which Baku says it is Azerbaijan and Yerevan that it is not."
    hits, whole = index.find(text, 2020), Span(0, len(text))
    clause, trigger = Span(0, text.index(",")), Span(text.index("voted"), text.index("voted") + 5)
    found = roles(hits, text, whole, clause, trigger, False, "diplomatic_reaction", "actual", (), index.focus(hits))
    assert (found.source_actors, found.target_actors) == (("France",), ("Nagorno-Karabakh authorities",))


PLO = "Palestine Liberation Organization"


@pytest.mark.parametrize(("body", "doers"), [("OSCE monitors", ()), ("NATO forces", ("NATO",)), ("The PLO", (PLO,))])
def test_a_body_breaks_a_truce_only_if_it_has_men_under_arms(body: str, doers: tuple[str, ...]) -> None:
    index, _ = shipped()
    text = f"{body} counted 12 shots near Avdiyivka and shelled none."
    whole, at = Span(0, len(text)), text.index("shelled")
    hits, shelled = index.find(text, 2020), Span(at, at + len("shelled"))
    found = roles(hits, text, whole, whole, shelled, False, "ceasefire_violation", "actual", ())
    assert found.source_actors == doers
