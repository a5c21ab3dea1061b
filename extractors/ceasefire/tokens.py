"""Cuts text into words and marks which word classes of the ontology each stretch of words belongs to.

Knows spelling only: a word that is noun and verb at once gets both readings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import zip_longest
from typing import NamedTuple

from config.ontology import Phrase
from extractors.ceasefire.spans import Span

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:[-‑]\w+)?|\d+(?:[.,:]\d+)*(?:-\w+)*|\w+(?:['’](?!s\b)\w+|[-‑]\w+)*|['’]s\b|--|[^\w\s]",
    re.UNICODE,
)
_GAP_WORDS = 6
_CLAUSE_MARKS = frozenset(";:.!?") | {"--", "—", "–"}
_CLAUSE_ENDS = _CLAUSE_MARKS | {"after", "before", "when", "while", "because", "although"}
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:s|-\d+)?")
_TIME = re.compile(r"\d{1,2}:\d\d|0\d[0-5]\d")
_SUFFIX = re.compile(r"[-‑](\w+)$")


class Hit(NamedTuple):
    """Words `first` to `last` (both included) read as `word_class`; `form` is the form of the first of them."""

    word_class: str
    first: int
    last: int
    form: str
    head: int = -1  # last word before the gap of a phrase such as "pull ~ out"; -1 where it has none


# A hit of its five fields as one tuple: a sentence has forty, and this takes half the time of a call of the class.
hit_of = partial(tuple.__new__, Hit)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence with their readings, by the word they begin at and the word they end at."""

    text: str
    span: Span
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lowers: tuple[str, ...]
    begin: tuple[dict[str, Hit], ...]
    finish: tuple[dict[str, Hit], ...]
    classes: frozenset[str]

    def __len__(self) -> int:
        return len(self.lowers)

    def surface(self, index: int) -> str:
        """Give the word as written."""
        return self.text[self.starts[index] : self.ends[index]]

    def has(self, index: int, word_class: str) -> bool:
        """Tell whether a reading as `word_class` begins at the word."""
        return 0 <= index < len(self.lowers) and word_class in self.begin[index]

    def chars(self, first: int, last: int) -> Span:
        """Give the characters from word `first` to word `last`, both included."""
        return Span(self.starts[first], self.ends[last])


def word_set(line: str) -> frozenset[str]:
    """Give the words of `line` as a set, for the small closed lists of the grammar."""
    return frozenset(line.split())


Marker = Callable[[Sequence[str], Sequence[dict[str, Hit]]], None]  # adds readings made of other readings


_ARTICLES = word_set("the a an its his her their our this these those of no every any such")
_NOUN_FOLLOWS = _ARTICLES | word_set(
    "in for by with from on under despite at between during against 's new another first last"
)
_PHRASE_ENDS = word_set(". , ; : by in on at to from with and or for of after before when as until that which who '")


_PLURAL_FOLLOWS = word_set("and or more many few some several heavy")
_NO_S, _NO_NOUN = frozenset(["s"]), frozenset(["noun"])
_INDEFINITE = word_set("a an")
_NOT_NOUNS, _NOTHING = frozenset(["base", "s"]), frozenset[str]()
_NOT_ATTRIBUTES = frozenset(["base", "s", "past", "ed", "participle"])
_WRONGS = (_NOT_NOUNS, _NOT_ATTRIBUTES, _NO_S, _NO_NOUN, _NOTHING)  # all that `_misread` gives


Numbered = tuple[int, Phrase]


