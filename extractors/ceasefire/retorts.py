"""Finds the clause that brushes aside what was told before it: "Kinshasa dismissed the move as a sham".

Knows wording only: which mention is meant is said by `disputed`, from what stands before the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.ceasefire.replies import clause_starts, told_last
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Words, word_set
from extractors.ceasefire.type_sets import TERMS
from extractors.records import Mention

_SHAMS = word_set(
    "sham farce stunt ruse charade ploy trick hoax spectacle masquerade theatre theater theatrics smokescreen deception"
    " deceit manoeuvre maneuver rotation regrouping fiction fabrication mockery invention propaganda window-dressing"
    " misleading staged theatrical bluff repositioning reshuffle"
)
_ANSWERS = word_set(
    "nothing such date deal agreement plan none no disinformation lies lie hoax deny denies denied disputes disputed"
    " rejects rejected dismisses dismissed contests contested refutes refuted mocks mocked contradicts contradicted"
    " rubbishes rubbished"
)
_WHO = r"(?P<quote>(?:[\w.'’-]+[ ]|[\w.'’-]+,[ ](?=[A-Z])){1,9}?"
_HAVE = r"(?:(?:has|have|had) )?(?:all )?"
_ACT = (
    r"(?:it|this|that|them|(?:the|this|that|its|their) (?:[\w-]+ ){0,2}?(?:move|operation|ceremony|step|gesture|report"
    r"|claim|statement|announcement|handover|pullout|pull-out|pullback|withdrawal|redeployment|retreat|release|exchange"
    r"|accusation|charge|allegation)s?)"
)
_CALLED = re.compile(
    _WHO
    + rf"{_HAVE}(?:call|dismiss|describ|brand|label|denounc|derid|scorn|mock|wav|writ|wrote)(?:s|es|ed|e|led|ten)? "
    rf"(?:(?:away|aside|off) )?{_ACT} (?:(?:away|aside|off) )?(?:as )?[^.;,]{{0,40}}?\b"
    rf"(?:{'|'.join(sorted(_SHAMS))})\b[^.;,]*)"
)
_NOT_SO = re.compile(
    _WHO + rf"(?:{_HAVE}(?:says?|said|insist(?:s|ed)?|claim(?:s|ed)?|maintain(?:s|ed)?|repl(?:y|ies|ied)) (?:that )?"
    rf"(?:(?:it|this) (?:was|is) (?:all |only |just |merely )?an? (?:[\w-]+ )?(?:{'|'.join(sorted(_SHAMS))})\b"
    r"|it was no such thing|nothing of the (?:kind|sort)\b|no (?:date|such|deal|agreement|plan)\b"
    r"|(?:it|they) (?:had|has|have) (?:received|seen|signed|given|promised|agreed to) (?:nothing|none|no)\b)"
    r"|(?:spoke|speaks|talked|saw|sees) (?:of )?(?:disinformation|lies|a lie"
    rf"|(?:an? )?(?:mere |only )?(?:{'|'.join(sorted(_SHAMS))})))\b[^.;,]*)"
)
_WHICH = re.compile(
    r"(?P<quote>(?:which|(?:an?|the) (?:claim|account|report|version|statement|assertion)(?: that| which)?)"
    r" (?:[\w.'’-]+ ){1,5}?(?:den(?:ies|ied|y)|disput\w+|reject\w*|rubbish\w+|dismiss\w*|contest\w*|refut\w+|mock\w*"
    r"|contradict\w*)\b[^.;,]*)"
)
# Acts of the terms: what their rival may call staged, or say has not been done.
_TERMS = TERMS - {"ceasefire_monitoring"}
_TOLD = _TERMS | {"territory_capture", "ceasefire_agreed", "ceasefire_violation", "armed_clash"}
_MARKS = frozenset([",", ";"])
_LED_IN = re.compile(r"(?:but|while|whereas|though|although|and|where|when|as|after) ")


def may_stand_in(words: Words) -> bool:
    """Tell whether a sentence has a word that such a clause needs."""
    return not (_SHAMS.isdisjoint(words.lowers) and _ANSWERS.isdisjoint(words.lowers))


def find(words: Words) -> tuple[Span, frozenset[str]] | None:
    """Give the clause of a sentence that brushes something aside, and the types of what it may be."""
    if not may_stand_in(words):
        return None
    for pattern, types in ((_CALLED, _TERMS), (_NOT_SO, _TOLD), (_WHICH, _TERMS)):
        for start in clause_starts(words, _MARKS, _LED_IN):
            told = pattern.match(words.text, start, words.span.end)
            if told is not None:
                return Span(*told.span("quote")), types
    return None


def disputed(told: Span, types: frozenset[str], found: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    """Give the mention that the clause `told` answers: the last one before it, here or in the sentence before."""
    last = told_last(told.start, types, found, before)
    return None if last is None or last.status in ("denied", "negated", "hypothetical") else last
