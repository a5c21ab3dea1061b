"""Settles what the mentions of halts in one sentence leave to each other, once their status is read.

A halt that is only called for is a proposal (codebook question 20), one that a party refuses is a refusal. Knows one
sentence; whether a halt was in force is the work of breaches.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.ceasefire.date_words import MONTH, WEEKDAY
from extractors.records import Mention

_PROPOSED, _REJECTED, _AGREED = "ceasefire_proposed", "ceasefire_rejected", "ceasefire_agreed"
_IN_EFFECT, _VIOLATION = "ceasefire_in_effect", "ceasefire_violation"
_EXTENDED, _ENDED = "ceasefire_extended", "ceasefire_ended"
# What the sides do themselves: called for, it is a proposal; refused, a refusal.
_OWN_ACTS = frozenset(
    {"in_effect.ceased", "in_effect.guns_silent", "agreed.sign_stop", "declared.hold_fire", "declared.suspend_war"}
)
_MADE = frozenset({_AGREED, "ceasefire_declared", _PROPOSED})
_REFUSABLE = _OWN_ACTS - {"in_effect.guns_silent"}
# A halt that one side declares; told of two, they agreed on it.
_BY_ONE = frozenset({"declared.hold_fire", "declared.suspend_war", "declared.will_observe"})
_CALLED_FOR = frozenset({_AGREED, "ceasefire_declared"})
_HALT, _AHEAD = re.compile(r"\b(?:truce|cease-?fire|armistice|halt)"), re.compile(r"\b(?:will|would|shall)\b")
_HOUR = re.compile(r"\b(?:midnight|noon|midday|dawn|dusk|[ap]\.m|hours later|\d\d:\d\d|\d{4} GMT|(?:from|effect) )")
_OFFER = r"(?:appeal|offer|plea|call|proposal|plan|bid|idea|initiative|demand|suggestion|overture|scheme|road ?map)s?"
# The maker of an offer stands before it as owner or as an adjective with a capital, or after it.
_OF_SOMEONE = re.compile(
    rf"(?:['’]s?|\s(?!(?:{WEEKDAY}|{MONTH})\b)[A-Z][\w.]+(?:-\w+)?) (?:[\w-]+ ){{0,3}}{_OFFER}\b"
    rf"|\b{_OFFER} (?:[\w-]+ ){{0,3}}(?:by|from|of its)\b"
)


def settle(built: Sequence[Mention], outsiders: frozenset[str]) -> list[Mention]:
    """Give the mentions of a sentence with calls and refusals as such, and without what another one tells better.
    `outsiders` are the actors who are no side of the
    document's conflict."""
    found = [_as_call_or_refusal(each, outsiders) for each in built]
    return [each for at, each in enumerate(found) if not _is_told_by_another(each, found[:at], found[at + 1 :])]


def _as_call_or_refusal(mention: Mention, outsiders: frozenset[str]) -> Mention:
    cue, rule = mention.rules[-1], mention.rules[0]
    if cue == "status.call" and (mention.type in _CALLED_FOR or rule in _OWN_ACTS):
        return _turned(mention, _PROPOSED)
    if rule in _REFUSABLE and mention.status == "negated" and cue in ("status.refuse", "status.no"):
        return _turned(mention, _REJECTED)
    if _is_not_kept(mention):
        return replace(mention, type=_VIOLATION, status="alleged" if mention.attributed_to else "actual")
    if rule in _BY_ONE and len(mention.source_actors) > 1:
        return _turned(mention, _AGREED)
    if rule == "declared.declare_truce" and _is_by_outsiders(mention, outsiders):
        return _turned(mention, _AGREED)
    return mention


def _is_by_outsiders(mention: Mention, outsiders: frozenset[str]) -> bool:
    """Tell whether neither side announces a halt, which both then agreed on: "a truce announced by Trump"."""
    return bool(mention.source_actors) and outsiders.issuperset(mention.source_actors)


def _is_not_kept(mention: Mention) -> bool:
    """Tell whether a halt in force is told not to be kept, which is its breach: "the truce was not being honoured"."""
    if mention.rules[-1] != "status.not" or mention.type != _IN_EFFECT or "in_effect.observe" not in mention.rules:
        return False
    return _HALT.search(mention.quote) is not None and _AHEAD.search(mention.quote) is None


def _turned(mention: Mention, event_type: str) -> Mention:
    return replace(mention, type=event_type, status="actual")


def _is_told_by_another(one: Mention, before: Sequence[Mention], after: Sequence[Mention]) -> bool:
    others = (*before, *after)
    if any(each.type == one.type and (_overlaps(each, one) or _is_meanwhile(one, each)) for each in before):
        return True
    if one.type == _IN_EFFECT and one.status == "negated":
        return any(each.type == _VIOLATION and _overlaps(each, one) for each in others)
    if one.type == _PROPOSED and not one.source_actors:
        return any(each.type == _REJECTED for each in others) and not _OF_SOMEONE.search(one.quote)
    is_open = one.status in ("scheduled", "hypothetical")
    if one.rules[0] == "in_effect.ceased" and is_open and not _HOUR.search(one.quote):
        return any(each.type in _MADE and (each.type == _AGREED or _overlaps(each, one)) for each in others)
    if one.type == _ENDED:
        is_blame = any(each.rules[0] == "violation.blame" and _overlaps(each, one) for each in others)
        return is_blame or (is_open and any(each.type == _EXTENDED for each in others))
    return False


def _is_meanwhile(one: Mention, other: Mention) -> bool:
    """Tell whether the same start is told twice: "the guns fell silent as the truce took effect"."""
    is_start = one.type == _IN_EFFECT and one.status == other.status
    return is_start and other.quote_start < one.quote_start and one.quote.startswith(("as ", "when "))


def _overlaps(one: Mention, other: Mention) -> bool:
    return one.quote_start < other.quote_end and other.quote_start < one.quote_end
