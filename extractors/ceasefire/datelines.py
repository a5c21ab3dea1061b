"""Reads the dateline that opens a wire story: "BAKU, Nov 25 (Reuters) - ", "MOSCOW, November 26. /TASS/. ", "KYIV -- ".

Knows no gazetteer: a dateline is known by its capitals and its end mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractors.ceasefire.days import MONTH, month_number, nearest_year

# The longest dateline seen is well under this; the bound keeps the search away from the body.
_LONGEST = 120

_DATELINE = re.compile(
    r"\s*(?P<place>[^\Wa-z_][^a-z(]{1,60}?(?:\([^)]{2,30}\))?"
    rf"(?:,\s(?!{MONTH}\s+\d)[^\W\d_][\w .'-]{{1,30}}?)?)"
    rf"(?:,\s+(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:,\s+\d{{4}})?)?\.?\s*"
    r"(?:\([A-Z][\w/ .&]{1,30}\)\s*(?:-{1,2}|[–—])|/[A-Z]{2,12}/\.?|\s-{2}|\s[–—])\s",
    re.UNICODE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is where the story begins; month and day are None where the dateline has no date."""

    end: int
    month: int | None = None
    day: int | None = None

    def on(self, published_on: date) -> date | None:
        """Give the day it names, in the year nearest to publication."""
        if self.month is None or self.day is None:
            return None
        return nearest_year(self.month, self.day, published_on)


_NO_DATELINE = Dateline(0)


def read(text: str) -> Dateline:
    """Read the dateline at the start of `text`; where there is none its end is 0."""
    return _read(text[:_LONGEST])


@lru_cache(maxsize=256)
def _read(head: str) -> Dateline:
    found = _DATELINE.match(head)
    if found is None:
        return _NO_DATELINE
    month = found.group("month")
    if month is None:
        return Dateline(found.end())
    return Dateline(found.end(), month_number(month), int(found.group("day")))
