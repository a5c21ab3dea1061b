"""The little language of ontology patterns: compiled once, matched around a trigger word in bounded steps.

`TRUCE` names a word class, `over|up` plain words, `!` after an item marks the trigger (else the first class is it).
Between items: nothing means next to each other (articles and adverbs may stand between), `..` up to twelve words within
the clause, `..3` up to three, `...` up to thirty words across clauses; `/` after a
gap keeps it out of relative clauses. `-` before an item says that it must not stand there. What is inserted between a
subject and its verb, with a comma on either side, is passed over, or read through. Knows no status and no date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from config.errors import ConfigError
from config.ontology import Ontology, Rule
from extractors.ceasefire.insertions import insertions
from extractors.ceasefire.tokens import Hit, Words, word_set

GUESS = "model."  # how the ids of what the model adds begin
_SKIPPED = word_set(
    "the a an its his her their our this that these those all also both any some each more now then again just only "
    "already still has have had been being be were was is are \" “ ” ' ‘ ’ 's ( )"
)
_GAP = re.compile(r"\.\.(\.|\d*)(/?)$")
_RELATIVES = word_set("that which who whose whom where ; :")
_TIMES = word_set("day night morning evening week month year summer spring autumn winter time date")
_NEAR, _FAR, _SKIPS = 12, 30, 3


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a pattern: what may stand there and how far from the item before it."""

    classes: frozenset[str]
    words: frozenset[str]
    gap: int = 0
    crosses: bool = False
    is_absent: bool = False
    is_close: bool = False

    def at(self, hits: Sequence[dict[str, Hit]], words: Words, index: int) -> Hit | None:
        """Give the longest reading of this item that begins (or ends, by what `hits` is) at word `index`."""
        best: Hit | None = None
        here = hits[index]
        if not self.classes.isdisjoint(here):
            for name in self.classes:
                hit = here.get(name)
                if hit is not None and (best is None or hit.last - hit.first > best.last - best.first):
                    best = hit
        if best is None and words.lowers[index] in self.words:
            return Hit("", index, index, "word")
        return best


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: the items left of the trigger (nearest first), the trigger, the items right of it."""

    rule: Rule
    left: tuple[Item, ...]
    trigger: Item
    right: tuple[Item, ...]
    needs: frozenset[str]
    without: frozenset[str]
    # Of each of these a class or word must stand in the sentence, or nothing can match.
    must: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern matched, in word numbers, both ends included."""

    rule: Rule
    trigger: Hit
    first: int
    last: int

    @property
    def is_guess(self) -> bool:
        """Whether the model made it and no rule: its trigger is but the word that speaks most for it."""
        return self.rule.id.startswith(GUESS)


@dataclass(frozen=True, slots=True)
class _Way:
    """A sentence as patterns go along it one way (`step` 1 or -1): the readings that begin at each word one meets, at
    which words a clause bars the way, and to where a comma leads past an insertion."""

    words: Words
    step: int
    hits: Sequence[dict[str, Hit]]
    bars: Sequence[bool]
    leaps: dict[int, int]

    def reach(self, edge: int, n_words: int) -> range:
        """Give the next words from word `edge` on, at most `n_words`."""
        if self.step > 0:
            return range(edge + 1, min(len(self.words.lowers), edge + n_words + 1))
        return range(edge - 1, max(-1, edge - n_words - 1), -1)


# By event type, then by the word class of the trigger; each with what is rarest of all that it asks for.
ByTrigger = dict[str, list[tuple[frozenset[str], Pattern]]]
Patterns = dict[str, ByTrigger]


def compile_rules(ontology: Ontology) -> Patterns:
    """Compile every pattern. Raises ConfigError."""
    by_type: Patterns = defaultdict(lambda: defaultdict(list))
    for rule in ontology.rule:
        for line in rule.patterns:
            pattern = _compiled(rule, line, ontology)
            rarest = pattern.must[0] if pattern.must else pattern.trigger.classes
            for key in sorted(pattern.trigger.classes):
                by_type[rule.type][key].append((rarest, pattern))
    return {key: dict(found) for key, found in by_type.items()}


def _compiled(rule: Rule, line: str, ontology: Ontology) -> Pattern:
    items: list[Item] = []
    trigger, gap, crosses, close = -1, 0, False, False
    for part in line.split():
        mark = _GAP.match(part)
        if mark:
            crosses = mark.group(1) == "."
            gap, close = _FAR if crosses else int(mark.group(1) or _NEAR), mark.group(2) == "/"
            continue
        if part.endswith("!"):
            trigger = len(items)
        items.append(replace(_item(rule, part.rstrip("!"), ontology), gap=gap, crosses=crosses, is_close=close))
        gap, crosses, close = 0, False, False
    if trigger < 0:
        trigger = next((at for at, item in enumerate(items) if item.classes), -1)
    if trigger < 0 or not items[trigger].classes:
        raise ConfigError(f"rule {rule.id}: pattern {line!r} names no word class that could be its trigger")
    left = tuple(
        replace(items[at], gap=items[at + 1].gap, crosses=items[at + 1].crosses, is_close=items[at + 1].is_close)
        for at in range(trigger - 1, -1, -1)
    )
    needs, here, without = (frozenset(line.split()) for line in (rule.needs, rule.needs_here, rule.without))
    others = (item for at, item in enumerate(items) if at != trigger and not item.is_absent)
    asked = dict.fromkeys([item.classes | item.words for item in others] + ([here] if here else []))
    must = tuple(sorted(asked, key=len))  # what is rarest fails first
    return Pattern(rule, left, items[trigger], tuple(items[trigger + 1 :]), needs, without, must)


