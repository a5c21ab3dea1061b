"""Finds the clause that throws a charge back at who made it: "; Dushanbe said it was the Kyrgyz side that broke it".

Knows wording and who speaks: what is charged is the hostile act told last before the clause, done by the accuser. A
clause that only denies the act is the work of answers.py and claims.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.replies import REACH, clause_starts
from extractors.ceasefire.spans import Span, within
from extractors.ceasefire.tokens import Words
from extractors.ceasefire.type_sets import FOUGHT
from extractors.records import Mention

_WHO = r"(?:(?!(?:and|but|that|which|who)\b)[\w.'’-]+ ){1,6}?"
_SAYS = r"(?:says?|said|insist(?:s|ed)?|retort(?:s|ed)|counter(?:s|ed)|repl(?:ies|ied)|maintain(?:s|ed)|claim(?:s|ed))"
_THROWN_BACK = re.compile(
    r"(?P<quote>(?:an?|the) (?:charge|accusation|claim|allegation|complaint|reproach)s? (?:that |which )?"
    rf"{_WHO}(?:returned|reversed|(?:threw|hurled|flung|tossed|batted) (?:right )?back|echoed|mirrored"
    r"|level+ed|made (?:of|against)|turned (?:back )?on|repeated)\b[^.;]*"
    rf"|{_WHO}{_SAYS} (?:much |exactly |just )?the same (?:of|about) [^.;]*"
    rf"|{_WHO}(?:accus|charg|blam)(?:es|ed|ing) {_WHO}(?:of|with|for) (?:the same|as much|doing so)\b[^.;]*"
    rf"|{_WHO}(?:blame[sd]|faulted|pointed (?:the |a )?finger at) (?P<blamed>[^.;,]{{2,40}})(?=[.;,])"
    rf"|{_WHO}{_SAYS} (?:on \w+ )?(?:that )?it was (?P<cleft>[^.;,]{{2,40}}?) (?:that|who|which) [^.;]*)"
)
_MARKS = frozenset([",", ";", "and"])


def find(
    words: Words, hits: Sequence[ActorHit], found: Sequence[Mention], before: Sequence[Mention]
) -> tuple[Mention, Span] | None:
    """Give the charge told last, here or in the sentence before, and the clause that throws it back."""
    charges = [each for each in (*before[-1:], *found) if each.type in FOUGHT and each.status == "alleged"]
    if not charges:
        return None
    for start in clause_starts(words, _MARKS):
        told = _THROWN_BACK.match(words.text, start, words.span.end)
        if told is None:
            continue
        clause = Span(*told.span("quote"))
        charge = next((each for each in reversed(charges) if _is_before(each, clause)), None)
        blamed = next((Span(*told.span(name)) for name in ("blamed", "cleft") if told[name]), None)
        if charge is None or (blamed is not None and not _is_on_the_accuser(charge, blamed, hits)):
            continue
        if _is_by_the_accused(charge, clause, hits):
            return charge, clause
    return None


def _is_before(charge: Mention, clause: Span) -> bool:
    return charge.quote_start < clause.start and clause.start - charge.sentence_end <= REACH


def _is_by_the_accused(charge: Mention, clause: Span, hits: Sequence[ActorHit]) -> bool:
    """Tell whether the clause is the word of who is charged, or of someone else than the accuser."""
    said = next(iter(within(hits, clause.start, clause.end)), None)
    if said is None or said.kind == "body":
        return False
    if charge.attributed_to in said.sides:
        return False
    return not charge.source_actors or not said.sides.isdisjoint(charge.source_actors)


def _is_on_the_accuser(charge: Mention, blamed: Span, hits: Sequence[ActorHit]) -> bool:
    """Tell whether who is blamed is who brought the charge, or the side it was brought for."""
    accusers = {charge.attributed_to, *charge.target_actors}
    return any(not accusers.isdisjoint(hit.sides) for hit in within(hits, blamed.start, blamed.end))
