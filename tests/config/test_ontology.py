"""The shipped wording: every rule finds its own sentence and leaves its twin alone; a wrong file says what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from config import ontology
from config.errors import ConfigError
from config.inflect import noun_forms, verb_forms
from config.ontology import Rule, phrases, read_ontology
from extractors.ceasefire import tag
from extractors.ceasefire.tag import Tagger, load_tagger

ONTOLOGY = read_ontology()
SHIPPED = (Path(__file__).resolve().parents[2] / "config" / "ontology.toml").read_text("utf-8")


@cache
def _tagger() -> Tagger:
    return load_tagger()


@pytest.mark.parametrize("rule", ONTOLOGY.rule, ids=lambda rule: rule.id)
def test_rule_matches_its_positive_and_not_its_negative(rule: Rule) -> None:
    tagger = _tagger()

    assert rule.id in tagger.rules_in(rule.positive)
    assert rule.id not in tagger.rules_in(rule.negative)


def test_every_type_of_the_codebook_has_a_rule_and_a_crosswalk() -> None:
    types = ONTOLOGY.types()

    assert len(types) == 21
    assert {rule.type for rule in ONTOLOGY.rule} == set(types)
    assert all(event_type.plover for event_type in types.values())


def test_every_word_class_is_named_somewhere() -> None:
    """A class that no rule, row, class or code names marks words for nothing; IDIOM only hides what stands in it."""
    own, code = Path(ontology.__file__).with_name("ontology.toml"), Path(tag.__file__).parent.glob("*.py")
    text = "\n".join(path.read_text("utf-8") for path in (own, *code))
    named = Counter(re.findall(r"\b[A-Z_]{2,}\b", text))

    assert [name for name in read_ontology(None).word_class if named[name] < 2] == ["IDIOM"]


def test_phrases_spell_out_every_form() -> None:
    forms = {phrase.words for phrase in phrases(ONTOLOGY) if phrase.word_class == "HANDOVER"}

    assert {("hand", "over"), ("hands", "over"), ("handed", "over"), ("handing", "over"), ("cession",)} <= forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("commit", {"commit", "commits", "committed", "committing"}),
        ("observe", {"observe", "observes", "observed", "observing"}),
        ("fire", {"fire", "fires", "fired", "firing"}),
        ("open", {"open", "opens", "opened", "opening"}),
    ],
)
def test_regular_verbs(verb: str, forms: set[str]) -> None:
    assert set(verb_forms(verb, {"open": ("opened", "opened")})) == forms


def test_irregular_verbs_keep_past_and_participle_apart() -> None:
    assert verb_forms("give", {"give": ("gave", "given")}) == {
        "give": "base",
        "gives": "s",
        "giving": "ing",
        "gave": "past",
        "given": "participle",
    }


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("truce", "truces"), ("breach", "breaches"), ("enemy", "enemies"), ("serviceman", "servicemen"), ("day", "days")],
)
def test_plurals(noun: str, plural: str) -> None:
    assert noun_forms(noun) == (noun, plural)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('type = "ceasefire_agreed"\npatterns', 'type = "peace"\npatterns', "type 'peace' is none of"),
        ('id = "agreed.sign_stop"', 'id = "agreed.sign_truce"', "given twice"),
        ('include = "TRUCE HALT"', 'include = "TRUCE HALTT"', "'HALTT', which is no word class"),
        ('needs = "', 'needs = "TRUCES ', "needs names 'TRUCES', which is no word class"),
        ('without = "', 'without = "COURTT ', "without names 'COURTT', which is no word class"),
        ("[irregular]\n", '[irregular]\nzap = ""\n', "irregular.zap: give its past"),
        ('type = "ceasefire_agreed"\n', 'type = "ceasefire_violation"\n', "is given twice"),
        ('version = "1"', 'version = "1"\nspelling = "no"', "spelling"),
        ('version = "1"', "version = ", "not TOML"),
        (
            'id = "agreed.sign_stop"',
            'id = "agreed.sign_stop"\nstatuss = "actual"',
            "rule agreed.sign_stop, key statuss: not",
        ),
        ('id = "agreed.sign_stop"', 'id = "agreed.sign_stop"\nstatuss = "actual"', "allowed are id, type, patterns"),
        (
            'id = "agreed.sign_stop"',
            'id = "agreed.sign_stop"\nstatus = "done"',
            "rule agreed.sign_stop, key status: Input",
        ),
        ('id = "agreed.sign_stop"', 'id = "agreed.sign_stop"\nstatus = "done"', "'actual', 'scheduled'"),
        ('id = "agreed.sign_stop"\n', "", "key id: is missing"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SHIPPED
    (tmp_path / "ontology.toml").write_text(SHIPPED.replace(old, new, 1), "utf-8")

    with pytest.raises(ConfigError, match=r"ontology\.toml") as error:
        read_ontology(tmp_path)

    assert message in str(error.value)


def test_phrase_cuts_the_mark_of_an_owner_off_as_the_tagger_does() -> None:
    spelt = {phrase.words for phrase in phrases(read_ontology(None))}

    assert ("women", "'s", "team") in spelt
    assert not [words for words in spelt if any(word.endswith("'s") and word != "'s" for word in words)]
