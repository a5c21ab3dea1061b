"""Gathers all expressions of time of one sentence: no two overlap, ranges joined, prepositions and times attached.

Knows no publication day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.ceasefire import dates_explicit, dates_parts, dates_relative, dates_terms, dates_times
from extractors.ceasefire.date_words import DateWords

_LEAD = re.compile(
    r"\b(no\s+later\s+than|as\s+of|as\s+from|starting|beginning|effective|on|by|from|since|until|till|before|after|beyond"
    r"|between|in|of|for|(?<!\d )to|during|at|through|around|about|and)"
    r"(?:\s+(?:on|the|at|late|early|last|this|past|(?:the\s+)?(?:night|evening|morning|end|start|early\s+hours)\s+of|[\d:.]+|local\s+time"
    r"|[ap]\.?m\.?|(?:Moscow|Kiev|Kyiv|zero)\s+(?:time|hours)|GMT|midnight|noon|dawn|sunset))*\s*$",
    re.IGNORECASE,
)
_HOUR_OF = re.compile(r"(?:after\s+midnight|(?:after|before)\s+(?:noon|dawn|sunset))\s", re.IGNORECASE)
_JOIN = re.compile(
    r"\s*(?:evening|night|morning|afternoon|noon)?\s*(?P<word>to|until|till|through|and|or|[-–])\s+(?:(?:[\d:.]+|[ap]\.m\.?|midnight|noon|zero|hours|local|Moscow"
    r"|time|GMT|on|the|early|late|in|mid)\s+){0,5}",
    re.IGNORECASE,
)
_NEAR_TIME = re.compile(r"[\s,]*(?:(?:on|at|from|by|of|the|local|time|early|late|and|until)[\s,]+){0,3}", re.IGNORECASE)
# How far a time of day may stand from its date.
_TIME_REACH = 70
_RANGE_LEADS = ("from", "between", "since", "starting", "beginning", "as of", "of")


@lru_cache(maxsize=64)  # the sentences of one article; each is asked about many times
def collect(sentence: str) -> tuple[DateWords, ...]:
    """Give the expressions of time of a sentence in order; offsets count from its start."""
    words = _without_overlaps(
        (
            *dates_parts.find(sentence),
            *dates_explicit.find(sentence),
            *dates_terms.find(sentence),
            *dates_relative.find(sentence),
        ),
        len(sentence),
    )
    if not words:
        return ()
    times = tuple(dates_times.find(sentence))
    words = [_with_lead(sentence, _with_time(sentence, word, times)) for word in words]
    return tuple(_with_ranges(sentence, words))


def _without_overlaps(found: Iterable[DateWords], length: int) -> list[DateWords]:
    kept: list[DateWords] = []
    taken = bytearray(length)
    for word in found:
        if not any(taken[word.start : word.end]):
            kept.append(word)
            taken[word.start : word.end] = b"\x01" * (word.end - word.start)
    return sorted(kept, key=lambda word: word.start)


def _with_time(sentence: str, word: DateWords, times: Sequence[tuple[int, int, str]]) -> DateWords:
    first = bisect_left(times, (word.start - _TIME_REACH, 0, ""))
    for start, end, time in times[first : first + 6]:
        gap = sentence[end : word.start] if end <= word.start else sentence[word.end : start]
        if len(gap) < 30 and _NEAR_TIME.fullmatch(gap):
            return replace(word, time=time)
    return word


def _with_lead(sentence: str, word: DateWords) -> DateWords:
    found = _LEAD.search(sentence[max(0, word.start - 40) : word.start])
    if found is None:
        return word
    # A minute after midnight on Sunday is on Sunday, and so is before dawn on Sunday.
    return replace(word, lead="on" if _HOUR_OF.match(found[0]) else " ".join(found[1].lower().split()))


def _with_ranges(sentence: str, words: list[DateWords]) -> list[DateWords]:
    joined: list[DateWords] = []
    for word in words:
        is_term = bool(joined) and joined[-1].kind == "term" and joined[-1].end == word.start
        if is_term or (joined and _is_range(sentence, joined[-1], word)):
            joined[-1] = replace(joined[-1], end=word.end, until=word)
        else:
            joined.append(word)
    return joined


def _is_range(sentence: str, first: DateWords, last: DateWords) -> bool:
    if first.until or first.is_modifier or not (first.is_explicit or first.kind == "weekday"):
        return False
    if not (last.is_explicit or last.kind == "weekday"):
        return False
    found = _JOIN.fullmatch(sentence[first.end : last.start])
    if found is None:
        return False
    word = found["word"].lower()
    if word in ("and", "or"):
        return first.lead == "between" or (first.kind == last.kind and len(found[0]) < 8)
    return word in "-–" or first.lead in _RANGE_LEADS or word in ("until", "till", "through")
