"""Finds dates written out: November 25, 25 November 2020, May 1994, in 1993, the early 1990s, Friday.

Knows no publication day. "May" and "March" need a number or a preposition beside them: they are words as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.ceasefire.date_words import MONTH, WEEKDAY, DateWords
from extractors.ceasefire.days import month_number, weekday_number

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_BEFORE_MONTH = (
    r"in|as|since|until|till|by|from|of|for|last|next|this|that|through|throughout|during|before|after|to|and|between"
    r"|past"
)

_AFTER_DAYS = (
    r"in|at|near|and|when|on|by|as|with|without|after|before|to|for|from|but|that|which|amid|over|during|under"
    r"|was|is|will|would"
)
_OTHER_YEAR = r"(?:\s+(?:of\s+)?(?P<other>last|this|next)\s+year\b)?"

_DAY = re.compile(
    rf"(?P<between>(?<=etween ))?\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}}){_ORDINAL}"
    rf"(?![\d:%]|,\d|\.\d|\s*(?:percent|years?\b|Movement))"
    rf"(?:(?:\s*[-–]\s*|\s+to\s+|\s+through\s+|\s+and\s+(?(between)|(?=\d{{1,2}}(?:[,.;:)]|$|\s+(?:{_AFTER_DAYS})\b))))"
    rf"(?P<day_end>\d{{1,2}}){_ORDINAL}(?![\d:%]|,\d|\s*[ap]\.m))?"
    rf"(?:,?\s+(?P<year>{_YEAR})(?!\d))?{_OTHER_YEAR}"
    rf"|(?<![\d.,:])(?P<day2>\d{{1,2}}){_ORDINAL}"
    rf"(?:(?:\s*[-–]\s*|\s+(?:to|and|through)\s+)(?P<end2>\d{{1,2}}){_ORDINAL})?(?:\s+of)?"
    rf"\s+(?P<month2>{MONTH})(?![\w]|\s+\d{{1,2}}(?!\d))"
    rf"(?:,?\s+(?P<year2>{_YEAR})(?!\d))?"
    rf"|(?<![\d-])(?P<year3>{_YEAR})-(?P<month3>\d\d)-(?P<day3>\d\d)(?![\d-])"
    rf"|(?<![\d./])(?P<day4>\d{{1,2}})(?P<sep>[./])(?P<month4>\d{{1,2}})(?P=sep)(?P<year4>{_YEAR})(?!\d)"
)
_MONTH = re.compile(
    rf"(?:\b(?P<part>(?:the\s+)?(?:start|beginning|end|close|middle)\s+of|early|late|mid)[\s-]+(?:in\s+)?)?"
    rf"\b(?P<month>{MONTH})(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})(?!\d))?(?!\w){_OTHER_YEAR}"
)
_BEFORE = re.compile(rf"\b(?:{_BEFORE_MONTH})\s+(?:the\s+)?$", re.IGNORECASE)
_THING = re.compile(r" (?!of\b|and\b|to\b)[a-z]")
_DECADE = re.compile(r"\b(?:(?:early|mid|late)[\s-]+)?(?:the\s+)?(?P<decade>(?:19|20)\d)0s\b")
_YEARS = re.compile(
    rf"(?<![\w$€£.,/-])(?P<year>{_YEAR})(?:\s?[-–]\s?(?P<year_end>{_YEAR}|\d\d)(?!\d))?(?![\w%]|[.,:]\d|-[a-z])"
)
_YEAR_END = re.compile(
    rf"\b(?:by|until|till|before|no\s+later\s+than)\s+(?P<end>(?:the\s+)?end\s+of\s+(?P<year>{_YEAR}))\b"
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|of|from|until|till|by|during|between|to|and|early|late|mid|before|after|through|year|back\s+in)"
    r"[\s-]+$",
    re.IGNORECASE,
)
# "The 2020 truce" names a year, "killed 2000 men" does not.
_NAMING = re.compile(r"(?:\b(?:the|an?|its|their|his|this|that)|['’]s)\s+$", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"(?<!Easter )(?<!Bloody )(?<!Palm )(?<!Good )\b(?:(?P<part>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast)\s+)?"
    rf"(?P<day>{WEEKDAY})(?:\s+(?:of\s+)?(?P<week>last)\s+week)?(?P<owns>['’]s)?\b(?!,?\s+(?:{MONTH})\s+\d)(?!,\s+\d{{1,2}}\s+{MONTH})(?!\s+(?:Times|Mosque))"
)
_HAS_MONTH = re.compile(rf"\b{MONTH}")
_HAS_YEAR = re.compile(r"\d{4}")


def find(sentence: str) -> Iterator[DateWords]:
    """Yield the written-out dates of a sentence; a longer reading of the same words comes first."""
    has_month, has_year = _HAS_MONTH.search(sentence) is not None, _HAS_YEAR.search(sentence) is not None
    if has_month or has_year:
        yield from _days(sentence)
    if has_month:
        yield from _months(sentence)
    if has_year:
        yield from _years(sentence)
    if "day" in sentence:
        yield from _weekdays(sentence)


def _days(sentence: str) -> Iterator[DateWords]:
    for found in _DAY.finditer(sentence):
        value = found.groupdict()
        month, day, year = next(
            (value[f"month{n}"], value[f"day{n}"], value[f"year{n}"]) for n in ("", 2, 3, 4) if value[f"month{n}"]
        )
        month_n = int(month) if month.isdigit() else month_number(month)
        if month_n <= 12 and 1 <= int(day) <= 31:
            day_end = int(value["day_end"] or value["end2"] or 0)
            if value["end2"] and day_end < int(day):
                day, day_end = value["end2"], 0
            part = f"{value['other']} year" if value["other"] else ""
            yield DateWords(
                *found.span(),
                "day",
                year=int(year or 0),
                month=month_n,
                day=int(day),
                day_end=day_end,
                part=part,
                is_modifier=_is_modifier(sentence, found),
            )


def _is_modifier(sentence: str, found: re.Match[str]) -> bool:
    """Whether the date only names a thing: "the November 16 clashes"."""
    is_named = sentence[: found.start()].endswith(("the ", "The ", "a ", "that "))
    return is_named and _THING.match(sentence, found.end()) is not None


def _months(sentence: str) -> Iterator[DateWords]:
    for found in _MONTH.finditer(sentence):
        part, month, year = found.group("part", "month", "year")
        is_last = sentence[: found.start()].endswith("last ")
        if not (part or year or found["other"] or _BEFORE.search(sentence, 0, found.start())):
            continue
        word = (
            f"{found['other']} year"
            if found["other"]
            else "last"
            if part is None and is_last
            else ""
            if part is None
            else "end"
            if "end" in part or "close" in part
            else "mid"
            if "mid" in part
            else "start"
            if "of" in part.split()
            else "some"
        )
        is_modifier = sentence.startswith(("'s", "’s"), found.end()) or (not part and _is_modifier(sentence, found))
        yield DateWords(
            *found.span(), "month", year=int(year or 0), month=month_number(month), part=word, is_modifier=is_modifier
        )


def _years(sentence: str) -> Iterator[DateWords]:
    for found in _YEAR_END.finditer(sentence):
        yield DateWords(found.start("end"), found.end(), "day", year=int(found["year"]), month=12, day=31)
    for found in _DECADE.finditer(sentence):
        first = int(found.group("decade")) * 10
        yield DateWords(*found.span(), "years", year=first, year_end=first + 9, unit="decade")
    for found in _YEARS.finditer(sentence):
        year, end = found.group("year", "year_end")
        is_modifier = not _BEFORE_YEAR.search(sentence, 0, found.start()) and end is None
        if end is not None and _NAMING.search(sentence, 0, found.start()) and _THING.match(sentence, found.end()):
            is_modifier = True
        if is_modifier and not _NAMING.search(sentence, 0, found.start()):
            continue
        year_end = int(year if end is None else end if len(end) == 4 else year[:2] + end)
        yield DateWords(*found.span(), "years", year=int(year), year_end=year_end, unit="year", is_modifier=is_modifier)


def _weekdays(sentence: str) -> Iterator[DateWords]:
    for found in _WEEKDAY.finditer(sentence):
        part = (found.group("part") or "").lower()
        part = "last week" if found["week"] else {"coming": "next", "past": "last"}.get(part, part)
        yield DateWords(
            *found.span(), "weekday", n=weekday_number(found.group("day")), part=part, is_modifier=bool(found["owns"])
        )
