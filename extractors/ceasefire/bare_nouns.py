"""Finds what became of an act that only its noun names again: "The handover was postponed by ten days".

Knows wording only: which act is meant is the one of its kind that was told last before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from config.ontology import Rule
from extractors.ceasefire import clauses, sequels
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.candidates import Candidate
from extractors.ceasefire.patterns import Match
from extractors.ceasefire.tokens import Hit, Words
from extractors.records import Mention

RULE = "bare_noun.fate"
_REACH = 600  # further back than this the noun no longer means that act
_MOVES = ("troop_withdrawal", "peacekeeper_deployment")
_TYPES = {
    **dict.fromkeys(("handover", "transfer"), ("territory_transfer", "prisoner_exchange")),
    **dict.fromkeys(("exchange", "swap", "release"), ("prisoner_exchange",)),
    **dict.fromkeys(("withdrawal", "pullout", "pullback", "departure"), _MOVES),
    "deployment": ("peacekeeper_deployment",),
    **dict.fromkeys(("return", "repatriation"), ("displaced_return",)),
    **dict.fromkeys(("delivery", "deliveries", "evacuation"), ("humanitarian_access",)),
    **dict.fromkeys(("demining", "clearance"), ("mine_clearance",)),
    **dict.fromkeys(("reopening", "opening"), ("transport_unblocking", "ceasefire_monitoring")),
    **dict.fromkeys(("flight", "flights", "crossing"), ("transport_unblocking",)),
    **dict.fromkeys(("centre", "center", "mission", "committee"), ("ceasefire_monitoring",)),
}
_BE = r"(?:was|were|is|are|has been|have been|had been|will be|would be)"
_FATE = (
    rf"(?:{_BE} (?:\w+ly |then |again |later |first )?(?:postponed|delayed|put (?:off|back|on hold)|pushed back"
    r"|set back|deferred|rescheduled|shifted|moved (?:to|from|forward|back)|brought forward|called off|cancell?ed"
    r"|suspended|halted|completed|finished|concluded|carried out|under way|due|scheduled"
    r"|to (?:be|take|have|begin|start|go|end))"
    r"|(?:took|has taken|had taken|did not take|will take|would take) place|(?:will |would )?(?:went|go) ahead"
    r"|fell through|(?:has |had )?(?:begun|began|started|ended|resumed)|will (?:begin|start|resume|end|open|operate)"
    r"|(?:has |had )?(?:not yet |now |since )?opened)\b"
)
_BARE = re.compile(rf"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir) (?P<noun>{'|'.join(_TYPES)}) {_FATE}")


def may_begin(words: Words) -> bool:
    """Tell whether a sentence may name an act by its noun alone."""
    return not _TYPES.keys().isdisjoint(words.lowers)


def find(
    words: Words,
    marks: Sequence[bool],
    picked: Sequence[Candidate],
    said: Sequence[Attribution],
    before: Sequence[Mention],
) -> list[Candidate]:
    """Give the candidate of the act whose noun stands alone in a clause that tells nothing else."""
    if not before or not may_begin(words):
        return []
    told = _BARE.search(words.text, words.span.start, words.span.end)
    act = _act_meant(words.span.start, before, _TYPES[told["noun"]]) if told else None
    if told is None or act is None:
        return []
    at = words.starts.index(told.start("noun"))
    begin, end = clauses.around(words, marks, at, at)
    if any(begin <= each.match.trigger.first <= end for each in picked):
        return []
    rule = Rule(RULE, act.type, (), "", "", confidence=0.6, direction=sequels.direction_of(act))
    match = Match(rule, Hit("", at, at, "noun"), at, at)
    return [Candidate(match, begin, end, clauses.quote(words, marks, at, at, said), (RULE,))]


def with_ground(mention: Mention, before: Sequence[Mention]) -> Mention:
    """Give a mention that only a noun tells the places of the act it means, as context: it names none itself."""
    if mention.rules[0] != RULE or mention.places or mention.context_places:
        return mention
    act = _act_meant(mention.sentence_start, before, (mention.type,))
    return replace(mention, context_places=act.places or act.context_places) if act else mention


def _act_meant(start: int, before: Sequence[Mention], types: Sequence[str]) -> Mention | None:
    near = [each for each in before if start - each.sentence_end <= _REACH]
    return next((each for each in reversed(near) if each.type in types), None)
