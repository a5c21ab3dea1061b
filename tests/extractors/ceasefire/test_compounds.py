"""Rows of word classes, on a small ontology: what each sign means, and what a wrong row says."""

from __future__ import annotations

import pytest

from config.errors import ConfigError
from config.ontology import EventType, Ontology, WordClass, phrases, wider_classes
from extractors.ceasefire.compounds import marker_of
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Lexicon, Words

TYPES = (EventType("ceasefire_agreed", "truce", "a truce", ("AGREE",)),)


def _read(row: str, sentence: str) -> Words:
    classes = {
        "STOP": WordClass(verbs="suspend", nouns="halt"),
        "RAID": WordClass(nouns="raid"),
        "KIND": WordClass(words="all, night"),
        "TRUCE": WordClass(compounds=row),
        "DEAL": WordClass(include="TRUCE"),
    }
    ontology = Ontology("1", TYPES, classes, ())
    lexicon = Lexicon(phrases(ontology), wider_classes(ontology), marker_of(ontology))
    return lexicon.read(sentence, Span(0, len(sentence)))


@pytest.mark.parametrize(
    ("row", "sentence", "expected"),
    [
        ("STOP to ..2 RAID", "A halt to night raids.", True),
        ("STOP to ..2 RAID", "A halt in night raids.", False),
        ("STOP to|in ..2 RAID", "A halt in night raids.", True),
        ("STOP to RAID", "A halt to night raids.", False),
        ("STOP to ..2 RAID", "A halt to work, raids.", False),
        ("STOP to ..2 +KIND RAID", "A halt to all night raids.", True),
        ("STOP to ..2 +KIND RAID", "A halt to foreign raids.", False),
        ("STOP to RAID -on", "A halt to raids on bars.", False),
        ("STOP to RAID -on", "A halt to raids by air.", True),
    ],
)
def test_row(row: str, sentence: str, expected: bool) -> None:
    words = _read(row, sentence)

    assert ("TRUCE" in words.classes) is expected
    assert ("DEAL" in words.classes) is expected


def test_a_noun_hides_what_is_in_it_and_a_verb_does_not() -> None:
    assert "RAID" not in _read("STOP to RAID", "A halt to raids.").classes
    verb = _read("STOP ..1 RAID", "They suspended all raids.")
    assert "RAID" in verb.classes
    assert verb.begin[1]["TRUCE"].form == "ed"


@pytest.mark.parametrize(
    ("row", "message"), [("STOP to RAIDS", "RAIDS"), ("STOPS to RAID", "STOPS"), ("STOP to", "must end with")]
)
def test_a_wrong_row_is_named(row: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        _read(row, "A halt to raids.")
