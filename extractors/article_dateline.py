"""Reads the dateline that opens a story: "YEREVAN, November 20. /TASS/. ", "BAKU, Nov 25 (Reuters) - ", "KYIV -- ".

Knows no gazetteer: a dateline is known by its capitals and its end mark. An outlet's own pattern (PageRules) goes
first, with named groups `place` and, where its datelines carry one, `date`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from config.schema import PageRules
from extractors.article_dates import month_number

# The longest dateline seen is well under this; the bound keeps the search away from the body.
_HEAD_CHARS = 160
_PLACE = r"(?P<place>[^\W\d_][^\n()\[\]:;!?\"“”0-9]{1,70}?)"
_MONTH = r"[^\W\d_]{3,9}\.?"
_DAY = rf"(?:,\s+(?P<date>(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?))"
_ANY_OUTLET = (
    re.compile(rf"{_PLACE}{_DAY}?\.?\s*/(?P<agency>[A-Z][A-Za-z -]{{1,20}})/\s*\.?\s+"),
    re.compile(rf"{_PLACE}{_DAY}?\s+\((?P<agency>[A-Z][A-Za-z/ ]{{1,30}})\)\s+(?:--|[-–—])\s+"),
    re.compile(rf"{_PLACE}{_DAY}?\s*(?:--|[–—])\s+"),
)
_SMALL_WORDS = frozenset({"al", "and", "de", "del", "el", "of", "on", "the"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """`text` as printed, its first place, the day it names (year None where it has none), the agency in brackets."""

    text: str
    place: str
    month: int | None = None
    day: int | None = None
    year: int | None = None
    agency: str | None = None

    def day_near(self, published_at: datetime | None) -> date | None:
        """Give the day: with the year that is written, else that which lies nearest to the publication."""
        if self.month is None or self.day is None:
            return None
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        if published_at is None:
            return None
        near = published_at.astimezone(UTC).date()
        days = [_day(year, self.month, self.day) for year in (near.year - 1, near.year, near.year + 1)]
        return min((day for day in days if day), key=lambda day: abs(day - near), default=None)


def find(text: str, rules: PageRules) -> Dateline | None:
    """Find the dateline at the head of `text`, or None."""
    head = text[:_HEAD_CHARS].partition("\n")[0]
    own = (re.compile(rules.dateline_pattern),) if rules.dateline_pattern else ()
    for pattern in (*own, *_ANY_OUTLET):
        found = pattern.match(head)
        if found and _is_place(found["place"]) and not text[found.end() :].lstrip()[:1].islower():
            return _dateline(found)
    return None


def _is_place(written: str) -> bool:
    """Say whether this is written as datelines write a place: its name, up to the first comma, in capitals."""
    name = written.partition(",")[0]
    words = [word for word in re.split(r"[\s/’'.-]+", name) if word and word not in _SMALL_WORDS]
    return bool(words) and all(word.isupper() for word in words) and sum(map(len, words)) > 1


def _dateline(found: re.Match[str]) -> Dateline | None:
    """Give the dateline, or None where what stands for its day is none: "STEPANAKERT, 44 days -- that long"."""
    groups = found.groupdict()
    text, place, agency = found.group().strip(), found["place"].partition(",")[0].strip(), groups.get("agency")
    # The day comes before the year in every order: "Nov. 25, 2020", "25 November 2020".
    names, numbers = (re.findall(kind, groups.get("date") or "") for kind in (r"[^\W\d_]+", r"\d+"))
    month = month_number(names[0]) if names else None
    if month is None:
        return None if numbers else Dateline(text, place, agency=agency)
    return Dateline(text, place, month, int(numbers[0]), int(numbers[1]) if numbers[1:] else None, agency)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
