"""Reads a document of which nobody knows when it was published: only dates it names with their year count.

Knows no publication. "On Tuesday" or "27 July" of such a document is no date: any day given for it would be made up.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.ceasefire import dates
from extractors.ceasefire.spans import Span
from extractors.records import Mention

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d")
# Stands for "now" where a text names no day of a year; no date read against it is given out.
_NEVER = date(1970, 1, 1)


def day_for(text: str) -> date:
    """Give the day to read a text against: the latest that it names with its year, for news tells of the latest."""
    found = dates.find(text, Span(0, len(text)), _NEVER)
    return max(
        (ref.first_on for ref in found if ref.first_on and _names(text[ref.start : ref.end], ref.first_on)),
        default=_NEVER,
    )


def without_guess(mention: Mention, text: str) -> Mention:
    """Give the mention without the dates that its sentence does not name with their year."""
    sentence = text[mention.sentence_start : mention.sentence_end]
    before = mention.original_date if mention.original_date and _names(sentence, mention.original_date) else None
    if is_told(sentence, mention.event_date, mention.event_date_end, mention.date_basis):
        return replace(mention, original_date=before)
    return replace(
        mention, event_date=None, event_date_end=None, date_precision="none", date_basis="none", original_date=before
    )


def is_told(sentence: str, event_date: date | None, event_date_end: date | None, date_basis: str) -> bool:
    """Tell whether the sentence names the date with its year, so that it is not read against a day made up."""
    return date_basis == "explicit" and any(day and _names(sentence, day) for day in (event_date, event_date_end))


def _names(words: str, day: date) -> bool:
    return str(day.year) in _YEAR.findall(words)
