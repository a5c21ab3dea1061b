"""The language of patterns, on a small ontology: what each sign means, and what a wrong pattern says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from config.errors import ConfigError
from config.ontology import EventType, Ontology, Rule, WordClass, phrases, wider_classes
from extractors.ceasefire import clauses, patterns
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Lexicon

CLASSES = {
    "GIVE": WordClass(verbs="hand ~ over, cede", nouns="handover"),
    "LAND": WordClass(nouns="town, village"),
    "THING": WordClass(nouns="trophy"),
    "BOTH": WordClass(include="LAND THING"),
}
TYPES = (EventType("territory_transfer", "terms", "a transfer", ("RETREAT",)),)


def _ontology(pattern: str, needs: str = "", without: str = "") -> Ontology:
    rule = Rule("a.b", "territory_transfer", (pattern,), "yes", "no", needs=needs, without=without)
    return Ontology("1", TYPES, CLASSES, (rule,))


def _matches(
    pattern: str, sentence: str, named: Sequence[tuple[int, int, str]] = (), needs: str = "", without: str = ""
) -> bool:
    ontology = _ontology(pattern, needs, without)
    words = Lexicon(phrases(ontology), wider_classes(ontology)).read(sentence, Span(0, len(sentence)), named)
    rules = patterns.compile_rules(ontology)
    return any(patterns.find(words, clauses.barriers(words), rules, words.classes))


@pytest.mark.parametrize(
    ("pattern", "sentence", "expected"),
    [
        ("GIVE LAND", "They ceded the town.", True),
        ("GIVE LAND", "They ceded part of the town.", False),
        ("GIVE ..2 LAND", "They ceded part of the town.", True),
        ("GIVE ..2 LAND", "They ceded one half of one part of the town.", False),
        ("GIVE .. LAND", "They ceded one half of one part of the town.", True),
        ("GIVE .. LAND", "They ceded the game but the town cheered.", False),
        ("GIVE ... LAND", "They ceded the game but the town cheered.", True),
        ("GIVE ..8/ LAND", "They ceded a game that the town saw.", False),
        ("LAND .. GIVE!", "The town was handed over.", True),
        ("LAND .. GIVE!", "They handed over the town.", False),
        ("GIVE .. LAND", "They handed the town over.", True),
        ("GIVE -to ..3 LAND", "They ceded to the town.", False),
        ("GIVE -to ..3 LAND", "They ceded the town.", True),
        ("GIVE of|in LAND", "The handover of the villages went on.", True),
        ("GIVE BOTH", "They ceded the trophy.", True),
        ("GIVE LAND|THING", "They ceded the trophy.", True),
        ("LAND", "The towns.", True),
        ("LAND ..2 GIVE!", "The town, which the rebels had held, on and off, since the war, was handed over.", True),
        ("LAND ..2 GIVE!", "The town fell and the rebels, once its lords, a month later, handed over.", False),
    ],
)
def test_pattern(pattern: str, sentence: str, expected: bool) -> None:
    assert _matches(pattern, sentence) is expected


def test_needs_and_without_look_at_the_sentence() -> None:
    assert not _matches("GIVE", "They ceded it.", needs="LAND")
    assert _matches("GIVE", "They ceded it near the town.", needs="LAND")
    assert not _matches("GIVE", "They ceded it with the trophy.", without="THING")


def test_names_given_from_elsewhere_count_as_their_class_and_its_wider_ones() -> None:
    sentence = "They ceded Agdam."

    assert not _matches("GIVE BOTH", sentence)
    assert _matches("GIVE BOTH", sentence, [(11, 16, "LAND")])


def test_a_verb_after_an_article_is_read_as_a_noun() -> None:
    ontology = Ontology("1", TYPES, {"ACT": WordClass(verbs="attack")}, ())
    lexicon = Lexicon(phrases(ontology), wider_classes(ontology))

    assert lexicon.read("They attack.", Span(0, 12)).has(1, "ACT")
    assert not lexicon.read("The attack.", Span(0, 11)).has(1, "ACT")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [("GIVE LANDD", "LANDD is no word class"), ("over to", "no word class that could be its trigger")],
)
def test_a_wrong_pattern_is_named(pattern: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        patterns.compile_rules(_ontology(pattern))
