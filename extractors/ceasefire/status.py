"""Reads how real an act is from the words around its trigger: tense, modality, negation and who governs it.

Knows no speaker: whether the word of a rival makes an act `alleged` is decided in claims.py, with the actors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.ceasefire import governors, moved_plans
from extractors.ceasefire.clauses import is_finite
from extractors.ceasefire.patterns import Match
from extractors.ceasefire.status_scene import Scene, scene_of
from extractors.ceasefire.tokens import Words, word_set
from extractors.ceasefire.verb_group import BE, FUTURE, MAY, MUST, NEGATIONS, Chain, before_verb, tense

_NONE = word_set("no without neither nor none zero nobody")
_ONE = word_set("one a an any single")
_IFS = word_set("if unless should provided")
# Cues that leave open whether an act is done, whatever its wording says.
_OPEN = frozenset({"if", "may", "fear", "possible", "offer", "wish"})
_UNTIL = word_set("once until till")
_OBJECT_REACH = 7
_SETTING = word_set("after following during at in despite")
# Acts that are under way once someone is sent or meets for them.
_MANDATED = frozenset({"peacekeeper_deployment", "ceasefire_monitoring"})
_FOR_A_PURPOSE = frozenset({"peace_talks", "ceasefire_monitoring", "mine_clearance"})
_LATER_IF = re.compile(
    r",?\s+(?:(?:but\s+)?only\s+(?:if|when|after|once)|if|unless|provided|as\s+long\s+as|on\s+condition)\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`tense` is past, present or future; `by` names the cue; `until` is a later word that belongs to the act too."""

    status: str
    tense: str
    is_passive: bool
    by: str
    until: int = -1


def read(words: Words, match: Match, begin: int, end: int) -> Reading:
    """Say how real the act of `match` is, within its clause (words `begin` to `end`)."""
    scene = scene_of(words, match, begin, end)
    passive = not scene.is_noun and match.trigger.form in ("ed", "participle") and scene.chain.has(BE)
    when = tense(match.trigger, scene.chain, scene.is_noun)
    until = moved_plans.moved_later(scene)
    if until >= 0:
        return Reading("postponed", "future", passive, "postpone_later", until)
    for reader in (moved_plans.postponed, _negated, _conditional, _governed, _modal):
        found = reader(scene)
        if found is not None:
            status, by = found
            return Reading(status, "future" if status in ("scheduled", "hypothetical") else when, passive, by)
    return Reading("actual", when, passive, "tense")


def _is_voted(scene: Scene) -> bool:
    """Tell whether a mandate is voted, which is an act of its day (settled question 22)."""
    left = scene.lowers(range(scene.begin, scene.trigger))
    return scene.type in _MANDATED and scene.chain.is_infinitive and bool(left & {"voted", "votes"})


def settle(fixed: str, read_status: str, by: str) -> tuple[str, str]:
    """Weigh the status a rule fixes against what its clause says: a condition or a fear makes any act possible only,
    and what is agreed on or done by word alone may still be refused ("have not agreed to set up")."""
    if fixed in ("scheduled", "negated") and by in _OPEN:
        return "hypothetical", by
    if fixed == "scheduled" and read_status in ("negated", "postponed"):
        return read_status, by
    return fixed, "rule"


def _negated(scene: Scene) -> tuple[str, str] | None:
    chain = scene.chain
    if chain.has(NEGATIONS) or chain.is_pair(word_set("no"), "longer") or chain.is_pair(word_set("yet"), "to"):
        return "negated", "not"
    if "unable" in chain.words or chain.is_pair(word_set("should"), "have") or _has_none(scene):
        return "negated", "not"
    if any(_is_none(scene, at) for at in _near(scene)):
        return "negated", "no"
    if scene.type == "ceasefire_ended":
        return None
    is_off = scene.any("CANCEL", scene.right(7)) or scene.any("CANCEL", scene.left(5, scene.trigger))
    if is_off or (scene.is_noun and _is_stopped(scene)):
        return "negated", "cancel"
    return None


def _is_stopped(scene: Scene) -> bool:
    """Tell whether the act, told by a noun, was cut off: "the evacuation of the town was halted"."""
    right = range(scene.trigger + 1, scene.right(7).stop)
    return any("STOPPED" in scene.words.begin[at] and scene.words.lowers[at - 1] in BE | {"far"} for at in right)


def _near(scene: Scene) -> set[int]:
    """Give the words where a "no" or "not" denies the act: just before it, or at the head of its subject."""
    near = {*scene.left(4), scene.match.first, *scene.left(1, scene.chain.first)}
    if scene.is_noun:
        return near | {*scene.left(4, scene.trigger)}
    subject = range(scene.begin, scene.chain.first)
    return near | set(subject[:2]) if not any(is_finite(scene.words, at) for at in subject) else near


def _is_none(scene: Scene, at: int) -> bool:
    """Tell whether the word denies what follows: "no", "none of", "not one soldier"; "not" alone denies a noun."""
    word, following = scene.words.lowers[at], scene.words.lowers[at + 1 : at + 2]
    return word in _NONE or (word == "not" and (scene.is_noun or bool(_ONE.intersection(following))))


