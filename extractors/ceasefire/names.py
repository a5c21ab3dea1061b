"""Finds many names in a text at once, longest match first, whatever their case, hyphens and diacritics.

Knows no kind of name: what a name stands for is the value its owner stores with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

# A letter run may hold apostrophes (Sana'a); hyphens part words, so that Al-Fashir and Al Fashir are one name.
_WORD = re.compile(r"\w+(?:['’ʼ‘`]\w+)*")
_GAPS = frozenset({" ", "-", "‑", "–", "\u00a0", ". ", "."})
_APOSTROPHES = str.maketrans("", "", "'’ʼ‘`")
_LETTERS = str.maketrans({"ə": "a", "Ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Give the form under which two spellings of one word meet: no case, no diacritics, no possessive."""
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    folded = word.translate(_APOSTROPHES).casefold()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
        folded = "".join(char for char in parts if not unicodedata.combining(char))
    return folded


def words_of(name: str) -> tuple[str, ...]:
    """Give the folded words of a name: two names with the same words are one."""
    return tuple(fold(found.group()) for found in _WORD.finditer(name))


class Names(Generic[T]):
    """A set of names, each with a value; `find` gives every name in a text in one pass."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        """Take (name, value) pairs; of two values for one name the first stays."""
        self._first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        seen: set[tuple[str, ...]] = set()
        for name, value in names:
            words = words_of(name)
            if words and words not in seen:
                seen.add(words)
                self._first.setdefault(words[0], []).append((words[1:], value))
        for rests in self._first.values():
            rests.sort(key=lambda rest: -len(rest[0]))

    def find(self, text: str, accepts: Callable[[int, int, T], bool] | None = None) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value) of the longest names that `accepts` takes, left to right, none overlapping."""
        words = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(text)]
        at, first = 0, self._first
        while at < len(words):
            rests = first.get(fold(words[at][2]))
            taken = self._match(text, words, at, rests, accepts) if rests else None
            if taken is None:
                at += 1
                continue
            length, end, value = taken
            yield words[at][0], end, value
            at += length

    def _match(
        self,
        text: str,
        words: list[tuple[int, int, str]],
        at: int,
        rests: list[tuple[tuple[str, ...], T]],
        accepts: Callable[[int, int, T], bool] | None,
    ) -> tuple[int, int, T] | None:
        for rest, value in rests:
            if not _goes_on(text, words, at, rest):
                continue
            _, end, last = words[at + len(rest)]
            end -= 2 if last.endswith(("'s", "’s")) else 0
            if accepts is None or accepts(words[at][0], end, value):
                return len(rest) + 1, end, value
        return None


def _goes_on(text: str, words: list[tuple[int, int, str]], at: int, rest: tuple[str, ...]) -> bool:
    if not rest:
        return True
    if at + len(rest) >= len(words):
        return False
    return all(
        fold(words[at + n][2]) == word and text[words[at + n - 1][1] : words[at + n][0]] in _GAPS
        for n, word in enumerate(rest, start=1)
    )
