"""Says which namings in a clause are no party to its event: brokers, hosts, venues, topics, goods, the ground itself.

Knows no rule of who does what; role_rules.py has those.
"""

from __future__ import annotations

import re

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.role_event import Event
from extractors.ceasefire.spans import holds_any

# These three are of words in small letters.
_BROKER = re.compile(
    r"\b(?:brokered|mediated|sponsored|arranged|hosted|chaired|watched|drawn\s+up|drafted|put\s+forward|proposed|backed"
    r"|supervised|overseen|negotiated|announced|escorted|told|funded|led|guaranteed|underwritten|facilitated|verified"
    r"|monitored|mediation)\s+by\s+(?:[\w,.'’-]+\s+){0,5}$"
    r"|\b(?:mediation|auspices|help|request|behest|presence|chairmanship|eye|sponsor)\s+of\s+(?:the\s+)?$"
    r"|\b(?:through|thanks\s+to|alongside)\s+(?:the\s+)?$",
)
_AT = re.compile(
    r"\b(?:in|near|inside|across|from|under|outside|around|towards?|into|out\s+of|through|throughout|beyond)\s+"
    r"(?:(?:most|much|all|parts|the\s+\w+)\s+of\s+)?(?:the\s+)?(?:\w+ern\s+)?$"
    r"|\b(?:truce|cease-?fire|halt|pause|lull)\s+(?:for|over)\s+(?:the\s+)?(?:\w+\s+)?$"
    r"|\b(?:over|across)\s+(?:most|much|all|parts)\s+of\s+(?:the\s+)?(?:\w+ern\s+)?$",
)
_BROKER_CUES = ("by", "of", "through", "thanks", "alongside")
# Who comes from a country acts for it: "troops from Aland"; so does its proposal.
_MEN_FROM = re.compile(
    r"\b(?:troops|soldiers|servicemen|forces|fighters|sappers|deminers|engineers|gunners|monitors|observers|officers|units"
    r"|experts|envoys?|diplomats|delegations?|delegates|negotiators|officials|representatives|ministers?|leaders"
    r"|presidents|commanders|generals|teams?|mediators|guarantors|proposal|plan|offer|appeals?|call)\s+(?:\w+ed\s+)?from\s+(?:the\s+)?$",
)
_HOLDS = re.compile(r"['’]s\s+(?:hands|control|possession|grip)\b")
_GOODS = re.compile(r"\s+(?:grain|wheat|corn|flour|goods|cargo|freight|gas|oil|fuel|food)\b")
_WATCHERS = re.compile(
    r"\.?(?:['’]s|[-‑]led)?\s+(?:[a-z-]+\s+){0,2}(?:observers|monitors|mission|verifiers|teams?|patrols?|inspectors|officers)\b"
)
_LED_BY = re.compile(r"\bled\s+by\s+(?:an?\s+|the\s+)?$")
# Where a deal or a meeting has its name from is no party: "the Minsk accords", "the Istanbul talks".
_VENUE_OF = re.compile(
    r"\s+(?:(?:peace|cease-?fire|truce|\w+-\w+)\s+)?(?:accords?|agreements?|pact|protocols?|memorand\w+|talks|process|format"
    r"|negotiations|summit|conference|session|meeting|discussions|round|statement|declaration|formula|dialogue)\b"
)
_MEDIATES = re.compile(
    r"\.?[-‑](?:brokered|mediated|sponsored|backed|led|hosted)\b|\.?(?:['’]s)?\s+(?:mediation|auspices)\b"
    r"|(?:\s+and\s+[A-Z]\w+)?\s+mediators?\b"
    r"|\s+(?:had\s+)?(?:hosted|sponsored|mediated|brokered)\b(?!\s+by)"
)
_MEDIATORS_FROM = re.compile(r"\b[Mm]ediators\s+from\s+(?:\w+,?\s+)*$")
# What talks are about takes no part in them: "talks on Aland", "to end Aland's war".
_TOPIC = re.compile(
    r"\b(?:on|over|about|concerning|regarding|for|(?:to|of)\s+end(?:ing)?)\s+(?:(?:the|a|an)\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:in\s+(?:\w+ern\s+)?)?$",
    re.IGNORECASE,
)
# Buildings that stand for a government, unless something happens in them.
_PALACES = frozenset({"Kremlin", "White House", "Elysee"})
_INSIDE = re.compile(r"\b(?:in|inside|at)\s+(?:the\s+)?$", re.IGNORECASE)
_FRONTED = re.compile(r"\bAt\s+(?:the\s+)?$")
# A part of a country is ground, and so is what one leaves or comes to: "left southern Aland", "quit Aland".
_PART_OF = re.compile(
    r"\b(?:north|south|east|west|central|upper|lower)(?:[-‑]?(?:east|west))?(?:ern)?\s+$", re.IGNORECASE
)
_TRODDEN = re.compile(
    r"\b(?:left|leav(?:e|es|ing)|quit(?:s|ting)?|vacat(?:e|ed|es|ing)|evacuat(?:e|ed|es|ing)|enter(?:ed|s|ing)?"
    r"|reach(?:ed|es|ing)?|exit(?:ed|s|ing)?)\s+(?:the\s+)?$"
)
_MOVES = frozenset({"troop_withdrawal", "peacekeeper_deployment", "ceasefire_monitoring", "displaced_return"})
_LEADS_TO = re.compile(r"\b(?:to|linking|links?|with|between)\s+(?:the\s+)?$")
_BROKERED = re.compile(
    r"\.?[-‑](?:brokered|mediated|sponsored|backed|led|drafted|proposed|held|controlled|appointed|armed|funded|made|arranged"
    r"|negotiated|crafted|authored|written|inspired|supervised|monitored|guaranteed|facilitated|hosted|run|imposed)\b"
    r"|(?:['’]s)?(?:\s+and\s+[A-Z]\w+)?\s+(?:mediators?|go-betweens?|intermediar(?:y|ies)|brokers|guarantors?)\b"
    r"|\.?(?:['’]s)?\s+(?:mediation|time\b|auspices|request|help|border(?!\s+guard)|soil|territory|envoys?\b|capital\b|resort\b)"
    r"|\s+(?:said\s+(?:it|he)\s+)?(?:had\s+|has\s+)?(?:helped\s+)?(?:brokered?|negotiated|mediated?|hosted|sponsored|coaxed"
    r"|underwritten|underwrote|guaranteed|vouched|arranged|presided|drafted)\b(?!\s+by)"
)


