"""Reads how real an act is from the words around its trigger: tense, modality, negation and who governs it.

Knows no speaker: whether the word of a rival makes an act `alleged` is decided in claims.py, with the actors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.ceasefire.clauses import is_finite
from extractors.ceasefire.patterns import Match
from extractors.ceasefire.tokens import Hit, Words, word_set
from extractors.ceasefire.verb_group import (
    BE,
    FUTURE,
    MAY,
    MUST,
    NEGATIONS,
    START,
    Chain,
    after_noun,
    before_verb,
    is_nominal,
    tense,
)

_NONE = word_set("no without neither nor none zero")
_SETTING = word_set("after following during at in despite")
_PAST = word_set("was were had")
_REACH, _NOUN_REACH = 14, 5

# What a governing verb or noun makes of the act under it: "agreed to", "refused to", "called for".
_GOVERNORS = {
    "PROMISE": "scheduled",
    "PLAN": "scheduled",
    "ORDER": "scheduled",
    "REFUSE": "negated",
    "CALL": "hypothetical",
    "WISH": "hypothetical",
    "OFFER": "hypothetical",
    "POSSIBLE": "hypothetical",
    "FEAR": "hypothetical",
    "ALLOW": "actual",
}
# Acts that are done when they are agreed: "agreed to extend the truce" extends it.
_DONE_BY_WORD = frozenset({"ceasefire_extended", "ceasefire_agreed", "ceasefire_declared"})
# A plan told twice in one sentence: "was to begin on Monday, will now begin on Friday".
_PLANNED = re.compile(
    r"\b(?:was|were|had been|should have|originally|once) (?:to|due|set|scheduled|planned|been|begun|started)\b"
)
_MOVED = re.compile(
    r"\b(?:will|would) (?:now|instead|not now)\b|\b(?:will|would) [^.;,]{0,60}\b(?:later|instead)\b"
    r"|\bnot (?:now )?\w{1,20} (?:until|before)\b"
)
# Acts that are under way once someone is sent or meets for them.
_FOR_A_PURPOSE = frozenset({"peace_talks", "ceasefire_monitoring", "mine_clearance"})
# A plan that was moved, told in two clauses: "was due on A, but the deadline was pushed back".
_MOVABLE = word_set("due set scheduled expected planned to been")


@dataclass(frozen=True, slots=True)
class Reading:
    """`tense` is past, present or future; `by` names the cue; `until` is a later word that belongs to the act too."""

    status: str
    tense: str
    is_passive: bool
    by: str
    until: int = -1


@dataclass(frozen=True, slots=True)
class _Scene:
    """One match in its clause, with what stands around its trigger."""

    words: Words
    match: Match
    begin: int
    end: int
    chain: Chain
    is_noun: bool

    def any(self, word_class: str, where: range) -> bool:
        """Tell whether a reading as `word_class` begins at one of the words."""
        return any(word_class in self.words.begin[at] for at in where)

    def left(self, n_words: int, edge: int | None = None) -> range:
        """Give the `n_words` words before `edge` (the match), no further than the clause."""
        stop = self.match.first if edge is None else edge
        return range(max(self.begin, stop - n_words), stop)

    def right(self, n_words: int) -> range:
        """Give the `n_words` words after the match, no further than the clause."""
        return range(self.match.last + 1, min(self.end + 1, self.match.last + 1 + n_words))


def read(words: Words, match: Match, begin: int, end: int) -> Reading:
    """Say how real the act of `match` is, within its clause (words `begin` to `end`)."""
    trigger = match.trigger
    is_noun = is_nominal(words, trigger)
    chain = _of_noun(words, match, end) if is_noun else before_verb(words, trigger.first, begin)
    passive = not is_noun and trigger.form in ("ed", "participle") and chain.has(BE)
    when = tense(trigger, chain, is_noun)
    scene = _Scene(words, match, begin, end, chain, is_noun)
    until = _moved_later(scene)
    if until >= 0:
        return Reading("postponed", "future", passive, "postpone_later", until)
    for reader in (_postponed, _negated, _conditional, _governed, _modal):
        found = reader(scene)
        if found is not None:
            status, by = found
            return Reading(status, "future" if status in ("scheduled", "hypothetical") else when, passive, by)
    return Reading("actual", when, passive, "tense")


def _of_noun(words: Words, match: Match, end: int) -> Chain:
    """Give the auxiliaries of the verb that a noun is the subject of, which may stand within the match itself."""
    inside = after_noun(words, match.trigger.last, match.last)
    return inside if inside.words else after_noun(words, match.last, end)


def _moved_later(scene: _Scene) -> int:
    """Give the last word of the clause that moves the date of a plan ("was due on A, but B"), or -1."""
    words = scene.words
    if not scene.chain.has(_PAST) or not scene.chain.has(_MOVABLE) or scene.chain.has(NEGATIONS):
        return -1
    if not (scene.chain.is_bound or scene.chain.has(word_set("due set scheduled expected"))):
        return -1
    for at in range(scene.end + 1, len(words)):
        if "POSTPONE" in words.begin[at]:
            return words.begin[at]["POSTPONE"].last
    return -1


def _postponed(scene: _Scene) -> tuple[str, str] | None:
    sentence = scene.words.span.of(scene.words.text)
    if scene.chain.has(FUTURE, _PAST) and _PLANNED.search(sentence) and _MOVED.search(sentence):
        return "postponed", "moved"
    hits = [scene.words.begin[at].get("POSTPONE") for at in range(scene.begin, scene.end + 1)]
    if any(hit is not None and not _is_mere_delay(scene, hit) for hit in hits):
        return "postponed", "postpone"
    return None


def _is_mere_delay(scene: _Scene, hit: Hit) -> bool:
    """Tell whether the words only say that a done act came late: "completed on Friday, two days later than planned"."""
    is_late = "later" in scene.words.lowers[hit.first : hit.last + 1]
    return is_late and not scene.chain.has(FUTURE, MUST) and not scene.chain.is_bound


def _negated(scene: _Scene) -> tuple[str, str] | None:
    chain, lowers = scene.chain, scene.words.lowers
    if chain.has(NEGATIONS) or chain.is_pair(word_set("no"), "longer") or chain.is_pair(word_set("yet"), "to"):
        return "negated", "not"
    if "unable" in chain.words or _has_none(scene):
        return "negated", "not"
    near = {*scene.left(4), scene.match.first}
    if scene.is_noun:
        near |= {*scene.left(4, scene.match.trigger.first)}
    if any(lowers[at] in _NONE or (lowers[at] == "not" and (scene.is_noun or _is_none(lowers, at))) for at in near):
        return "negated", "no"
    if scene.match.rule.type == "ceasefire_ended":
        return None
    if scene.any("CANCEL", scene.right(7)) or scene.any("CANCEL", scene.left(5, scene.match.trigger.first)):
        return "negated", "cancel"
    return None


def _has_none(scene: _Scene) -> bool:
    """Tell whether the verb's own object is none: "let no medicine into the town", "fired no shots"."""
    at = scene.match.trigger.first + 1
    return not scene.is_noun and scene.words.lowers[at : at + 1] == ("no",)


