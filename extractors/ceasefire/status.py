"""Reads how real an act is from the words around its trigger: tense, modality, negation and who governs it.

Knows no speaker: whether the word of a rival makes an act `alleged` is decided in claims.py, with the actors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.ceasefire import deadlines, governors, kept_waiting, moods, moved_plans, undone
from extractors.ceasefire.clauses import is_finite
from extractors.ceasefire.patterns import Match
from extractors.ceasefire.spans import holds_any
from extractors.ceasefire.status_scene import PAST, Scene, before, scene_of
from extractors.ceasefire.tokens import Words, word_set
from extractors.ceasefire.type_sets import MANDATED
from extractors.ceasefire.verb_group import BE, FUTURE, MAY, NEGATIONS, tense

_NONE = word_set("no without neither nor none zero nobody nothing")
_DENYING = _NONE | {"not", "never"}
_ONE = word_set("one a an any single")
_MORE = word_set("more less fewer later")
_IFS = word_set("if unless should provided")
# Cues that leave open whether an act is done, whatever its wording says.
_OPEN = frozenset({"if", "may", "fear", "possible", "offer", "wish"})
_MAY_BE = frozenset({"may", "possible"})  # "a truce could be announced": whatever a rule makes of it
_TIME_TO = re.compile(
    r"(?:giv(?:e|es|en|ing)|gave|has|have|had)\b[^.;]{0,50}?"
    r"(?<!-)\b(?:days?|weeks?|months?|years?|hours?|until)\b[^.;]{0,30}? to "
)
_NOT_EXCLUDED = re.compile(r"\b(?:not|never|cannot|\w+n['’]t) (?:be )?(?:rul\w+ out|exclud\w+)\b")
# A promise that was not kept: "went back on a promise to free", "ignored the deadline to leave".
_NOT_KEPT = re.compile(
    r"\b(?:ignor|miss|defi|def[yi]|flout|reneg|backtrack|broke|went back on|go(?:es|ne) back on|let)\w*\b[^.;,]{0,40}?"
    r"\b(?:deadline|promise|pledge|vow|commitment|word|undertaking)s?\b[^.;,]{0,30}$"
)
# A thing once planned, and told not to have come: "the bus that was to bring them home arrived empty".
_IN_VAIN = re.compile(
    r"\b(?:never|no (?:sign|let-up|trace)|empty|empty-handed|in vain|only on paper|but (?:\w+ ){0,2}still)\b"
)
# Acts that are done by refusing or by breaking off another.
_BY_REFUSING = frozenset(
    {"ceasefire_rejected", "ceasefire_ended", "ceasefire_declared", "ceasefire_in_effect", "diplomatic_reaction"}
)
_ASKED = word_set("ask asks asked asking request requests requested urge urges urged")
_TO_MEET = re.compile(r" (?:resume|hold|meet|return|open|start|begin|sit|continue|restart|reopen|launch)\b")
_UNTIL = word_set("once until till")
_HALTS = frozenset({"TRUCE", "ANYHALT", "COMPACT", "HALT", "DEAL", "PEACE_DEAL", "CALM"})
# With a subject of its own the act is told within what is denied: "without giving up the town they had overrun".
_OWN_SUBJECT = word_set("they it he she who which")
_SUBJECT = 6
_LATER_IF = re.compile(
    r",?\s+(?:(?:but\s+)?only\s+(?:if|when|after|once)|if|unless|provided|as\s+long\s+as|on\s+condition)\b"
)
# What must come first: "will reopen once the mines are lifted".
_ONCE = re.compile(
    r",?\s+(?:when|once|until)\s+(?:[\w'’-]+\s+){1,6}?(?:has|have|had|is|are|was|were)\b|,?\s+(?:once|as\s+soon\s+as)\s+(?!possible)"
)


_AT = word_set("at during")
_TOLD_IN_PAST = re.compile(r"\b(?:had (?:seen|told|made|got)|saw|made|obliged|forced|compelled|got|led|left|brought)\b")
_OPEN_YET = re.compile(r"\b(?:will|would|must|may|might|can|could|should|to|not|no|never|refus\w+)\b")
_DAY_OF_UNTIL = re.compile(
    r" (?:(?:the|late|early|mid-?|next|end|of) ?)*(?:[A-Z][a-z]+day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|\d{1,2}(?::\d\d| ?[ap]\.?m\b| [A-Z])|midnight|noon|week|month)"
)
_IN_DOUBT = re.compile(
    r"\b(?:[Ff]ew|[Nn]o one|[Nn]obody|[Hh]ardly anyone|not|n['’]t)\b[^;.,]*\b(?:believes?|thinks?|expects?|trusts?"
    r"|hopes?)\b[^;.,]*$"
)
_WITHOUT_ONE = re.compile(r"(?: [\w-]+){0,2} without (?:any|(?:a single )?one) of\b")
# A condition told by the order of words: "should the truce hold".
_SHOULD = re.compile(r"\b[Ss]hould (?:the|an?|their|its|both|either|[A-Z]\S*) ?(?:[\w'’.-]+ ){0,3}$")
# What a plan told in the past waits for.
_ONCE_DONE = re.compile(
    r"\b(?:would|will|wants? to|ready to|willing to|agreed to|to let|to allow|unsure whether)\b(?!\s+have\b)[^;]*"
    r"\b(?:once|as soon as|only (?:when|after)|not (?:until|before)) (?:[\w'’.-]+ ){1,5}$"
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
    for reader in (
        undone.done_at_last,
        kept_waiting.waiting,
        deadlines.of_act,
        moved_plans.postponed,
        _by_itself,
        _negated,
        _conditional if not _is_as_if(words, begin) else moods.modal,
        _governed,
        moods.modal,
    ):
        found = reader(scene)
        if found is not None:
            status, by = found
            return Reading(status, "future" if status in ("scheduled", "hypothetical") else when, passive, by)
    return Reading("actual", when, passive, "tense")


def _is_as_if(words: Words, begin: int) -> bool:
    """Tell whether the clause only says what a thing was like: "as if someone had thrown a switch"."""
    return words.lowers[begin] == "if" and begin > 0 and words.lowers[begin - 1] == "as"


def settle(fixed: str, read_status: str, by: str) -> tuple[str, str]:
    """Weigh the status a rule fixes against what its clause says: a condition or a fear makes any act possible only,
    and what is agreed on or done by word alone may still be refused ("have not agreed to set up")."""
    if by in (_OPEN if fixed in ("scheduled", "negated") else _MAY_BE):
        return "hypothetical", by
    if fixed == "negated" and by == "hold":
        return read_status, by  # what a rule reads as refused only waits
    if fixed == "scheduled" and read_status in ("negated", "postponed"):
        return read_status, by
    return fixed, "rule"


def _negated(scene: Scene) -> tuple[str, str] | None:
    chain = scene.chain
    trigger_class = scene.match.trigger.word_class
    if trigger_class == "NOT_FIRE" or (scene.type == "ceasefire_ended" and trigger_class in _HALTS):
        return None  # the "no" is the act itself: "nothing was left of the truce", "agreed not to shoot"
    if "unable" in chain.words or chain.is_pair(word_set("should"), "have"):
        return "negated", "unable"
    if chain.has(NEGATIONS) or chain.is_pair(word_set("no"), "longer") or chain.is_pair(word_set("yet"), "to"):
        return "negated", "not"
    if _has_none(scene):
        return "negated", "not"
    if not _DENYING.isdisjoint(scene.words.lowers) and any(_is_none(scene, at) for at in _near(scene)):
        return "negated", "no"
    return undone.undone(scene)


def _by_itself(scene: Scene) -> tuple[str, str] | None:
    """Read a trigger that is a cue itself: "ready to send troops", "ordered its men back"."""
    text, last = scene.words.text, scene.match.trigger.last
    if _TIME_TO.match(text, scene.words.starts[scene.trigger], scene.words.ends[scene.end]):
        return "scheduled", "given"
    said = text[scene.words.starts[scene.begin] : scene.words.ends[scene.match.last]]
    if holds_any(said, ("rul", "exclud")) and _NOT_EXCLUDED.search(said):
        return "hypothetical", "possible"
    names = {name for name, hit in scene.words.begin[scene.trigger].items() if hit.last <= last}
    if names & {"REFUSE", "CANCEL"} and scene.type not in _BY_REFUSING and not _is_refused_at_talks(scene):
        return "negated", "refuse"
    if "PLAN" in names and scene.chain.has(BE) and scene.match.is_guess:
        return "scheduled", "plan"
    hangs = scene.chain.is_infinitive or scene.match.trigger.form == "ing"
    if hangs and _NOT_KEPT.search(before(scene)):
        return "negated", "not_kept"
    is_planned = scene.chain.has(PAST) and scene.chain.is_bound
    if is_planned and _IN_VAIN.search(scene.words.span.of(text)):
        return "negated", "in_vain"
    if scene.type == "troop_withdrawal" and "ORDER" in names and not scene.is_noun:
        return "scheduled", "order"
    if scene.type == "peace_talks" and "PROMISE" in names and _TO_MEET.match(text, scene.words.ends[last]):
        return "scheduled", "promise"
    if (
        scene.type in MANDATED
        and "PROMISE" in names
        and not scene.is_noun
        and not governors.is_of_council(scene, scene.trigger)
    ):
        return "scheduled", "promise"
    return _asked_by_itself(scene, names)


def _is_refused_at_talks(scene: Scene) -> bool:
    """Tell whether talks are only where something else was refused: "turned down the plan at talks in Doha"."""
    return scene.type == "peace_talks" and bool(_AT & scene.lowers(range(scene.trigger + 1, scene.match.last)))


def _asked_by_itself(scene: Scene, names: set[str]) -> tuple[str, str] | None:
    if scene.words.lowers[scene.trigger] in _ASKED and scene.type in MANDATED:
        return "hypothetical", "call"
    return ("hypothetical", "offer") if "OFFER" in names and scene.match.trigger.form == "word" else None


def _near(scene: Scene) -> set[int]:
    """Give the words where a "no" or "not" denies the act: just before it, or at the head of its subject."""
    near = {*scene.left(4), scene.match.first, *scene.left(1, scene.chain.first)}
    if scene.is_noun:
        return near | {*scene.left(4, scene.trigger)}
    near |= _of_subject(scene)
    subject = range(scene.begin, scene.chain.first)
    return near | set(subject[:2]) if not any(is_finite(scene.words, at) for at in subject) else near


def _of_subject(scene: Scene) -> set[int]:
    """Give the words of the subject right before the verb, back to another verb or a comma: "says no soldier will"."""
    near = set[int]()
    is_anew = scene.chain.has(FUTURE) and scene.lowers(scene.left(1, scene.chain.first)) & {"and", "but"}
    for at in range(scene.chain.first - 1, max(scene.begin, scene.chain.first - _SUBJECT) - 1, -1):
        if is_anew or is_finite(scene.words, at) or scene.words.lowers[at] in (",", "without", "with", "that", "to"):
            break
        near.add(at)
    return near


def _is_none(scene: Scene, at: int) -> bool:
    """Tell whether the word denies what follows: "no", "none of", "not one soldier"; "not" alone denies a noun."""
    if (_UNTIL | _OWN_SUBJECT) & scene.lowers(range(at, scene.trigger)):
        return False
    word, following = scene.words.lowers[at], scene.words.lowers[at + 1 : at + 2]
    if at and scene.words.lowers[at - 1] == "or":
        return False  # "truce or no truce, shells fell"
    if word == "no" and _MORE.intersection(following) and scene.words.lowers[at + 2 : at + 3] == ("than",):
        return False  # "no more than a trickle had left" counts, and denies nothing
    return word in _NONE or (word in ("not", "never") and (scene.is_noun or bool(_ONE.intersection(following))))


def _has_none(scene: Scene) -> bool:
    """Tell whether the verb's own object is none: "let no medicine into the town", "fired no shots"."""
    if scene.is_noun:
        return False
    after = scene.words.text[scene.words.ends[scene.match.trigger.last] : scene.words.ends[scene.end]]
    is_no = scene.words.lowers[scene.trigger + 1 : scene.trigger + 2] == ("no",)
    return is_no or _WITHOUT_ONE.match(after) is not None


