"""Finds parts of a month or a year: the first week of June, the week to June 9, last autumn, mid-2022.

Knows no publication day: the year of a bare month or season is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.ceasefire.date_words import MONTH, NUMBER, DateWords
from extractors.ceasefire.days import month_number, number

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_OF_MONTH = rf"(?P<month>{MONTH})(?:,?\s+(?P<year>{_YEAR})(?!\d))?(?!\w)(?!\s+\d{{1,2}}\b)"
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}
_PART = re.compile(
    rf"\bthe\s+(?P<nth>first|second|third|fourth|last|final)\s+"
    rf"(?:(?:(?P<n>{NUMBER})\s+)?(?P<unit>half|week|days?|weekend)\s+of\s+|of\s+){_OF_MONTH}"
)
_WEEK = re.compile(
    rf"\bthe\s+week\s+(?P<way>to|ending|ended|through|that\s+ended|beginning|of|from)\s+(?:on\s+)?"
    rf"(?:(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s+(?P<month2>{MONTH}))(?:,?\s+(?P<year>{_YEAR}))?\b"
)
_SEASON = re.compile(
    rf"\b(?:(?P<which>last|this|next|that|the|early|late|the\s+(?:early|late|following|previous))[\s-]+)?"
    rf"(?P<season>spring|summer|autumn|fall|winter)\b(?:\s+of)?(?:\s+(?P<year>{_YEAR})\b)?"
)
_QUARTER = re.compile(
    rf"\bthe\s+(?P<nth>first|second|third|fourth|last)\s+(?P<unit>quarter|half)\s+of\s+"
    rf"(?:(?P<year>{_YEAR})|(?P<other>this|last|next|the)\s+year)\b"
)
_MID_YEAR = re.compile(rf"\b[Mm]id-(?P<year>{_YEAR})\b")
_START = re.compile(r"\bthe\s+(?:start|beginning)\s+of\s+(?:the|this)\s+(?P<unit>week|month|year)\b")
_FEAST = re.compile(
    r"\b(?:on|by|until|till|before|since|after)\s+(?P<feast>(?:the\s+)?(?:(?P<eve>Christmas\s+Eve|New\s+Year['’]s\s+Eve)"
    r"|Christmas(?:\s+Day)?|(?P<new>New\s+Year(?:['’]s\s+Day)?|new\s+year)))\b(?!['’]|\s+(?:truce|cease|halt|pause|lull))"
)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
# "In the fall of Goma", "this fall" and "the spring" need a word that makes them a time.
_TIMES = re.compile(r"\b(?:in|during|since|by|until|over|through|for|of|from)\s+$", re.IGNORECASE)
_IN_THE_FALL = re.compile(r"[Ii]n the fall(?! of)")
_CUE = re.compile(r"\b(?:half|week|quarter|start|beginning|[Mm]id|spring|summer|autumn|fall|winter|first|last|final)\b")


def find(sentence: str) -> Iterator[DateWords]:
    """Yield the parts of months and years a sentence names."""
    for found in _FEAST.finditer(sentence) if "Christmas" in sentence or "ew " in sentence else ():
        yield _feast(found)
    if not _CUE.search(sentence):
        return
    for found in _PART.finditer(sentence):
        yield _part(found)
    for found in _WEEK.finditer(sentence):
        month, day = found["month"] or found["month2"], found["day"] or found["day2"]
        part = "week of" if found["way"] in ("of", "beginning", "from") else "week to"
        yield DateWords(
            *found.span(), "day", year=int(found["year"] or 0), month=month_number(month), day=int(day), part=part
        )
    yield from _years(sentence)
    for found in _START.finditer(sentence):
        yield DateWords(*found.span(), "period", n=0, unit=found["unit"], part="start")


def _feast(found: re.Match[str]) -> DateWords:
    month, day = (1, 1) if found["new"] else (12, 25)
    if found["eve"]:
        month, day = (12, 31) if found["eve"].startswith("New") else (12, 24)
    return DateWords(*found.span("feast"), "day", month=month, day=day)


def _part(found: re.Match[str]) -> DateWords:
    """Read "the second half of May" as days of the month; days under zero count from its end."""
    nth, unit, n = _ORDINALS[found["nth"]], found["unit"] or "day", number(found["n"] or "1") or 1
    length = 15 if unit == "half" else 7 if unit == "week" else n
    first = nth * length + 1 if nth >= 0 else -length
    last = first + length - 1 if nth >= 0 else -1
    if unit == "half" and nth:
        first, last = 16, -1
    part = "week" if unit == "week" else ""
    month, year = month_number(found["month"]), int(found["year"] or 0)
    return DateWords(*found.span(), "day", year=year, month=month, day=first, day_end=last, part=part)


def _years(sentence: str) -> Iterator[DateWords]:
    for found in _SEASON.finditer(sentence):
        which, year = (found["which"] or "").split(), int(found["year"] or 0)
        if not year and not (which and (which[0] != "the" or _TIMES.search(sentence, 0, found.start()))):
            continue
        is_loose = found["season"] == "fall" and not year and which[0] not in ("last", "this", "next")
        if is_loose and not _IN_THE_FALL.match(sentence, max(0, found.start() - 3)):
            continue
        month, month_end = _SEASONS[found["season"]]
        part = which[0] if which and which[0] in ("last", "next", "that") else ""
        yield DateWords(*found.span(), "months", year=year, month=month, month_end=month_end, part=part)
    for found in _QUARTER.finditer(sentence):
        length = 6 if found["unit"] == "half" else 3
        nth = _ORDINALS[found["nth"]] % (12 // length)
        part = f"{found['other']} year".replace("the", "this") if found["other"] else ""
        year, month = int(found["year"] or 0), nth * length + 1
        yield DateWords(*found.span(), "months", year=year, month=month, month_end=month + length - 1, part=part)
    for found in _MID_YEAR.finditer(sentence):
        year = int(found["year"])
        yield DateWords(*found.span(), "years", year=year, year_end=year, unit="year")
