"""Resolves "the district" and "the town" to the last place of that kind that the document has named, "the enclave" and
"the region" to the one it names most.

Knows no event, and no plural: "the districts" may be any of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.ceasefire.gazetteer import NamedPlace
from extractors.ceasefire.spans import Span, holds_any

_KINDS = {
    "district": ("district",),
    "town": ("town", "city", "village", "unlisted"),
    "city": ("city", "town"),
    "village": ("village", "town", "unlisted"),
    "province": ("admin1",),
    "region": ("admin1", "region"),
    "enclave": ("region", "admin1"),
    "territory": ("region", "admin1"),
    "strip": ("region",),
    "corridor": ("corridor",),
}
_ANAPHOR = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:(?!(?:same|other|next|last|first|second|third|latter|former|entire|two|whole)\b)[a-z-]+\s+)?"
    rf"(?P<kind>{'|'.join(_KINDS)})\b(?!['’]s|\s+(?:of|around|between)\b"
    r"|\s+(?:council|authorities|administration|officials?|leaders?|leadership|government|hall|centre|center|police|bloc)\b)"
)
_BROAD = frozenset({"region", "enclave", "territory", "strip"})
# Further back than this the words no longer mean that place.
_REACH = 2_500


def find(text: str, span: Span, refs: Sequence[NamedPlace]) -> Iterator[NamedPlace]:
    """Give the places that words in `span` stand for, with the offsets of those words; `refs` are the document's."""
    if not holds_any(span.of(text), tuple(_KINDS)):
        return
    for found in _ANAPHOR.finditer(text, span.start, span.end):
        kinds, at = _KINDS[found["kind"]], found.start()
        near = [ref for ref in refs if at - _REACH <= ref.start and ref.end <= at and ref.kind in kinds]
        n_named = Counter(ref.place_id for ref in near) if found["kind"] in _BROAD else Counter[str]()
        meant = max(near, key=lambda ref: (n_named[ref.place_id], ref.start), default=None)
        if meant is not None:
            name, country = meant.name, meant.country
            yield NamedPlace(meant.place_id, name, found[0], *found.span(), kind=meant.kind, country=country)
