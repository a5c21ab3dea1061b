"""Reads a word class from a row of others: "halt to all offensive operations" is a halt, though no list holds it.

`compounds` of a word class in ontology.toml gives the rows: a word class, then plain words of which one must follow
(`to|in|of`, or none), then `..3` (how many words may stand between) and perhaps `+CLASS` (all of them of this class),
then the class it ends with, then perhaps `-on|by` (words that must not follow). Knows no clause: a comma or
another mark ends the row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from config.errors import ConfigError
from config.ontology import Ontology, wider_classes
from extractors.ceasefire.tokens import Hit, Marker, word_set

_QUOTES = word_set("\" “ ” ' ‘ ’")
_STOPS = word_set(", ; : . ! ? -- — – that which who and or but after before when while because although by")


@dataclass(frozen=True, slots=True)
class Compound:
    """One row: the class it makes, what must follow the head, how far its end may be and what must not follow."""

    word_class: str
    links: frozenset[str]
    gap: int
    tail: frozenset[str]
    absent: frozenset[str]
    between: frozenset[str] = frozenset()

    def last(self, head: Hit, lowers: Sequence[str], begin: Sequence[Mapping[str, Hit]]) -> int | None:
        """Give the last word of the row that begins with `head`, or None where there is none."""
        at = head.last + 1
        if self.links:
            if at >= len(lowers) or lowers[at] not in self.links:
                return None
            at += 1
        quotes = sum(each in _QUOTES for each in lowers[at : at + self.gap + 1])
        for end in range(at, min(at + self.gap + quotes + 1, len(lowers))):
            found = [begin[end][name].last for name in self.tail if name in begin[end]]
            if found:
                after = max(found) + 1
                return None if after < len(lowers) and lowers[after] in self.absent else max(found)
            is_other = bool(self.between) and self.between.isdisjoint(begin[end]) and lowers[end] not in _QUOTES
            if lowers[end] in _STOPS or is_other:
                break
        return None


Compounds = dict[str, tuple[Compound, ...]]


def marker_of(ontology: Ontology) -> Marker:
    """Give what adds the readings of all rows to a sentence. Raises ConfigError if a row names no word class."""
    rows: Compounds = {}
    for name, word_class in ontology.word_class.items():
        for line in filter(None, map(str.strip, word_class.compounds.split(","))):
            head, row = _compound(name, line)
            for known in (head, *row.tail, *row.between):
                if known not in ontology.word_class:
                    raise ConfigError(f"word_class.{name}: compounds: {known!r} is no word class of ontology.toml")
            rows[head] = (*rows.get(head, ()), row)
    return partial(_mark, rows, wider_classes(ontology))


def _compound(name: str, line: str) -> tuple[str, Compound]:
    head, *parts = line.split()
    links, tail, absent, between, gap = *(frozenset[str](),) * 4, 0
    for part in parts:
        if part.startswith(".."):
            gap = int(part.removeprefix(".."))
        elif part.startswith("+"):
            between = frozenset([part.removeprefix("+")])
        elif part.startswith("-"):
            absent = frozenset(part.removeprefix("-").split("|"))
        elif part.isupper():
            tail = frozenset(part.split("|"))
        else:
            links = frozenset(part.split("|"))
    if not tail:
        raise ConfigError(f"word_class.{name}: compounds: {line!r} must end with a word class")
    return head, Compound(name, links, gap, tail, absent, between)


def _mark(
    rows: Compounds, wider: Mapping[str, tuple[str, ...]], lowers: Sequence[str], begin: Sequence[dict[str, Hit]]
) -> None:
    heads = frozenset(rows)
    for index, hits in enumerate(begin):
        if not hits or heads.isdisjoint(hits):
            continue
        for name in [each for each in hits if each in heads]:
            for row in rows[name]:
                last = row.last(hits[name], lowers, begin)
                if last is not None:
                    _add(wider.get(row.word_class, (row.word_class,)), index, last, hits[name], hits)


def _add(classes: Sequence[str], index: int, last: int, head: Hit, hits: dict[str, Hit]) -> None:
    """Read the words up to `last` as each of the classes, unless a longer one is known. A noun hides what is in it."""
    is_noun = head.form in ("noun", "word")
    for name in classes:
        known = hits.get(name)
        if known is None or known.last < last:
            hits[name] = Hit(name, index, last, "noun", -1) if is_noun else Hit(name, index, last, head.form, head.last)
