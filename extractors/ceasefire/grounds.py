"""Tells whether a place named in a sentence is the ground of an event of some type.

Knows one name at a time with the words around it. A topic, a demonym, a seat of government and a country or capital
that stands for its government are no ground (settled question 27).
"""

from __future__ import annotations

import re

from extractors.ceasefire.gazetteer import NamedPlace
from extractors.ceasefire.spans import Span
from extractors.ceasefire.type_sets import HOSTILE
from extractors.records import PlaceRef

# Acts of moving: they have an origin and a destination.
MOVING = frozenset(
    {
        "troop_withdrawal",
        "peacekeeper_deployment",
        "displaced_return",
        "humanitarian_access",
        "transport_unblocking",
        "ceasefire_monitoring",
    }
)
TALKING = frozenset({"peace_talks"})
# Buildings that stand for those who sit there, unless something happens in them.
_SEAT = re.compile(r"(?:[Tt]he )?(?:Kremlin|White House)")
_SIDE = r"(?:(?:\w+ern|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|central|[\w-]+-held|mainland|neighbou?ring)\s+)"
# Of words in small letters.
_IN = re.compile(
    rf"\b(?:in|[Ii]nside|at|near|adjoining|bordering|next\s+to|close\s+to|into|across|around|within|outside|throughout|through|onto|over|along|above|north\s+of"
    rf"|south\s+of|east\s+of|west\s+of|parts\s+of|area\s+of|soil\s+of|territory\s+of|control\s+of|capital\s+of|region\s+of"
    rf"|(?:edge|outskirts|suburbs|streets|city|town|village|district|port|part|capital|coast|skies|out|blockade|siege|invasion)\s+of"
    rf"|(?:sent|sending|trip|visit|flew|fly|flown|travel\w*|went|arriv\w+|return\w*|envoys?|delegation|came|come|plane|flight|home|back)\s+"
    rf"(?:back\s+)?to"
    rf"|visit|visits|visited|visiting|quit|leave|leaves|left|leaving|enter|entered|entering|enters|reach|reached|reaching|vacate[ds]?|shook|rocked"
    rf"|hit|struck|bombed|shelled|pounded|attacked|stormed|seized|captured|retook|besieged|recogni[sz]\w+)\s+"
    rf"(?:the\s+)?{_SIDE}?$",
)
_ATTACK_ON = re.compile(
    r"\b(?:attacks?|assaults?|raids?|strikes?|bombs?|bombing|shells?|shelling|fire[ds]?|rockets?|missiles?|drones?|barrage"
    r"|offensive|falling|fell|rained|march\w*|descended|launched|landing|landed)\s+(?:on|upon|against|towards?)\s+(?:the\s+)?$"
)
# Whence envoys are called home, and what a road joins.
_HOME_FROM = re.compile(
    r"\b(?:recall\w*|home|back|walk\w*|withdr\w+|pull\w*|storm\w*|return\w*)\b[^,;]{0,40}\bfrom\s+$"
)
_LINKED = re.compile(
    r"\b(?:link\w*|connect\w*|join\w*)\s+(?:[\w-]+\s+){0,3}?(?:(?:with|to|and)\s+)?$|\bborders?\s+with\s+$|\bits\s+$"
)
# "The crossings between Aland and Beland reopened."
_BETWEEN = re.compile(
    r"\b(?:crossings?|roads?|railways?|lines?|links?|flights?|traffic|trade|routes?|highways?|checkpoints?|bridges?|travel"
    r"|trains?|buses|gates?|corridor|border)\s+between\s+(?:[A-Z]\w+\s+and\s+)?$"
)
# A halt that is named after the country it covers: "the Lebanon cease-fire", "Yemen's first nationwide truce".
_HALT_OF = re.compile(
    r"\s+(?:truce|cease-?fire|armistice)\b"
    r"|['’]s\s+(?:(?!proposal|offer|plan|call|demand|idea|draft|army|own|unilateral|\w+ed\b)[\w-]+\s+){0,3}?(?:truce|cease-?fire)\b"
)
_HALTS = frozenset(
    {"ceasefire_agreed", "ceasefire_in_effect", "ceasefire_extended", "ceasefire_ended", "ceasefire_declared"}
)
_FALLS = re.compile(
    r"\s+(?:has\s+|had\s+)?(?:fell|fallen|changed\s+hands|came\s+under)\b"
    r"|\s+(?:was|were|is|(?:has|had)\s+been|being)\s+(?:\w+\s+)?(?:split|divided|partitioned|bombed|shelled|invaded"
    r"|occupied"
    r"|declared|cleared|rid|hit|struck|rocked|free\s+of)\b"
)
# Whose sky or coast is opened is where: "Aland reopened its airspace".
_OWN_WAYS = re.compile(
    r"\s+(?:\w+\s+){0,3}(?:(?:re)?open|clos|shut)\w*\s+(?:up\s+)?its\s+(?:airspace|skies|ports?|waters|borders?)\b"
)
# Men named after where they come from; a country's own warring camps stand for its ground.
_MEN = re.compile(
    r"(?:['’]s?)?\s+(?:\w+['’]s\s+)?(?:militias?|factions?|rebels|rulers|insurgents|guerrillas|gunmen|militants|negotiators"
    r"|warlords|leadership|Workers['’])"
)
_MEN_FROM = re.compile(
    r"\b(?:[Mm]onitors|[Oo]bservers|[Pp]olice|[Mm]ercenaries"
    r"|[Ii]nstructors|[Ss]appers|[Dd]octors|[Ee]xperts|[Vv]olunteers) from "
    r"(?:the )?(?:[A-Z]\w+,? (?:and )?)*$"
)
# Soldiers and statesmen are named after their country; soldiers "from Kalba" come from there.
_SENT_FROM = re.compile(
    r"\b(?:[Tt]roops|[Ss]oldiers|[Ss]ervicemen|[Oo]fficers|[Pp]eacekeepers|[Ee]nvoys|[Dd]iplomats|[Mm]inisters|[Ll]eaders"
    r"|[Gg]enerals|[Cc]ommanders|[Dd]elegat\w+|[Oo]fficials|[Bb]attalions?|[Cc]ontingents?|[Dd]eminers|[Ff]ighters)"
    r" from (?:the )?(?:[A-Z]\w+,? (?:and )?)*$"
)
_TAKEN_FROM = re.compile(
    r"\b(?:withdr\w+|pull\w*|remov\w+|br(?:ing|ought)|recall\w*|evacuat\w+|tak(?:e|ing))\b[^,;]{0,40}"
    r" from (?:the )?$"
)
# Captives have an origin where someone carries them.
_BROUGHT_FROM = re.compile(
    r"\b(?:bring\w*|brought|flew|flown|fly|flying|carr(?:y|ied|ying)|deliver\w*|land\w*|arriv\w+|return\w*|bus(?:es|sed)"
    r"|transport\w*|tak(?:e|en|ing)|took)\b[^,;]{0,50}\s(?:from|to)\s+$"
)
_WITH_SIDE = re.compile(rf"\b{_SIDE}$")
_TO_FROM = re.compile(rf"\b(?:to|from|towards?|for|out\s+of|bound\s+for)\s+(?:the\s+)?{_SIDE}?$", re.IGNORECASE)
_OF_PLACE = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:north|south|east|west|northern|southern|eastern|western|buffer|airspace|coast|coastal"
    r"|border|borders|territory|soil|warring|two|sides|camps|factions|parties|war|city|region|port|sides?"
    r"|foes|\w+-(?:day|week|month|year)-old)\b"
)
_OFFICE = re.compile(
    r"\.?['’]?s?\s+(?:(?:Vice\s+President|Secretary|(?:\w+\s+)?(?:[Mm]inist(?:ry|ers?)|[Gg]overnment|[Aa]uthorit\w+|[Oo]fficials?|[Aa]rmy"
    r"|[Tt]roops|[Ff]orces|[Pp]arliament|[Ll]eader\w*|[Pp]resident|[Rr]epresentatives?|[Dd]elegation|[Ss]eparatists?"
    r"|[Cc]ity council|[Mm]ilitary|[Cc]ouncil|[Mm]ayor|[Ss]ervicemen|[Ff]ighters|[Oo]ffice|command|side|units?|branch"
    r"|[Ff]orce|regional\s+(?:unit|force|government|administration)s?|interim\s+administration|regime"
    r"|problem|question|issue|conflict(?! zone)|dispute))\b)"
)
_NOUN = re.compile(
    r" (?!(?:on|in|at|and|or|to|from|by|as|for|with|of|is|was|has|had|will|would|could|should|may|might|can|must|are"
    r"|were|said|says|who|that|when|while|until|since|after|before)\b)[A-Za-z]{3}"
)
# Who is to act is no ground: "the deadline for Beland to withdraw".
_TO_DO = re.compile(r"\s+to\s+[a-z]")
_GOES_TO = re.compile(r"\bto\s+$")
_TOPIC = re.compile(
    r"\b(?:(?:about|over|regarding|concerning|around)\s+(?:the\s+)?(?:\w+\s+){0,2}"
    r"|(?:war|conflict|fighting|truce|cease-?fire|situation|crisis|hostilities|settlement|peace|violence|events|halt"
    r"|process|agreements?|accord|security|stability)\s+(?:in|for|over|on|around|with)\s+(?:the\s+)?(?:\w+\s+)?"
    r"|over\s+(?:[\w-]+\s+){0,6}(?:attacks?|crimes?|rampage|killings?|clashes|bombings?|offensive|massacres?|raids?|assault"
    r"|ambush\w*|arrests?|strikes?|abuses|shelling|abductions?|moves?)\s+(?:in|on|at|near|against)\s+(?:the\s+)?)$"
)
_HOLDER = re.compile(
    r"\b(?:defenders|governor|mayor|ministry|government|parliament|authorities|leadership|leaders?|militia|army|forces"
    r"|(?:arch)?bishop|head|natives?|commander|president|ruler)s?\s+of\s+$"
)
_HYPHEN = re.compile(r"[-‑](?!held\b)[a-z]+")
_VENUE = re.compile(
    r"\b(?:in|at|to|near|for|outside|into|from|via|above|beside|aboard)\s+(?:the\s+)?(?:[\w.-]+\s+){0,3}?(?:(?:city|town|capital|village|resort|port)\s+of\s+)?$"
)
VENUE_NOUN = re.compile(
    r"(?:['’]s)?\s+(?:peace\s+)?(?:talks|meeting|summit|conference|round|negotiations|session|discussions|consultations)\b"
)
# A city that receives the guests is where they meet: "Ankara was ready to host the presidents".
_HOSTS = re.compile(r"(?:\s+[a-z]+){0,5}\s+host(?:s|ed|ing)?\b")
# Of words in small letters.
_STAFF_IN = re.compile(
    r"\b(?:ministry|embassy|offices?|officials?|spokes\w+|government|authorities|bureau|envoys?|analysts?|reporters?"
    r"|correspondent|staff|diplomats?|sources?|court)\s+in\s+(?:the\s+)?$",
)
_DISTANCE = re.compile(r"\b(?:km|kilomet\w+|miles?)\)?\s+(?:\w+\s+)?(?:from|of|off)\s+(?:the\s+)?$")
_RECOGNISED = re.compile(r"\brecogni[sz]\w*\s+(?:[a-z]+ly\s+)?(?:the\s+)?(?:[A-Z]\w+\s+and\s+)?$")
# A city's clock: "at midnight Moscow time".
_CLOCK = re.compile(r"\s+(?:local\s+|daylight\s+)?time\b")
_LENDS = re.compile(r"\.?\s+(?:mediation|auspices|envoys?|pressure|sponsorship|guarantees?)\b")


