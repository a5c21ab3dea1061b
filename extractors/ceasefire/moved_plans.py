"""Tells a plan that was moved to another day: put off, or told twice ("was due on A, will now begin on B").

Knows no date: dates_postponed.py reads the two.
"""

from __future__ import annotations

import re

from extractors.ceasefire.spans import holds_any
from extractors.ceasefire.status_scene import PAST, Scene
from extractors.ceasefire.tokens import Hit, Words, word_set
from extractors.ceasefire.type_sets import HOSTILE
from extractors.ceasefire.verb_group import FUTURE, MAY, MUST, NEGATIONS

_NAMED_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember"
    r"|October|(?:Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)\.|Ramadan|Easter|Christmas|Eid|New Year)"
)
_PLANNED = re.compile(
    r"\b(?:was|were|had been|should have|originally|once) (?:to|due|set|scheduled|planned|been|begun|started)\b"
    r"|(?:, |\()(?:(?:which|that|who) (?:was|were|had been) )?(?:both |all |originally |initially |first )?"
    r"(?:due|set|scheduled|planned|slated|pencill?ed in|expected|promised|meant|billed)"
    r" (?:(?:for|on|by|in) |to \w+ (?:on|in|by|at) )"
    rf"|\b(?:planned|scheduled|slated|due|promised) (?:for|on|by|in) {_NAMED_DAY}"
    r"|\b(?:that|which) [^;.]{2,70}? had (?:called|planned|scheduled|set|fixed|announced|arranged) for "
)
_MOVED = re.compile(
    r"\b(?:will|would) (?:now|instead|not now)\b|\b(?:will|would) [^.;,]{0,60}\b(?:later|instead)\b"
    r"|\b(?:is|are|was|were) off until\b|\b(?:will|would|must|may) (?:have to )?wait\b"
    r"|\b(?:was|were|been|is|are) shelved\b|\bcalled off for (?:the time being|now)\b"
    r"|\bshould (?:by [^,.;]{1,40} )?have (?:been|begun|started|opened)\b[^,;.]{0,40}, will\b"
    r"|\bnot (?:now )?\w{1,20} (?:\w+ )?(?:until|before)\b"
    r"|\b(?:that|which) (?:was|were) (?:to|due|set)\b[^,;]{0,60}\bwill\b"
    r"|\bbut (?:did not|failed to|never) (?:take place|happen|begin|start|materiali[sz]e|open|go ahead|come off)\b"
    r"|\bnot [^;,.]{0,40}\bon that (?:day|date)\b"
)
_MOVED_CUES = ("will", "would", "off until", "must", "may", "shelved", "called off", "should", "not", "failed", "never")
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
# A deadline that was moved before and is only named: "two days before the extended deadline".
_MOVED_BEFORE = re.compile(
    r"\b(?:the|an?|its|their|his|this|that) (?:twice |once |newly |already |recently )?"
    r"(?:extended|prolonged|postponed|shifted|moved|delayed|relaxed) (?:[\w-]+ )?(?:deadline|time limit|due date)\b"
)
# Held back for a time: "is holding back 600 prisoners until", "were holding off on leaving".
_HELD_UP = re.compile(
    r"\b(?:hold(?:s|ing)?|held) (?:back|up)\b[^.;]{0,90}? until\b|\bwithh[eo]ld(?:s|ing)?\b[^.;]{0,90}? until\b"
    r"|\b(?:hold(?:s|ing)?|held) off (?:on |from )?\w+ing\b"
)
# A day told of a plan, the plan as it was ("planned for Friday", "which Kyiv had announced for May 5", "which failed to
# start on Monday") and as it is ("will follow on Tuesday", "is now set for the 25th").
_A_DAY = (
    rf"(?:(?:the |next |last |this |mid-|early |late |around |Orthodox )*(?:{_NAMED_DAY}|\d+(?:st|nd|rd|th)"
    r"|\d+(?::\d\d)? ?[ap]\.m|20\d\d|end"
    r"|start"
    r"|beginning|first|spring|summer|autumn|fall|winter|weekend|day|week|month|year|noon|midnight|dawn|evening|morning"
    r"|afternoon))\b"
)
_WAS_FOR = (
    r"(?:,| \(| that| which| who)[^;,.]{0,50}?\b(?:(?:(?:due|set|scheduled|planned|slated|pencill?ed in|expected"
    r"|meant|billed|hoped|foreseen|supposed|intended|tipped|timed|earmarked"
    r"|(?:promised|pledged|vowed)(?= (?:by|before)))"
    r"|(?:(?:was|were|failed) to|should have(?: been)?) \w+)\b[^;,]{0,45}? (?:for|on|by|in|before|at|from|after|until)"
    rf"|(?:promised|announced|agreed|fixed|called|vowed|pledged)\b[^;,]{{0,45}}? for) {_A_DAY}"
)
_NOW_FOR = (
    r"\b(?:will|would|is|are|(?:is|are) to|has to|have to)\b(?! (?:not )?(?:only )?if\b)[^;,]{0,60}?"
    rf" (?:(?:on|by|in|until|before|after|from|at|for|during|over) {_A_DAY}"
    r"|instead|later|tomorrow|next (?:week|month|year))"
)
_FROM_DAY_TO_DAY = re.compile(
    rf"{_WAS_FOR}[^;.]{{0,40}}(?:,|\)| )[^;,.]{{0,12}}{_NOW_FOR}"
    r"|\b(?:was|were) (?:originally |initially |first |at first )?(?:to|due|set|scheduled|planned|slated|meant) "
    rf"[^;]{{0,60}}(?:[,;]| but| and) (?:it |they |but |this )*{_NOW_FOR}"
    r"|\b(?:will|is to|are to)\b[^;.]{0,90} \((?:the \w+ was )?(?:originally|initially|at first|first|earlier)\b"
)
# The new day beside the verb: "was pushed into the night", "has been moved back from May 1".
_DAY_MOVED = re.compile(
    r"\b(?:set|pushed|put) back (?:(?:by )?(?:an?|one|two|three|several|\d+) (?:hour|day|week|month)s?)\b"
    r"|\b(?:moved|pushed|put|shifted|carried|slid|slipped)(?: back| forward| over)? (?:from|to|into|until) "
    rf"(?:{_NAMED_DAY}|the (?:night|evening|afternoon|weekend|following|next)|next|noon|midnight|\d+(?:st|nd|rd|th)"
    r"|\d+ [ap]\.?m)"
)
_MOVING = word_set("moved pushed shifted slipped")
_TO_A_DAY = re.compile(
    rf" (?:(?:an?|the|its|their|some) )?(?:later |new |earlier |other |original |initial )*"
    rf"(?:{_A_DAY}|date|time|hour|\d+[:.]\d\d)"
)
# What the act of the moved plan does on the day it has now; any other verb tells of another act.
_COMES = re.compile(
    r"\b(?:will|would|is|are|to)(?: (?:now|instead|not|only|hardly|be|rather|at last|finally))*"
    r" (?:take place|follow|happen|begin|start|open|reopen|resume|come|go|wait|drag|last|cross|leave|arrive|return"
    r"|meet|run|held|kept|completed|done|finished|handed|freed|released|carried|planned|set|due|scheduled|expected"
    r"|observed|withdrawn|opened|put|signed|staged|launched|convened?|have to wait|need|get under|pass|quit|pull"
    r"|delivered|made|turned|given|returned|transferred|vacated|removed|evacuated|take effect|take hold|enter)\b"
)
_STILL_SHUT = re.compile(
    r", (?:expected|due|set|scheduled|promised|planned) to (?:re-?open|open|resume) (?:on|in|by|at|this|next)"
    r"[^;,]{0,30}, (?:will|would|is to) (?:stay|remain) (?:shut|closed|sealed|blocked)\b"
)
_LATE_BY = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?) (?:later than|behind|after) (?:first |originally |initially |the )?"
    r"(?:agreed|planned|due|foreseen|scheduled|promised|intended|expected|schedule|timetable)\b"
)
# More time for what was due: "gave them ten more days to leave".
_MORE_TIME = re.compile(
    r"\b(?:g[ai]ve|gives|given|giving|grant\w*|won|obtained|got|allowed|has|have|had)\b[^.;]{0,40}?"
    r"\b(?:\w+ (?:more|extra|further|additional)|(?:another|an extra|a further|an additional) \w+) "
    r"(?:hours?|days?|weeks?|months?)\b"
)
_BUT_MORE_TIME = re.compile(rf"[^;.]{{0,40}}?\b(?:but|and) [^,;.]{{0,40}}?{_MORE_TIME.pattern}")
# A plan told in the past, and moved by the next verb: "was to begin this month but has been put on hold".
_BUT_MOVED = re.compile(
    r"[^;.]{0,90}?\b(?:was|were|had been) (?:to|due|set|scheduled|planned|expected|called)\b"
    r"[^;]{0,80}?\b(?:but|and|then) (?:has|have|had|was|were) (?:since |then )?(?:been )?"
    r"(?:put (?:off|back|on hold|on ice)|delayed"
    r"|postponed|deferred|pushed back|moved|shelved|held (?:up|over)|rescheduled)\b"
)
_NO_MOVE = re.compile(r"\b(?:not?|never|refus\w+|declin\w+|without|before|could|might|may|wants?|ask\w+)\b")
# Of each of these a word must stand in a sentence that gives a plan two days.
_STILL_AHEAD = word_set("will would is are has have")
_ONCE_SET = word_set(
    "due set scheduled planned slated pencilled penciled expected promised meant billed announced agreed fixed called"
    " hoped foreseen supposed intended vowed pledged tipped timed earmarked failed should was were originally initially"
    " first earlier"
)
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
    granted = _BUT_MORE_TIME.match(words.text, words.ends[scene.end], words.span.end)
    if granted is not None and not _NO_MOVE.search(granted.group()):
        return next(at for at in after if words.ends[at] >= granted.end())
    later = (hit.last for at in after if (hit := words.begin[at].get("POSTPONE") or _grace(words, at)) is not None)
    return next(later, -1)


