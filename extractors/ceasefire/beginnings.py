"""Tells whether what begins in a sentence with a halt is the halt, or a withdrawal, talks or shelling beside it.

Knows the words of one mention; the word lists that read a halt's start are in the ontology.
"""

from __future__ import annotations

import re

from extractors.records import Mention

_HALT = r"(?:truce|cease-?fire|armistice|pause|lull|halt|calm|cessation of hostilities)s?"
_BEGINS = (
    r"(?:began|begun|begins?|start(?:s|ed)?|resum(?:e|es|ed)|got under way|gets? under way|is under way|are under way"
    r"|was under way|were under way|continued?|continues)\b"
)
_HELPS = r"(?:(?:has|have|had|is|was|were|are|will|would|to|also|already|be|being|due|can|could|should|there) )*"
_ELSE = (
    r"(?:withdrawals?|pull-?outs?|pull-?backs?|retreat|talks|negotiations|consultations|discussions|exchanges?|swaps?"
    r"|releases?|handovers?|deliver(?:y|ies)|shipments|evacuations?|deployments?|returns?|works?|search(?:es)?|patrols?"
    r"|convoys?|offensives?|meetings?|rounds?|summits?|missions?|operations?|campaigns?|harvest|mediation|demining"
    r"|clearance|repairs|removal|disarmament|sessions?|conferences?|visits?|fighting|shelling|bombardment|bombing"
    r"|(?:air ?)?(?:strikes|raids)|clashes|battles?|attacks?|gunfire|protests?|elections?|buses|trucks|exodus"
    r"|rebuilding"
    r"|reconstruction|flights|investigation|trials?)"
)
# What stands before a part of the halt's own name: "a truce in the offensive", "the truce and the first release".
_OF_THE_HALT = re.compile(
    r"\b(?:in|of|on|to|and|after|for|with|by|from|at|over|against|amid|before|during|despite|following)"
    r" (?:[\w'’-]+ ){0,3}$"
)
# "Under the truce the withdrawal of heavy guns began", "talks, which start on Monday".
_SUBJECT = re.compile(
    rf"\b{_ELSE}(?: (?:of|to|for|from|in|on|between|with) (?:(?!{_HALT}\b)[\w'’-]+ ){{1,6}}?| |,? (?:that|which) )"
    rf"{_HELPS}{_BEGINS}"
)
# "the two armies started pulling back", "let farmers begin the harvest".
_OBJECT = re.compile(
    r"\b(?:began|begins?|begun|starts?|started) (?:(?:pull|withdraw|releas|deploy|mov|leav|hand|free|send"
    r"|exchang|clear|return|arriv|fly|negotiat|prepar|dismantl|remov|evacuat|unload|rebuild|search|trickl|head)\w*ing\b"
    r"|to (?!take|hold|come|run|apply|be\b|settle|fray|set in|bite|work|function|operate|count|stick|observe)"
    rf"|(?:the|an?|their|its|his) (?!(?:[\w-]+ ){{0,2}}?(?:days?|hours?|nights?|next|same|following|previous|weeks?"
    rf"|moments?|minutes?|phase|stage|{_HALT}|evening|morning|second|first|third|month|year)\b))"
)
# "hopes for a truce began to fade", "work on the text of a truce began", "violations of the truce started".
_HEAD = re.compile(
    r"\b(?:hopes?|work|talks|negotiations|discussions|violations?|breaches|consultations|efforts|preparations|debate"
    r"|monitoring|commission|monitors|observers) (?:for|on|of|about|towards?|over) (?:(?!and\b)[\w'’-]+ ){0,5}?"
    rf"{_HALT}(?! (?:that|which)\b| (?:[\w'’-]+ ){{0,3}}?(?:took|takes|came|comes|went|entered))\b[^,;]*? {_BEGINS}",
    re.IGNORECASE,
)
_STARTS = frozenset({"in_effect.takes_effect", "in_effect.start_time"})


def is_of_else(mention: Mention) -> bool:
    """Tell whether the start that is read as a halt's is that of something else: "under the truce talks began"."""
    if mention.rules[0] not in _STARTS:
        return False
    quote = mention.quote
    if _OBJECT.search(quote) or _HEAD.search(quote):
        return True
    subject = _SUBJECT.search(quote)
    return subject is not None and _OF_THE_HALT.search(quote[: subject.start()]) is None
