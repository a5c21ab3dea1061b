"""Reads ontology.toml: the event types with their crosswalk, the word classes and the rules of wording.

Knows no text and no tagger; it says what is allowed in the file and expands the words of each class into their forms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import field, fields
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from config.errors import ConfigError
from config.faults import UNKNOWN_KEY, first_fault
from config.inflect import noun_forms, verb_forms
from config.load import find_file, read_toml

_STRICT = ConfigDict(extra="forbid")

Status = Literal["actual", "scheduled", "postponed", "alleged", "denied", "negated", "hypothetical"]
RuleId = Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z0-9_]+$")]


@dataclass(frozen=True, slots=True, config=_STRICT)
class EventType:
    """One event type of the codebook and what the field's other schemes call it."""

    type: str
    family: Literal["truce", "terms", "diplomacy", "context"]
    gloss: str
    plover: tuple[str, ...]
    cameo: tuple[str, ...] = ()
    acled: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class WordClass:
    """Words that stand for one idea. Each list is comma-separated; `~` in a phrase lets up to six words come between.

    `verbs` and `nouns` are dictionary forms and match in all their forms, `words` match as they stand, `include` names
    other classes whose words belong here too. `compounds` are rows of other classes (compounds.py).
    """

    verbs: str = ""
    nouns: str = ""
    words: str = ""
    include: str = ""
    compounds: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Rule:
    """Wording that makes a mention of `type`. The language of `patterns` is described in docs/adding-an-event-type.md.

    `needs` names word classes of which one must stand in the document, `needs_here` in the sentence, `without` those
    that must not stand in the sentence. A rule with a `status` fixes it; `nominal` tells that an undated mention is a
    reference back, not the news.
    """

    id: RuleId
    type: str
    patterns: tuple[str, ...]
    positive: str
    negative: str
    needs: str = ""
    needs_here: str = ""
    without: str = ""
    status: Status | None = None
    direction: Literal["in", "out"] | None = None
    polarity: Literal["positive", "negative"] | None = None
    confidence: float = 0.8
    nominal: bool = False