def _grace(words: Words, at: int) -> Hit | None:
    """Give the word for more time, which moves a plan told before it: "but agreed to a 10-day extension"."""
    return words.begin[at].get("EXTEND") if words.lowers[at] == "extension" else None


def postponed(scene: Scene) -> tuple[str, str] | None:
    """Read a plan that is put off in its own clause."""
    return None if scene.type in HOSTILE else _put_off(scene)


def _put_off(scene: Scene) -> tuple[str, str] | None:
    sentence = scene.words.span.of(scene.words.text)
    if scene.chain.has(NEGATIONS) and _NOT_AS_AGREED.search(sentence):
        return "postponed", "as_agreed"
    if scene.is_noun and _BUT_MOVED.match(scene.words.text, scene.words.ends[scene.match.last], scene.words.span.end):
        return "postponed", "moved"
    if _is_told_twice(scene, sentence) or (scene.chain.has(FUTURE, NEGATIONS) and _OTHER_DAY.search(sentence)):
        return "postponed", "moved"
    if _is_given_two_days(scene):
        return "postponed", "two_days"
    if _is_deadline_moved(scene):
        return "postponed", "deadline"
    if not scene.is_told and _MORE_TIME.search(
        scene.words.text[scene.words.starts[scene.begin] : scene.words.starts[scene.trigger]]
    ):
        return "postponed", "more_time"
    if not scene.type.startswith("ceasefire_") and _HELD_UP.search(clause_on(scene)):
        return "postponed", "hold"
    hits = [scene.words.begin[at].get("POSTPONE") for at in range(scene.begin, scene.end + 1)]
    for hit in hits:
        if hit is not None and not _is_mere_delay(scene, hit) and not _is_to_a_place(scene, hit):
            may = scene.lowers(range(max(scene.begin, hit.first - 2), hit.first)) & MAY
            return ("hypothetical", "may") if may else ("postponed", "postpone")
    return None


