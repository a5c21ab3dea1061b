"""Tells whether two places stand in one list: "in Kalba and near Varna". What is so of one is mostly so of all.

Knows no event.
"""

from __future__ import annotations

import re

from extractors.records import PlaceRef

_JOINED = re.compile(r"(?:,|,?\s+(?:and|or)|\s+or)\s+(?:in\s+|the\s+|near\s+|at\s+|of\s+)*$")
_SAYS = re.compile(r"['’]?s?\s+(?:\w+\s+){0,2}(?:said|says|announced|reported|told|confirmed)\b")
_REACH = 30


def is_list(text: str, before: PlaceRef, ref: PlaceRef) -> bool:
    """Tell whether a place goes on a list from the one named before it; one that speaks begins another clause."""
    gap = text[before.end : ref.start]
    if gap.startswith(",") and _SAYS.match(text, ref.end):
        return False
    return len(gap) < _REACH and _JOINED.fullmatch(gap) is not None