def _conditional(scene: Scene) -> tuple[str, str] | None:
    first, sentence = scene.words.lowers[scene.begin], scene.words.lowers[0]
    if first == "any" and (FUTURE | MAY) & scene.lowers(range(scene.begin, scene.end + 1)):
        return "hypothetical", "if"
    if first in _IFS | {"whether"} or _is_in_question(scene) or (_IFS - {"should"}) & scene.lowers(scene.left(2)):
        return "hypothetical", "if"
    if _is_yet_to_come(scene):
        return "hypothetical", "once"
    if not scene.is_told and _has_condition(scene):
        return "hypothetical", "if"
    if sentence in ("if", "unless", "should", "provided") and scene.begin and scene.chain.has(FUTURE):
        return "hypothetical", "if"
    if first == "so" and scene.chain.has(MAY):
        is_asked = any({"CALL", "OFFER", "WISH"} & scene.words.begin[at].keys() for at in range(scene.begin))
        return ("hypothetical" if is_asked else "scheduled"), "so"
    if scene.is_noun and (
        scene.any("POSSIBLE", _up_to_joined(scene)) or scene.any("POSSIBLE", scene.left(2, scene.trigger))
    ):
        return "hypothetical", "possible"
    if not scene.is_told and any(_waits(scene, at) for at in (scene.begin, *scene.left(4))):
        return None if _is_past_story(scene) else ("hypothetical", "once")
    if first == "before" and scene.match.trigger.form in ("s", "base") and not scene.chain.words:
        return "hypothetical", "once"
    return None


