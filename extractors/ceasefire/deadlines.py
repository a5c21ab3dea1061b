"""Reads what the deadline of an act says of it: due, or moved. To name the day is not to say that it was done.

Knows no deadline that passed without the act: undone.py reads it.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import Scene
from extractors.ceasefire.type_sets import TERMS

_DEADLINE = r"(?:deadline|time limit|due date|target date|cut-?off date)"
# "The deadline for Israel's withdrawal", "the last day for the handover of the district".
_SET_FOR = re.compile(rf"\b{_DEADLINE}s? (?:for|of) [^;,.]{{0,70}}$|\b(?:last|final) day (?:for|of) [^;,.]{{0,50}}$")
# "The withdrawal deadline", "the handover's deadline".
_ITS_OWN = re.compile(rf"(?:['’]s?)?(?: \w+)? {_DEADLINE}\b")
_OPENS = re.compile(
    rf"(?:The|An?|Its|Their)(?: [\w-]+){{0,2}} {_DEADLINE} (?:for|of) |The [\w-]+(?: [\w-]+)? {_DEADLINE}\b"
    rf"|\w+['’]s? (?:\w+ )?{_DEADLINE}\b"
)
_STANDS = re.compile(
    r"\b(?:is|was|had been|has been|would have been|fell|falls|stood|stands|remains|expires|ends|comes)\b(?! and went)"
)
# "Missed the Sunday deadline for its withdrawal", "let the deadline for the handover pass".
_MISSED = re.compile(
    rf"\b(?:miss(?:ed|es|ing)?|overshot|overr[au]n|ignor(?:ed|es|ing)|(?:did|does|do|could|would|will) not"
    rf" meet|fail(?:ed|s|ing)? to meet|defi(?:ed|es)|flout(?:ed|s|ing)?|breach(?:ed|es|ing)?)\b"
    rf" [^;,.]{{0,50}}\b{_DEADLINE}\b"
)
_BEYOND = re.compile(r"\b(?:beyond|past|miss(?:ed|es|ing)?|overshot|ignor(?:ed|ing)) (?:the |a |its |their |last )?$")
_NAMED = re.compile(rf"(?:['’]s?)? (?:[\w-]+ )?{_DEADLINE}\b")
_MOVED = re.compile(
    rf"\b(?:original|initial|first|previous|earlier|old|former)(?: \w+){{0,3}} {_DEADLINE}\b"
    rf"|\b(?:had|would have) been\b|\b(?:was|were) (?:originally|initially|first|at first|previously)\b"
)
_IS_MOVED = re.compile(
    r"\b(?:moved|extended|pushed|put (?:off|back)|shifted|postponed|prolonged|relaxed|delayed|deferred|lifted|waived)\b"
)
_WEEKDAY_PAST = re.compile(rf"\b{_DEADLINE}\b[^;.]*\b(?:was|had been|fell)\b|\b(?:was|had been) the {_DEADLINE}\b")


def of_act(scene: Scene) -> tuple[str, str] | None:
    """Read an act that a deadline is told of, with the day it stands at; None where the words tell something else."""
    if scene.type not in TERMS:
        return None
    if scene.match.is_guess:
        return _of_sentence(scene)
    if not scene.is_noun and not scene.chain.is_infinitive:
        return None
    words, end = scene.words, scene.words.span.end
    before = words.text[words.span.start : words.starts[scene.trigger]]
    after = words.text[words.ends[scene.match.trigger.last] : end]
    own = _ITS_OWN.match(after) if scene.is_noun else None
    if own is None and not _SET_FOR.search(before):
        return None
    if _MISSED.search(before + (own.group() if own else "")):
        return "negated", "missed"
    return _at(before, after[own.end() :] if own else f"{before} {after}")


def _of_sentence(scene: Scene) -> tuple[str, str] | None:
    """Read a guess, which has no word of the act, by a sentence that opens with the deadline."""
    words = scene.words
    clause = words.text[words.starts[scene.begin] : words.span.end]
    told = _OPENS.match(clause)
    return _at(clause[: told.end()], clause[told.end() :]) if told else None


def _at(before: str, told: str) -> tuple[str, str] | None:
    """Give the status of what is due on the day that the words tell of the deadline."""
    if not _STANDS.search(told) or _IS_MOVED.search(told):
        return None
    return ("postponed", "deadline_was") if _MOVED.search(f"{before} {told}") else ("scheduled", "deadline")


def is_overstayed(before: str, after: str) -> bool:
    """Tell whether the words around a day make it a deadline that is let pass: "beyond Sunday's 60-day deadline"."""
    return _NAMED.match(after) is not None and _BEYOND.search(before) is not None


def is_past(sentence: str) -> bool:
    """Tell whether the sentence names a deadline that has been: "the deadline was Sunday"."""
    return "deadline" in sentence and _WEEKDAY_PAST.search(sentence) is not None
