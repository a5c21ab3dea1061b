"""Tells whether an armed act breaks a pinned truce that the text takes for known: a young one, or one that stands.

Knows the pinned truces (config/conflicts) and no words: an old truce may be forgotten, and one that fell apart within
three weeks was none that readers counted on, so neither makes a breach without a word of the text. A standing truce is
one whose breaches are counted for as long as it is in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config.schema import Arrangement, Conflict
from extractors.records import Mention

_TOLD = frozenset({"actual", "alleged", "denied"})
_YOUNG, _HELD = timedelta(days=90), timedelta(days=21)


@dataclass(frozen=True, slots=True)
class _Young:
    parties: frozenset[str]
    places: frozenset[str]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Standing:
    """`rivals` are all who may be meant by its sides, blocs too."""

    rivals: frozenset[str]
    first: date
    last: date


def _pinned(conflicts: Sequence[Conflict]) -> Iterator[tuple[Conflict, Arrangement, date, date]]:
    for conflict in conflicts:
        for truce in conflict.arrangements:
            yield conflict, truce, truce.effective_on or truce.declared_on, truce.ended_on or date.max


def _renewed_on(conflict: Conflict, truce: Arrangement, begun: date) -> date:
    """Give the day the next one was made between the same parties: the one before had fallen apart by then."""
    others = (other for other in conflict.arrangements if set(other.parties) & set(truce.parties))
    return min((other.declared_on for other in others if other.declared_on > begun), default=date.max)


class YoungTruces:
    """The pinned truces that held, each in its first three months, and those that stand."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        """Take the watched conflicts."""
        self._young = tuple(
            _Young(frozenset(truce.parties), frozenset(conflict.places), begun, min(begun + _YOUNG, ended))
            for conflict, truce, begun, ended in _pinned(conflicts)
            if begun + _HELD <= min(ended, _renewed_on(conflict, truce, begun))
        )
        self._standing = tuple(
            _Standing(frozenset(conflict.parties), begun, ended)
            for conflict, truce, begun, ended in _pinned(conflicts)
            if truce.is_standing
        )

    def is_broken_by(self, mention: Mention, parties: Sequence[str] = ()) -> bool:
        """Tell whether the act came after one began, between its parties or by one of them on its ground; a standing
        one is broken by any shot between those of the document's conflict, whose sides are `parties`."""
        day = mention.event_date
        if day is None or mention.date_basis == "none" or mention.is_background:
            return False
        sides = {*mention.source_actors, *mention.target_actors}
        places = {place.place_id for place in mention.places}
        return any(
            truce.first < day < truce.last and truce.rivals.issuperset(sides.union(parties))
            for truce in (self._standing if len(parties) > 1 and mention.status in _TOLD else ())
        ) or any(
            truce.first < day < truce.last
            and (len(truce.parties & sides) > 1 or (truce.parties & sides and truce.places & places))
            for truce in self._young
        )
