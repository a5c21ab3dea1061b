"""Tells whether an armed act breaks a pinned truce that is still young, which the text takes for known.

Knows the pinned truces (config/conflicts) and no words: an old truce may be forgotten, and one that fell apart within
three weeks was none that readers counted on, so neither makes a breach without a word of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config.schema import Conflict
from extractors.records import Mention

_YOUNG, _HELD = timedelta(days=90), timedelta(days=21)


@dataclass(frozen=True, slots=True)
class _Truce:
    parties: frozenset[str]
    places: frozenset[str]
    first: date
    last: date


class YoungTruces:
    """The pinned truces that held, each in its first three months."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        """Take the watched conflicts."""
        self._truces = tuple(
            _Truce(frozenset(truce.parties), frozenset(conflict.places), begun, min(begun + _YOUNG, ended))
            for conflict in conflicts
            for truce in conflict.arrangements
            for begun in (truce.effective_on or truce.declared_on,)
            for ended in (truce.ended_on or date.max,)
            if begun + _HELD <= ended
        )

    def is_broken_by(self, mention: Mention) -> bool:
        """Tell whether the act came after one began, between its parties or by one of them on its ground."""
        day = mention.event_date
        if day is None or mention.date_basis == "none" or mention.is_background:
            return False
        sides = {*mention.source_actors, *mention.target_actors}
        places = {place.place_id for place in mention.places}
        return any(
            truce.first < day < truce.last
            and (len(truce.parties & sides) > 1 or (truce.parties & sides and truce.places & places))
            for truce in self._truces
        )
