"""Finds many names in a text at once, longest match first, whatever their case, hyphens and diacritics.

Knows no kind of name: what a name stands for is the value its owner stores with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
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
        folded = "".join(char for char in parts if not unicodedata.combining(char)).casefold()
    return folded


def words_of(name: str) -> tuple[str, ...]:
    """Give the folded words of a name: two names with the same words are one."""
    plain = name.split(" ")
    if all(map(str.isalnum, plain)):  # most are, and are read thousands at a time
        return tuple(map(fold, plain))
    return tuple(fold(found.group()) for found in _WORD.finditer(name))


class Names(Generic[T]):
    """A set of names, each with a value; `find` gives every name in a text in one pass over its words."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        """Take (name, value) pairs; of two values for one name the first stays."""
        self._root: _Node[T] = _Node()
        for name, value in names:
            node = self._root
            for word in words_of(name):
                node = node.nexts.setdefault(word, _Node())
            if node is not self._root and node.value is None:
                node.value = value

    def find(self, text: str, accepts: Callable[[int, int, T], bool] | None = None) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value) of the longest names that `accepts` takes, left to right, none overlapping."""
        found, words = _folded(text)
        nexts, skip_to = self._root.nexts, 0
        for at in [at for at, word in enumerate(words) if word in nexts]:
            if at < skip_to:
                continue
            start = found[at].start()
            for length, end, value in _ends(text, found, words, at, nexts[words[at]]):
                if accepts is None or accepts(start, end, value):
                    yield start, end, value
                    skip_to = at + length
                    break


@lru_cache(maxsize=1)
def _folded(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """Give every word and its folded form; kept for the next set of names that the same text is asked for."""
    found = list(_WORD.finditer(text))
    return found, [fold(word.group()) for word in found]


class _Node(Generic[T]):
    """One word of the names so far: the words that may follow, and the value of a name that ends here."""

    __slots__ = ("nexts", "value")

    def __init__(self) -> None:
        self.nexts: dict[str, _Node[T]] = {}
        self.value: T | None = None


def _ends(
    text: str, found: Sequence[re.Match[str]], words: Sequence[str], at: int, node: _Node[T]
) -> list[tuple[int, int, T]]:
    """Give (number of words, end, value) of every name that begins at word `at`, longest first."""
    ends: list[tuple[int, int, T]] = []
    n = at
    while True:
        start, end = found[n].span()
        if node.value is not None:
            own = 2 if text.endswith(("'s", "’s"), start, end) else 0
            ends.append((n - at + 1, end - own, node.value))
        n += 1
        if not node.nexts or n >= len(words):
            break
        following = node.nexts.get(words[n])
        if following is None or text[end : found[n].start()] not in _GAPS:
            break
        node = following
    ends.reverse()
    return ends
