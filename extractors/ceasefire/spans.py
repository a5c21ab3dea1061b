"""A stretch of a text, as two offsets.

Knows no text: who holds a span knows what it is a span of.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to, not including, `end`."""

    start: int
    end: int