def _up_to_joined(scene: Scene) -> range:
    """Give the words after the match that may tell of it: not those after "and", which tell something else."""
    after = scene.right(5)
    return range(after.start, next((at for at in after if scene.words.lowers[at] in ("and", "but")), after.stop))


def _is_in_question(scene: Scene) -> bool:
    """Tell whether the act is what someone wonders about: "it was unclear whether the truce would hold"."""
    left = scene.lowers(scene.left(5, scene.chain.first))
    return not scene.is_noun and "whether" in left and left.isdisjoint(_OWN_SUBJECT | {"that"})


def _waits(scene: Scene, at: int) -> bool:
    """Tell whether a word opens what must come first; "until Friday" only gives the day."""
    if scene.words.lowers[at] not in _UNTIL:
        return False
    return not _DAY_OF_UNTIL.match(scene.words.text, scene.words.ends[at])


def _is_past_story(scene: Scene) -> bool:
    """Tell whether "until" only goes on with a story told in the past: "they fought until a deal obliged them to"."""
    words = scene.words
    told = words.text[words.starts[scene.begin] : words.starts[min(scene.chain.first, scene.trigger)]]
    before_it = words.text[words.span.start : words.starts[scene.begin]]
    return _TOLD_IN_PAST.search(told) is not None and _OPEN_YET.search(before_it) is None


