"""Reads the date that was and the date that is now of a postponed act ("was due on A but moved to B").

Does no arithmetic but the one the text states: "by ten days", "a day later than planned" (settled question 6).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.ceasefire import date_cues
from extractors.ceasefire.date_asked import Asked, words_before
from extractors.ceasefire.date_choose import days_of
from extractors.ceasefire.date_settle import Days, settle
from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.dates_relative import delay, lateness
from extractors.ceasefire.days import day_of, last_of_month, shift
from extractors.ceasefire.spans import Span

# How much further "by ten days" may stand where a quote was cut before it.
_CUT = 20
_NEW = ("to", "until", "till")
_PROLONGS = re.compile(
    r"\b(?:extend|prolong|lengthen|push)\w*\b.*\b(?:deadline|time-?limit|date|period|withdrawal|handover|takeover)\b"
)
_MOVED_TO = re.compile(
    r"\b(?:prolonged|moved|extended|shifted|postponed|delayed|pushed(?:\s+back)?|put\s+(?:off|back))\s+to\s*$"
)
_SAME_DAY = re.compile(r"\bto\s+(?:the\s+|later\s+in\s+the\s+|later\s+that\s+)(?:evening|afternoon|night|day)\b")
_WAS_DUE = re.compile(r"\b(?:was|were|had)\s+(?:to|due|set|been|planned|scheduled)\b[^,;]*$")
_WILL_NOW = re.compile(r"\b(?:will|would|is|are) now\b|\bnow (?:due|set|scheduled|expected|planned|to)\b")
_NOT_BEFORE = re.compile(r"\bnot\b[^;.]{0,50}\b(?:before|until)\b[^;.]{0,20}$")
_NO_NEW_DAY = re.compile(
    r"\bshelved\b|\bfor (?:the time being|now)\b"
    r"|\bindefinite\w*\b|\b(?:put|placed) on (?:hold|ice)\b|\buntil further notice\b"
)
_INSTEAD = re.compile(r",?\s+(?:instead|rather\s+than)\b")
_DID_NOT = re.compile(r"\b(?:failed|did\s+not|didn['’]t|never)\b[^,;]*$")
_CLEFT = re.compile(r"It (?:is|was|will be) (?:on|not|in)\b")

Reading = tuple[Days | None, date | None]


def postponed(asked: Asked) -> Reading:
    """Give the new days and the original date; each None where the words do not give it."""
    reading = _within(asked)
    if reading[0] is not None and reading[1] is not None:
        return reading
    wider = _widened(asked)
    return reading if wider.clause == asked.clause else max(_within(wider), reading, key=_n_told)


def _n_told(reading: Reading) -> int:
    return (reading[0] is not None) + (reading[1] is not None)


def _widened(asked: Asked) -> Asked:
    """Give the question with the clause read on to its full stop, for a quote may be cut before the second date."""
    stop = asked.text.find(";", asked.clause.end, asked.sentence.end)
    is_cleft = _CLEFT.match(asked.text, asked.sentence.start, asked.clause.start) is not None
    start = asked.sentence.start if is_cleft else asked.clause.start
    return replace(asked, clause=Span(start, stop if stop >= 0 else asked.sentence.end))


def _within(asked: Asked) -> Reading:
    words = [_awaited(word) for word in asked.words if asked.is_inside(word) and not _is_told_on(asked, word)]
    named = [(word, days) for word in words if _is_named(word) and (days := _days_of(asked, word)) is not None]
    pair = _pair(named)
    if pair is not None:
        original, now = pair
        return now, original.first_on
    clause = asked.clause_text
    if not named:
        moved = delay(clause)
        is_same_day = moved is None and _SAME_DAY.search(clause) is not None
        return Days(asked.base_on, basis="relative") if is_same_day else None, None
    return _from_one(asked, words, *named[0])


def _days_of(asked: Asked, word: DateWords) -> Days | None:
    """Give the days of a word; a weekday on which the act "failed to start" is past."""
    if word.kind == "weekday" and _DID_NOT.search(words_before(asked, word)):
        return settle(word, base_on=asked.base_on, is_ahead=False)
    return days_of(asked, word)


def _awaited(word: DateWords) -> DateWords:
    """Read "Saturday's handover" of a delay as the Saturday to come."""
    is_awaited = word.is_modifier and word.kind == "weekday" and not word.part
    return replace(word, is_modifier=False, part="ahead") if is_awaited else word


def _is_told_on(asked: Asked, word: DateWords) -> bool:
    """Whether the words are the day on which the delay was told."""
    return date_cues.is_said(words_before(asked, word), asked.text, word.end, asked.sentence.end)


def _is_named(word: DateWords) -> bool:
    if word.kind == "shift":
        return word.n == 0 and word.unit == "day"
    return word.kind not in ("link", "hence") and not word.is_modifier


def _pair(named: list[tuple[DateWords, Days]]) -> tuple[Days, Days] | None:
    """Give original and new where both are named; a postponement always moves a date ahead."""
    span = next((days for word, days in named if word.until is not None and days.last_on is not None), None)
    if span is not None:
        last_on = span.last_on or span.first_on
        is_month = span.precision == "month" and last_on == last_of_month(last_on)
        now = Days(last_on.replace(day=1), last_on, "month") if is_month else Days(last_on, basis=span.basis)
        return Days(span.first_on), now
    # "Last week put off the handover from November 15 to November 25": the first date is when it was moved.
    start = next((at for at, (word, _) in enumerate(named) if word.lead == "from"), 0)
    named = named[start:] if len(named) - start > 1 else named
    if len(named) < 2:
        return None
    (first, one), (_second, other) = named[0], named[1]
    if first.lead in _NEW and not first.year and one.first_on < other.first_on:
        ahead = day_of(one.first_on.year + 1, one.first_on.month, one.first_on.day)
        return other, Days(ahead or one.first_on)
    return (one, other) if one.first_on <= other.first_on else (other, one)


def _from_one(asked: Asked, words: list[DateWords], word: DateWords, days: Days) -> Reading:
    clause, on = asked.clause_text, days.first_on
    if _INSTEAD.match(asked.text, word.end):
        told = [other for other in asked.words if other.end <= asked.clause.start and _is_named(other)]
        was = days_of(asked, told[-1]) if told else None
        return days, was.first_on if was and was.first_on < on else None
    if _NO_NEW_DAY.search(clause):
        return None, on
    late = lateness(clause)
    if late is not None:
        return Days(on, basis=days.basis), shift(on, -late[0], late[1])
    step = next((other for other in words if other.kind == "shift" and other.n), None)
    if step is not None:
        return Days(shift(on, step.n, step.unit), basis="relative"), on
    moved = delay(asked.text[asked.clause.start : min(asked.sentence.end, asked.clause.end + _CUT)])
    if moved is not None:
        is_new = word.lead in _NEW and not _WAS_DUE.search(words_before(asked, word))
        return (
            (Days(on, basis=days.basis), shift(on, -moved[0], moved[1]))
            if is_new
            else (Days(shift(on, *moved), basis="relative"), on)
        )
    if word.time is not None or _SAME_DAY.search(clause):
        return Days(on, basis=days.basis), on
    is_until = word.lead in ("until", "till") or (word.lead == "to" and _PROLONGS.search(clause) is not None)
    is_until = is_until or _NOT_BEFORE.search(asked.text[asked.clause.start : word.start]) is not None
    is_until = is_until or _WILL_NOW.search(asked.text[asked.clause.start : word.start]) is not None
    if is_until or _MOVED_TO.search(asked.text[max(0, word.start - 40) : word.start]):
        return days, None
    return None, on
