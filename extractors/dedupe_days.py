"""Tells two bulletins of one make from a bulletin and its copy, by the days that their like paragraphs name.

"One violation was recorded on December 11" and the same on December 12 share nearly all words and are two reports.
Knows no year and no calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractors.dedupe_words import Words, runs_of

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH_NUMBERS = {name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in (3, 4, len(name))}
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
# Two paragraphs are made alike when they share this part of the runs of the shorter.
_MIN_LIKENESS = 0.3
Paragraph = tuple[str, ...]


def name_other_days(first: Words, second: Words) -> bool:
    """Say whether more of the like paragraphs of two texts name different days than name the same.

    Days differ where each paragraph names one that the other does not.
    """
    n_other = n_same = 0
    for ours, theirs in _alike(first, second):
        for days, other_days in ((month_days(ours), month_days(theirs)), (weekdays(ours), weekdays(theirs))):
            if days and other_days:
                is_other = bool(days - other_days) and bool(other_days - days)
                n_other += is_other
                n_same += not is_other
    return n_other > n_same


def month_days(paragraph: Paragraph) -> frozenset[tuple[int, int]]:
    """Give the (month, day) pairs that a paragraph names: "november 25", "25 november"."""
    found = set()
    for word, following in pairwise(paragraph):
        for month, day in ((word, following), (following, word)):
            if month in _MONTH_NUMBERS and day.isdecimal() and 1 <= int(day) <= 31:
                found.add((_MONTH_NUMBERS[month], int(day)))
    return frozenset(found)


def weekdays(paragraph: Paragraph) -> frozenset[str]:
    """Give the weekdays that a paragraph names."""
    return _WEEKDAYS.intersection(paragraph)


def _alike(first: Words, second: Words) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Give each paragraph of the first text with the likest one of the second, where there is one."""
    theirs = [(paragraph, runs_of(paragraph)) for paragraph in second.paragraphs]
    for paragraph, runs in zip(first.paragraphs, first.runs, strict=True):
        shares = [(len(runs & other) / min(len(runs), len(other)), at) for at, (_, other) in enumerate(theirs)]
        likeness, at = max(shares, key=lambda share: (share[0], -share[1]), default=(0.0, 0))
        if likeness >= _MIN_LIKENESS:
            yield paragraph, theirs[at][0]
