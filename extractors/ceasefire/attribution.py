"""Finds whose word a stretch of text is: "X said", "according to X", "X accused Y of".

Knows no event: it gives the speaker, the act of speech and the stretch that is the speaker's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.ceasefire.spans import Span

if TYPE_CHECKING:
    from extractors.ceasefire.actors import ActorHit


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of speech. `act` is says, accuses, claims, denies, confirms, orders, calls, promises, warns, reports."""

    attributed_to: str
    act: str
    start: int
    end: int
    scope_start: int
    scope_end: int


def find(text: str, sentence: Span, hits: Sequence[ActorHit]) -> tuple[Attribution, ...]:
    """Give the acts of speech in the sentence, in order, each with the stretch it covers."""
    return ()