@dataclass(frozen=True, slots=True)
class _Bucket:
    """The phrases that begin with one word: of one word, by their second word, and by the word after their gap.

    The numbers are the order of the file, which says who wins where two read the same words. `alone` gives the classes
    of the phrases of one word, each with its form, by the forms that cannot be meant.
    """

    single: tuple[Numbered, ...]
    by_next: dict[str, list[Numbered]]
    by_tail: dict[str, list[Numbered]]
    alone: dict[frozenset[str], tuple[tuple[str, str], ...]]

    def may_begin(self, following: str) -> bool:
        """Tell whether one of its phrases can stand before the word `following`; of "of" and "the" few can."""
        return bool(self.single or self.by_tail) or following in self.by_next

    @classmethod
    def of(cls, phrases: Iterable[Numbered]) -> _Bucket:
        """Sort the phrases by what must follow the first word."""
        single, by_next, by_tail = (
            list[Numbered](),
            defaultdict[str, list[Numbered]](list),
            defaultdict[str, list[Numbered]](list),
        )
        for number, phrase in phrases:
            if len(phrase.words) == 1:
                single.append((number, phrase))
            elif phrase.gap_after == 1:
                by_tail[phrase.words[1]].append((number, phrase))
            else:
                by_next[phrase.words[1]].append((number, phrase))
        alone = {wrong: _forms([phrase for _, phrase in single if phrase.form not in wrong]) for wrong in _WRONGS}
        return cls(tuple(single), dict(by_next), dict(by_tail), alone)

    def longer(self, index: int, lowers: tuple[str, ...]) -> list[tuple[int, Phrase, int]]:
        """Give the phrases of more than one word that stand at word `index`, with their last words."""
        found: list[tuple[int, Phrase, int]] = []
        following = lowers[index + 1] if index + 1 < len(lowers) else ""
        for number, phrase in self.by_next.get(following, ()):
            head = phrase.gap_after or len(phrase.words)
            if head == 2 or lowers[index : index + head] == phrase.words[:head]:
                last = index + head - 1 if not phrase.gap_after else _end_of_tail(phrase, index + head, lowers)
                if last is not None:
                    found.append((number, phrase, last))
        if self.by_tail:
            near = lowers[index + 1 : index + _GAP_WORDS + 2]
            for follows in () if self.by_tail.keys().isdisjoint(near) else self.by_tail.keys() & near:
                for number, phrase in self.by_tail[follows]:
                    last = _end_of_tail(phrase, index + 1, lowers)
                    if last is not None:
                        found.append((number, phrase, last))
        return found


def _forms(phrases: Iterable[Phrase]) -> tuple[tuple[str, str], ...]:
    """Give the classes of the phrases with their forms; of two of one class the first."""
    forms: dict[str, str] = {}
    for phrase in phrases:
        forms.setdefault(phrase.word_class, phrase.form)
    return tuple(forms.items())


def _end_of_tail(phrase: Phrase, start: int, lowers: tuple[str, ...]) -> int | None:
    """Give the last word of the part after the gap, which begins at word `start`, or None."""
    tail = phrase.words[phrase.gap_after :]
    for at in range(start, min(start + _GAP_WORDS + 1, len(lowers) - len(tail) + 1)):
        if lowers[at : at + len(tail)] == tail:
            return at + len(tail) - 1
        if lowers[at] in _CLAUSE_ENDS:
            break
    return None


class Lexicon:
    """All phrases of the ontology, found by their first word."""

    def __init__(
        self, phrases: Iterable[Phrase], wider: Mapping[str, tuple[str, ...]], marker: Marker | None = None
    ) -> None:
        """Take the spelt-out phrases of every word class, for each class those that include it, and what adds readings
        made of other readings (compounds.py)."""
        self._marker = marker
        self._wider = wider
        by_first: dict[str, list[Numbered]] = defaultdict(list)
        for number, phrase in enumerate(phrases):
            by_first[phrase.words[0]].append((number, phrase))
        self._by_first = {word: _Bucket.of(same) for word, same in by_first.items()}

    def read(self, text: str, span: Span, named: Sequence[tuple[int, int, str]] = ()) -> Words:
        """Cut the sentence into words and mark all readings. `named` are (start, end, word class) from elsewhere."""
        found = [match.span() for match in _WORD.finditer(text, span.start, span.end)]
        lowers = tuple([_lower(text[start:end]) for start, end in found])
        if lowers[:1] == ("May",):
            lowers = ("may", *lowers[1:])
        starts, ends = zip(*found, strict=True) if found else ((), ())
        begin: list[dict[str, Hit]] = [{} for _ in lowers]
        for index, (word, following) in enumerate(zip_longest(lowers, lowers[1:], fillvalue="")):
            bucket = self._by_first.get(word)
            if "-" in word:
                self._mark_suffix(index, lowers, begin[index])
            if bucket and bucket.may_begin(following):
                _mark(bucket, index, lowers, begin[index])
        if self._marker:
            self._marker(lowers, begin)
        _hide_inner(begin)
        _mark_numbers(lowers, begin)
        wider = [(start, end, each) for start, end, name in named for each in self._wider.get(name, (name,))]
        _mark_named(starts, ends, wider, begin)
        finish: list[dict[str, Hit]] = [{} for _ in lowers]
        for hits in begin:
            for name, hit in hits.items():
                finish[hit.last][name] = hit
        classes = frozenset[str]().union(*begin)
        return Words(text, span, starts, ends, lowers, tuple(begin), tuple(finish), classes)

    def _mark_suffix(self, index: int, lowers: tuple[str, ...], hits: dict[str, Hit]) -> None:
        """Add the readings of a word's last part that stand for the whole: "Russian-brokered"."""
        suffix = _SUFFIX.search(lowers[index])
        bucket = self._by_first.get(suffix.group()) if suffix else None
        for word_class, form in bucket.alone[_misread(lowers, index)] if bucket else ():
            hits[word_class] = Hit(word_class, index, index, form)


