"""Finds places that no list knows, by where their names stand: "the village of Kalba", "seized Badme", "Pibor fell".

Knows no gazetteer and no actor list: what they have named is given, and is no name of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.ceasefire.gazetteer import NamedPlace
from extractors.ceasefire.spans import Span

_NOT = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|ember|tember|ober)?|[A-Z][a-z]+day"
    r"|President|Prime|Foreign|Minister|North|South|East|West|Central|Northeast|Northwest|Southeast|Southwest"
    r"|General|God|Security|Parliament|Congress|Islam|Christ|Mr|Mrs|Ms|Dr|Gen|Col|Lt|English|French|Arabic|Easter|Eid"
    r"|Ramadan|Orthodox|Western|Eastern|Northern|Southern|European|Arab|Muslim|Soviet|Resolution|Article|Phase|Council"
    r"|Committee|Group|Operation|State|Defen[cs]e|Interior|Supreme|High|Joint|National|United|International|Red"
    r"|The|This|That|These|Those|It|He|She|They|We|In|At|On|But|And|If|As|After|Before|Under|No|Not|Nor|All|Both|Each|One"
    r"|Two|Three|World|Some|Any|Neither|Since|While|When|Chapter|Part|Stage|Christmas|Nowruz|Europe|Asia|Africa"
    r"|America|Earth|Britain|Himalayan|Mediterranean|Then|There|Their|His|Her|Its|Our|You|Who|What|Ottoman|Cold)\b"
)
_END = (
    r"(?:ians?|ese|ish|eans?|istan(?:is?)|Army|Forces|Ministry|Party|Front|Movement|Government|Union|Nations|Court"
    r"|Group)\b"
)
_CAP = rf"(?=[A-Z])(?!{_NOT})(?![\w'’-]+{_END})[A-Z][a-z][\w’'-]*[a-z]\b"
_NAME = rf"{_CAP}(?:[ -](?:(?:al|el|as|de|del|ul|di|da|dos|la|e|bin|bei)[- ])?{_CAP}){{0,2}}"
_KIND = (
    r"(?:villages?|towns?|city|districts?|suburbs?|township|hamlet|settlements?|crossing|border\s+post|camps?|base|slopes"
    r"|outskirts|edge|island|airfield|quarter|province|region|streets|hills?|valley|commune|county|area|enclave|handover"
    r"|surrender|takeover|fall|siege|capture|recapture|ports?|airport|battle|ruins|monastery|centre|center|approaches"
    r"|heights|state|governorate|prefecture|municipality|parish|ceding|loss|evacuation|[Rr]esidents|people|inhabitants"
    r"|[Pp]arts|control|shelling|bombing|bombardment|storming|liberation|demining|clearing|gates|defen[cs]e|demilitari[sz]ation"
    r")\s+(?:of|at|near|around|called)"
)
_SLOT = (
    r"(?:in|at|near|into|outside|around|inside|through|towards?|captured|seized|overran|retook|took|taken|lost|entered|stormed"
    r"|occupied|liberated|besieged|shelled|bombed|bombarded|pounded|struck|reached|quit|vacated|abandoned|evacuated|fled"
    r"|from|to|onto|recaptured|between|over|off|outside|shook|rocked|pounding|shelling|bombing|capturing|seizing|retaking"
    r"|leaving|entering|reaching|storming|overrunning|besieging|leaves?|enters?|seizes?|captures?|retake|(?:rained|falling"
    r"|fell|descended|fired?|shells|rockets|marched|closed\s+in)\s+on|bound\s+for|by\s+way\s+of|(?:north|south|east|west|out|edge)"
    r"\s+of|assault\s+on|attacks?\s+on|advance\s+on|strikes?\s+on|via|left|opposite|behind|beyond|across)"
)
# What may follow a name that is a place; before any other small word it names something else ("Tiger territory").
_AFTER = (
    r"(?=\s*(?:[^\w\s'’]|$)|\s+(?:on|in|and|or|at|by|for|from|to|with|as|before|after|since|during|early|late|last|this|where"
    r"|which|while|when|but|over|into|under|hours|minutes|again|overnight|until|following|despite|along|were|near|a|an|the"
    r"|through|without|within|amid|if|so|that|toward|towards|via|because|today|yesterday|just|only|has|have|had|is|are|was"
    r"|will|would|say|says|said|be|can|could|may|might|must|off|out|up|back|first|not|once|next|being|coming|under|against"
    r"|two|three|four|five|six|seven|about|some|more|also|still|now|who|took|killed|whose|alone|itself|yet|nor|than|home"
    r"|empty|\d)\b)"
)
_SHAPE = (
    r"(?:Road|[Hh]ighway|motorway|Bridge|Crossing|Dam|Mountain|Valley|Province|District|Region|[Hh]eights|Island|Strait|Lake"
    r"|[Aa]irport|[Aa]irfield|Square|Checkpoint|Prison|[Rr]iver|Gate|[Hh]ills?|[Rr]idge|Pass|[Pp]lateau|[Pp]eninsula|[Gg]orge|[Mm]ountains"
    r"|Canal|Pipeline|Reservoir|Islands?|Monastery|Camp|Street|Forest|Sea|Gulf|Bay|Delta)\b"
)
# A kind in small letters is no part of the name: "the Kalba district", "the Kalba and Varna checkpoints".
_SMALL_SHAPE = (
    r"(?:districts?|regions?|areas?|zones?|provinces?|governorates?|states?|crossings?|checkpoints?|border\s+(?:crossings?"
    r"|posts?|points?|gates?)|sluice|dam|pipeline|monastery|prison|enclave|pocket"
    r"|sectors?|bridgehead|plant|steelworks|works|refinery|oilfields?|mines?|quarter|neighbou?rhoods?|suburbs?|township|base"
    r"|garrison|gate|gates|settlements?|villages?|islands?|reservoir|front|axis|direction)\b"
)
_FIRST = re.compile(
    rf"\b{_KIND}\s+(?P<of>{_NAME})|\bthe\s+(?P<road>[A-Z]\d{{1,3}}\s+(?:highway|motorway|road))"
    rf"|\b{_SLOT}\s+(?P<at>(?:Mount\s+|Lake\s+|Camp\s+|Fort\s+)?{_NAME}){_AFTER}"
    rf"|\b(?:the|of)\s+(?P<shape>{_NAME}\s+{_SHAPE})"
    rf"|\bthe\s+(?P<small>{_NAME})(?=(?:,\s+{_NAME}){{0,2}}(?:,?\s+and\s+{_NAME})?\s+{_SMALL_SHAPE})"
    rf"|\b(?P<mount>(?:Mount|Lake)\s+{_NAME})|\bBase\s+(?P<base>{_NAME})"
)
# A name before what befalls places alone: "Pibor fell", "Kismayo had changed hands".
_BEFALLEN = re.compile(
    rf"\b(?P<befallen>{_NAME}) (?:has |had |have )?"
    r"(?:(?:fell|fallen)(?! (?:silent|quiet|still|short|apart|back|out|by|on (?!\w+day|\w+ \d)))"
    r"|(?:is due to |was to |is to |will )?(?:change|changed) hands"
    r"|(?:passed|pass|reverted) (?:over )?to (?:\w+ ){0,2}(?:rebels?|army|forces|control|rule|hands|side)\b"
    r"|(?:was|been|is) (?:taken|captured|seized|overrun|retaken|recaptured|shelled|bombed|besieged|stormed"
    r"|ceded|relinquished|given up|vacated|liberated|demined|cleared of)"
    r"|(?:came|come) under (?:\w+ )?(?:fire|attack|shelling|bombardment)"
    r"|(?:is|was) (?:back |now |still )?in \w+ hands)\b"
)
_CAPITAL = re.compile(r"[A-Z](?<!\w\w)")  # the letter first, which the engine can skip to
_BEGINS = re.compile(rf"{_CAP}|[A-Z]\d")  # where a name may begin; in most sentences all such are taken
_NEXT = re.compile(rf"(?:,\s+|,?\s+and\s+)(?P<name>{_NAME})(?:{_AFTER}|(?=\s+{_SMALL_SHAPE}))")


def find(text: str, sentence: Span, taken: Sequence[tuple[int, int]]) -> tuple[NamedPlace, ...]:
    """Give the unlisted places of a sentence in order; `taken` are the stretches that other names cover.

    A name is its own id: nothing is known of where it lies.
    """
    capitals = [each.start() for each in _CAPITAL.finditer(text, sentence.start, sentence.end)]
    covered = set[int]().union(*(range(start, end) for start, end in taken))
    begins = [at for at in capitals if at not in covered and _BEGINS.match(text, at, sentence.end)]
    if not begins:
        return ()
    is_led = begins[-1] > sentence.start  # the first word has none before it that could make it a place
    named = (*(_led(text, sentence) if is_led else ()), *_befallen(text, sentence, capitals))
    found = [place for place in named if not any(place.start < e and s < place.end for s, e in taken)]
    return tuple(sorted(found, key=lambda place: place.start))


def _led(text: str, sentence: Span) -> Iterator[NamedPlace]:
    """Give the names by what leads up to them."""
    for match in _FIRST.finditer(text, sentence.start, sentence.end):
        group = match.lastgroup or ""
        yield _place(text, *match.span(group))
        end = match.end(group)
        while (following := _NEXT.match(text, end, sentence.end)) is not None:
            yield _place(text, *following.span("name"))
            end = following.end("name")


def _befallen(text: str, sentence: Span, capitals: Sequence[int]) -> Iterator[NamedPlace]:
    """Give the names by what befalls them."""
    end = sentence.start
    for at in capitals:
        match = _BEFALLEN.match(text, at, sentence.end) if at >= end else None
        if match is not None:
            yield _place(text, *match.span("befallen"))
            end = match.end()


def _place(text: str, start: int, end: int) -> NamedPlace:
    name = text[start:end]
    return NamedPlace(name, name, name, start, end, kind="unlisted")
