"""Parts a list of places with days of their own into one mention a place (codebook section 2, rule 5).

Knows no wording: "A by Friday, B by Monday" is told by each place having its own day before the next place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.ceasefire import dates
from extractors.ceasefire.date_cues import REFERRED
from extractors.ceasefire.dates import DateRef
from extractors.ceasefire.spans import Span
from extractors.records import Mention, PlaceRef

_BETWEEN = re.compile(r"[\s,;]*(?:and\s+)?")
# One act told by its rank: "reached Mekelle on Tuesday, the first to arrive in Tigray since the truce two weeks ago".
_FIRST_SINCE = re.compile(r", (?:the|its|their) (?:first|second|third|last|latest|only)\b[^;.]*\bsince\b")
_GAP_CHARS = 40  # from one item's day to the next item's place: "on Friday and, last of the three, Lachin"


def part(mention: Mention, text: str, published_on: date) -> tuple[Mention, ...]:
    """Give one mention a place when every place of the mention has a day of its own, else the mention as it is."""
    if len(mention.places) < 2 or mention.original_date is not None or mention.type in REFERRED:
        return (mention,)
    days = _own_days(mention, text, published_on)
    if _FIRST_SINCE.search(text, mention.quote_start, mention.quote_end):
        return (mention,)
    if days is None or len({day.first_on for day in days}) < 2:
        return (mention,)
    starts = [mention.quote_start, *(_skip(text, day.end) for day in days[:-1])]
    return tuple(
        _item(mention, text, start, place, day) for start, place, day in zip(starts, mention.places, days, strict=True)
    )


def _own_days(mention: Mention, text: str, published_on: date) -> list[DateRef] | None:
    sentence = Span(mention.sentence_start, mention.sentence_end)
    within = [ref for ref in dates.find(text, sentence, published_on) if ref.end <= mention.quote_end and ref.first_on]
    ends = [*(place.start for place in mention.places[1:]), mention.quote_end]
    days = [_first_between(within, place.end, end) for place, end in zip(mention.places, ends, strict=True)]
    found = [day for day in days if day is not None]
    is_list = all(place.start - day.end <= _GAP_CHARS for place, day in zip(mention.places[1:], found, strict=False))
    return found if len(found) == len(days) and is_list else None


def _first_between(refs: Sequence[DateRef], start: int, end: int) -> DateRef | None:
    return next((ref for ref in refs if start <= ref.start and ref.end <= end), None)


def _skip(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _item(mention: Mention, text: str, start: int, place: PlaceRef, day: DateRef) -> Mention:
    return replace(
        mention,
        quote=text[start : day.end],
        quote_start=start,
        quote_end=day.end,
        places=(place,),
        event_date=day.first_on,
        event_date_end=None if day.precision == "day" else day.last_on,
        date_precision=day.precision,
        date_basis=day.basis,
        rules=(*mention.rules, "dated_list"),
    )
