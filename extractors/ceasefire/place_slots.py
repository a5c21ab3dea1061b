"""Finds stretches that stand where a place stands ("captured Badme", "Pibor fell"), for the word class PLACE.

Knows spelling alone: what the names are called elsewhere, and where they lie, it cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.ceasefire.spans import Span

# A capital letter after a word of place or of conquest; titles, days and bodies are no places.
_PLACE_SLOT = re.compile(
    r"\b(?:in|at|near|into|to|from|outside|around|towards?|between|over|above|(?:control|fall|capture|seizure|outskirts|town"
    r"|city|village|port) of|(?:won|took|taken|seized) back|[a-z]*(?:captured|seized|overran|retook|taken|took|lost"
    r"|entered|stormed|occupied|liberated|besieged|shelled|bombed|bombarded|pounded|struck|reached|regained|reclaimed|cleared"
    r"|claimed|won|encircled|surrounded|abandoned|evacuated|quit|hit|rocketed|rocked|shook|held|holding|controls|controlled"
    r"|defended|yielded|surrendered|overrunning|capturing|seizing|taking|losing|retaking|shelling|bombing|pounding)) "
    r"(?P<name>(?![A-Z][a-z]+(?:ians?|ish|ese|eans?)\b)(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|[A-Z][a-z]+day\b|President|Prime|Foreign"
    r"|Minister|General|God|Security|Parliament|Congress|Islam|Christ|Easter|Eid|Ramadan|Mr|Mrs|Ms|Dr|Gen|Col|Lt|English|French|Arabic)"
    r"[A-Z][a-z]{2,}(?:[ -](?:al|el|de)?-?[A-Z][a-z]+)?)"
)
# A name before what befalls places alone: "Pibor fell", "Kismayo had changed hands".
_BEFALLEN = re.compile(
    r"(?P<name>\b[A-Z][a-z]{2,}(?:[ -](?:al|el|de)?-?[A-Z][a-z]+)?) (?:has |had |have )?(?:fell|fallen|changed hands"
    r"|(?:was|been|were) (?:taken|captured|seized|overrun|retaken|recaptured|shelled|bombed|besieged|stormed)"
    r"|(?:came|come) under (?:\w+ )?(?:fire|attack|shelling|bombardment)"
    r"|(?:is|was) (?:back |now |still )?in \w+ hands)\b"
)


def place_slots(text: str, span: Span, named: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Give names that stand where a place stands ("in Djibo", "captured Badme") and that no list knows."""
    taken = [(start, end) for start, end, _ in named]
    slots = (*_PLACE_SLOT.finditer(text, span.start, span.end), *_BEFALLEN.finditer(text, span.start, span.end))
    found = (match.span("name") for match in slots)
    return [
        (start, end, "PLACE") for start, end in found if all(end <= left or start >= right for left, right in taken)
    ]
