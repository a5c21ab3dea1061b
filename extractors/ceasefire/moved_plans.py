"""Tells a plan that was moved to another day: put off, or told twice ("was due on A, will now begin on B").

Knows no date: dates_postponed.py reads the two.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import PAST, Scene
from extractors.ceasefire.tokens import Hit, Words, word_set
from extractors.ceasefire.verb_group import FUTURE, MAY, MUST, NEGATIONS

_PLANNED = re.compile(
    r"\b(?:was|were|had been|should have|originally|once) (?:to|due|set|scheduled|planned|been|begun|started)\b"
    r"|(?:, |\()(?:(?:which|that|who) (?:was|were|had been) )?(?:both |all |originally |initially |first )?"
    r"(?:due|set|scheduled|planned|slated|pencill?ed in|expected|promised|meant|billed)"
    r" (?:(?:for|on|by|in) |to \w+ (?:on|in|by|at) )"
)
_MOVED = re.compile(
    r"\b(?:will|would) (?:now|instead|not now)\b|\b(?:will|would) [^.;,]{0,60}\b(?:later|instead)\b"
    r"|\b(?:is|are|was|were) off until\b"
    r"|\b(?:was|were|been|is|are) shelved\b|\bcalled off for (?:the time being|now)\b"
    r"|\bshould (?:by [^,.;]{1,40} )?have (?:been|begun|started|opened)\b[^,;.]{0,40}, will\b"
    r"|\bnot (?:now )?\w{1,20} (?:\w+ )?(?:until|before)\b"
    r"|\b(?:that|which) (?:was|were) (?:to|due|set)\b[^,;]{0,60}\bwill\b"
)
# What was promised for a day will not be done on it: "will not free them on Monday as scheduled".
_NOT_AS_AGREED = re.compile(
    r"\b(?:will|would) not\b[^.;]{0,80}\bas (?:\w+ )?(?:scheduled|planned|agreed|promised|foreseen|expected"
    r"|the \w+ (?:foresees|foresaw|requires|required|stipulates|says))\b"
)
_OTHER_DAY = re.compile(
    r"\b(?:instead of|rather than)(?: on| by| in| right)?(?: the original| the planned)? "
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|away|at once"
    r"|(?:Jan|Feb|March|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*)\b"
)
# The day by which it was to be done was moved: "extended until Friday a deadline for leaving the town".
_DEADLINE = re.compile(
    r"\b(?:extend|mov|push|prolong|shift|delay|relax|postpon)\w*\b[^;]{0,50}\b(?:deadline|time limit|due date)\b"
    r"|\b(?:deadline|time limit|due date)\b[^.;]{0,70}\b(?:extended|moved|pushed|prolonged|shifted|relaxed|postponed)\b"
)
# Held back for a time: "is holding back 600 prisoners until", "were holding off on leaving".
_HELD_UP = re.compile(
    r"\b(?:hold(?:s|ing)?|held) (?:back|up)\b[^.;]{0,90}? until\b|\bwithh[eo]ld(?:s|ing)?\b[^.;]{0,90}? until\b"
    r"|\b(?:hold(?:s|ing)?|held) off (?:on |from )?\w+ing\b"
)
# More time for what was due: "gave them ten more days to leave".
_MORE_TIME = re.compile(
    r"\b(?:g[ai]ve|gives|given|giving|grant\w*|won|obtained|got|allowed|has|have|had)\b[^.;]{0,40}?"
    r"\b(?:\w+ (?:more|extra|further|additional)|(?:another|an extra|a further|an additional) \w+) "
    r"(?:hours?|days?|weeks?|months?)\b"
)
# A plan told in the past, and moved by the next verb: "was to begin this month but has been put on hold".
_BUT_MOVED = re.compile(
    r"[^;.]{0,90}?\b(?:was|were|had been) (?:to|due|set|scheduled|planned|expected|called)\b"
    r"[^;]{0,80}?\b(?:but|and|then) (?:has|have|had|was|were) (?:since |then )?(?:been )?"
    r"(?:put (?:off|back|on hold|on ice)|delayed"
    r"|postponed|deferred|pushed back|moved|shelved|held (?:up|over)|rescheduled)\b"
)
_NO_MOVE = re.compile(r"\b(?:not?|never|refus\w+|declin\w+|without|before|could|might|may|wants?|ask\w+)\b")
# A plan that was moved, told in two clauses: "was due on A, but the deadline was pushed back".
_MOVABLE = word_set("due set scheduled expected planned to been")
_DUE = word_set("due set scheduled expected")


def moved_later(scene: Scene) -> int:
    """Give the last word of the clause that moves the date of a plan ("was due on A, but B"), or -1."""
    chain, words = scene.chain, scene.words
    if (
        not chain.has(PAST)
        or not chain.has(_MOVABLE)
        or chain.has(NEGATIONS)
        or not (chain.is_bound or chain.has(_DUE))
    ):
        return -1
    after = range(scene.end + 1, len(words))
    later = (hit.last for at in after if (hit := words.begin[at].get("POSTPONE") or _grace(words, at)) is not None)
    return next(later, -1)


def _grace(words: Words, at: int) -> Hit | None:
    """Give the word for more time, which moves a plan told before it: "but agreed to a 10-day extension"."""
    return words.begin[at].get("EXTEND") if words.lowers[at] == "extension" else None


def postponed(scene: Scene) -> tuple[str, str] | None:
    """Read a plan that is put off in its own clause."""
    sentence = scene.words.span.of(scene.words.text)
    if scene.chain.has(NEGATIONS) and _NOT_AS_AGREED.search(sentence):
        return "postponed", "as_agreed"
    if scene.is_noun and _BUT_MOVED.match(scene.words.text, scene.words.ends[scene.match.last], scene.words.span.end):
        return "postponed", "moved"
    if _is_told_twice(scene, sentence) or (scene.chain.has(FUTURE, NEGATIONS) and _OTHER_DAY.search(sentence)):
        return "postponed", "moved"
    clause = scene.words.chars(scene.begin, scene.end).of(scene.words.text)
    if not scene.type.startswith("ceasefire_") and _DEADLINE.search(clause) and not _NO_MOVE.search(clause):
        return "postponed", "deadline"
    if not scene.is_told and _MORE_TIME.search(
        scene.words.text[scene.words.starts[scene.begin] : scene.words.starts[scene.trigger]]
    ):
        return "postponed", "more_time"
    if not scene.type.startswith("ceasefire_") and _HELD_UP.search(clause_on(scene)):
        return "postponed", "hold"
    hits = [scene.words.begin[at].get("POSTPONE") for at in range(scene.begin, scene.end + 1)]
    for hit in hits:
        if hit is not None and not _is_mere_delay(scene, hit):
            may = scene.lowers(range(max(scene.begin, hit.first - 2), hit.first)) & MAY
            return ("hypothetical", "may") if may else ("postponed", "postpone")
    return None


def clause_on(scene: Scene) -> str:
    """Give the text of the clause up to the end of its sentence, for what an act waits for is a clause of its own."""
    words = scene.words
    return words.text[words.starts[scene.begin] : words.span.end]


def _is_told_twice(scene: Scene, sentence: str) -> bool:
    """Tell whether the act's own clause holds the old plan and the new one."""
    if not _PLANNED.search(sentence) or not _MOVED.search(sentence):
        return False
    clause = scene.words.chars(scene.begin, scene.end).of(scene.words.text)
    return scene.chain.has(FUTURE, PAST) or (_PLANNED.search(clause) is not None and _MOVED.search(clause) is not None)


def _is_mere_delay(scene: Scene, hit: Hit) -> bool:
    """Tell whether the words only say that a done act came late: "completed on Friday, two days later than planned"."""
    is_late = not {"later", "late"}.isdisjoint(scene.words.lowers[hit.first : hit.last + 1])
    return is_late and not scene.chain.has(FUTURE, MUST) and not scene.chain.is_bound
