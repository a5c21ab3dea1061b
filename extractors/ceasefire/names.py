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


class Names(Generic[T]):
    """A set of names, each with a value; `find` gives every name in a text in one pass."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        """Take (name, value) pairs; of two values for one name the first stays."""
        self._first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        seen: set[tuple[str, ...]] = set()
        for name, value in names:
            words = tuple(fold(found.group()) for found in _WORD.finditer(name))
            if words and words not in seen:
                seen.add(words)
                self._first.setdefault(words[0], []).append((words[1:], value))
        for rests in self._first.values():
            rests.sort(key=lambda rest: -len(rest[0]))

    def find(self, text: str, accepts: Callable[[str], bool] = bool) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value) of the longest names whose first written word `accepts`, left to right."""
        words = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            rests = self._first.get(fold(words[at][2]))
            taken = self._match(text, words, at, rests) if rests and accepts(words[at][2]) else None
            if taken is None:
                at += 1
                continue
            length, value = taken
            start, (_, last_end, last) = words[at][0], words[at + length - 1]
            yield start, last_end - (2 if last.endswith(("'s", "’s")) else 0), value
            at += length

    def _match(
        self, text: str, words: list[tuple[int, int, str]], at: int, rests: list[tuple[tuple[str, ...], T]]
    ) -> tuple[int, T] | None:
        for rest, value in rests:
            if at + len(rest) < len(words) and all(
                fold(words[at + n][2]) == word and text[words[at + n - 1][1] : words[at + n][0]] in _GAPS
                for n, word in enumerate(rest, start=1)
            ):
                return len(rest) + 1, value
        return None