def _is_none(lowers: tuple[str, ...], at: int) -> bool:
    """Tell whether "not" denies the subject: "not one soldier", "not a single truck"."""
    return lowers[at + 1 : at + 2] in (("one",), ("a",), ("an",), ("any",), ("single",))


def _conditional(scene: _Scene) -> tuple[str, str] | None:
    first, lowers = scene.words.lowers[scene.begin], scene.words.lowers
    if first in ("if", "unless", "whether", "should") or {"if", "unless", "should"} & {
        lowers[at] for at in scene.left(2)
    }:
        return "hypothetical", "if"
    after = scene.words.lowers[scene.end + 1 : scene.end + 2]
    is_told = scene.chain.has(_PAST) or (scene.match.trigger.form in ("past", "ed") and not scene.chain.words)
    if after in (("if",), ("unless",)) and not is_told:
        return "hypothetical", "if"
    if first == "so" and scene.chain.has(MAY):
        return "scheduled", "so"
    if scene.is_noun and scene.any("POSSIBLE", scene.right(5)):
        return "hypothetical", "possible"
    is_past = scene.chain.has(_PAST) or (scene.match.trigger.form in ("past", "ed") and not scene.chain.words)
    if first in ("once", "until", "till") and not is_past:
        return "hypothetical", "once"
    return None


def _is_setting(scene: _Scene) -> bool:
    """Tell whether talks only give the scene of another act: "after two days of talks", "in a call"."""
    if scene.match.rule.type != "peace_talks" or "to" in scene.chain.words:
        return False
    return any(scene.words.lowers[at] in _SETTING for at in range(scene.begin, scene.match.first))


