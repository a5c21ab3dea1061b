"""Reads how real an act is from the words around its trigger: tense, modality, negation and who governs it.

Knows no speaker: whether the word of a rival makes an act `alleged` is decided in tag.py, with the actors.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.ceasefire.patterns import Match
from extractors.ceasefire.tokens import Hit, Words, word_set

_BE = word_set("is are was were be been being am 's")
_HAVE = word_set("has have had having")
_FUTURE = word_set("will would shall 'll won't")
_MAY = word_set("may might can could should cannot couldn't")
_MUST = word_set("must")
_NEG = word_set(
    "not never n't didn't hasn't haven't hadn't won't wouldn't doesn't don't isn't aren't wasn't cannot couldn't"
)
_ADVERBS = word_set(
    "also already now then still ever even all both each just only again once more later soon first finally"
)
_CHAIN = _BE | _HAVE | _FUTURE | _MAY | _MUST | _NEG | _ADVERBS | {"to", "did", "do", "does", "no", "longer", "yet", "able", "unable", "allowed"}
_NONE = word_set("no without neither nor none zero")
_DETERMINERS = word_set("the a an its his her their this that any no of 's first second third")
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
}


@dataclass(frozen=True, slots=True)
class Reading:
    """`tense` is past, present or future; `by` names the cue."""

    status: str
    tense: str
    is_passive: bool
    by: str


@dataclass(frozen=True, slots=True)
class _Chain:
    """The auxiliaries left of a verb: the words, and the first word's number."""

    words: frozenset[str]
    first: int


@dataclass(frozen=True, slots=True)
class _Scene:
    """One match in its clause, with what stands around its trigger."""

    words: Words
    match: Match
    begin: int
    end: int
    chain: _Chain
    is_noun: bool

    def any(self, word_class: str, where: range) -> bool:
        """Tell whether a reading as `word_class` begins at one of the words."""
        return any(word_class in self.words.begin[at] for at in where)


def read(words: Words, match: Match, begin: int, end: int) -> Reading:
    """Say how real the act of `match` is, within its clause (words `begin` to `end`)."""
    trigger = match.trigger
    is_noun = _is_nominal(words, trigger)
    chain = _chain_right(words, match.last, end) if is_noun else _chain_left(words, trigger.first, begin)
    passive = not is_noun and trigger.form in ("ed", "participle") and bool(chain.words & _BE)
    tense = _tense(trigger, chain, is_noun)
    scene = _Scene(words, match, begin, end, chain, is_noun)
    for reader in (_postponed, _negated, _conditional, _governed, _modal):
        found = reader(scene)
        if found is not None:
            status, by = found
            return Reading(status, "future" if status in ("scheduled", "hypothetical") else tense, passive, by)
    return Reading("actual", tense, passive, "tense")


def _is_nominal(words: Words, trigger: Hit) -> bool:
    """Tell whether the trigger is used as a noun: a noun form, or an -ing form after an article."""
    if trigger.form in ("noun", "word"):
        return True
    before = words.lowers[trigger.first - 1] if trigger.first else ""
    return trigger.form == "ing" and before in _DETERMINERS


def _chain_left(words: Words, first: int, begin: int) -> _Chain:
    at, seen = first - 1, set()
    while at >= begin and first - at <= 9:
        word = words.lowers[at]
        starts = "START" in words.begin[at]
        if not (word in _CHAIN or starts or word.endswith("ly") or "PLAN" in words.begin[at]):
            break
        seen.add("START" if starts else word)
        at -= 1
    return _Chain(frozenset(seen), at + 1)


def _chain_right(words: Words, last: int, end: int) -> _Chain:
    """Find the auxiliaries of the verb whose subject is a noun: "the handover of Lachin is to take place"."""
    for at in range(last + 1, min(end + 1, last + 1 + _REACH)):
        if words.lowers[at] in (_BE | _HAVE | _FUTURE | _MAY | _MUST | {"did", "does"}):
            stop = at
            while stop <= end and (words.lowers[stop] in _CHAIN or words.lowers[stop].endswith("ly")):
                stop += 1
            return _Chain(frozenset(words.lowers[at:stop]), at)
        if words.lowers[at] in ("which", "who", "that", "and"):
            break
    return _Chain(frozenset(), last + 1)


