"""Tells whom a halt binds: who is not bound breaks nothing (codebook, settled question 12)."""

from __future__ import annotations

import re

_UNBOUND = re.compile(
    r"\b(?:left out of|no(?:t|t a|) part(?:y|ies) to|not (?:a )?(?:part(?:y|ies)|bound|covered|included|signatory)"
    r"|no part in|excluded from"
    r"|(?:does|did|do) not cover|never signed|exempt(?:ed)? from|no signatory"
    r"|outside (?:the|its|a) (?:truce|cease-?fire|deal|accord))\b"
)


def names_unbound(sentence: str) -> bool:
    """Tell whether a sentence says that someone in it is bound by no halt."""
    return _UNBOUND.search(sentence) is not None
