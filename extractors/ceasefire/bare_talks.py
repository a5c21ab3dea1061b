"""Tells talks that are only the means or the audience of another act: "a truce that Oman mediated", "told a meeting".

Knows the words of one sentence, not what the talks are about.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.ceasefire.patterns import Match
from extractors.ceasefire.tokens import Hit, Words

_BRINGING = ("mediat", "negotiat", "hammer", "thrash", "broker")
_BROUGHT = frozenset(["ANYHALT", "TRUCE", "PEACE_DEAL", "CAPTIVES", "FREE"])
_ABOUT = frozenset(["with", "on", "over", "about", "between", "for", "to", "in", "at"])
_RELATIVES = frozenset(["that", "which"])
_TELLING = frozenset(["told", "tells", "telling", "addressed", "addressing", "informed"])
_SITTING = ("meet", "met", "conven", "session")
_MONITORING = ("monitor", "observ", "verif", "ceasefire", "cease-fire", "truce", "armistice", "supervis", "mechanism")
_WATCHING = ("oversee", "oversaw", "control", "watch", "complaint")
_ABSENT = "NO_SHOW"
_REACH = 6
_TELLING_REACH = 3
_BESIDE = frozenset(["after", "before", "during", "following", "in", "at", "on", "by", "since", "while"])


def is_bare(words: Words, trigger: Hit) -> bool:
    """Tell whether talks only bring about what the clause tells, or only hear it said (settled question 1)."""
    first = words.lowers[trigger.first]
    if first == "meeting":
        near = words.lowers[max(0, trigger.first - _TELLING_REACH) : trigger.first]
        return not _TELLING.isdisjoint(near) and _BESIDE.isdisjoint(near)  # not "told reporters after meeting him"
    return first.startswith(_BRINGING) and (_brings(words, trigger) or _brought(words, trigger))


def _brings(words: Words, trigger: Hit) -> bool:
    """Tell whether the object of a verb of mediating is what it brought about: "negotiated a six-month truce"."""
    for at in range(trigger.last + 1, min(len(words), trigger.last + 1 + _REACH)):
        if not _BROUGHT.isdisjoint(words.begin[at]):
            return True
        if words.lowers[at] in _ABOUT:
            return False
    return False


def _brought(words: Words, trigger: Hit) -> bool:
    """Tell whether a relative clause says who brought a halt about: "the truce that clan elders had negotiated"."""
    left = range(max(0, trigger.first - _REACH), trigger.first)
    that = next((at for at in reversed(left) if words.lowers[at] in _RELATIVES), 0)
    return any(not _BROUGHT.isdisjoint(words.begin[at]) for at in range(max(0, that - _REACH), that))


def is_sitting(words: Words, match: Match, clause: range) -> bool:
    """Tell whether a joint body that is not named for the halt only meets: that is talks, and no monitoring."""
    if not words.lowers[match.trigger.first].startswith(_SITTING):
        return False
    return not any(words.lowers[at].startswith((*_MONITORING, *_WATCHING)) for at in clause)


def from_absence(match: Match) -> Match:
    """Give the absence of one side from talks by its own words: the talks that it stayed away from were held."""
    return replace(match, first=match.trigger.first) if match.trigger.word_class == _ABSENT else match


def is_absence(one: Match, other: Match) -> bool:
    """Tell whether one match tells that a side stayed away and the other, before it, that talks were held."""
    if (one.trigger.word_class == _ABSENT) == (other.trigger.word_class == _ABSENT):
        return False
    absent, held = (one, other) if one.trigger.word_class == _ABSENT else (other, one)
    return held.last < absent.first
