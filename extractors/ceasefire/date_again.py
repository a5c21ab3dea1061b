"""Reads a day that was named before and is only pointed to: "until February 18 ... by that date", "by then".

Looks no further back than the sentence before.
"""

from __future__ import annotations

import re

from extractors.ceasefire import date_cues, sentences
from extractors.ceasefire.date_asked import Asked, words_of
from extractors.ceasefire.date_settle import Days, settle
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.spans import Span

_THAT_DAY = re.compile(r"\b(?:(?:by|before|until) (?:that|the same) (?:date|day|deadline)|by then)\b(?! \w+day\b)")
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
