"""Finds dates told by another day: today, overnight, last week, in three days, a day later, a day after something.

Knows no publication day and no other date of the sentence; both are left open in what it gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.ceasefire.date_words import MONTH, NUMBER, UNIT, WEEKDAY, DateWords
from extractors.ceasefire.days import number

_NEAR = re.compile(
    r"\b(?P<before>the\s+day\s+before\s+yesterday)\b|\b(?P<yesterday>yesterday|last\s+night)\b|\b(?P<tomorrow>tomorrow)\b"
    r"|\b(?P<today>today|tonight|this\s+(?:morning|afternoon|evening)"
    rf"|overnight(?!\s+(?:on|into|from|to|between)\s+(?:{WEEKDAY}|{MONTH}|\d))|earlier\s+in\s+the\s+day"
    r"|(?:in|over|during|within|for)\s+the\s+(?:(?:past|last|previous)\s+24\s+hours|(?:past|last)\s+(?:day|night))"
    r"|(?:in|over)\s+24\s+hours|in\s+the\s+(?:coming|next)\s+(?:few\s+)?hours)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?P<which>last|past|this|current|next|coming|(?:earlier|later)\s+in\s+the)\s+(?P<unit>week|weekend|month|year)\b"
    r"(?P<owns>['’]s)?",
    re.IGNORECASE,
)
_WEEKEND = re.compile(r"\b(?:over|at|during)\s+the\s+weekend\b", re.IGNORECASE)
_END = re.compile(
    r"\b(?:the\s+)?(?:end\s+of\s+(?:the|this)\s+(?P<unit>week|month|year)|(?P<short>year|month)(?:['’]s\s+|-)end)\b"
    r"|\bbefore\s+the\s+(?P<out>week|month|year)(?:['’]s|\s+(?:is|was|has\s+run|had\s+run))\s+out\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:on|by|until|from|before)\s+the\s+(?P<n>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:of|and)?\s*[A-Za-z]*(?:day|anniversary|floor"
    r"|round|century|parallel|year|time|session|month|package)\b)"
)
# "The day before" leans on a day told elsewhere, where no clause or thing follows that it would be the day before of.
_NOTHING_AFTER = (
    r"(?=\s*(?:[,.;)]|$|\s(?:in|at|by|under|with|near|and|or|but|was|were|is|are|has|had|have|to|from|on|over|not|amid"
    r"|who|which|when|as)\b))"
)
_SHIFT = re.compile(
    rf"\b(?:the\s+(?P<step>next|following|previous|same)\s+(?P<step_unit>day|night|morning|afternoon|evening)"
    rf"|the\s+(?P<far>following|previous)\s+(?P<far_unit>week|month|year)"
    rf"|the\s+(?P<eve>day|night|evening|week)\s+before{_NOTHING_AFTER}"
    rf"|(?P<n_back>{NUMBER})\s+(?P<back>{UNIT})s?\s+before{_NOTHING_AFTER}"
    rf"|(?P<same>that\s+(?:same\s+)?(?:day|night|morning|afternoon|evening)|(?:later|earlier)\s+in\s+the\s+day|since\s+then)"
    rf"|(?P<half>half\s+a\s+year)\s+later|(?:(?P<n>{NUMBER})\s+)?(?P<unit>{UNIT})s?\s+(?P<way>later|earlier|afterwards?|beforehand|after\s+that)(?!\s+than))\b",
    re.IGNORECASE,
)
_AGO = re.compile(rf"\b(?:some\s+|about\s+)?(?P<n>{NUMBER})\s+(?P<unit>{UNIT})s?\s+ago\b", re.IGNORECASE)
_HENCE = re.compile(
    rf"\b(?:(?:in(?:\s+the\s+course\s+of)?|within|over|after)\s+(?:the\s+(?:next|coming)\s+|next\s+|at\s+most\s+)?(?P<n>{NUMBER})\s+(?P<unit>{UNIT})s?\b"
    rf"(?P<time>['’]\s+time)?(?!['’-]|\s+(?:of|to\s+\d|late|later|earlier|ago|after|before|since|ahead)\b)"
    rf"|(?:has|have|had|giv(?:es|en|e|ing)|gave|given)\s+(?:[\w']+\s+){{0,3}}?(?P<n2>{NUMBER})\s+(?P<unit2>{UNIT})s?"
    rf"(?=\s+to\s+[a-z]))",
    re.IGNORECASE,
)
_ROLLING = re.compile(
    rf"\b(?:in|over|during|within)\s+the\s+(?:past|last|previous)\s+(?P<n>{NUMBER})\s+(?P<unit>hour|day|week)s\b"
    r"|\b(?:in|over|during|within)\s+the\s+past\s+week\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"\b(?:(?P<n>{NUMBER})\s+)?(?P<unit>{UNIT})s?\s+(?P<way>after|before|since|following)\b"
    r"(?!\s*[,.;)]|\s+(?:midnight|noon|midday|dawn|daybreak|sunrise|sunset|dusk|nightfall)\b)",
    re.IGNORECASE,
)
_DELAY = re.compile(
    rf"\b(?:by|for|wait|granted|given|gave|another|additional|an\s+extra|of)\s+(?:at\s+least\s+|another\s+|an?\s+(?:further|extra)\s+)?"
    rf"(?P<n>{NUMBER})\s+(?:more\s+|extra\s+)?(?P<unit>hour|day|week|month|year)s?\b"
    rf"|\b(?P<n3>{NUMBER})\s+(?:more|extra|further)\s+(?P<unit3>hour|day|week|month)s?\b"
    rf"|\b(?P<n2>{NUMBER})[\s-](?P<unit2>hour|day|week|month)\s+(?:delay|postponement|extension)",
    re.IGNORECASE,
)
_LATER_THAN = re.compile(rf"\b(?P<n>{NUMBER})\s+(?P<unit>{UNIT})s?\s+(?P<way>later|earlier)\s+than\b", re.IGNORECASE)
_STEPS = {"next": 1, "following": 1, "previous": -1, "same": 0}
_PERIODS = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
# Of words in small letters.
_CUE = re.compile(
    r"\b(?:day|night|overnight|tonight|morning|evening|afternoon|tomorrow|today|yesterday|week|weekend|fortnight|month"
    r"|year|hour|minute|decade)s?\b|since\s+then",
)
_LEANS = re.compile(
    r"\b(?:later|earlier|afterwards?|beforehand|ago|after|before|since|following|next|previous|same|that)\b",
    re.IGNORECASE,
)


def find(sentence: str) -> Iterator[DateWords]:
    """Yield the relative expressions of a sentence; a longer reading of the same words comes first."""
    for found in _ORDINAL.finditer(sentence) if " the " in sentence else ():
        yield DateWords(*found.span(), "ordinal", n=int(found["n"]))
    if not _CUE.search(sentence.lower()):
        return
    yield from _near(sentence)
    for found in _ROLLING.finditer(sentence):
        yield DateWords(*found.span(), "rolling", n=_n(found["n"] or "1"), unit=(found["unit"] or "week").lower())
    for found in _WEEKEND.finditer(sentence):
        yield DateWords(*found.span(), "period", unit="weekend", part="near")
    for found in _END.finditer(sentence):
        yield DateWords(*found.span(), "end", unit=(found["unit"] or found["short"] or found["out"]).lower())
    if _LEANS.search(sentence):
        yield from _shifts(sentence)
        for found in _AGO.finditer(sentence) if "ago" in sentence else ():
            yield DateWords(*found.span(), "hence", n=-_n(found["n"]), unit=found["unit"].lower())
        yield from _links(sentence)
    yield from _hences(sentence)
    for found in _PERIOD.finditer(sentence):
        unit = found["unit"].lower()
        yield DateWords(
            *found.span(),
            "period",
            n=_PERIODS.get(found["which"].lower(), 0),
            unit=unit,
            is_modifier=bool(found["owns"]),
        )


def delay(clause: str) -> tuple[int, str] | None:
    """Give by how much a postponement moves a date ("pushed back by 10 days"): (10, "day"), or None."""
    found = _DELAY.search(clause)
    if found is None:
        return None
    n, unit = found["n"] or found["n2"] or found["n3"], found["unit"] or found["unit2"] or found["unit3"]
    return _n(n), unit.lower()


def lateness(clause: str) -> tuple[int, str] | None:
    """Give how far a new date lies from the planned one ("a day later than planned"), or None."""
    found = _LATER_THAN.search(clause)
    if found is None:
        return None
    return _n(found["n"]) * (-1 if found["way"].lower() == "earlier" else 1), found["unit"].lower()


def _near(sentence: str) -> Iterator[DateWords]:
    for found in _NEAR.finditer(sentence):
        n = -2 if found["before"] else -1 if found["yesterday"] else 1 if found["tomorrow"] else 0
        yield DateWords(*found.span(), "near", n=n, unit="day")


def _shifts(sentence: str) -> Iterator[DateWords]:
    for found in _SHIFT.finditer(sentence):
        if found["unit"]:
            if not found["n"] and found["unit"].lower() not in ("hour", "minute"):
                continue
            if not found["n"] and sentence[found.end("unit") : found.end("unit") + 1] != "s":
                continue
            n = _n(found["n"] or "0") * (-1 if found["way"].lower() in ("earlier", "beforehand") else 1)
            yield DateWords(*found.span(), "shift", n=n, unit=found["unit"].lower())
        else:
            if found["half"]:
                yield DateWords(*found.span(), "shift", n=6, unit="month")
                continue
            if found["far"]:
                n = 1 if found["far"].lower() == "following" else -1
                yield DateWords(*found.span(), "shift", n=n, unit=found["far_unit"].lower(), part="whole")
                continue
            if found["eve"] == "week":
                yield DateWords(*found.span(), "shift", n=-1, unit="week", part="whole")
                continue
            if found["back"]:
                yield DateWords(*found.span(), "shift", n=-_n(found["n_back"]), unit=found["back"].lower())
                continue
            step = 0 if found["same"] else -1 if found["eve"] else _STEPS[found["step"].lower()]
            yield DateWords(*found.span(), "shift", n=step, unit="day")


def _links(sentence: str) -> Iterator[DateWords]:
    for found in _LINK.finditer(sentence):
        unit, way = found["unit"].lower(), found["way"].lower()
        if not found["n"] and unit not in ("hour", "minute"):
            continue
        n = _n(found["n"] or "0")
        yield DateWords(*found.span(), "link", n=-n if way == "before" else n, unit=unit)


def _hences(sentence: str) -> Iterator[DateWords]:
    for found in _HENCE.finditer(sentence):
        n, unit = found["n"] or found["n2"], found["unit"] or found["unit2"]
        yield DateWords(*found.span(), "hence", n=_n(n), unit=unit.lower(), part="ahead")


def _n(word: str) -> int:
    return number(word) or 0
