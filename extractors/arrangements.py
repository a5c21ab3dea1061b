"""What travels about arrangements: a truce found from text, with its parties, its mediators and its days.

Knows no text. Field names are column names of core.arrangement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FoundArrangement:
    """A truce that no analyst has pinned, as the events that tell of it add up to.

    `arrangement_id` is made of conflict, parties and the day it was declared. `conflict_id` is empty for a truce
    of no watched conflict. `ended_on` is the day it broke down or ran out, as told.
    """

    arrangement_id: str
    conflict_id: str
    name: str
    declared_on: date
    effective_on: date | None
    ended_on: date | None
    parties: tuple[str, ...]
    mediators: tuple[str, ...] = ()
    origin: str = "found"