def is_ground(ref: PlaceRef, text: str, sentence: Span, event_type: str, may_be_party: bool) -> bool:
    before = text[max(sentence.start, ref.start - 60) : ref.start]
    if (
        _HYPHEN.match(text, ref.end)
        or _LENDS.match(text, ref.end)
        or _is_office(text, ref)
        or _CLOCK.match(text, ref.end)
        or _DISTANCE.search(before)
    ):
        return False
    if _SEAT.fullmatch(ref.surface) and not before.endswith(("in the ", "at the ", "in ", "at ")):
        return False
    kind = ref.kind if isinstance(ref, NamedPlace) else ""
    if _MEN_FROM.search(before) or (kind != "country" and _MEN.match(text, ref.end)):
        return False
    if kind == "country" and _SENT_FROM.search(before) and not _TAKEN_FROM.search(before):
        return False
    if event_type in TALKING and kind != "country" and _HOSTS.match(text, ref.end):
        return True
    if event_type == "diplomatic_reaction" and may_be_party and kind != "country":
        return _RECOGNISED.search(before) is not None
    if kind == "country" or may_be_party:
        return _is_ground_of_party(before, text, ref, event_type)
    if _STAFF_IN.search(before.lower()) or _HOLDER.search(before):
        return False
    if event_type in TALKING and kind not in ("border", "line"):
        return _is_venue(before, text, ref)
    return True


