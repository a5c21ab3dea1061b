"""Finds date words in a sentence and says on which day the event of one clause lies.

Knows no time zone: a day is the day the outlet writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractors.ceasefire.spans import Span


@dataclass(frozen=True, slots=True)
class DateRef:
    """One expression of time: its place in the text and the days it covers."""

    start: int
    end: int
    first_on: date | None
    last_on: date | None
    precision: str
    basis: str


@dataclass(frozen=True, slots=True)
class DateReading:
    """When an event lies (codebook section 4). `date_basis` is explicit, relative, dateline, publication or none."""

    event_date: date | None = None
    event_date_end: date | None = None
    date_precision: str = "none"
    date_basis: str = "none"
    original_date: date | None = None
    event_time: str | None = None


def find(text: str, sentence: Span, published_on: date) -> tuple[DateRef, ...]:
    """Give the expressions of time in the sentence, in order."""
    return ()


def resolve(
    text: str,
    sentence: Span,
    clause: Span,
    *,
    event_type: str,
    status: str,
    tense: str,
    published_on: date,
    dateline_on: date | None = None,
    is_background: bool = False,
) -> DateReading:
    """Say when the event of `clause` lies."""
    if is_background or status in ("scheduled", "postponed", "hypothetical"):
        return DateReading()
    day = dateline_on or published_on
    return DateReading(day, None, "day", "publication")