def _tense(trigger: Hit, chain: _Chain, is_noun: bool) -> str:
    if chain.words & _FUTURE or ("to" in chain.words and chain.words & _BE):
        return "future"
    if chain.words & (_HAVE | {"was", "were", "did", "been"}):
        return "past"
    if chain.words & _BE:
        return "present"
    if is_noun:
        return "past"
    return "past" if trigger.form in ("past", "ed", "participle") else "present"


def _postponed(scene: _Scene) -> tuple[str, str] | None:
    if scene.any("POSTPONE", range(scene.begin, scene.end + 1)):
        return "postponed", "postpone"
    return None


def _negated(scene: _Scene) -> tuple[str, str] | None:
    chain, match, lowers = scene.chain.words, scene.match, scene.words.lowers
    if chain & _NEG or {"no", "longer"} <= chain or {"yet", "to"} <= chain or "unable" in chain:
        return "negated", "not"
    left = range(max(scene.begin, match.first - 4), match.first + 1)
    if any(lowers[at] in _NONE for at in left):
        return "negated", "no"
    right = range(match.last + 1, min(scene.end + 1, match.last + 8))
    if scene.any("CANCEL", right) or scene.any("CANCEL", left):
        return "negated", "cancel"
    return None


def _conditional(scene: _Scene) -> tuple[str, str] | None:
    first = scene.words.lowers[scene.begin]
    if first in ("if", "unless", "whether", "should") or scene.words.lowers[max(0, scene.match.first - 1)] in (
        "if",
        "unless",
        "should",
    ):
        return "hypothetical", "if"
    if first == "so" and scene.chain.words & _MAY:
        return "scheduled", "so"
    if scene.is_noun and scene.any("POSSIBLE", range(scene.match.last + 1, min(scene.end + 1, scene.match.last + 6))):
        return "hypothetical", "possible"
    is_past = bool(scene.chain.words & {"was", "were", "had"}) or (
        scene.match.trigger.form in ("past", "ed") and not scene.chain.words
    )
    if first in ("once", "until", "till") and not is_past:
        return "hypothetical", "once"
    return None


def _is_setting(scene: _Scene) -> bool:
    """Tell whether the noun only gives the scene of another act: "after two days of talks", "in a call"."""
    lowers = scene.words.lowers
    return any(lowers[at] in ("after", "following", "during", "at", "in") for at in range(scene.begin, scene.match.first))


def _governed(scene: _Scene) -> tuple[str, str] | None:
    if scene.is_noun and _is_setting(scene) and scene.match.rule.type == "peace_talks":
        return None
    trigger = scene.match.trigger.first
    edge = min(trigger, scene.match.first if scene.is_noun else scene.chain.first)
    for at in range(trigger - 1, max(scene.begin - 1, edge - _REACH), -1):
        for name, hit in scene.words.begin[at].items():
            status = _GOVERNORS.get(name)
            if status and hit.last < trigger and _governs(scene, hit):
                return ("negated", "refuse") if _is_refused(scene, hit) else (status, name.lower())
    return None


def _is_refused(scene: _Scene, hit: Hit) -> bool:
    """Tell whether the governor itself is denied: "no order had been given to", "did not agree to"."""
    left = range(max(scene.begin, hit.first - 5), hit.first)
    words = scene.words.lowers
    return any("REFUSE" in scene.words.begin[at] or words[at] in ("no", "not", "never", "refused") for at in left)


def _governs(scene: _Scene, hit: Hit) -> bool:
    """Tell whether nothing cuts the governor from the act: "to" for a verb, no finite verb of the act's own."""
    lowers, trigger = scene.words.lowers, scene.match.trigger
    if scene.is_noun:
        between = lowers[hit.last + 1 : scene.match.first]
        return len(between) <= _NOUN_REACH and not any(word in (",", "and") for word in between)
    if "to" in scene.chain.words or trigger.form in ("ing", "base"):
        return True
    return "that" in lowers[hit.last + 1 : trigger.first]


def _modal(scene: _Scene) -> tuple[str, str] | None:
    chain = scene.chain.words
    if chain & _MAY:
        return "hypothetical", "may"
    if "to" in chain and "had" in chain and not chain & _BE:
        return None
    if chain & (_FUTURE | _MUST) or ("to" in chain and chain & (_BE | _HAVE)):
        return "scheduled", "will"
    if not scene.is_noun and "to" in chain:
        return "hypothetical", "to"
    right = range(scene.match.last + 1, min(scene.end + 1, scene.match.last + 8))
    if scene.is_noun and not _is_setting(scene) and scene.any("PLAN", right):
        return "scheduled", "plan"
    return None
