"""Finds terms and hours that lean on a day told beside them: two weeks from Friday, for five days to let, by midnight.

Knows no publication day and no tense: whether "by midnight" is over is left to who asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.ceasefire.date_words import MONTH, NUMBER, WEEKDAY, DateWords
from extractors.ceasefire.days import number
from extractors.ceasefire.spans import holds_any

_UNITS = ("hour", "day", "week", "month", "year")
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})s?"
# A unit as a word of its own, which no weekday has: both patterns below need one. Of words in small letters.
_SPELL = re.compile("|".join(rf"{unit[0]}(?<=\s{unit[0]}){unit[1:]}s?[\s,]" for unit in _UNITS))
# A spell that something stands still for, "to let" or "so that" another thing be done in it.
_GRACE = re.compile(
    rf"\bfor\s+(?P<n>{NUMBER})\s+{_UNIT}"
    r"(?=,?\s+(?:to\s+(?:let|allow|enable|permit|give)|so(?![^;]*\bcould\b)|while)\b)"
)
_TERM = re.compile(
    rf"\b(?<!for )(?:(?:with)?in\s+)?(?P<n>{NUMBER})\s+{_UNIT}\s+(?:of|from|after|counted\s+from)\s+"
    rf"(?=(?:{WEEKDAY}|{MONTH}\s+\d|\d{{1,2}}\s+{MONTH})\b)",
    re.IGNORECASE,
)
_BY_MIDNIGHT = re.compile(
    r"\b(?:by|before)\s+midnight\b(?!\s*[,(]?\s*(?:(?:on|of|local|GMT|Moscow|Kiev|Kyiv|time)\b|\d"
    rf"|{WEEKDAY}))"
)


def find(sentence: str) -> Iterator[DateWords]:
    """Yield the terms of a sentence: `term` is counted from the date right after it, `grace` from the news."""
    if holds_any(sentence, (" for ", " of ", " from ", " after ")) and _SPELL.search(sentence.lower()):
        for kind, pattern in (("term", _TERM), ("grace", _GRACE)):
            for found in pattern.finditer(sentence):
                yield DateWords(*found.span(), kind, n=number(found["n"]) or 0, unit=found["unit"].lower())
    for found in _BY_MIDNIGHT.finditer(sentence) if "midnight" in sentence else ():
        yield DateWords(*found.span(), "near", n=-1, unit="day", part="told")