def is_aside(event: Event, hit: ActorHit) -> bool:
    """Whether a party only brokers, hosts or lends its name ("the Russian-brokered truce", "in Armenia")."""
    before = event.before(hit)
    if event.event_type in ("ceasefire_proposed", "ceasefire_rejected"):
        return _AT.search(before.lower()) is not None and not before.rstrip().endswith("from")
    if event.event_type == "peace_talks":
        if is_mediator(event, hit):
            return False
        if hit.kind != "person" and _TOPIC.search(before):
            return True
    if "from" in before.lower() and _MEN_FROM.search(before.lower()):
        return False
    if _HOLDS.match(event.text, hit.end) or watches(event, hit):
        return False
    return _lends_its_name(event, hit, before) or _is_ground(event, hit, before)


def _lends_its_name(event: Event, hit: ActorHit, before: str) -> bool:
    """Whether it brokers a deal or names it, fronts a request, or is where goods come from."""
    if _BROKERED.match(event.text, hit.end) or _FRONTED.search(before) or _is_brokered(before):
        return True
    if hit.form == "metonym" and _VENUE_OF.match(event.text, hit.end):
        return True
    is_of_goods = event.event_type == "transport_unblocking" and hit.form == "demonym"
    return is_of_goods and _GOODS.match(event.text, hit.end) is not None


def _is_brokered(before: str) -> bool:
    return holds_any(before.lower(), _BROKER_CUES) and _BROKER.search(before.lower()) is not None


def _is_ground(event: Event, hit: ActorHit, before: str) -> bool:
    """Whether the name is of a place here: "in Armenia", "inside the Kremlin", "the road to Armenia"."""
    if hit.actor_id in _PALACES and _INSIDE.search(before):
        return True
    if not ((hit.kind == "state" and hit.form == "name") or hit.form == "metonym"):
        return False
    if hit.kind == "state" and (_PART_OF.search(before) or (event.event_type in _MOVES and _TRODDEN.search(before))):
        return True
    is_end_of_road = event.event_type == "transport_unblocking" and _LEADS_TO.search(before) is not None
    return is_end_of_road or _AT.search(before.lower()) is not None


def watches(event: Event, hit: ActorHit) -> bool:
    """Whether a party's men watch over a truce: "under the eye of U.N. observers", "led by a Cetanian general"."""
    if event.event_type != "ceasefire_monitoring":
        return False
    return _WATCHERS.match(event.text, hit.end) is not None or _LED_BY.search(event.before(hit)) is not None


def is_mediator(event: Event, hit: ActorHit) -> bool:
    """Whether a party brokers or hosts ("talks mediated by Cetania", "U.S.-sponsored"): in talks it takes part."""
    before = event.before(hit)
    if (hit.form != "metonym" and _is_brokered(before)) or _MEDIATORS_FROM.search(before):
        return True
    return _MEDIATES.match(event.text, hit.end) is not None