def _is_venue(before: str, text: str, ref: PlaceRef) -> bool:
    if VENUE_NOUN.match(text, ref.end):
        return True
    return _VENUE.search(before) is not None and _TOPIC.search(before) is None


def _is_office(text: str, ref: PlaceRef) -> bool:
    if len(ref.surface) < 5 and ref.surface.isupper() and _NOUN.match(text, ref.end):
        return True
    return _OFFICE.match(text, ref.end) is not None


def _is_ground_of_party(before: str, text: str, ref: PlaceRef, event_type: str) -> bool:
    """Whether a country or capital is the ground something happens on, not the party that acts."""
    if event_type in TALKING:
        return _is_ground_of_talks(before, text, ref)
    if _OF_PLACE.match(text, ref.end) or (event_type in _HALTS and _HALT_OF.match(text, ref.end)):
        return True
    is_to_act = before.endswith(" for ") and _TO_DO.match(text, ref.end)
    if is_to_act or text.startswith(("'s", "’s"), ref.end) or _STAFF_IN.search(before.lower()):
        return False
    if event_type == "territory_transfer" and _GOES_TO.search(before):
        return False
    if _IN.search(before.lower()) or _WITH_SIDE.search(before) or _FALLS.match(text, ref.end):
        return True
    if event_type in HOSTILE and _ATTACK_ON.search(before):
        return True
    if event_type == "transport_unblocking" and (_LINKED.search(before) or _BETWEEN.search(before)):
        return True
    if event_type == "transport_unblocking" and _OWN_WAYS.match(text, ref.end):
        return True
    if event_type == "prisoner_exchange" and _BROUGHT_FROM.search(before):
        return True
    return event_type in MOVING and _TO_FROM.search(before) is not None


def _is_ground_of_talks(before: str, text: str, ref: PlaceRef) -> bool:
    is_there = _IN.search(before.lower()) is not None and not text.startswith(("'s war", "’s war"), ref.end)
    if (is_there and _TOPIC.search(before) is None) or VENUE_NOUN.match(text, ref.end):
        return True
    return _HOME_FROM.search(before) is not None
