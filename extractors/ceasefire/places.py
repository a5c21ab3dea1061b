"""Finds the places a text names, and says which of them belong to one event.

Knows no file: the gazetteer's rows are given.
"""

from __future__ import annotations

from collections.abc import Sequence

from config.schema import Place
from extractors.ceasefire.names import Names
from extractors.ceasefire.spans import Span
from extractors.records import PlaceRef


class Gazetteer:
    """All known places, ready to be found in text."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Take the rows; of two places with one name the first row wins."""
        self._names = Names((name, place) for place in places for name in (place.place_id, *place.names))

    def find(self, text: str) -> tuple[PlaceRef, ...]:
        """Give every place name of `text` with its offsets, in order, none overlapping another."""
        return tuple(
            PlaceRef(place.place_id, place.place_id, text[start:end], start, end)
            for start, end, place in self._names.find(text, _is_capitalised)
        )


def of_event(
    refs: Sequence[PlaceRef], text: str, sentence: Span, clause: Span, event_type: str
) -> tuple[PlaceRef, ...]:
    """Give those places of the sentence that belong to the event of `clause`, with their roles."""
    return tuple(ref for ref in refs if clause.start <= ref.start and ref.end <= clause.end)


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper()
