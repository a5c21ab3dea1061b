"""Finds the numbers that a sentence ties to an event: dead, freed, breaches, troops (codebook section 6).

Does no arithmetic: what the text does not say as a number is kept verbatim, or not at all.
"""

from __future__ import annotations

from extractors.ceasefire.spans import Span
from extractors.records import Count


def find(text: str, sentence: Span, clause: Span, event_type: str) -> tuple[Count, ...]:
    """Give the counts of the clause, in order."""
    return ()
