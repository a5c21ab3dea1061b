"""A stretch of text by its character offsets; it knows no text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Whatever begins at a character."""

    @property
    def start(self) -> int:
        """Its first character."""


_P = TypeVar("_P", bound=Placed)
start_of = attrgetter("start")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of the article text, counted in code points."""

    start: int
    end: int

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """Give the characters of `text` in this span."""
        return text[self.start : self.end]


@lru_cache(maxsize=1)
def small(text: str) -> str:
    """Give the text in small letters, each character in its place, for patterns that are slow to search in any case:
    with re.IGNORECASE the engine cannot pass over a branch by its first letter. Kept for the next clause of a text."""
    lowers = text.lower()
    return lowers if len(lowers) == len(text) else "".join(one.lower()[0] for one in text)


def holds_any(text: str, parts: Sequence[str]) -> bool:
    """Tell whether one of `parts` stands in the text: a cheap test before a pattern that cannot match without one."""
    return any(map(text.__contains__, parts))


def within(items: Sequence[_P], start: int, end: int) -> Sequence[_P]:
    """Give the items, which are in order of start, that begin from `start` up to `end`."""
    return items[bisect_left(items, start, key=start_of) : bisect_left(items, end, key=start_of)]
