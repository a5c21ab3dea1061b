"""Reads a plan from what became of those it was for: "the captives it was to send home stay where they are".

Knows no word for putting off or calling off: moved_plans.py and undone.py read those.
"""

from __future__ import annotations

import re

from extractors.ceasefire.status_scene import Scene
from extractors.ceasefire.tokens import Words, word_set
from extractors.ceasefire.type_sets import TERMS

# Of these a word must stand in the sentence, so that few sentences are read further.
_STAYING = word_set("stay stays stayed remain remains remained sit sits sat kept held stood still now")
_PLAN = re.compile(
    r"\b(?:was|were|(?:ha[sd]|have) been) (?:(?:all|both|then|now|originally|initially|first) )?"
    r"(?:to|about to|due to|due (?:on|by|in|at)|supposed to|meant to|set to|scheduled to|expected to|promised) \b"
    r"|\bshould (?:\w+ ){0,6}?have \b"
)
_HERE = (
    r"(?:where (?:they|he|she|it) \w+|put|there|on(?! (?:alert|guard|high))|behind bars|behind"
    r"|in (?:place|(?:\w+ ){0,4}(?:custody|cells?|jails?|prisons?|captivity|detention|hands|camps?|barracks|bases?"
    r"|posts?|positions?))|(?:at|on|inside) (?:the|their|its) \w+)"
)
# Those the plan was for are where they were, or will be for a while.
_STAYS = re.compile(
    r"(?P<ahead>\b(?:will|would|must|shall|(?:is|are) to|ha(?:s|ve) to) (?:now |all |still |instead |have to )*"
    r"(?:stay|remain|be kept|be held|sit)\b)(?P<after>[^;]*)"
    rf"|\b(?:stays?|stayed|remain(?:s|ed)?|sat|stood|sits?|(?:was|were|are|is) (?:still )?(?:being )?(?:kept|held)) "
    rf"(?:still )?(?P<here>{_HERE})"
    r"|\b(?:is|are|was|were|sat) (?P<still>still (?:there|in|inside|behind|at|held|on)|in (?:\w+ ){1,4}still)\b"
)
_FOR_A_WHILE = re.compile(
    r"\b(?:until|till|at least|for (?:now|the time being|another|a further|(?:\w+ ){1,2}more|up to|some|an? extra))\b"
)
# The day it is now hoped for: "should have been out by May; the envoy now talks of August".
_NEW_DAY = re.compile(
    r"(?:[,;]| and| but)[^.;]{0,40}? now (?:hopes?|talks?|speaks?|expects?|aims?|looks?|mentions?)\b[^.;]{0,40}?"
    r"\b(?:[A-Z][a-z]+day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d|spring|summer|autumn|winter"
    r"|next|weeks?|months?|years?)"
)
# Whoever stays, where the words after the last of these name others than the plan was for.
_BREAK = re.compile(r"[,;:]|\b(?:and|but|while|whereas|as|though|although|yet)\b")
_PRONOUN = word_set("they it he she who which that all both most none many some still")
_PUT_OFF = 4  # words before "a withdrawal": "put off its long planned withdrawal"
_SHORT = 3  # words this short name nobody
_OF_MIND = re.compile(
    r"^ (?:calm|quiet|silent|open|closed|shut|neutral|in (?:force|effect|place)|committed|loyal|on alert)"
)


def waiting(scene: Scene) -> tuple[str, str] | None:
    """Give "postponed" or "negated" with its cue where the plan's men stay, or None."""
    words = scene.words
    if scene.type not in TERMS or _STAYING.isdisjoint(words.lowers):
        return None
    plan = _PLAN.search(words.text, words.starts[scene.begin], words.span.end)
    if plan is None or plan.start() > words.ends[scene.end]:
        return None
    if scene.is_noun and scene.any("POSTPONE", scene.left(_PUT_OFF, scene.trigger)):
        return None
    if _NEW_DAY.search(words.text, plan.end(), words.span.end):
        return "postponed", "new_day"
    told = _STAYS.finditer(words.text, plan.end(), words.span.end)
    stays = next((each for each in told if _is_of_plan(words, plan.start(), plan.end(), each.start())), None)
    if stays is None or (stays["ahead"] and _OF_MIND.match(stays["after"])):
        return None
    is_put_off = stays["ahead"] and _FOR_A_WHILE.search(stays["after"])
    return ("postponed" if is_put_off else "negated"), "stays"


def _is_of_plan(words: Words, plan_start: int, plan_end: int, at: int) -> bool:
    """Tell whether who stays, named right before `at`, is of the plan's own subject, a pronoun, or not anew."""
    clauses = _BREAK.split(words.text[plan_end:at])
    subject = clauses[-1].lower().split()
    if len(clauses) == 1 or not subject:
        return True
    planned = set(words.text[words.span.start : plan_start].lower().split())
    return not _PRONOUN.isdisjoint(subject) or any(len(word) > _SHORT and word in planned for word in subject)