def _is_deadline_moved(scene: Scene) -> bool:
    """Tell whether the day by which the act was to be done is moved, and was not moved before: "left on Friday, the
    extended deadline", "left after the deadline was extended"."""
    clause = scene.words.chars(scene.begin, scene.end).of(scene.words.text)
    if scene.type.startswith("ceasefire_") or _NO_MOVE.search(clause):
        return False
    found = _DEADLINE.search(_MOVED_BEFORE.sub(" ", clause))
    is_done = not scene.is_noun and scene.is_told and not scene.chain.is_bound
    return found is not None and not is_done


def clause_on(scene: Scene) -> str:
    """Give the text of the clause up to the end of its sentence, for what an act waits for is a clause of its own."""
    words = scene.words
    return words.text[words.starts[scene.begin] : words.span.end]


def _is_told_twice(scene: Scene, sentence: str) -> bool:
    """Tell whether the act's own clause holds the old plan and the new one."""
    if not holds_any(sentence, _MOVED_CUES) or not _PLANNED.search(sentence) or not _MOVED.search(sentence):
        return False
    clause = scene.words.chars(scene.begin, scene.end).of(scene.words.text)
    return scene.chain.has(FUTURE, PAST) or (_PLANNED.search(clause) is not None and _MOVED.search(clause) is not None)


def _is_given_two_days(scene: Scene) -> bool:
    """Tell whether the act's plan names the day it had and the one it has now, or how late that is."""
    words, text = scene.words, scene.words.text
    start, end = words.starts[scene.begin], words.span.end
    if (scene.chain.has(FUTURE) or scene.chain.is_bound) and _LATE_BY.search(text, words.ends[scene.match.last], end):
        return True
    if scene.is_noun and _DAY_MOVED.search(text, words.ends[scene.trigger], words.ends[scene.end]):
        return True
    if _STILL_SHUT.search(text, words.ends[scene.match.first], end):
        return True
    if _STILL_AHEAD.isdisjoint(words.lowers) or _ONCE_SET.isdisjoint(words.lowers):
        return False
    told = _FROM_DAY_TO_DAY.search(text, start, end)
    if told is None or told.start() > words.ends[scene.end]:
        return False
    is_told = scene.is_told and not scene.match.is_guess
    return _COMES.search(text, told.start(), end) is not None and not is_told


def _is_to_a_place(scene: Scene, hit: Hit) -> bool:
    """Tell whether someone moved, not a day: "had not moved from a post near the town"."""
    words = scene.words
    is_move = words.lowers[hit.first] in _MOVING and words.lowers[hit.last] in ("from", "to")
    return is_move and not _TO_A_DAY.match(words.text, words.ends[hit.last], words.span.end)


def _is_mere_delay(scene: Scene, hit: Hit) -> bool:
    """Tell whether the words only say that a done act came late: "completed on Friday, two days later than planned"."""
    is_late = not {"later", "late"}.isdisjoint(scene.words.lowers[hit.first : hit.last + 1])
    return is_late and not scene.chain.has(FUTURE, MUST) and not scene.chain.is_bound
