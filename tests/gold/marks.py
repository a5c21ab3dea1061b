"""Reads marked.txt: sentences with their events in brackets, which the model and the odds of places learn from.

Knows nothing of statuses, dates and actors: a mark tells the type of an event, its words and perhaps its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.ceasefire.spans import Span
from extractors.records import Document

MARKED = Path(__file__).with_name("marked.txt")
# What a mark stands for: "[land{Aghdam} Aghdam was handed over] on Friday"; `{}` is an event without a place.
_CODES = {
    "prop": "ceasefire_proposed",
    "rej": "ceasefire_rejected",
    "agr": "ceasefire_agreed",
    "decl": "ceasefire_declared",
    "eff": "ceasefire_in_effect",
    "ext": "ceasefire_extended",
    "viol": "ceasefire_violation",
    "end": "ceasefire_ended",
    "land": "territory_transfer",
    "pull": "troop_withdrawal",
    "pk": "peacekeeper_deployment",
    "mon": "ceasefire_monitoring",
    "swap": "prisoner_exchange",
    "mine": "mine_clearance",
    "home": "displaced_return",
    "aid": "humanitarian_access",
    "road": "transport_unblocking",
    "talks": "peace_talks",
    "react": "diplomatic_reaction",
    "clash": "armed_clash",
    "capt": "territory_capture",
}
_MARK = re.compile(r"\[([a-z]+)(?:\{([^{}]*)\})? ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One event of a line; `places` are the surfaces of its places, None where nobody labelled them."""

    event_type: str
    quote: Span
    places: frozenset[str] | None


def read(path: Path = MARKED) -> Iterator[tuple[Document, list[Mark]]]:
    """Give each line without its marks, and the marks. Raises KeyError for a code that stands for no type."""
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        text, marks, end = "", list[Mark](), 0
        for mark in _MARK.finditer(line):
            text += line[end : mark.start()]
            marks.append(Mark(_CODES[mark[1]], Span(len(text), len(text) + len(mark[3])), _names(mark[2])))
            text, end = text + mark[3], mark.end()
        yield Document(f"marked-{number}", text + line[end:]), marks


def _names(listed: str | None) -> frozenset[str] | None:
    return None if listed is None else frozenset(filter(None, listed.split("; ")))
