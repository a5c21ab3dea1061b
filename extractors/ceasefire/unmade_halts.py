"""Tells what names a halt and tells none: a stop that did not come, a halt that someone is to look after."""

from __future__ import annotations

import re

from extractors.ceasefire.tokens import Words

# Who "had not stopped shelling the town" declared nothing.
_NOT = re.compile(r"\b(?:had|has|have|did|does|do)(?: not|n't| never|n’t)(?: yet| even)? $")
_STOPS_OF_ONE = frozenset({"declared.hold_fire", "declared.suspend_war", "in_effect.ceased"})
_SEEN_TO = re.compile(
    r"\bto (?:see(?: to it)?|ensure|make (?:sure|certain)|check|verify|guarantee|establish|determine)"
    r"(?: that| whether| if| how)? (?:[\w'’-]+ ){0,6}$"
)


def is_unmade(words: Words, event_type: str, rules: tuple[str, ...], at: int) -> bool:
    """Tell whether the halt read at character `at` is none: "had not stopped shelling", "sent to see that the truce is
    observed"."""
    if set(rules) <= _STOPS_OF_ONE and ends_not(words, at):
        return True
    return event_type == "ceasefire_in_effect" and _SEEN_TO.search(words.text, words.span.start, at) is not None


def ends_not(words: Words, at: int) -> bool:
    """Tell whether a "not" of what is past or present stands just before character `at`."""
    return _NOT.search(words.text, words.span.start, at) is not None
