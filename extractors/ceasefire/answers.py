"""Finds the clause by which the accused answers a charge: "; Baku replied that its men had merely taken up posts".

Knows wording and who speaks: what is denied is the hostile act told last before the clause. A clause that brushes a
handover or a pullback aside is the work of retorts.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.replies import REACH, clause_starts, told_last
from extractors.ceasefire.spans import Span, within
from extractors.ceasefire.tokens import Words, word_set
from extractors.ceasefire.type_sets import FOUGHT
from extractors.records import Mention

_VERBS = word_set(
    "says said insists insisted replied replies countered counters maintained maintains assured assures retorted"
    " say insist reply counter maintain retorts responds responded stresses stressed contends contended protests"
    " protested swore argues argued claims claimed called calls dismissed dismisses described describes branded brands"
    " denounced denounces rejected rejects denied denies refuted refutes disputed disputes rubbished rubbishes"
    " contested contests refuses refused declines declined"
)
_WHO = r"(?P<quote>(?!(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey)\b)(?:[\w.'’-]+[ ]){1,8}?"
_SAYS = (
    r"(?:(?:has|have|had) )?(?:says?|said|insist(?:s|ed)?|repl(?:y|ies|ied)|counter(?:s|ed)?|maintain(?:s|ed)?"
    r"|assur(?:es|ed)|retort(?:s|ed)|respond(?:s|ed)|stress(?:es|ed)|contend(?:s|ed)|protest(?:s|ed)|swore"
    r"|argu(?:es|ed)|claim(?:s|ed)) (?:on [A-Z]\w+(?: \d+)? )?(?:that )?"
)
_BE = r"(?:was|were|is|are|had|has|have|would|did|does|do|remain(?:s|ed)?|stay(?:s|ed)?)(?: been| be)?"
# What the accused says of its own side: that it did not, did less, or keeps its word.
_OWN = (
    r"(?:(?:it|they|he|she)|(?:its|their|his|her)(?: own)?(?: [\w-]+){1,3})"
    rf" {_BE}(?: [\w\"“-]+){{0,2}}? [\"“]?(?:(?:not|never|no|nothing|none|only|merely|simply)\b|(?:abid|respect"
    r"|comply|compli|observ|adher|honou?r|keep|kept|commit|faithful|stick|stuck|standing by|respond|answer|return"
    r"|provok|defend)\w*)"
)
_NONE = (
    r"(?:nothing|none|no (?!one\b)[\w-]+|not (?:a|one)|neither"
    r"|there (?:was|were|is|are|had been|has been|have been) (?:no|none|nothing|nobody)\b)"
    r"(?: (?!hurt|killed|wounded|injured|casualt)[\w'’\"“-]+){0,6}?"
)
_FALSE = (
    r"(?:false|untrue|baseless|groundless|unfounded|fabricat\w+|disinformation|misinformation|lies?|nonsense|invention"
    r"|propaganda|slander|one-sided|absurd|untruth|fiction|fake|provocation|smear)\b"
)
_KINDS = r"(?:reports?|claims?|charges?|accusations?|allegations?|accounts?|versions?|assertions?|tall(?:y|ies))"
_REPORT = (
    r"(?:it|that|this|them|(?:the|this|that|these|such|any|all|its|their)?(?: [\w'’-]+){0,2}? ?"
    rf"{_KINDS}(?: of [\w ]{{1,30}})?)"
)
_ANSWER = re.compile(
    _WHO
    + rf"(?:{_SAYS}(?:{_OWN}|{_NONE})"
    + rf"|(?:call|dismiss|describ|brand|denounc|reject)(?:s|es|ed) {_REPORT} (?:as )?[\"“]?(?:[\w-]+ ){{0,2}}?{_FALSE}"
    + r"|(?:dismiss|reject|den|refut|disput|rubbish|contest)(?:s|es|ed|ied|ies) (?:the|that|this|these|such|it)"
    + rf"(?: (?:[\w'’-]+ ){{0,2}}?{_KINDS})?(?=[.,;])"
    + r"|(?:refus|declin)(?:es|ed) (?:the |all |any )?(?:blame|responsibility))[^.;]*)"
)
_HARM = re.compile(r"\b(?:hurt|killed|wounded|injured|casualt\w+|dead|died|losses|damage\w*)\b")
_WITNESSES = re.compile(
    r"\b(?:monitors?|observers?|mission|mediators?|residents?|witnesses|villagers|medics|analysts?|doctors|diplomats?)\b"
)
_MARKS = frozenset([",", ";"])
_NEUTRAL = "body"


def find(
    words: Words, hits: Sequence[ActorHit], found: Sequence[Mention], before: Sequence[Mention]
) -> tuple[Mention, Span] | None:
    """Give the hostile act told last, here or in the sentence before, and the clause that answers it."""
    if _VERBS.isdisjoint(words.lowers):
        return None
    for start in clause_starts(words, _MARKS):
        charge = _charge_before(start, found, before)
        told = _ANSWER.match(words.text, start, words.span.end) if charge else None
        if charge and told and _is_answer(charge, Span(*told.span("quote")), words.text, hits):
            return charge, Span(*told.span("quote"))
    return None


def may_begin(words: Words, before: Mention) -> bool:
    """Tell whether a sentence may answer the mention before it."""
    is_next = before.type in FOUGHT and words.span.start - before.sentence_end <= REACH
    return is_next and not _VERBS.isdisjoint(words.lowers)


def _charge_before(start: int, found: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    last = told_last(start, FOUGHT, found, before)
    is_charge = last is not None and last.status in ("alleged", "actual") and not last.is_background
    return last if is_charge else None


def _is_answer(charge: Mention, clause: Span, text: str, hits: Sequence[ActorHit]) -> bool:
    """Tell whether the clause is the word of who is charged, or of someone not named who is not the accuser."""
    if _HARM.search(text, clause.start, clause.end) or _WITNESSES.search(text, clause.start, clause.start + 60):
        return False
    said = next(iter(within(hits, clause.start, clause.end)), None)
    if said is None:
        return charge.status == "alleged"
    speaker = said.sides
    if said.kind == _NEUTRAL or charge.attributed_to in speaker:
        return False
    return not speaker.isdisjoint(charge.source_actors) or (
        not charge.source_actors and speaker.isdisjoint(charge.target_actors)
    )
