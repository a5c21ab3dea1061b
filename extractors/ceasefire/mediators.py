"""Finds who brokered a truce in the words that report it: "brokered by Qatar and Egypt", "the U.S.-mediated truce".

Knows no event; actors are found by the ActorIndex given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.ceasefire.actors import ActorHit, ActorIndex

_BROKERED_BY = re.compile(
    r"\b(?:brokered|mediated|sponsored|negotiated|arranged|guaranteed|facilitated)\s+by\s+(?:the\s+)?$"
    r"|\b(?:mediation|auspices|sponsorship|good\s+offices)\s+of\s+(?:the\s+)?$"
)
_BROKERS = re.compile(r"\.?[-‑](?:brokered|mediated|sponsored|negotiated)\b|(?:['’]s)?\s+(?:mediation|auspices)\b")
_AND = re.compile(r"\.?(?:,\s+|,?\s+and\s+)(?:the\s+)?")


class Mediators:
    """Reads mediators out of quotes."""

    def __init__(self, index: ActorIndex) -> None:
        self._index = index

    def of(self, quotes: Sequence[str], year: int, parties: Sequence[str]) -> tuple[str, ...]:
        """Give who is said to have brokered it, most told first; never one of the parties."""
        votes: Counter[str] = Counter()
        for quote in quotes:
            votes.update({hit.state or hit.actor_id for hit in self._brokers(quote, year)} - set(parties))
        return tuple(sorted(votes, key=lambda name: (-votes[name], name)))

    def _brokers(self, quote: str, year: int) -> list[ActorHit]:
        found: list[ActorHit] = []
        for hit in self._index.find(quote, year):
            is_next = bool(found) and _AND.fullmatch(quote, found[-1].end, hit.start) is not None
            if is_next or _BROKERED_BY.search(quote[: hit.start]) or _BROKERS.match(quote, hit.end):
                found.append(hit)
        return found
