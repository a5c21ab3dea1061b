"""Tells history retold from news: by age, by the paragraph it stands in, and by its cue words (codebook section 3).

Knows dates and words, no meaning: a recent act told as context is not background.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.ceasefire import dates, sentences
from extractors.ceasefire.spans import Span, holds_any
from extractors.ceasefire.type_sets import FOUGHT

_OLD, _RECENT = timedelta(days=30), timedelta(days=10)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)(?:s\b|\b)(?! (?:GMT|UTC|local time|hours)\b)")
_NAMES = re.compile(
    r"(?:[-–](?:\d\d){1,2})?\s+(?!and\b|to\b|of\b|when\b|that\b|as\b|after\b|in\b|with\b|by\b|had\b|was\b)[a-z]"
)
_NEWS = re.compile(r"\b(?:has|have|will|no\s+longer)\s+(?!been\s+in\b)\w+")
_MEASURE = re.compile(
    r"\b(?:first|only|worst|(?:deadli|heavi|larg|bigg|fierc|bloodi)est)\b[^,;]*\bsince\b[^,;]*$"
    r"|\b(?:in (?:violation|breach) of|violating|breaching)\b[^;]*$|\b(?:has|have) (?!held|been|had|stood|lived)\w+ed\b"
    r"[^;]*\b(?:that|which|it|they|laid|held|seized|lost|taken)\b[^;]*$"
)
_CUE = re.compile(
    r"\b(?:in|of|since|from) the (?:early |late |mid-?)?(?:1[89]|20)\d0s\b"
    r"|\b(?:decades?|a generation|a quarter of a century|years) (?:ago|earlier|later)\b"
    r"|\bin the past (?:three|two|four) decades\b|\blast (?:year|decade|century)\b|\bSoviet (?:era|times|collapse)\b",
    re.IGNORECASE,
)
_CUES = ("0s", "ago", "earlier", "later", "past", "last", "soviet")
_CENTURIES = ("18", "19", "20")
# What is done to a deal in force, long after it was made, and how the deal is named by its year.
_DONE_TO_DEALS = frozenset({"ceasefire_ended", "ceasefire_violation", "ceasefire_rejected", "diplomatic_reaction"})
_OF_DEAL = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:truce|cease-?fire|agreement|accords?|pact|deal|statement|memorandum|armistice|protocol"
    r"|understanding|treaty|settlement)\b"
)
# What a thing of the news has been through.
_THING = re.compile(
    r",\s+(?:(?:from|in|of|for|to|by|under|over|near|at)\s+(?:which|whom)|(?:which|who|whom|whose|where)|"
    r"(?:sealed|closed|shut|held|lost|cut|seized|driven|displaced|captured|occupied|mined|abandoned|destroyed|built|blown"
    r"|blocked|ruined|wrecked|empty|idle|split|divided|home\s+to|once)\b)[^,;]*"
)
# The day of the news, and behind it a clause on a thing it names: "met on Thursday to end a war that began in".
_OF_TODAY = re.compile(r"\b(?:on|late|early|this)\s+[A-Z][a-z]+day\b")
_ON_THING = re.compile(
    r"\b(?!said\b|says\b|told\b)[a-z-]+\s+(?:(?:that|which|who)\s+(?:had\s+)?(?:[a-z]+ed|began|broke|took|ran|dates?|goes|went|fell|has|have)"
    r"|(?:it|they)\s+(?:had\s+)?(?:signed|struck|lost|seized|reached|took|agreed|made|won))\b"
)
_SPEECH = re.compile(r"\b(?:said|says|told|reported|announced|claimed|recalled|noted|added|wrote|stated|stressed)\b")
_CREDIT = re.compile(r"^\s*(?:With reporting|\((?:Reporting|Writing|Reuters)|This story was|Based on reporting)")


def is_old(event_date: date | None, event_date_end: date | None, published_on: date) -> bool:
    """Tell whether the act lies more than 30 days before publication."""
    last = event_date_end or event_date
    return last is not None and published_on - last > _OLD


def has_cue(text: str, clause: Span, published_on: date, event_type: str = "", trigger: Span | None = None) -> bool:
    """Tell whether the clause names a year before publication's, or words of history; what is done to a deal now may
    name the deal by its year ("the 2015 agreement is finished"). With the `trigger` (the event's verb or noun) history
    told in an aside of a thing it names is none of its own ("reopened the road, which was mined last year")."""
    piece = clause.of(text)
    if trigger is not None and event_type not in FOUGHT:
        piece = _without_asides(piece, trigger.start - clause.start, trigger.end - clause.start)
    cue = _CUE.search(piece) if holds_any(piece.lower(), _CUES) else None
    if cue is not None and not _is_aside(piece, cue.start()):
        return True
    found = _YEAR.finditer(piece) if holds_any(piece, _CENTURIES) else ()
    is_done_to_deal = event_type in _DONE_TO_DEALS
    return any(
        int(year[1]) < published_on.year - 1
        and not _is_name(piece, year)
        and not (is_done_to_deal and _OF_DEAL.match(piece, year.end()))
        for year in found
    )


def _without_asides(piece: str, begin: int, end: int) -> str:
    """Give the words without what is told of things they name; what is right behind the event's noun tells of it."""
    kept, at = "", 0
    for aside in _THING.finditer(piece):
        if aside.start() > end or (aside.end() <= begin and piece[aside.end() : aside.end() + 1] == ","):
            kept, at = kept + piece[at : aside.start()], aside.end()
    today = _OF_TODAY.search(piece)
    thing = _ON_THING.search(piece, max(today.end(), end)) if today else None
    if thing is not None and not _SPEECH.search(piece, 0, thing.start()):
        return kept + piece[at : max(at, thing.start())]
    return kept + piece[at:]


def _is_aside(piece: str, at: int) -> bool:
    """Tell whether words of history only say what news is measured by, or what thing it is about."""
    return _MEASURE.search(piece, 0, at) is not None


def _is_name(piece: str, year: re.Match[str]) -> bool:
    """Tell whether a year only names a thing the news is about: "handed back under the 2022 accord"."""
    if _is_aside(piece, year.start()):
        return True
    return _NAMES.match(piece, year.end()) is not None and _NEWS.search(piece, 0, year.start()) is not None


def standing_start(text: str, published_on: date) -> int:
    """Give where the closing paragraph of a story begins if it opens with history; else the end of the text.

    Credits are left aside. History is words of history, or a day more than ten days before publication.
    """
    parts = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    story = [(start, line) for start, line in parts if line.strip() and not _CREDIT.match(line)]
    if len(story) <= 3:
        return len(text)
    start, line = story[-1]
    opening = sentences.split(line)[0]
    span = Span(start + opening.start, start + opening.end)
    found = [word.last_on or word.first_on for word in dates.find(text, span, published_on)]
    is_history = any(day is not None and published_on - day > _RECENT for day in found)
    return start if is_history or has_cue(text, span, published_on) else len(text)