def _item(rule: Rule, part: str, ontology: Ontology) -> Item:
    names = part.removeprefix("-").split("|")
    classes = frozenset(name for name in names if name.isupper())
    unknown = [name for name in sorted(classes) if name not in ontology.word_class]
    if unknown:
        raise ConfigError(f"rule {rule.id}: {unknown[0]} is no word class of ontology.toml")
    return Item(classes, frozenset(names) - classes, is_absent=part.startswith("-"))


def find(
    words: Words,
    barriers: Sequence[bool],
    patterns: Patterns,
    around: frozenset[str],
    dropped: Set[str] = frozenset(),
) -> Iterator[Match]:
    """Give every match in the sentence. `barriers[i]` tells that a clause begins at word i; `around` are the word
    classes of the whole document, which `needs` may also find there; no match of a type in `dropped` is looked for."""
    asked = [of_type for name, of_type in patterns.items() if name not in dropped]
    live = _live(asked, words.classes.union(words.lowers), around) if asked else {}
    if not live:
        return
    onward = insertions(words, barriers)
    right = _Way(words, 1, words.begin, barriers, onward)
    left = _Way(words, -1, words.finish, barriers[1:], {close: opened for opened, close in onward.items()})
    for index, hits in enumerate(words.begin):
        if live.keys().isdisjoint(hits):
            continue
        for name, hit in hits.items():
            for pattern in live.get(name, ()):
                match = _match(pattern, left, right, index, hit)
                if match is not None:
                    yield match


def _live(asked: Iterable[ByTrigger], present: frozenset[str], around: frozenset[str]) -> dict[str, list[Pattern]]:
    """Give the patterns that may match where these classes and words are present, by trigger."""
    live: dict[str, list[Pattern]] = {}
    for by_trigger in asked:
        for trigger in by_trigger.keys() & present:
            for rarest, each in by_trigger[trigger]:
                if not rarest.isdisjoint(present) and _may(each, present, around):
                    live.setdefault(trigger, []).append(each)
    return live


def _may(pattern: Pattern, present: frozenset[str], around: frozenset[str]) -> bool:
    """Tell whether a sentence has what a pattern asks for, wherever it stands."""
    for some in pattern.must:
        if some.isdisjoint(present):
            return False
    if pattern.without and not pattern.without.isdisjoint(present):
        return False
    return not pattern.needs or not (pattern.needs.isdisjoint(present) and pattern.needs.isdisjoint(around))


def _match(pattern: Pattern, left: _Way, right: _Way, index: int, hit: Hit) -> Match | None:
    first, last = index, hit.last
    if pattern.right:
        end = _along(pattern.right, 0, hit.head if hit.head >= 0 else last, right)
        if end is None:
            return None
        last = max(end, last)
    if pattern.left:
        start = _along(pattern.left, 0, index, left)
        if start is None:
            return None
        first = start
    return Match(pattern.rule, hit, first, last)


def _is_relative(words: Words, index: int) -> bool:
    """Tell whether a relative clause begins at the word; "that year" begins none."""
    return words.lowers[index] in _RELATIVES and _TIMES.isdisjoint(words.lowers[index + 1 : index + 2])


def _along(items: tuple[Item, ...], at: int, edge: int, way: _Way) -> int | None:
    """Match items[at:] from word `edge` on; give the last word taken."""
    if at == len(items):
        return edge
    item, past, skips, words = items[at], None, 0, way.words
    for index in way.reach(edge, item.gap + _SKIPS + 1):
        if way.bars[index] and not item.crosses:
            break
        past = way.leaps.get(index, past)
        hit = item.at(way.hits, words, index)
        if hit is not None:
            if item.is_absent:
                return None
            end = _along(items, at + 1, hit.last if way.step > 0 else hit.first, way)
            if end is not None:
                return end
        if item.is_close and _is_relative(words, index):
            break
        if skips < _SKIPS and words.lowers[index] in _SKIPPED:
            skips += 1
        elif abs(index - edge) - skips > item.gap:
            break
    return _without(items, at, edge, past, way)


def _without(items: tuple[Item, ...], at: int, edge: int, past: int | None, way: _Way) -> int | None:
    """Go on where items[at] does not stand: to the next item if it must not, else past an insertion, if one opened."""
    if items[at].is_absent:
        return _along(items, at + 1, edge, way)
    return None if past is None else _along(items, at, past, way)