@dataclass(frozen=True, slots=True, config=_STRICT)
class Ontology:
    """All that ontology.toml holds. `irregular` maps a verb to its past and past participle.

    Hashable, though the two dicts take no part in the hash: what is built of an ontology can be kept by its value.
    """

    version: str
    event_type: tuple[EventType, ...]
    word_class: dict[str, WordClass] = field(hash=False)
    rule: tuple[Rule, ...]
    irregular: dict[str, str] = field(default_factory=dict, hash=False)

    def types(self) -> dict[str, EventType]:
        """Give the event types by name."""
        return {event_type.type: event_type for event_type in self.event_type}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to write a word class: its words, the kind of form of the first, and where a gap is allowed."""

    word_class: str
    words: tuple[str, ...]
    form: str
    gap_after: int = 0  # number of words before the gap; 0 if there is none


def read_ontology(override: Path | None = None) -> Ontology:
    """Read and check ontology.toml. Raises ConfigError that names the file, the key and what is allowed."""
    path = find_file("ontology.toml", override)
    raw = read_toml(path)
    try:
        ontology = TypeAdapter(Ontology).validate_python(raw)
    except ValidationError as error:
        raise ConfigError(f"{path}: {_explain(error, raw)}") from None
    _check_names(ontology, path)
    return ontology


_RECORDS: dict[str, type] = {"event_type": EventType, "word_class": WordClass, "rule": Rule}


def _explain(error: ValidationError, raw: dict[str, Any]) -> str:
    """Say of the first fault which entry it is in, by its id, which key, and what is allowed there."""
    fault = first_fault(error)
    section, *inside = fault["loc"]
    record = _RECORDS.get(str(section))
    place = f"key {section}"
    if record is not None and inside:
        key = ".".join(str(part) for part in inside[1:])
        place = f"{_entry(raw, str(section), inside[0])}{f', key {key}' if key else ''}"
    if fault["type"] in UNKNOWN_KEY:
        return f"{place}: not a known key; allowed are {', '.join(each.name for each in fields(record or Ontology))}"
    if fault["type"] in ("missing", "missing_argument"):
        return f"{place}: is missing and must be given"
    return f"{place}: {fault['msg']} (got {str(fault['input'])[:80]!r})"


def _entry(raw: dict[str, Any], section: str, step: int | str) -> str:
    if isinstance(step, str):
        return f"{section}.{step}"
    entry = raw[section][step] if isinstance(raw.get(section), list) else None
    own = entry.get("id" if section == "rule" else "type") if isinstance(entry, dict) else None
    return f"{section} {own}" if own else f"{section} number {step + 1}"


def _check_names(ontology: Ontology, path: Path) -> None:
    for fault in _faults(ontology):
        raise ConfigError(f"{path}: {fault}")


def _faults(ontology: Ontology) -> Iterator[str]:
    types, classes = ontology.types(), ontology.word_class
    for what, names in (
        ("event_type", [each.type for each in ontology.event_type]),
        ("rule", [r.id for r in ontology.rule]),
    ):
        yield from (f"{what} {name} is given twice" for name, count in Counter(names).items() if count > 1)
    for rule in ontology.rule:
        if rule.type not in types:
            yield f"rule {rule.id}: type {rule.type!r} is none of {', '.join(sorted(types))}"
        for key in ("needs", "needs_here", "without"):
            unknown = [name for name in getattr(rule, key).split() if name not in classes]
            yield from (f"rule {rule.id}: {key} names {name!r}, which is no word class" for name in unknown)
    for name, word_class in classes.items():
        unknown = [other for other in word_class.include.split() if other not in classes]
        yield from (f"word_class.{name}: include names {other!r}, which is no word class" for other in unknown)
    for verb, forms in ontology.irregular.items():
        if not 1 <= len(forms.split()) <= 2:
            yield f"irregular.{verb}: give its past and its past participle, or the one that is both (got {forms!r})"


def phrases(ontology: Ontology) -> tuple[Phrase, ...]:
    """Give every way to write every word class, all forms spelt out, in file order."""
    irregular = {verb: (forms.split()[0], forms.split()[-1]) for verb, forms in ontology.irregular.items()}
    found: dict[Phrase, None] = {}
    for name in ontology.word_class:
        for part in _with_included(ontology, name, ()):
            found.update(dict.fromkeys(_of_class(name, ontology.word_class[part], irregular)))
    return tuple(found)


def wider_classes(ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """Give for each word class the classes that include it, itself first."""
    parts = {name: _with_included(ontology, name, ()) for name in ontology.word_class}
    return {name: (name, *(w for w in parts if w != name and name in parts[w])) for name in parts}


def _with_included(ontology: Ontology, name: str, above: tuple[str, ...]) -> tuple[str, ...]:
    if name in above:
        return ()
    others = ontology.word_class[name].include.split()
    return (name, *(part for other in others for part in _with_included(ontology, other, (*above, name))))


def _of_class(name: str, words: WordClass, irregular: dict[str, tuple[str, str]]) -> list[Phrase]:
    found = list[Phrase]()
    for phrase in _listed(words.verbs):
        verb, _, rest = phrase.partition(" ")
        found += [_phrase(name, f"{form} {rest}".strip(), kind) for form, kind in verb_forms(verb, irregular).items()]
    for noun in _listed(words.nouns):
        found += [_phrase(name, form, "noun") for form in noun_forms(noun)]
    return found + [_phrase(name, text, "word") for text in _listed(words.words)]


# The tagger reads the mark of an owner as a word of its own: "women's team" is three words.
_OWNER = re.compile(r"(?<=\w)('s?)(?= |$)")


def _listed(line: str) -> list[str]:
    return [" ".join(part.split()) for part in line.split(",") if part.strip()]


def _phrase(name: str, text: str, form: str) -> Phrase:
    if "'" not in text and "~" not in text:  # most phrases, of tens of thousands
        return Phrase(name, tuple(text.split()), form)
    text = _OWNER.sub(r" \1", text)
    before, gap, _ = text.partition(" ~ ")
    return Phrase(name, tuple(word for word in text.split() if word != "~"), form, len(before.split()) if gap else 0)
