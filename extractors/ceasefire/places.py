"""Says which of the places a sentence names belong to one event, and in what role (settled question 27).

Knows no gazetteer rows: kind and country come with each reference. A topic, a dateline, a demonym and a capital or
country that stands for its government are no event places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import zip_longest

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.gazetteer import Gazetteer, NamedPlace
from extractors.ceasefire.grounds import MOVING, TALKING, VENUE_NOUN, is_ground
from extractors.ceasefire.place_lists import is_list
from extractors.ceasefire.place_odds import Act, Case, PlaceOdds
from extractors.ceasefire.spans import Span
from extractors.ceasefire.type_sets import HALTS, HOSTILE, TERMS
from extractors.records import PlaceRef

__all__ = ["Gazetteer", "NamedPlace", "of_event"]

# Types whose clause may leave out its place because the sentence has just named it. Peacekeepers come after the act
# of others, and elsewhere.
_LOCAL = frozenset(
    {
        *(MOVING - {"peacekeeper_deployment"}),
        "ceasefire_violation",
        "armed_clash",
        "mine_clearance",
        "territory_transfer",
        "territory_capture",
    }
)

# A place further away than this from a clause is not the place of its event.
_REACH = 600
_FROM = re.compile(
    r"\b(?:from|out\s+of|left|leave|leaves|leaving|quit|vacate[ds]?|fled|flee|fleeing)\s+(?:\w+\s+){0,3}$"
)
_TO = re.compile(
    r"\b(?:to|into|towards?|for|reach|reached|reaching|enter|entered|entering|enters|onto)\s+(?:\w+\s+){0,3}$"
)
# Where those who are to leave had been sent: "withdraw the troops sent to the border".
_SENT_TO = re.compile(
    r"\b(?:troops|forces|soldiers|units|men|reinforcements|weapons|armou?r|tanks|hardware|equipment)"
    r" (?:that \w+ (?:had )?)?"
    r"(?:sent|deployed|moved|massed|brought|rushed|dispatched|posted|stationed) (?:to|into|along|at|near|around|in|on)"
    r" (?:\w+ ){0,3}$"
)
_MEETING = re.compile(
    r"\b(?:talks|signed|met|meeting|meet|negotiat\w+|pact|agreed|agreement|said|told|announced|address\w*|arriv\w+|summit"
    r"|session|voted|through)\b[^,;]*$"
)
# Who met somewhere and there agreed on a halt.
_MET_IN = re.compile(
    r"\b(?:met|gathered|assembled|convened|sat\s+down|held\s+(?:\w+\s+)?(?:talks|a\s+meeting))\s(?:[\w'’-]+\s+){0,4}?"
    r"(?:in|at)\s+(?:the\s+)?(?:\w+\s+){0,4}$"
)
_SAME_BREATH = re.compile(r"(?:\s+[\w.]+){0,5},?(?:\s+and)?(?:\s+have|\s+had)?\s*")
# What begins another matter, in which the place named before has no part.
_IS_CUT = re.compile(r";|\b(?:since|under which|adding|with all)\b")
# Fighting told by a noun is that of another place unless it names its own: "a night of shooting".
_WAR = re.compile(
    r"(?:wars?|conflict|fighting|shooting|firing|exchanges?|attacks?|strikes?|push|offensive|wounding|killing|shot|battles?"
    r"|violence|raids?|assault|clash(?:es)?|hostilities)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_RIGHT_AFTER = re.compile(
    r"\s*(?:(?:in|at|near|on|along|around|during|for|of|the|a|an|talks|meeting|an?\s+immediate|truce|cease-?fire|call|parts"
    r"|halt|\w+ern)\s+){1,7}",
)
_ANAPHOR = re.compile(
    r"\b(?:it|there|here|the\s+(?:\w+\s+)?(?:district|town|city|area|region|enclave|territory"
    r"|village|villages|province|strip|corridor|site|camp|districts))\b"
)
# Blame that goes both ways is of no one place: "each camp counts the other's breaches".
_MUTUAL = re.compile(
    r"\b(?:each|either|both)\s+(?:\w+\s+)?(?:side|camp|part(?:y|ies)|sides|camps|other|armies|accus\w+|blam\w+)\b"
    r"|\bone\s+another\b|\btrad(?:ed|ing)\s+(?:\w+\s+)?(?:accusations|blame|charges|recriminations)\b"
)
# Nor is a charge with a verb of its own: "the road stayed shut, accusing the rebels of breaking the truce".
_CHARGES = re.compile(r"\b(?:accus\w+|blam(?:ed|ing)|charg(?:ed|ing))\s")
_CUT = re.compile(r"\b(?:in|of|for|from|near|at|with|to|into|on|(?:in|from)\s+\w+ern)\s*$")
_FAR = re.compile(
    r"\b(?:(?:that|which)(?!\s+(?:was|were|had\s+been|is|are)\s+(?:to|due|set|scheduled|planned|expected|held|meant)\b)|who|whose|until|unless|if|while|whereas|but|although|though|because|when|as\s+\w+\s+\w+ed|where|what)\b|;"
    r"|\bunder\s+(?:the|an?)\s|,\s+(?:\w+ing|and|with|about)\b|\bin\s+(?:return|exchange|response|reply|view)\b"
)
_PARTED = re.compile(
    r";|\bin\s+(?:defiance|breach|violation|spite)\s+of\b|\bdespite\b|,\s+(?:and|but|while)\s|\bunder\s+(?:the|an?)\s"
)
_OTHER_ACT = re.compile(
    r";|,\s+(?:and|but|while|\w+ing)\s|\bin\s+(?:return|exchange|response|reply|view)\b|\bwhich\b|,\s+with\s|\bclearing\b"
)
# Before a halt that is only referred to stands another act: "shots rang out in Kalba in spite of the truce X had
# brokered", "the post in Kalba came down in the term set by the deal".
_REFERS = re.compile(
    r"\b(?:under|without|since|despite|after|by|that|who|whose|in\s+(?:spite|defiance|breach|violation|light|view)\s+of"
    r"|over\s+(?:\w+\s+)?\w+['’]s?|thanks\s+to|because\s+of)\s"
)
_TALKS_IN = re.compile(
    r"\b(?:talks|meeting|summit|signed|negotiations|agreed|concluded|clinched|thrashed\s+out|hammered\s+out|brokered|negotiated"
    r"|initial+ed|shook\s+hands|sealed|announced|unveiled|worked\s+out|drawn\s+up)\s+(?:\w+\s+){0,2}(?:in|at)\s+(?:the\s+)?$"
    r"|\b(?:accords?|agreements?|protocol|pledges?|promise|deadline|bargain|terms|timetable|statement|understandings?"
    r"|commitments?|pact|plan|deal|truce|cease-?fire)\s[^,;]{0,50}\b(?:given|set|struck|reached|confirmed|made|adopted|endorsed"
    r"|approved|drafted|hatched|sketched|laid\s+down|undertaken|presented)\s[^,;]{0,20}\b(?:in|at)\s+(?:the\s+)?$"
    r"|\b[Aa]fter\s+(?:[\w-]+\s+){0,4}(?:hours|night|days|evening|rounds?|dinner|session)\s+(?:of\s+\w+\s+|together\s+|behind\s+closed\s+doors\s+)?(?:in|at)\s+(?:the\s+)?$"
)
# Where captives were taken is not where they are freed, nor are men known by their last stand still there.
_TAKEN_AT = re.compile(
    r"\b(?:captured|seized|taken|caught|abducted|kidnapped|snatched|arrested|imprisoned|wounded|defended|fought|died|killed)"
    r"\s+(?:(?:prisoner|captive|hostage|alive)\s+)?(?:in|near|at|off|during|around)\s+(?:the\s+)?$"
    r"|\b(?:defen[cs]e\s+of|defended|defenders\s+of|commanders\s+from)\s+(?:the\s+)?$"
)
# Talks and deals are named after where they were made, whatever else is told of them.
_NAMES_DEAL = re.compile(
    r"\s+(?:peace\s+)?(?:talks|negotiations|summit|conference|discussions|consultations|pact|accords?|agreements?|deal)\b"
)
_SAID_IN = re.compile(
    r"\b(?:said|says|told|announced|speaking|[Ss]peaking|briefing|reporters|journalists|conference)\s+(?:\w+\s+){0,2}(?:in|at)\s+$"
)
# Where another place lies, not where the act was: "took Agdam, east of Stepanakert".
_SITED = re.compile(
    r"[^.;]{0,20}\b(?:opposite|between|across\s+from|(?:north|south|east|west|\w+east|\w+west)\s+of)\s+(?:the\s+)?"
)
# Which part of a land or a town it is: "Goma, the largest city in Congo", "Kalba District of the Republic of Aland".
_PART_OF = re.compile(
    r",\s+(?:the|a|an|its|one)\s+(?:[\w-]+\s+){1,5}(?:in|of|to\s+leave)\s+(?:the\s+)?(?:\w+ern\s+)?"
    r"|(?:\s+(?:[Dd]istrict|[Rr]egion|[Pp]rovince))?\s+of\s+(?:the\s+)?"
)
# Whose the place after it is: "Aland's breakaway region of Upland", "Aland's port of Kalba".
_OWNS_NEXT = re.compile(r"['’]s\s+(?:[a-z-]+\s+){0,3}(?:of\s+)?(?:the\s+)?")
# A halt with its ground, wherever the clause of its start or end begins: "the truce in Kalba, which ...".
_HALT_IN = re.compile(
    r"\b(?:truces?|cease-?fires?|halts?|pauses?|lulls?|calm|silence|quiet|armistice|cessation"
    r"|halt\s+to\s+(?:the\s+)?\w+)\s+(?:[\w-]+\s+){0,2}?(?:in|for|over|across|around|along|throughout|on)\s+(?:the\s+)?(?:\w+ern\s+)?$",
    re.IGNORECASE,
)
_LIFE_OF_HALT = frozenset({"ceasefire_in_effect", "ceasefire_ended", "ceasefire_extended"})
# "The Kalba quarter of Varna."
_QUARTER = re.compile(
    r"\s+(?:districts?|quarters?|suburbs?|neighbou?rhoods?|plant|works|steelworks|refinery|sector|camp|market|prison)"
    r"\s+(?:of|in)\s+"
)
_IN_IT = re.compile(r"\s+in\s+(?:the\s+)?")


def of_event(
    refs: Sequence[PlaceRef],
    text: str,
    sentence: Span,
    clause: Span,
    event_type: str,
    hits: Sequence[ActorHit] = (),
    trigger: Span | None = None,
    acts: Sequence[Act] = (),
    odds: PlaceOdds | None = None,
) -> tuple[PlaceRef, ...]:
    """Give those places of the sentence that belong to the event of `clause`, with their roles.

    `hits` are the sentence's namings of actors: a capital among them may stand for its government.
    With the `trigger` (the event's verb or noun) places in other statements of a long clause are left out.
    With `odds` the last word is theirs; `acts` are the other events of the sentence.
    """
    low, high = max(sentence.start, clause.start - _REACH), min(sentence.end, clause.end + _REACH)
    groups = [(hit.start, hit.end) for hit in hits if hit.kind in ("armed_group", "body")]
    named = [ref for ref in refs if low <= ref.start and ref.end <= high and not _is_within(ref, groups)]
    named = [ref for ref, after in zip_longest(named, named[1:]) if not _is_quarter(ref, after, text)]
    if not named:
        return ()
    states = [hit for hit in hits if hit.form == "metonym" or (hit.kind == "state" and hit.form == "name")]
    starts = {ref.start for ref in named if any(hit.start <= ref.start and ref.end <= hit.end for hit in states)}
    kept = _grounds(named, text, sentence, event_type, starts)
    chosen = _by_rules(kept, text, clause, event_type, starts, trigger)
    if odds is not None and trigger is not None and odds.knows(event_type):
        grounds, ids = {ref.start for ref in kept}, {ref.place_id for ref in chosen}
        chosen = odds.chosen(Case(text, sentence, clause, trigger, event_type, grounds, ids, starts, acts), named)
    told: list[PlaceRef] = []
    for ref in _once(chosen):
        given = _with_role(ref, text, sentence, event_type)
        is_joined = bool(told) and given.role == "event" and is_list(text, told[-1], ref)
        told.append(replace(given, role=told[-1].role) if is_joined else given)
    return tuple(told)


def _grounds(
    named: Sequence[PlaceRef], text: str, sentence: Span, event_type: str, starts: Collection[int]
) -> list[PlaceRef]:
    """Keep the places that can be the ground of such an event; of a list all or none."""
    kept: list[PlaceRef] = []
    for before, ref in zip([None, *named], named, strict=False):
        is_joined = before is not None and bool(kept) and kept[-1].end == before.end and is_list(text, before, ref)
        if is_joined or is_ground(ref, text, sentence, event_type, ref.start in starts):
            kept.append(ref)
    return [ref for ref, after in zip_longest(kept, kept[1:]) if not _is_owner(ref, after, text)]


def _by_rules(
    kept: Sequence[PlaceRef],
    text: str,
    clause: Span,
    event_type: str,
    starts: Collection[int],
    trigger: Span | None,
) -> list[PlaceRef]:
    """Give the places of the clause that stand with the event's verb, or those its clause stands close to."""
    clause = _mended(kept, text, clause)
    inside = [ref for ref in kept if clause.start <= ref.start and ref.end <= clause.end]
    if trigger is not None and inside:
        near = _without_wider(_near_trigger(inside, text, trigger, event_type), trigger, event_type)
        return near or [ref for ref in inside if not _is_apart(ref, text, trigger, event_type)]
    is_noun = trigger is not None and _WAR.match(text, trigger.start, trigger.end) is not None
    return inside or _meant(kept, text, clause, "" if is_noun else event_type, starts)


def _is_within(ref: PlaceRef, groups: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a place is only part of a name: "the Upland Liberation Army"."""
    return any(start <= ref.start and ref.end < end for start, end in groups)


def _mended(kept: Sequence[PlaceRef], text: str, clause: Span) -> Span:
    """Take in the place that a clause was cut short of ("... on the edge of" Kalba)."""
    for ref in kept:
        if 0 <= ref.start - clause.end <= 2 and _CUT.search(text, max(clause.start, clause.end - 30), clause.end):
            return Span(clause.start, ref.end)
    return clause


def _near_trigger(inside: Sequence[PlaceRef], text: str, trigger: Span, event_type: str) -> list[PlaceRef]:
    """Keep the places that no other statement parts from the event's verb; a list stays together."""
    near: list[PlaceRef] = []
    sited: list[PlaceRef] = []
    for before, ref in zip([None, *inside], inside, strict=False):
        if _is_sited(before, ref, text, near) or (before in sited and is_list(text, sited[-1], ref)):
            sited.append(ref)
            continue
        is_listed = before is not None and bool(near) and near[-1] is before and is_list(text, before, ref)
        if ref.start >= trigger.end:
            is_far = _FAR.search(text, trigger.end, ref.start) is not None
        else:
            is_far = _PARTED.search(text, ref.end, trigger.start) is not None
            is_far = is_far or _is_before_reference(ref, text, trigger, event_type)
        if is_listed or not (is_far or _is_only_venue(ref, text, event_type)):
            near.append(ref)
    return near


def _without_wider(near: list[PlaceRef], trigger: Span, event_type: str) -> list[PlaceRef]:
    """Leave out the country of those who promise, where the promise names its own place: "the sides in Aland agreed to
    let ships into Kalba"."""
    if event_type not in TERMS or all(ref.end <= trigger.start or _is_country(ref) for ref in near):
        return near
    return [ref for ref in near if not (ref.end <= trigger.start and _is_country(ref))]


def _is_country(ref: PlaceRef) -> bool:
    return getattr(ref, "kind", "") == "country"


def _is_apart(ref: PlaceRef, text: str, trigger: Span, event_type: str) -> bool:
    """Tell whether a place, the only one of its clause, still belongs to another act than the event's verb."""
    if _is_before_reference(ref, text, trigger, event_type):
        return True
    between = (trigger.end, ref.start) if ref.start >= trigger.end else (ref.end, trigger.start)
    return _is_only_venue(ref, text, event_type) or _OTHER_ACT.search(text, *between) is not None


def _is_before_reference(ref: PlaceRef, text: str, trigger: Span, event_type: str) -> bool:
    """Tell whether a place stands with the act before a halt that the sentence only refers to."""
    if event_type not in HALTS or ref.end > trigger.start or _REFERS.search(text, ref.end, trigger.start) is None:
        return False
    return _HALT_IN.search(text, max(0, ref.start - 60), ref.start) is None


def _is_sited(before: PlaceRef | None, ref: PlaceRef, text: str, near: Sequence[PlaceRef]) -> bool:
    """Tell whether a place only says where the one before it lies; "Mae Sot in Thailand" goes with it."""
    if before is None:
        return False
    if _SITED.fullmatch(text, before.end, ref.start) or _PART_OF.fullmatch(text, before.end, ref.start):
        return True
    return before not in near and _IN_IT.fullmatch(text, before.end, ref.start) is not None


def _is_owner(ref: PlaceRef, after: PlaceRef | None, text: str) -> bool:
    """Tell whether a country only says whose the place after it is."""
    return _is_country(ref) and after is not None and _OWNS_NEXT.fullmatch(text, ref.end, after.start) is not None


def _is_quarter(ref: PlaceRef, after: PlaceRef | None, text: str) -> bool:
    """Tell whether a place that no list knows is a part of the town named after it."""
    is_of_town = after is not None and getattr(after, "kind", "") in ("city", "town")
    is_unlisted = getattr(ref, "kind", "") == "unlisted"
    return (
        is_unlisted and is_of_town and after is not None and _QUARTER.fullmatch(text, ref.end, after.start) is not None
    )


def _is_only_venue(ref: PlaceRef, text: str, event_type: str) -> bool:
    if event_type == "prisoner_exchange" and (
        _TAKEN_AT.search(text, max(0, ref.start - 60), ref.start)
        or _HALT_IN.search(text, max(0, ref.start - 60), ref.start)
    ):
        return True
    is_agreed = event_type in TALKING or event_type in ("ceasefire_agreed", "ceasefire_extended", "ceasefire_rejected")
    if not is_agreed and _NAMES_DEAL.match(text, ref.end):
        return True
    if not is_agreed and _SAID_IN.search(text, max(0, ref.start - 50), ref.start):
        return True
    return not is_agreed and _TALKS_IN.search(text, max(0, ref.start - 90), ref.start) is not None


def _meant(
    kept: Sequence[PlaceRef], text: str, clause: Span, event_type: str, party_starts: Collection[int]
) -> list[PlaceRef]:
    """Give the place of a clause that names none: one right after it, or the last before, unless it is a venue."""
    after = [ref for ref in kept if clause.end <= ref.start and _RIGHT_AFTER.fullmatch(text, clause.end, ref.start)]
    if after:
        return _with_list(after[0], kept, text)
    if event_type == "ceasefire_agreed":
        met = [ref for ref in kept if ref.end <= clause.start and _met_and(ref, text, clause)]
        if met:
            return met[-1:]
    before = [ref for ref in kept if ref.end <= clause.start and not _is_meeting(ref, text, party_starts)]
    before = [ref for ref in before if not (event_type and _is_only_venue(ref, text, event_type))]
    if event_type in _LIFE_OF_HALT:
        covered = [ref for ref in before if _HALT_IN.search(text, max(0, ref.start - 60), ref.start)]
        if covered:
            return covered[-1:]
    if not before or _IS_CUT.search(text, before[-1].end, min(len(text), clause.start + 12)):
        return []
    is_charge = event_type in HOSTILE and (
        _MUTUAL.search(text, clause.start, clause.end) is not None
        or _CHARGES.search(text, before[-1].end, clause.start + 12) is not None
    )
    if is_charge and ", where " not in text[before[-1].end : clause.start + 8]:
        return []
    is_told = _ANAPHOR.search(text, clause.start, clause.end) is not None and event_type not in TALKING
    if is_told or event_type in _LOCAL:
        return _list_before(before, text)
    return []


def _met_and(ref: PlaceRef, text: str, clause: Span) -> bool:
    """Tell whether those who agreed met there in the same breath: "met in Luanda on Monday and" agreed on a truce."""
    is_venue = _MET_IN.search(text, max(0, ref.start - 60), ref.start) is not None
    return is_venue and _SAME_BREATH.fullmatch(text, ref.end, clause.start) is not None


def _list_before(before: Sequence[PlaceRef], text: str) -> list[PlaceRef]:
    """Give the last place named before, with those listed with it: "explosions shook Kalba and Varna"."""
    listed = list(before[-1:])
    for ref in reversed(before[:-1]):
        if not is_list(text, ref, listed[0]):
            break
        listed.insert(0, ref)
    return listed


def _with_list(first: PlaceRef, kept: Sequence[PlaceRef], text: str) -> list[PlaceRef]:
    listed = [first]
    for ref in kept:
        if ref.start > first.start and is_list(text, listed[-1], ref):
            listed.append(ref)
    return listed


def _is_meeting(ref: PlaceRef, text: str, party_starts: Collection[int]) -> bool:
    if ref.start in party_starts and getattr(ref, "kind", "") != "country":
        return True
    before = text[max(0, ref.start - 50) : ref.start]
    return _MEETING.search(before) is not None or VENUE_NOUN.match(text, ref.end) is not None


def _once(refs: Sequence[PlaceRef]) -> list[PlaceRef]:
    first: dict[str, PlaceRef] = {}
    for ref in refs:
        first.setdefault(ref.place_id, ref)
    return list(first.values())


def _with_role(ref: PlaceRef, text: str, sentence: Span, event_type: str) -> PlaceRef:
    role = "event"
    if event_type in MOVING:
        before = text[max(sentence.start, ref.start - 40) : ref.start]
        origin, destination = _FROM.search(before), _TO.search(before)
        is_left = event_type == "troop_withdrawal" and _SENT_TO.search(before) is not None
        if is_left or (origin and (destination is None or origin.start() > destination.start())):
            role = "origin"
        elif destination:
            role = "destination"
    return PlaceRef(ref.place_id, ref.name, ref.surface, ref.start, ref.end, role)
