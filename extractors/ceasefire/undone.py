"""Tells an act that was begun or planned and came to nothing: called off, broken off, left, come back empty.

Knows no "not" and "no" of the act's own verb group: status.py reads those first.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import PAST, Scene, before
from extractors.ceasefire.verb_group import BE

# What cannot be called off: fighting is over before anyone halts it.
_NOT_CANCELLED = frozenset({"ceasefire_ended", "armed_clash", "ceasefire_violation", "territory_capture"})
_CAME_EMPTY = re.compile(
    r"\b(?:returned|came|went|landed|arrived|flew|drove|left|sent) (?:\S+ ){0,4}(?:empty|empty-handed)\b(?! of)"
)
_TRIED = re.compile(r"\b(?:attempt|effort|bid|push|drive|try|plan)s?(?: (?:to|at)\b[^;,]*| )$")
_FAILED = re.compile(
    r"\b(?:failed|collapsed|foundered|stalled|broke down|fell through|fell apart|came to nothing"
    r"|(?:was|were|been) (?:abandoned|aborted|suspended|halted|called off|cut short))\b"
)
# Whoever leaves talks, or does not come to them, holds none.
_LEFT_TALKS = re.compile(
    r"\b(?:withdr[ae]w|withdrawn|(?:pull|walk|back|dropp?|storm|bow)(?:s|ed|ing)? (?:out|away)|stay(?:s|ed|ing)? away) "
    r"(?:\w+ \w+ )?(?:of|from) (?:\S+ ){0,5}$|\b(?:boycott|snubb|skipp|shunn|ditch)(?:ed|ing|s)? (?:\S+ ){0,5}$"
)
_PREVENTED = re.compile(
    r"(?<!to )(?<!not )\b(?:(?:got|stood|gets|stands) in the way of|derailed|scuppered|thwarted|prevented|foiled"
    r"|(?<!be )(?<!been )(?<!was )(?<!were )(?:halted|suspended|stopped|paused|froze|interrupted)"
    r"|wrecked|obstructed|torpedoed|forestalled|frustrated|disrupted|scotched|ruled out|put paid to) (?:\S+ ){0,3}$"
)
# Observers who are gone, or whose time is up, watch nothing.
_GONE_HOME = re.compile(
    r"(?<!after their )(?<!after its )(?<!before their )(?<!before its )\b(?:mandate|term|tour|time|mission|work"
    r"|patrols?|monitoring|observers?|monitors|verifiers)\b(?!['’])[^.;,]{0,60}?(?<!will )(?<!would )(?<!to )(?<!-)\b"
    r"(?:expire[sd]?|expiring|r[au]ns? out|lapse[sd]?|ended|ends|ceased?|packed (?:up|their)|wound up"
    r"|(?<!the )left(?! (?:bank|side|flank|for)\b)|withdrew"
    r"|(?:was|were|been) (?:expelled|thrown out|withdrawn|pulled out|disbanded|wound up|terminated)"
    r"|pulled out|quit|went home|must leave|(?:has|have|had) to leave)\b"
)
# Who has not been let in yet: "another convoy is still waiting for clearance".
_NO_LEAVE_YET = re.compile(
    r"\b(?:is|are|was|were|been|still) (?:still )?(?:waiting for|awaiting) (?:\w+ ){0,2}?"
    r"(?:clearances?|permission|permits?|approval|authori[sz]ation|(?:the|a) (?:green light|go-ahead))\b"
)
# A day that passed without the act: "the deadline for the pullout came and went".
_DAY_WENT_BY = re.compile(
    r"\b(?:deadline|time limit|target(?: date)?|due date) (?:for|of) [^;.]{0,80}?"
    r"\b(?:came and went|passed|went by|ran out|expired|lapsed|slipped by|was missed|was let pass)\b"
)
# Who is still where he was to leave by a day: "are still in the town they were to leave".
_STILL_THERE = re.compile(r"\b(?:is|are|was|were|remain\w*|stay\w*) still\b|\bstill (?:in|hold|man|dug|there|occup)")
# "Were to have left by Sunday but did not".
_DID_NOT = re.compile(
    r"[^;.]{0,80}?(?:,| but| and|;)(?: but| and| yet| they| he| it)* (?:did not|didn['’]t|never did|had not|hadn['’]t"
    r"|have not|has not)(?: done so)?\s*(?=[,.;]|$)"
)
_MADE = re.compile(r"\b(?:made|makes|making|rendered) (?:\S+ ){0,3}$")
_IMPOSSIBLE = re.compile(r"[^;,.]{0,60}? (?:impossible|unthinkable|unfeasible|out of the question)\b")
_RELUCTANT = re.compile(
    r"\b(?:drag\w* (?:its|their|his) (?:feet|heels)|stall\w*|balk\w*|baulk\w*|held off|hold\w* off|shied away"
    r"|shy\w* away|stopped short)"
    r" (?:on|at|from|of|over|about)? ?$"
)
# The same of an act told by a noun: "of dragging its feet on the withdrawal", "was procrastinating over the swap".
_STALLING = re.compile(
    r"\b(?:drag\w* (?:its|their|his|her) (?:feet|heels)|foot-dragging|stalling|procrastinat\w+|prevaricat\w+"
    r"|slow-walk\w*|stonewall\w*|dith(?:er|ers|ered|ering)|(?:playing|played|plays) for time"
    r"|tak(?:es|en|ing) (?:its|their) time)"
    r" (?:on|in|over|about|with|at) (?:(?:the|its|their|his|any|a|an|\w+['’]s?) )?(?:[\w-]+ ){0,2}$"
)
_IS_OFF = re.compile(
    r"[^;.]{0,90}? (?:is|was|are|were) (?:now )?off(?:[,.;]|$| for (?:now|good)\b| (?:after|because|altogether)\b)"
)
# Acts named together, and then told to be undone: ", none of which has been carried through".
_NONE_OF = re.compile(r"[^;.]{0,90}, (?:none|neither) of (?:which|them|whom)\b")


# What was promised, and has not begun: "the pullback that he promised in July has not started".
_NOT_BEGUN = re.compile(
    r"[^;.]{0,60}?\b(?:that|which|promised|agreed|announced|planned|pledged|due|scheduled|foreseen|ordered)\b[^;.]{0,70}?"
    r" (?:ha[sd]|have|is|was|did) (?:still )?(?:not|never|yet to|nowhere)(?: yet| even| so far)? ?"
    r"(?:be(?:gun|gin|en)|start|happen|taken|take|material|got|get|come|carried|moved|under way|left|gone|near)"
)


def _is_prevented(scene: Scene) -> bool:
    """Tell whether something kept the act from being done: "shelling got in the way of a pullback"."""
    if scene.type.startswith("ceasefire_") and scene.type != "ceasefire_monitoring":
        return False
    words, left = scene.words, before(scene)
    after = words.text[words.ends[scene.match.last] : words.ends[scene.end]]
    return _PREVENTED.search(left) is not None or (
        _MADE.search(left) is not None and _IMPOSSIBLE.match(after) is not None
    )


# What was put off or long planned, and was done in the end: "the pullback, delayed in June, has been completed".
_DONE_AT_LAST = re.compile(
    r"[^,;]{0,60}?(?:, (?:(?:which|who|that) \w+ )?"
    r"(?:delayed|postponed|put off|held up|due|planned|scheduled|originally|long)\b[^,;]{0,100},"
    r"| (?:due|planned|scheduled|slated) (?:for|on|by|in) [^,;]{0,50}?"
    r"| (?:that|which|who) (?:was|were) (?:to|due to) [^,;]{0,60}?(?<! to)(?<! have)(?<! be)(?<! been))"
    r" (?:(?:has|have|had) (?:now |finally |at last )?(?:been )?(?:completed|carried out|taken place|begun|started"
    r"|gone ahead|got under ?way|finished|ended)"
    r"|(?:was|were) (?:finally |at last )?(?:completed|carried out|held|finished)"
    r"|(?:finally |at last )?(?:got under ?way|took place|went ahead|began|started|opened|ended|came ashore|arrived))\b"
)


def done_at_last(scene: Scene) -> tuple[str, str] | None:
    """Read an act told by a noun that a delay or a plan is told of, before the verb says that it was done."""
    if not scene.is_noun or scene.type in _NOT_CANCELLED:
        return None
    found = _DONE_AT_LAST.match(scene.words.text, scene.words.ends[scene.match.trigger.last], scene.words.span.end)
    return ("actual", "done") if found else None


def undone(scene: Scene) -> tuple[str, str] | None:
    """Give "negated" with its cue for an act that the words around it say was not carried through, or None."""
    words = scene.words
    start, end = words.starts[scene.begin], words.ends[scene.end]
    if scene.type == "ceasefire_monitoring" and _GONE_HOME.search(words.text, start, end):
        return "negated", "gone"
    if scene.type == "humanitarian_access" and _NO_LEAVE_YET.search(words.text, start, end):
        return "negated", "no_leave"
    return _kept_from(scene) or _called_off(scene)


def _kept_from(scene: Scene) -> tuple[str, str] | None:
    """Read what was tried, put off or stopped before it began."""
    words, end = scene.words, scene.words.ends[scene.end]
    if _TRIED.search(before(scene)) and _FAILED.search(words.text, words.ends[scene.trigger], end):
        return "negated", "failed"
    if scene.match.trigger.form == "ing" and _RELUCTANT.search(before(scene)):
        return "negated", "reluctant"
    if scene.type not in _NOT_CANCELLED and _STALLING.search(before(scene)):
        return "negated", "stalling"
    if scene.is_noun and _IS_OFF.match(words.text, words.ends[scene.trigger], words.span.end):
        return "negated", "off"
    if scene.is_noun and _NONE_OF.match(words.text, words.ends[scene.match.last]):
        return "negated", "not"
    if (
        scene.is_noun
        and scene.type not in _NOT_CANCELLED
        and _NOT_BEGUN.match(words.text, words.ends[scene.match.last])
    ):
        return "negated", "not_begun"
    if scene.is_noun and scene.type not in _NOT_CANCELLED and _is_prevented(scene):
        return "negated", "prevented"
    if scene.type == "peace_talks" and scene.is_noun and _LEFT_TALKS.search(before(scene)):
        return "negated", "left"
    return None


def _called_off(scene: Scene) -> tuple[str, str] | None:
    """Read what was begun and came to nothing."""
    words = scene.words
    if scene.type in _NOT_CANCELLED:
        return None
    if _is_overdue(scene):
        return "negated", "overdue"
    clause = words.chars(scene.begin, scene.end).of(words.text)
    if "empty" in clause and _CAME_EMPTY.search(clause):
        return "negated", "empty"
    if not scene.is_noun and scene.is_told and not scene.chain.is_bound:
        return None
    is_off = any(scene.any("CANCEL", where) for where in (scene.right(7), scene.left(5, scene.trigger)))
    return ("negated", "cancel") if is_off or (scene.is_noun and _is_stopped(scene)) else None


def _is_overdue(scene: Scene) -> bool:
    """Tell whether the day of the act passed without it."""
    words = scene.words
    if scene.is_noun:
        return _DAY_WENT_BY.search(words.text, words.starts[scene.begin], words.span.end) is not None
    is_planned = scene.chain.has(PAST) and scene.chain.is_bound
    if is_planned and _DID_NOT.match(words.text, words.ends[scene.match.trigger.last], words.span.end):
        return True
    is_left = is_planned and scene.type == "troop_withdrawal"
    return is_left and _STILL_THERE.search(words.text, words.span.start, words.span.end) is not None


def _is_stopped(scene: Scene) -> bool:
    """Tell whether the act, told by a noun, was cut off: "the evacuation of the town was halted"."""
    right = range(scene.trigger + 1, scene.right(7).stop)
    return any("STOPPED" in scene.words.begin[at] and scene.words.lowers[at - 1] in BE | {"far"} for at in right)
