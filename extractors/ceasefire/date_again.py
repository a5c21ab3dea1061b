"""Reads a day that was named before and is only pointed to: "until February 18 ... by that date", "earlier in the day".

Looks no further back than the sentence before.
"""

from __future__ import annotations

import re
from datetime import timedelta

from extractors.ceasefire import date_cues, sentences
from extractors.ceasefire.date_asked import Asked, words_of
from extractors.ceasefire.date_settle import Days, settle
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.spans import Span

_THAT_DAY = re.compile(r"\b(?:(?:by|before|until) (?:that|the same) (?:date|day|deadline)|by then)\b(?! \w+day\b)")
_IN_THE_DAY = re.compile(r"\b(?:earlier|later) (?:in the|that|the same) day\b|\b(?:[Tt]he|on the) same day\b")
_WEEK = timedelta(days=7)
_KINDS = frozenset({"day", "weekday"})
_REACH = 400


def pointed_to(asked: Asked) -> Days | None:
    """Give the day ahead that "by that date" of a plan points to, the last one named before it; None without one."""
    if asked.status not in ("scheduled", "hypothetical") or asked.is_background:
        return None
    found = _THAT_DAY.search(asked.text, asked.clause.start, asked.sentence.end)
    if found is None:
        return None
    within = [word for word in asked.words if word.end <= found.start() and _is_day(asked, word)]
    earlier = [word for word in words_of(asked.text, _before(asked)) if _is_day(asked, word)]
    for word in (*reversed(within), *sorted(earlier, key=lambda one: (one.kind == "day", one.start), reverse=True)):
        days = settle(word, base_on=asked.base_on, is_ahead=True)
        if days is not None and (days.last_on or days.first_on) > asked.base_on:
            return Days(days.last_on or days.first_on, basis="relative")
    return None


def back_to(asked: Asked) -> Days | None:
    """Give the day that "earlier in the day" of an act goes on with: the last one named, if it is of the past week."""
    if asked.status in ("scheduled", "hypothetical", "postponed") or asked.is_background:
        return None
    found = _IN_THE_DAY.search(asked.text, asked.clause.start, asked.clause.end)
    if found is None or any(word.end <= found.start() and _is_day(asked, word) for word in asked.words):
        return None
    named = [word for word in words_of(asked.text, _before(asked)) if _is_day(asked, word) and not word.is_modifier]
    days = settle(named[-1], base_on=asked.base_on, is_ahead=False) if named else None
    if days is None or not timedelta(0) < asked.base_on - days.first_on <= _WEEK:
        return None
    return Days(days.first_on, basis="relative")


def _is_day(asked: Asked, word: DateWords) -> bool:
    """Tell whether the words name a day, and not the one on which something was said."""
    if word.kind not in _KINDS:
        return False
    return not date_cues.is_said(
        asked.text[max(0, word.start - 60) : word.start], asked.text, word.end, len(asked.text)
    )


def _before(asked: Asked) -> Span:
    """Give the sentence before."""
    start = max(0, asked.sentence.start - _REACH)
    spans = sentences.split(asked.text[start : asked.sentence.start])
    return Span(spans[-1].start + start, spans[-1].end + start) if spans else Span(start, start)
