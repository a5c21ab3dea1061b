"""Tells whom a halt binds: who is not bound breaks nothing (codebook, settled question 12)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from extractors.ceasefire.truce_state import REPORTED
from extractors.records import Mention

NO_SIDES: Mapping[str, str] = MappingProxyType({})

_UNBOUND = re.compile(
    r"\b(?:left out of|no(?:t|t a|) part(?:y|ies) to|not (?:a )?(?:part(?:y|ies)|bound|covered|included|signatory)"
    r"|no part in|excluded from"
    r"|(?:does|did|do) not cover|never signed|exempt(?:ed)? from|no signatory"
    r"|outside (?:the|its|a) (?:truce|cease-?fire|deal|accord))\b"
)


def names_unbound(sentence: str) -> bool:
    """Tell whether a sentence says that someone in it is bound by no halt."""
    return _UNBOUND.search(sentence) is not None


def is_unbound(clash: Mention, halt: Mention, sides: Mapping[str, str]) -> bool:
    """Tell whether a halt that one side alone declared does not bind who fights on (settled question 12). Where nobody
    is named who does, it is not broken; but what went on "since the army ordered its men to hold fire" is the army's.
    """
    bound = {sides.get(actor, actor) for actor in halt.source_actors}
    doers = {sides.get(actor, actor) for actor in clash.source_actors}
    if halt.type != "ceasefire_declared" or not bound or not bound.isdisjoint(doers):
        return False
    is_told = clash.status == "actual" and not clash.attributed_to and REPORTED.search(clash.quote) is None
    return is_told and (bool(doers) or clash.quote_start > halt.quote_start)
