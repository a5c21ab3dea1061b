"""Finds places that no list knows, by where their names stand: "the village of Kalba", "seized Badme", "Pibor fell".

Knows no gazetteer and no actor list: what they have named is given, and is no name of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.ceasefire.gazetteer import NamedPlace
from extractors.ceasefire.spans import Span

_NOT = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|[A-Z][a-z]+day\b|President|Prime|Foreign|Minister"
    r"|North|South|East|West|Central|Northeast|Northwest|Southeast|Southwest"
    r"|General|God|Security|Parliament|Congress|Islam|Christ|Mr|Mrs|Ms|Dr|Gen|Col|Lt|English|French|Arabic|Easter|Eid"
    r"|Ramadan|Orthodox|Western|Eastern|Northern|Southern|European|Arab|Muslim|Soviet|Resolution|Article|Phase|Council"
    r"|Committee|Group|Operation|State|Defen[cs]e|Interior|Supreme|High|Joint|National|United|International|Red\s+C"
    r"|The|This|That|These|It|He|She|They|We|In|At|On|But|And|If|As|After|Before|Under|No|All|Both|Each|One|Two|World"
)
_END = (
    r"(?:ians?|ese|ish|eans?|istan(?:is?)|Army|Forces|Ministry|Party|Front|Movement|Government|Union|Nations|Court"
    r"|Group)\b"
)
_CAP = rf"(?=[A-Z])(?!{_NOT})(?![\w'’-]+{_END})[A-Z][a-z][\w’'-]*[a-z]\b"
_NAME = rf"{_CAP}(?:[ -](?:(?:al|el|as|de|del|ul)[- ])?{_CAP}){{0,2}}"
_KIND = (
    r"(?:villages?|towns?|city|port|districts?|suburbs?|township|hamlet|settlements?|crossing|border\s+post|camp|base|slopes"
    r"|outskirts|edge|island|airfield|quarter|province|region|streets|hills?|valley|commune|county)\s+(?:of|at|near|called)"
)
_SLOT = (
    r"(?:in|at|near|into|outside|around|inside|through|towards?|captured|seized|overran|retook|took|taken|lost|entered|stormed"
    r"|occupied|liberated|besieged|shelled|bombed|bombarded|pounded|struck|reached|quit|vacated|abandoned|evacuated|fled"
    r"|from|to|onto|recaptured|between)"
)
# What may follow a name that is a place; before any other small word it names something else ("Tiger territory").
_AFTER = (
    r"(?=\s*(?:[^\w\s'’]|$)|\s+(?:on|in|and|or|at|by|for|from|to|with|as|before|after|since|during|early|late|last|this|where"
    r"|which|while|when|but|over|into|under|hours|minutes|again|overnight|until|following|despite|along|were|near|a|an|the"
    r"|through|without|within|amid|if|so|that|toward|towards|via|because|today|yesterday|just|only|\d)\b)"
)
_SHAPE = (
    r"(?:Road|[Hh]ighway|motorway|Bridge|[Cc]rossing|Dam|Mountains?|Valley|Province|District|Region|Heights|Island|Strait|Lake"
    r"|[Aa]irport|[Aa]irfield|Square|[Cc]heckpoint|[Pp]rison|River|Gate|[Hh]eights?|Hills?|Ridge|Pass|Plateau|Peninsula|Gorge"
    r"|Canal|[Pp]ipeline|[Rr]eservoir|sluice|[Dd]am|Islands?|[Mm]onastery)\b"
)
_FIRST = re.compile(
    rf"\b{_KIND}\s+(?P<of>{_NAME})|\bthe\s+(?P<road>[A-Z]\d{{1,3}}\s+(?:highway|motorway|road))"
    rf"|\b{_SLOT}\s+(?P<at>(?:Mount\s+|Lake\s+|Camp\s+|Fort\s+)?{_NAME}){_AFTER}"
    rf"|\bthe\s+(?P<shape>{_NAME}\s+{_SHAPE})|\b(?P<mount>(?:Mount|Lake)\s+{_NAME})"
)
# A name before what befalls places alone: "Pibor fell", "Kismayo had changed hands".
_BEFALLEN = re.compile(
    rf"\b(?P<befallen>{_NAME}) (?:has |had |have )?"
    r"(?:(?:fell|fallen)(?! (?:silent|quiet|still|short|apart|back|out|by|on (?!\w+day|\w+ \d)))"
    r"|changed hands"
    r"|(?:was|been|were) (?:taken|captured|seized|overrun|retaken|recaptured|shelled|bombed|besieged|stormed)"
    r"|(?:came|come) under (?:\w+ )?(?:fire|attack|shelling|bombardment)"
    r"|(?:is|was) (?:back |now |still )?in \w+ hands)\b"
)
_NEXT = re.compile(rf"(?:,\s+|,?\s+and\s+)(?P<name>{_NAME}){_AFTER}")


def find(text: str, sentence: Span, taken: Sequence[tuple[int, int]]) -> tuple[NamedPlace, ...]:
    """Give the unlisted places of a sentence in order; `taken` are the stretches that other names cover.

    A name is its own id: nothing is known of where it lies.
    """
    found = [place for place in _names(text, sentence) if not any(place.start < e and s < place.end for s, e in taken)]
    return tuple(sorted(found, key=lambda place: place.start))


def _names(text: str, sentence: Span) -> Iterator[NamedPlace]:
    for match in _FIRST.finditer(text, sentence.start, sentence.end):
        group = match.lastgroup or ""
        yield _place(text, *match.span(group))
        end = match.end(group)
        while (following := _NEXT.match(text, end, sentence.end)) is not None:
            yield _place(text, *following.span("name"))
            end = following.end("name")
    for match in _BEFALLEN.finditer(text, sentence.start, sentence.end):
        yield _place(text, *match.span("befallen"))


def _place(text: str, start: int, end: int) -> NamedPlace:
    name = text[start:end]
    return NamedPlace(name, name, name, start, end, kind="unlisted")
