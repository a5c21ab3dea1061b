"""Finds the dateline that opens a wire story: place, day and agency, in the styles of the three outlets.

Knows no gazetteer: what stands before the dash is taken as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = r"[A-Z][A-Z'’.\-]+"
_PLACE = (
    rf"(?P<place>{_WORD}(?: {_WORD}){{0,3}}(?:/{_WORD}(?: {_WORD})?){{0,2}}"
    r"(?:, [A-Z][A-Za-z.'’\-]*(?: [A-Z][A-Za-z.'’\-]*){0,3})?)"
)
_DAY = r"(?:,? (?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2}))?"
_CLOSE = r"(?:\.? /[A-Z]+/\.?|(?:, \d{4})? ?\((?:Reuters|AP|AFP|TASS|Interfax|dpa)\) ?(?:--?|–|—)| ?(?: --|--|–|—))\s?"
_DATELINE = re.compile(_PLACE + _DAY + _CLOSE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: `end` is where the story's first word begins; `month` and `day` are 0 where none is named."""

    place: str
    end: int
    month: int = 0
    day: int = 0


def find(text: str) -> Dateline | None:
    """Give the dateline that opens `text`, or None."""
    found = _DATELINE.match(text)
    if found is None:
        return None
    month = (found["month"] or "")[:3].lower()
    if month and month not in _MONTHS:
        return None
    number = _MONTHS.index(month) + 1 if month else 0
    return Dateline(found["place"], found.end(), number, int(found["day"] or 0))


def day_of(dateline: Dateline | None, published_on: date | None) -> date | None:
    """Give the day the dateline names, in the year that puts it nearest to `published_on` (codebook section 4)."""
    if dateline is None or not dateline.month or published_on is None:
        return None
    days = [_day(year, dateline) for year in (published_on.year - 1, published_on.year, published_on.year + 1)]
    return min((day for day in days if day), key=lambda day: abs(day - published_on), default=None)


def _day(year: int, dateline: Dateline) -> date | None:
    try:
        return date(year, dateline.month, dateline.day)
    except ValueError:
        return None
