"""Tells whether two matches of one type are one act or two: by clauses, by lists with days, by what an aside says.

Knows matches alone; which of them are kept is the work of candidates.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.ceasefire.patterns import Match
from extractors.ceasefire.tokens import Words

RELATIVES = frozenset(["that", "which", "what", "who", "whom"])
_STILL_AHEAD = frozenset(["will", "would", "must", "should", "set", "due", "expected", "to"])


def past_antecedent(marks: Sequence[bool], match: Match, others: Sequence[Match]) -> Match:
    """Give a match without what its pronoun stands for where the clause of that tells an act of the same type: "left
    the town, after which the mission is to leave the country" has two leave. A halt is told once."""
    if match.rule.type.startswith("ceasefire_"):
        return match
    begin = match.trigger.first
    while begin > match.first and not marks[begin]:
        begin -= 1
    is_told = any(each.rule.type == match.rule.type and each.last < begin for each in others)
    return replace(match, first=begin) if is_told and begin > match.first else match


def is_told_before(words: Words, match: Match, other: Match) -> bool:
    """Tell whether a match is the act told, and the other only what a relative clause says is to come of its kind:
    "moved into Agdam, the first of three districts that the army must give up", "Agdam, which was to be given up, fell
    to the army"."""
    is_first = match.trigger.first < other.trigger.first
    gap = range(match.trigger.last + 1 if is_first else 0, other.trigger.first)
    that = next((at for at in gap if words.lowers[at] in RELATIVES), -1)
    is_told = match.trigger.form in ("past", "ed") and words.lowers[match.trigger.first - 1] not in ("to", "by")
    is_closed = is_first or "," in words.lowers[other.trigger.last + 1 : match.trigger.first]
    is_ahead = any(words.lowers[at] in _STILL_AHEAD for at in range(that, other.trigger.first))
    return is_told and that >= 0 and is_closed and is_ahead


def is_dated_list(words: Words, one: Match, other: Match) -> bool:
    """Tell whether two matches are items of a list with days of their own, as "A on Friday, B on Monday" (rule 5)."""
    left, right = (one, other) if one.first <= other.first else (other, one)
    gap = range(left.last + 1, right.first)
    return (
        len(gap) > 1
        and any("MONTH" in words.begin[at] for at in gap)
        and any("MONTH" in words.begin[at] for at in range(right.first, min(len(words), right.last + 6)))
        and any(words.lowers[at] in (",", "and") for at in gap)
    )