def _governed(scene: _Scene) -> tuple[str, str] | None:
    if _is_setting(scene):
        return None
    trigger = scene.match.trigger.first
    edge = min(trigger, scene.match.first if scene.is_noun else scene.chain.first)
    for at in range(edge - 1, max(scene.begin - 1, edge - _REACH), -1):
        for name, hit in scene.words.begin[at].items():
            status = _GOVERNORS.get(name)
            if status and hit.last < trigger and _governs(scene, hit):
                return _by_governor(scene, hit, status, name.lower())
    return None


def _by_governor(scene: _Scene, hit: Hit, status: str, by: str) -> tuple[str, str]:
    lowers = scene.words.lowers
    left = range(max(scene.begin, hit.first - 5), hit.first)
    if any("REFUSE" in scene.words.begin[at] or lowers[at] in ("no", "not", "never") for at in left):
        return "negated", "refuse"
    if status == "scheduled" and hit.first and lowers[hit.first - 1] in MAY | {"would"}:
        return "hypothetical", "may"
    if by == "allow":
        return _allowed(before_verb(scene.words, hit.first, scene.begin))
    if by == "promise" and scene.match.rule.type in _DONE_BY_WORD:
        return "actual", "agreed"
    return status, by


def _allowed(chain: Chain) -> tuple[str, str]:
    """Read what is let happen from the letting itself (settled question 21): has let, will let, would not let."""
    if chain.has(NEGATIONS) or "no" in chain.words:
        return "negated", "not"
    if chain.has(MAY):
        return "hypothetical", "may"
    return ("scheduled", "will") if chain.has(FUTURE, MUST) or chain.is_bound else ("actual", "allow")


def _governs(scene: _Scene, hit: Hit) -> bool:
    """Tell whether nothing cuts the governor from the act: "to" for a verb, no finite verb of the act's own."""
    lowers, trigger = scene.words.lowers, scene.match.trigger
    if scene.is_noun:
        between = lowers[hit.last + 1 : scene.match.first]
        return len(between) <= (_REACH if "to" in between else _NOUN_REACH) and not any(
            word in (",", "and") for word in between
        )
    if scene.chain.has(_PAST, word_set("has have")) and not scene.chain.is_bound and "to" not in scene.chain.words:
        return False
    if ("to" in scene.chain.words and not scene.chain.is_pair(frozenset({START}), "to")) or trigger.form in (
        "ing",
        "base",
    ):
        return True
    return hit.form != "noun" and "that" in lowers[hit.last + 1 : trigger.first]


def _has_no_verb(scene: _Scene) -> bool:
    """Tell whether no verb stands before "to": "Armenia to hand over", ", with troops to leave by May"."""
    left = range(scene.begin, scene.chain.first)
    return bool(left) and not any(is_finite(scene.words, at) for at in left)


def _is_purpose(scene: _Scene) -> bool:
    """Tell whether "to" says what a done act is for: "flew to Doha to discuss", "were sent to watch the line"."""
    if scene.match.rule.type not in _FOR_A_PURPOSE:
        return False
    for at in range(scene.chain.first - 1, scene.begin - 1, -1):
        hit = scene.words.begin[at].get("DONE_FOR")
        if hit is not None and hit.last < scene.match.trigger.first:
            own = before_verb(scene.words, hit.first, scene.begin)
            return not own.has(FUTURE, MAY, MUST, NEGATIONS) and not own.is_bound and "to" not in own.words
    return False


def _modal(scene: _Scene) -> tuple[str, str] | None:
    chain = scene.chain
    if _is_setting(scene) or chain.is_pair(word_set("had"), "to"):
        return None
    if chain.has(MAY):
        return "hypothetical", "may"
    if chain.has(FUTURE, MUST) or chain.is_bound:
        return "scheduled", "will"
    if not scene.is_noun and chain.words[-1:] == ("to",) and not chain.is_pair(frozenset({START}), "to"):
        if _is_purpose(scene):
            return "actual", "purpose"
        return ("scheduled", "is to") if _has_no_verb(scene) else ("hypothetical", "to")
    if scene.is_noun and scene.any("PLAN", scene.right(7)):
        return "scheduled", "plan"
    return None
