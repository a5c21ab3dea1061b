"""Finds where the standing background begins: the history paragraphs that close a story and that many stories share.

Knows one article only, so it goes by position and wording and rather misses one than marks news as history
(codebook: is_background). Paragraphs that repeat over articles of an outlet are found where articles meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from extractors.article_dates import month_number

_MAX_PARAGRAPHS = 3
_MIN_NEWS_PARAGRAPHS = 2
_LONG_AGO = timedelta(days=28)

# A history paragraph that opens the old story by name and then tells it, whoever is quoted in it.
_OPENING = re.compile(
    r"^(?:(?:the|renewed|heavy|fierce|large-scale|fresh|a)\s+){0,2}(?:[\w-]+\s){0,3}?"
    r"(?:clashes|fighting|hostilities|war|conflict|tensions|offensive|invasion|dispute|standoff|region|territory|enclave)\b"
    r".{0,300}?\b(?:erupted|broke out|flared|began|started|escalated|intensified|sought independence|dates? back"
    r"|had been)\b",
    re.IGNORECASE | re.DOTALL,
)
_TODAY = re.compile(
    r"\b(?:says?|said|told|tells|announced|reported|added|wrote|denied|confirmed|accused|still|now|today|tomorrow"
    r"|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:week|month|morning)|later (?:on|in)|will"
    r"|(?:is|are) expected)\b|[“”\"]",
    re.IGNORECASE,
)
# "Some 2000 Russian peacekeepers" are no year.
_YEAR = re.compile(
    r"(?<!\bsome )(?<!\babout )(?<!\baround )(?<!\bthan )(?<!\bnearly )(?<!\balmost )(?<!\ball )"
    r"\b(1[89]\d\d|20\d\d)s?\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)\s+(\d{1,2})\b(?:,\s+(\d{4}))?"
)


def background_index(paragraphs: Sequence[str], published_at: datetime | None) -> int | None:
    """Give the index of the first standing background paragraph, or None. `paragraphs` end before the credit lines.

    The tail is taken as long as each paragraph speaks of what lies at least four weeks, or a calendar year, back.
    """
    if published_at is None:
        return None
    on = published_at.astimezone(UTC).date()
    start = len(paragraphs)
    lowest = max(_MIN_NEWS_PARAGRAPHS, len(paragraphs) - _MAX_PARAGRAPHS)
    while start > lowest and is_background(paragraphs[start - 1], on):
        start -= 1
    return start if start < len(paragraphs) else None


def is_background(paragraph: str, published_on: date) -> bool:
    """Say whether a closing paragraph tells history: an opening of that kind, or past years and nothing of today.

    Either way the first time it names must be old: a paragraph that starts from yesterday is news.
    """
    named = sorted([*_years(paragraph, published_on), *_days(paragraph, published_on)])
    if not named or not named[0][1]:
        return False
    if _OPENING.match(paragraph):
        return True
    return any(is_old for _, is_old in _years(paragraph, published_on)) and not _TODAY.search(paragraph)


def _years(paragraph: str, published_on: date) -> list[tuple[int, bool]]:
    """Give (position, is_old) of each year."""
    return [(found.start(), int(found.group(1)) < published_on.year) for found in _YEAR.finditer(paragraph)]


def _days(paragraph: str, published_on: date) -> list[tuple[int, bool]]:
    """Give (position, is_old) of each day; one without a year is the last before the publication."""
    days = []
    for found in _MONTH_DAY.finditer(paragraph):
        name, day, year = found.groups()
        try:
            named = date(int(year) if year else published_on.year, month_number(name) or 1, min(int(day), 28))
        except ValueError:
            continue
        if not year and named > published_on + timedelta(days=3):
            named = named.replace(year=named.year - 1)
        days.append((found.start(), published_on - named >= _LONG_AGO))
    return days
