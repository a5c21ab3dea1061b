"""Shares one clause out among the events it tells, so that each quote holds its own words, days and places.

Knows no type: where an event begins is read from its trigger, a noun with its article or a verb with its auxiliaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.ceasefire.candidates import Candidate
from extractors.ceasefire.clauses import is_finite
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Words, word_set
from extractors.ceasefire.verb_group import before_verb, is_nominal

_ARTICLES = word_set("the a an its his her their this that these those any no another each")
_STOPS = word_set(", ; : and or but of in on at to for by with from under after before as that which who than -- —")
_LOOSE = word_set(", ; and or of in on at to for by with from under after before as -- — through over into the a an")
_JOINS = word_set("and or but")
_REACH = 8


def share(words: Words, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Give the events with quotes that stop where the words of another event of the clause begin."""
    return tuple(_narrowed(words, one, found) for one in found)


def _narrowed(words: Words, one: Candidate, found: Sequence[Candidate]) -> Candidate:
    start, end = one.quote.start, one.quote.end
    trigger = one.match.trigger
    for other in found:
        if other is one or other.type == one.type or not one.quote.overlaps(other.quote):
            continue
        rival = other.match.trigger
        if rival.first > trigger.last:
            stop = _start_of(words, other, after=trigger.last)
            if stop > one.match.last:
                end = min(end, words.ends[_last_before(words, stop, one.match.last)])
        elif rival.last < trigger.first and (
            is_nominal(words, trigger) or _is_between(words, one, other) or _shares_subject(words, one, rival.last)
        ):
            begin = _start_of(words, one, after=rival.last)
            start = max(start, words.starts[begin])
    if start >= end or (start, end) == (one.quote.start, one.quote.end):
        return one
    return replace(one, quote=Span(start, end))


def _is_between(words: Words, one: Candidate, other: Candidate) -> bool:
    """Tell whether the other's verb stands between this one's subject and verb: "a truce signed on Friday holds"."""
    rival = other.match.trigger
    return one.match.first <= rival.first and not is_nominal(words, rival)


def _shares_subject(words: Words, one: Candidate, after: int) -> bool:
    """Tell whether a verb goes on with the subject of the verb before: "signed a truce with the rebels and will go"."""
    own = before_verb(words, one.match.trigger.first, max(one.begin, after + 1)).first
    return own - 1 > after and words.lowers[own - 1] in _JOINS


def _start_of(words: Words, one: Candidate, after: int) -> int:
    """Give the word where the event's own words begin: the article of its noun, or the auxiliary of its verb."""
    trigger = one.match.trigger
    if not is_nominal(words, trigger):
        own = before_verb(words, trigger.first, max(one.begin, after + 1)).first
        if one.match.first <= after or words.lowers[own - 1] in _JOINS:
            return max(after + 1, own)
        return max(after + 1, min(own, one.match.first))
    at = min(trigger.first, one.match.first) if one.match.first > after else trigger.first
    while at - 1 > after and trigger.first - at < _REACH:
        before = words.lowers[at - 1]
        if before in _ARTICLES:
            return at - 1
        if before in _STOPS or is_finite(words, at - 1):
            break
        at -= 1
    return at


def _last_before(words: Words, stop: int, least: int) -> int:
    """Give the last word before `stop` that is no loose preposition or comma, not before word `least`."""
    at = stop - 1
    while at > least and words.lowers[at] in _LOOSE:
        at -= 1
    return at