def _is_yet_to_come(scene: Scene) -> bool:
    """Tell whether a past form only follows a plan told in the past, "should" opens a condition, or few believe it:
    "would go home once the mines had been lifted", "ready to send troops should the truce hold"."""
    left = scene.words.text[scene.words.span.start : scene.words.starts[min(scene.chain.first, scene.trigger)]]
    if _IN_DOUBT.search(before(scene)) and (scene.chain.has(FUTURE, MAY) or not scene.chain.words):
        return True
    if not scene.is_noun and scene.match.trigger.form == "base" and not scene.chain.words and _SHOULD.search(left):
        return True
    return not scene.is_noun and scene.is_told and _ONCE_DONE.search(left) is not None


def _has_condition(scene: Scene) -> bool:
    """Tell whether a condition follows, in the clause or right after it: "will leave if", "freed only when"."""
    text, end = scene.words.text, scene.words.ends[scene.end]
    if _LATER_IF.match(text, end, scene.words.span.end):
        return True
    if scene.chain.has(FUTURE) and _ONCE.match(text, end, scene.words.span.end):
        return True
    inside = _LATER_IF.search(text, scene.words.ends[scene.match.trigger.last], end)
    return inside is not None and scene.chain.has(FUTURE, MAY)


def _governed(scene: Scene) -> tuple[str, str] | None:
    return None if moods.is_setting(scene) else governors.governed(scene)