def _mark(bucket: _Bucket, index: int, lowers: tuple[str, ...], hits: dict[str, Hit]) -> None:
    """Add the readings of the phrases of a bucket that stand at word `index`."""
    longer = bucket.longer(index, lowers) if bucket.by_next or bucket.by_tail else []
    if not longer and not bucket.single:
        return
    wrong = _misread(lowers, index)
    if not longer:
        for word_class, form in bucket.alone[wrong]:
            hits[word_class] = hit_of((word_class, index, index, form, -1))
        return
    for _, phrase, last in sorted([*longer, *((number, phrase, index) for number, phrase in bucket.single)]):
        known = hits.get(phrase.word_class)
        if (known is None or last > known.last) and phrase.form not in wrong:
            head = index + phrase.gap_after - 1 if phrase.gap_after else -1
            hits[phrase.word_class] = hit_of((phrase.word_class, index, last, phrase.form, head))


@lru_cache(maxsize=20_000)
def _lower(word: str) -> str:
    """Give the word in small letters and plain marks; the month of May keeps its capital, to be no "may"."""
    return word if word == "May" else word.lower().replace("’", "'").replace("‑", "-")


def _misread(lowers: tuple[str, ...], index: int) -> frozenset[str]:
    """Give the forms that cannot be meant here: no verb after an article or a preposition.

    Elsewhere a word that is both is read as the verb, because the verbs of a class come before its nouns.
    """
    before = lowers[index - 1] if index else ""
    if before in _NOUN_FOLLOWS:
        has_head = index + 1 < len(lowers) and lowers[index + 1] not in _PHRASE_ENDS
        return _NOT_ATTRIBUTES if before in _ARTICLES and has_head else _NOT_NOUNS
    if before == "to" and index + 1 < len(lowers) and lowers[index + 1] in _INDEFINITE:
        return _NO_NOUN
    return _NO_S if before in _PLURAL_FOLLOWS else _NOTHING


def _hide_inner(begin: list[dict[str, Hit]]) -> None:
    """Drop the readings inside a fixed phrase: "fighting" in "halt to the fighting" is no fighting."""
    covered = -1
    for index, hits in enumerate(begin):
        if index <= covered:
            begin[index] = hits = {name: hit for name, hit in hits.items() if hit.last > covered}
        for hit in hits.values():
            if hit.last > covered and hit.form == "noun" and hit.head < 0:
                covered = hit.last


def _mark_numbers(lowers: tuple[str, ...], begin: list[dict[str, Hit]]) -> None:
    """Mark years and amounts. The day of a month is neither: "since November 14, the Russians" counts no Russians."""
    for index, word in enumerate(lowers):
        if not word[0].isdigit():
            continue
        if _YEAR.fullmatch(word):
            begin[index]["YEAR"] = Hit("YEAR", index, index, "number")
        elif not _is_day(index, begin):
            begin[index]["NUM"] = Hit("NUM", index, index, "number")
            if _TIME.fullmatch(word):
                begin[index]["CLOCK"] = Hit("CLOCK", index, index, "number")


def _is_day(index: int, begin: list[dict[str, Hit]]) -> bool:
    return (index > 0 and "MONTH" in begin[index - 1]) or (index + 1 < len(begin) and "MONTH" in begin[index + 1])


def _mark_named(
    starts: tuple[int, ...], ends: tuple[int, ...], named: Sequence[tuple[int, int, str]], begin: list[dict[str, Hit]]
) -> None:
    """Add readings that come from the gazetteer and the actor list; `named` is in order of start."""
    index = 0
    for start, end, name in sorted(named):
        while index < len(starts) and ends[index] <= start:
            index += 1
        last = index
        while last + 1 < len(starts) and starts[last + 1] < end:
            last += 1
        if index < len(starts) and starts[index] < end:
            begin[index][name] = hit_of((name, index, last, "name", -1))