def _has_none(scene: Scene) -> bool:
    """Tell whether the verb's own object is none: "let no medicine into the town", "fired no shots"."""
    return not scene.is_noun and scene.words.lowers[scene.trigger + 1 : scene.trigger + 2] == ("no",)


def _conditional(scene: Scene) -> tuple[str, str] | None:
    first, sentence = scene.words.lowers[scene.begin], scene.words.lowers[0]
    if first in _IFS | {"whether"} or _IFS & scene.lowers(scene.left(2)):
        return "hypothetical", "if"
    if not scene.is_told and _has_condition(scene):
        return "hypothetical", "if"
    if sentence in ("if", "unless") and scene.begin and scene.chain.has(FUTURE):
        return "hypothetical", "if"
    if first == "so" and scene.chain.has(MAY):
        return "scheduled", "so"
    if scene.is_noun and (scene.any("POSSIBLE", scene.right(5)) or scene.any("POSSIBLE", scene.left(2, scene.trigger))):
        return "hypothetical", "possible"
    if not scene.is_told and (first in _UNTIL or _UNTIL & scene.lowers(scene.left(4))):
        return "hypothetical", "once"
    if first == "before" and scene.match.trigger.form in ("s", "base") and not scene.chain.words:
        return "hypothetical", "once"
    return None


def _has_condition(scene: Scene) -> bool:
    """Tell whether a condition follows, in the clause or right after it: "will leave if", "freed only when"."""
    text, end = scene.words.text, scene.words.ends[scene.end]
    if _LATER_IF.match(text, end, scene.words.span.end):
        return True
    inside = _LATER_IF.search(text, scene.words.ends[scene.match.trigger.last], end)
    return inside is not None and scene.chain.has(FUTURE, MAY)


def _is_setting(scene: Scene) -> bool:
    """Tell whether talks only give the scene of another act: "after two days of talks", "in a call"."""
    if scene.type != "peace_talks" or "to" in scene.chain.words:
        return False
    return bool(_SETTING & scene.lowers(range(scene.begin, scene.match.first)))


def _governed(scene: Scene) -> tuple[str, str] | None:
    return None if _is_setting(scene) else governors.governed(scene)


def _has_no_verb(scene: Scene) -> bool:
    """Tell whether no verb stands before "to": "Armenia to hand over", ", with troops to leave by May"."""
    left = range(scene.begin, scene.chain.first)
    return bool(left) and not any(is_finite(scene.words, at) for at in left)


def _is_purpose(scene: Scene) -> bool:
    """Tell whether "to" says what a done act is for: "flew to Doha to discuss", "were sent to watch the line"."""
    if scene.type not in _FOR_A_PURPOSE:
        return False
    for at in range(scene.chain.first - 1, scene.begin - 1, -1):
        hit = scene.words.begin[at].get("DONE_FOR")
        if hit is not None and hit.last < scene.trigger:
            own = before_verb(scene.words, hit.first, scene.begin)
            return not own.has(FUTURE, MAY, MUST, NEGATIONS) and not own.is_bound and "to" not in own.words
    return False


def _of_object(scene: Scene) -> Chain:
    """Give the auxiliary of the verb that a noun is the object of: "arrangements that will lead to a pullback"."""
    for at in range(scene.trigger - 1, max(scene.begin, scene.trigger - _OBJECT_REACH) - 1, -1):
        if scene.words.lowers[at] in FUTURE | MAY:
            return Chain((scene.words.lowers[at],), at)
        if is_finite(scene.words, at) or scene.words.lowers[at] == ",":
            break
    return scene.chain


def _is_given_by_word(match: Match) -> bool:
    """Tell whether the word makes the act: a halt one side will keep is declared, one that will go on prolonged."""
    return match.rule.type == "ceasefire_declared" or match.trigger.word_class == "GO_ON"


def _modal(scene: Scene) -> tuple[str, str] | None:
    chain = scene.chain
    if _is_setting(scene) or chain.is_pair(word_set("had"), "to"):
        return None
    if scene.is_noun and not chain.words:
        chain = _of_object(scene)
    if chain.has(MAY):
        is_due = scene.match.rule.type == "ceasefire_in_effect" and "should" in chain.words
        return ("scheduled", "should") if is_due else ("hypothetical", "may")
    if chain.has(FUTURE, MUST) or chain.is_bound:
        return ("actual", "word") if _is_given_by_word(scene.match) else ("scheduled", "will")
    if not scene.is_noun and chain.is_infinitive:
        if _is_voted(scene):
            return "actual", "vote"
        if _is_purpose(scene):
            return "actual", "purpose"
        return ("scheduled", "is to") if _has_no_verb(scene) else ("hypothetical", "to")
    if scene.is_noun and scene.any("PLAN", scene.right(7)):
        return "scheduled", "plan"
    return None
