"""Reads whose leaving "their withdrawal" is: after word of peacekeepers it is theirs, not an army's.

Knows what was told just before it, in the sentence or in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.records import Mention

_KEEPERS = "peacekeeper_deployment"
# A leaving with no men of its own but by a pronoun.
_THEIRS = re.compile(
    r"\b(?:[Tt]heir|[Ii]ts) (?:(?:full|complete|final|own|gradual|phased|early|last|remaining) )?"
    r"(?:withdrawal|pull-?out|departure|exit|drawdown|retreat|(?:troops|soldiers|men|units|contingents?)\b)"
    r"|^(?:and |but |after which )?(?:they|it) (?:(?:will|would|must|should|shall|is|are|was|were|has|have|had|to|due"
    r"|be|been) ){0,4}(?:leav|left|go|gone|withdr|pull|depart|quit|out\b)"
)
_NEAR = (0, 1, 2)  # characters from one sentence to the next


def as_told(found: Sequence[Mention], before: Sequence[Mention]) -> list[Mention]:
    """Give the mentions of a sentence, a withdrawal of peacekeepers that only a pronoun names as theirs."""
    read: list[Mention] = []
    for mention in found:
        told = [each for each in (*before, *found) if each.quote_start < mention.quote_start]
        last = max(told, key=lambda each: each.quote_start, default=None)
        read.append(_as_theirs(mention) if last is not None and _is_of(mention, last) else mention)
    return read


def _is_of(mention: Mention, last: Mention) -> bool:
    if mention.type != "troop_withdrawal" or last.type != _KEEPERS:
        return False
    is_near = mention.sentence_start == last.sentence_start or mention.sentence_start - last.sentence_end in _NEAR
    return is_near and _THEIRS.search(mention.quote) is not None


def _as_theirs(mention: Mention) -> Mention:
    return replace(mention, type=_KEEPERS, direction="out")
