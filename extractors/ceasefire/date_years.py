"""Gives a day or month told without its year the year of the dates told beside it.

Knows no clause: which of the dates counts for an event is chosen in date_choose.py.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.ceasefire import date_others
from extractors.ceasefire.date_asked import Asked, words_of
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.days import nearest_year
from extractors.ceasefire.spans import Span

# A bare day no further back than this is told as of now, not of the year named beside it.
_NEWS_DAYS = 70
# How far back "the same year" may reach.
_SAME_YEAR = 400
_AFTER = re.compile(r"\bafter\b")


def of(asked: Asked, word: DateWords) -> int:
    """Give the year of the sentence's dated neighbour, for a bare day or month beside it that is not news."""
    if word.kind not in ("day", "month") or word.year or word.part == "last" or asked.is_ahead:
        return 0
    if date_others.is_of_same_year(asked.text, word.start, word.end):
        return _year_before(asked, word)
    is_news = word.kind == "day" and _is_just_past(asked.base_on, word)
    kinds = ("day",) if is_news else ("day", "month")
    years = [other for other in asked.words if 0 < other.year < asked.base_on.year and other.kind in kinds]
    if not years:
        return 0
    told = [other for other in years if other.end <= word.start]
    return _year_after(asked, word, told[-1]) if told else _year_after(asked, word, years[0])


def _year_after(asked: Asked, word: DateWords, other: DateWords) -> int:
    """Give the year that puts a month after the one told before it: "halted in August 2015, it flared in July"."""
    is_later = other.end <= word.start or _AFTER.search(asked.text, word.end, other.start) is not None
    is_past = date(other.year + 1, word.month, 1) <= asked.base_on
    return other.year + (word.kind == "month" and is_later and is_past and word.month < other.month)


def _year_before(asked: Asked, word: DateWords) -> int:
    """Give the year the text named last before "October of the same year" or "that June", in its last few sentences."""
    told = words_of(asked.text, Span(max(0, word.start - _SAME_YEAR), word.start))
    return next((other.year for other in reversed(told) if other.year), 0)


def _is_just_past(base_on: date, word: DateWords) -> bool:
    """Whether a bare day of the month lies so close before publication that it needs no year of a neighbour."""
    near_on = nearest_year(word.month, word.day, base_on) if word.day > 0 else None
    return near_on is not None and timedelta() <= base_on - near_on <= timedelta(days=_NEWS_DAYS)
