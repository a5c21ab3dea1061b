"""Who gives what to whom: land, captives and their bodies, maps of minefields.

Knows no fighting and no deal; role_hostile.py and role_deals.py have those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.role_event import SIDES, Event, Sides, group, party_id, subject

_TAKES = re.compile(
    r"\b(?:enter(?:ed|s|ing)?|took|takes?|taken|taking|regain\w*|reclaim\w*|recover\w*|receiv\w*|get(?:s|ting)?\s+back|got"
    r"|mov(?:ed|es|ing)|roll\w*|cross(?:ed|es|ing)|march(?:ed|es|ing)|walk(?:ed|s|ing)|dr(?:ove|iven)|poured|assum\w+|hoist\w*|retak\w+|retook|seiz\w+|accept\w*|wants?|demands?)\b"
)
_GIVES = re.compile(
    r"\b(?:ced\w+|giv(?:e|es|ing)|gave|given|hand\w*|surrender\w*|transfer\w*|turn(?:s|ed|ing)?|return\w*|relinquish\w*"
    r"|yield\w*|sign(?:s|ed|ing)?|part(?:s|ed|ing)?\s+with|let)\b"
)
_TO = re.compile(r"\b(?:to|into)\s+(?:the\s+)?$")
_FROM = re.compile(r"\b(?:from|by)\s+(?:the\s+)?(?:[\w-]+\s+){0,1}$")
_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+)?$")
_HOSTAGE = re.compile(r"\bhostages?\b", re.IGNORECASE)
_CAPTIVE = re.compile(r"\b(?:captives|Red\s+Cross)\b")
# Whoever does this to captives gets his own men back.
_REGAINS = re.compile(
    r"\b(?:recover\w*|regain\w*|g[eo]t\s+back|receiv\w+|welcom\w+|wants?|demands?|brought\s+home|took\s+back)\b"
)
_ASKS = re.compile(r"\b(?:insist\w*|wants?|demand\w*|ask\w*|urg\w+|call\w*|until|unless|must)\b")
_SWAP = re.compile(
    r"\b(?:swap\w*|(?<![Ii]n )exchang\w*|trad\w+|other\s+way|in\s+return(?!\s+for)"
    r"|for\s+\d+(?!\s+(?:\w+\s+)?(?:day|hour|month|year|week|minute)))\b"
)
_OTHER_WAY = re.compile(r"\bother\s+way\b|\bin\s+exchange\.?$")
_PRISON = re.compile(r"(?:['’]s)?\s+(?:prisons?|jails?|custody|captivity|detention)\b")
_MAPS = re.compile(r"\b(?:maps|charts|records|sheets)\b")
_GETS = re.compile(r"\s+(?:(?:the|its|all|new|more|some|minefield)\s+){0,2}(?:maps|charts|records|sheets)\b")
_IN_HANDS = re.compile(r"['’]s\s+hands\b")
_IN_RETURN = re.compile(r"\bin\s+(?:return|exchange)\s+for\b[^.;]*$")


def transfer(event: Event) -> Sides:
    """Who cedes and who receives; where the words name one or none, by the conflict and whose land it is by law."""
    giver: str | None = None
    taker: str | None = None
    takes = _TAKES.search(event.words) is not None
    is_told = False
    for hit in event.parties:
        name, before = party_id(hit, event.event_type), event.before(hit)
        if _TO.search(before):
            taker, is_told = taker or name, True
        elif _FROM.search(before):
            giver = giver or name
        elif takes:
            taker = taker or name
        else:
            giver = giver or name
    parties, owner = event.focus.parties, event.focus.owner
    is_bare = giver == taker or (giver == owner and not is_told and not _is_given(event))
    if owner is not None and len(parties) == 2 and is_bare:
        return [party for party in parties if party != owner], [owner]
    if giver is None and taker is not None:
        giver = event.rival_of([taker])
    elif taker is None and giver is not None:
        taker = event.rival_of([giver])
    return [giver] if giver else [], [taker] if taker else []


def _is_given(event: Event) -> bool:
    """Whether who stands before the verb gives: "Alder ceded the valley", not "Alder's flag flew over it"."""
    return bool(event.left()) and not event.is_passive and _GIVES.search(event.words) is not None


def exchange(event: Event) -> Sides:
    """Who frees whose men; both ways in a swap."""
    sides = [hit for hit in event.parties if hit.kind != "body"]
    people = event.ids(sides)
    if len(people) < 2 and _frees_what_it_took(event, people):
        captors = list(event.focus.captors)
        return captors, [party for party in event.focus.parties if party not in captors]  # a state has prisoners
    both = _both_ways(event, sides)
    if both:
        return both, both[::-1]
    agents = event.ids(hit for hit in sides if _BY.search(event.before(hit)))
    agents = agents or event.ids(hit for hit in sides if _PRISON.match(event.text, hit.end))
    captives = event.ids(hit for hit in sides if _is_of_captives(hit))
    source = agents or event.ids(hit for hit in event.left()[:1] if hit in sides and not _is_of_captives(hit))
    if source and not captives and _REGAINS.match(event.text, event.trigger.start):
        return event.foe_of(source), source[:1]
    target = [each for each in (captives or people) if each not in source]
    if not source and not target and event.is_passive:  # "ten Alandic servicemen taken in the clashes were returned"
        target = event.ids(hit for hit in event.earlier[-1:] if _is_of_captives(hit))
    is_asked = event.status == "hypothetical" and bool(event.speakers) and not sides and _ASKS.search(_lead(event))
    if not source and not target and (is_asked or (event.status in ("hypothetical", "negated") and event.is_passive)):
        target = event.ids((event.speakers or event.earlier)[-1:])  # who insists on it wants its own men
    if not source and not target:  # "the other 18, Thai officers said, would be freed": who holds them speaks
        source = event.ids(hit for hit in event.speakers if hit.rivals)
    return source[:1] or event.foe_of(target), target[:1] or event.foe_of(source)


def _lead(event: Event) -> str:
    """Give the words from the speaker to the end of the clause: "Aland insists that all captives be handed back"."""
    return event.text[max(event.sentence.start, event.clause.start - 80) : event.clause.end]


def _frees_what_it_took(event: Event, people: Sequence[str]) -> bool:
    """Whether hostages go free whom the one armed group among the parties took; a state has prisoners."""
    if len(event.focus.captors) != 1 or len(event.focus.parties) != 2 or _SWAP.search(event.words):
        return False
    return _HOSTAGE.search(event.words) is not None or (not people and _CAPTIVE.search(event.words) is not None)


def _is_of_captives(hit: ActorHit) -> bool:
    return hit.form == "demonym" or hit.kind == "force"


def _both_ways(event: Event, sides: Sequence[ActorHit]) -> list[str]:
    """Give both sides where each frees men of the other: a swap, or two who free with no "to" between."""
    people = event.ids(sides)
    doers = [hit for hit in sides if not _is_of_captives(hit) and not _TO.search(event.before(hit))]
    is_swap = any(
        not (found[0].endswith("return") and event.text.startswith(" for", found.end()))
        for found in _SWAP.finditer(event.text, event.clause.start, event.clause.end)
    ) or _OTHER_WAY.search(event.text, event.clause.start, event.sentence.end)
    if SIDES.search(event.words) or is_swap:
        return people[:2] if len(people) > 1 else event.two_sides()
    joined = group(event, doers)
    if len(joined) > 1 and joined[-1].start < event.trigger.start and not event.is_passive:
        return event.ids(joined)[:2]
    takers = [hit for hit in doers if event.text[: hit.start].endswith((" and ", " and the "))]
    return event.ids([doers[0], takers[0]]) if takers and takers[0] is not doers[0] else []


def clearing(event: Event) -> Sides:
    """Who clears mines, or whose maps of them go to whom: they are given by the foe of who asks for them."""
    doers = subject(event)
    if not _MAPS.search(event.words):
        told = [hit.state or hit.actor_id for hit in event.speakers] if event.status in ("actual", "scheduled") else []
        return doers or [each for each in told if each in event.focus.parties], []
    takers = [hit for hit in event.parties if _TO.search(event.before(hit)) or _IN_HANDS.match(event.text, hit.end)]
    takers = takers or [hit for hit in event.parties if hit.form != "demonym" and _GETS.match(event.text, hit.end)]
    takers = takers or _who_freed(event)
    if takers:
        return event.foe_of(event.ids(takers)), event.ids(takers)[:1]
    givers = event.ids(event.parties)[:1] or doers
    return givers, event.foe_of(givers)


def _who_freed(event: Event) -> list[ActorHit]:
    """Give who has paid for the maps with captives: "freed 15 men in return for maps"."""
    before = event.text[event.sentence.start : event.trigger.start]
    return list(event.earlier[:1]) if _IN_RETURN.search(before) and event.earlier else []
