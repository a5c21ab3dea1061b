"""The words by which a date is known to be of the making of a deal or a halt, and by which one is only named.

Knows no date: every function answers a question about the words around one.
"""

from __future__ import annotations

import re

_HALT_BEFORE = re.compile(
    r"\b(?:truces?|cease-?fires?|halt|pause|lull|hush|armistice|calm|plan|proposal|scheme)"
    r"(?:\s+(?:in|to|of|on|with|for|between)\s+(?:[\w-]+\s+){1,3}|\s+)(?:(?:that\s+|which\s+)?(?:[\w.'’-]+\s+){1,6}had\s+(?:themselves\s+|itself\s+)?)?$"
)
_DEAL_BEFORE = re.compile(
    r"\S (?:the|an?|this|that|its|their|[\w.]+['’]s) (?:[\w.'’-]+ ){0,4}?"
    r"(?:truce|cease-?fire|deal|agreement|accord|pact|armistice|statement|memorandum|protocol) (?:it |they |he |she )?$"
)
_DEAL_THAT = re.compile(
    r"\b(?:truce|cease-?fire|lull|pause|halt|deal|agreement|accord|pact|armistice|statement|memorandum|protocol|document|paper|text)"
    r"(?:\s+(?:in|to|on|with|for|between)\s+(?:[\w-]+\s+){1,3}|\s+)(?:(?:that|which)\s+)?(?:[\w.'’-]+\s+){1,6}ha(?:d|ve|s)\s+$"
)
_DONE_DEAL = re.compile(
    r"(?:arranged|settled|underwritten|vouched\s+for|worked\s+out|thrashed\s+out|signed|reached|agreed|concluded|struck|sealed|clinched|initial\w+|brokered|negotiated|mediated)\b"
)
_SAID_IN_TEXT = re.compile(
    r"\b(?:in|by)\s+(?:an?|the|its|their|his)\s+(?:[\w-]+\s+){0,3}(?:statement|document|text|paper)\s"
)
_ARRANGED = re.compile(
    r"\b(?:arranged|brokered|announced|declared|proclaimed|called|set|agreed|mediated|negotiated|ordered|settled)\s+"
    r"(?:(?:by|in)\s+[A-Z][\w.]+\s+)?(?:for\s+)?(?:[\w:.]+\s+){0,5}$"
)
_SIGNED = re.compile(
    r"\b(?:truce|cease-?fire|deal|accord|pact|agreement|armistice|lull|pause|halt|memorandum|protocol)\s+"
    r"(?:(?:was|were|had\s+been)\s+)?(?:signed|reached|agreed|concluded|struck|sealed|brokered|declared|announced|called|proclaimed)\s+$"
)
_DONE_WORD = re.compile(r"(?:\w+ed|put\s+forward|drawn\s+up|set\s+out|laid\s+out|made|sent)\b")


def is_deal_modified(before: str, trigger: str) -> bool:
    """Whether the verb only says which deal is meant: "to flesh out the truce signed in Pretoria"."""
    if _SAID_IN_TEXT.search(before):
        return False
    return _DONE_DEAL.match(trigger) is not None and (
        _DEAL_BEFORE.search(before) is not None or _DEAL_THAT.search(before) is not None
    )


def is_arranged(before: str) -> bool:
    """Whether the words before a date tell for when a halt was arranged: "brokered by Moscow for 9 a.m. on"."""
    return _ARRANGED.search(before) is not None


def is_signed(before: str) -> bool:
    """Whether words end in a deal and the participle that tells of its making: "a truce signed "."""
    return _SIGNED.search(before) is not None


def is_halt_modified(before: str, trigger: str) -> bool:
    """Whether the verb only says which halt is meant: "the pause ordered by X", "the lull they had announced"."""
    return _DONE_WORD.match(trigger) is not None and _HALT_BEFORE.search(before) is not None
