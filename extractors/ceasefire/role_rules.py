"""Who acts on whom, by type of event (codebook section 5, settled questions 25 to 27).

Knows no speaker's words; which verbs make a subject the giver or the taker stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.ceasefire.role_asides import watches
from extractors.ceasefire.role_deals import agreed, extended, in_effect, is_author, talks
from extractors.ceasefire.role_event import (
    Event,
    Sides,
    group,
    last_group,
    subject,
)
from extractors.ceasefire.role_handovers import clearing, exchange, transfer
from extractors.ceasefire.role_hostile import clash, hostile

_LETS = re.compile(
    r"(?:['’]s)?\s+(?:\w+\s+){0,4}?(?:let|lets|allow\w*|forb\w+|bar(?:s|red)|block\w*|help\w*|escort\w*|accompan\w+|organi\w+"
    r"|br(?:ing|ought)|evacuat\w+|prevent\w*|order\w*|tell|told|agree\w*|resettle\w*)\b"
)
_GIVEN = re.compile(r"\b(?:by|from)\s+(?:the\s+)?(?:\w+\s+)?$")
_FOREIGN = re.compile(r"\b(?:mercenaries|foreign\s+(?:fighters|forces|troops|soldiers))\b", re.IGNORECASE)
_PARTING = re.compile(
    r"\b(?:disengag\w+|parting|parted|separation|mutual|pullback|each|front|line|armies|step\w*|positions)\b",
    re.IGNORECASE,
)
# Who calls for a withdrawal does not withdraw: "Aland again demanded that Beland leave".
_CALLS_FOR = re.compile(
    r"(?:['’]s)?\s+(?:(?:has|had|have|again|also|on\s+\w+day|\w+ly)\s+){0,3}(?:(?:call(?:s|ed|ing)?|calls)\s+(?:for|on)|demand(?:s|ed)"
    r"|urg(?:ed|es|ing)|want(?:s|ed)|insist(?:s|ed)"
    r"|press(?:ed|es|ing)|ask(?:s|ed))\b"
)
# Who votes against a call, or hears of it, is not called upon.
_AGAINST = re.compile(r"\b(?:with|that|which|while|whom)\s+(?:the\s+)?(?:[\w-]+\s+){0,1}$")
_RECOGNISES = re.compile(r"\brecogni[sz]\w*")
_PRAISES = re.compile(r"\b(?:welcom|hail|prais|applaud|cheer|bless|congratulat|salut)\w*")
_TRUCE_WITH = re.compile(
    r"(?<!\bunder a )(?<!\bunder the )\b(?:truce|cease-?fire|armistice|deal|accord|agreement|pact)\s+with\s+"
    r"(?:[\w-]+\s+){0,2}$"
)
_TOGETHER = re.compile(r"\bwith\s+(?:the\s+)?$")
# Who gives a mission of the United Nations its mandate.
_COUNCIL = "UN Security Council"


def _doing(event: Event) -> Sides:
    return subject(event), []


def _ending(event: Event) -> Sides:
    """Who ends a truce with whom; a truce with one side that only runs out was of both."""
    partners = event.ids(hit for hit in event.parties if _TRUCE_WITH.search(event.before(hit)))
    doers = [each for each in subject(event) if each not in partners]
    if doers or not partners:
        return doers, partners
    return [*event.foe_of(partners), *partners], []


def _withdrawal(event: Event) -> Sides:
    """Who leaves; foreign fighters are no party. Where no one is named a parting of forces is of both sides, and what
    leaves a place is of the side whose land it is not."""
    if _FOREIGN.search(event.words):
        return [], []
    callers = [hit for hit in event.left() if _CALLS_FOR.match(event.text, hit.end)]
    if callers:
        asked = [hit for hit in event.parties if hit.start > callers[-1].end]
        who = event.ids(group(event, asked)) if asked else event.foe_of(event.ids(callers))
        return [name for name in who if name not in event.ids(callers)], []
    doers, owner = subject(event), event.focus.owner
    if event.status == "denied" and event.speakers:
        return event.ids(event.speakers), []
    if doers:
        return doers, []
    if _PARTING.search(event.words):
        return event.two_sides(), []
    return ([party for party in event.focus.parties if party != owner] if owner else []), []


def _posting(event: Event) -> Sides:
    """Who sends or watches; where no one is named, the international body whose word it is."""
    doers = _watchers(event) or subject(event) or event.ids(hit for hit in event.speakers if hit.kind == "body")
    if event.event_type == "ceasefire_monitoring" and doers:
        partners = event.ids(hit for hit in event.right() if _TOGETHER.search(event.before(hit)))
        doers = list(dict.fromkeys([*doers, *partners]))
    if event.event_type == "peacekeeper_deployment" and _COUNCIL in (*doers, *event.ids(event.parties)):
        sent = (hit for hit in event.parties if hit.actor_id != _COUNCIL and hit.state in ("United Nations", _COUNCIL))
        return [_COUNCIL], event.ids(sent)
    return doers, []


def _watchers(event: Event) -> list[str]:
    """Give whose men watch over a truce, with those joined before them: "Russian and Turkish observers"."""
    last = max((at for at, hit in enumerate(event.parties) if watches(event, hit)), default=-1)
    return event.ids(last_group(event, event.parties[: last + 1]))


def _access(event: Event) -> Sides:
    """Who lets aid through, and whose it is; who keeps it out is whose land it is."""
    bodies = event.ids(hit for hit in (*event.parties, *event.speakers) if hit.kind == "body")
    doers = subject(event)
    owner = event.focus.owner
    if event.is_passive and event.status == "negated" and bodies and owner:
        return [owner], bodies[:1]
    return doers, [] if set(doers) & set(bodies) else event.ids(hit for hit in event.parties if hit.kind == "body")


def _unblocking(event: Event) -> Sides:
    """Who opens or shuts a way, and against which foe: the one whose goods or land the clause names."""
    doers = subject(event)
    foe = event.foe_of(doers) if len(doers) == 1 and doers[0] in event.focus.parties else []
    is_named = bool(foe) and foe[0][:_STEM] in event.words
    return doers, foe if is_named else []


def _returning(event: Event) -> Sides:
    """Who lets people go home; the people themselves are no party."""
    helpers = [hit for hit in event.parties if _LETS.match(event.text, hit.end)]
    return event.ids(helpers), []


def _proposers(event: Event) -> list[str]:
    """Whose plan it is: "put forward by X", "appeals from X and Y", "a U.S. proposal"."""
    given = [hit for hit in event.right() if _GIVEN.search(event.before(hit))]
    if given:
        return event.ids(group(event, [hit for hit in event.right() if hit.start >= given[0].start]))
    near = last_group(event, event.left())
    gap = event.text[near[-1].end : event.trigger.start] if near else ""
    return (
        event.ids(near)
        if near and len(event.left()) > len(near) and len(gap.split()) <= 2 and near[0].form != "metonym"
        else []
    )


def _proposed(event: Event) -> Sides:
    """Whose call it is and on whom; a call on no one in particular is on both sides."""
    source = _proposers(event) or event.ids(group(event, event.left())) or event.ids(group(event, event.right())[:1])
    called = event.ids(hit for hit in event.right() if not _AGAINST.search(event.before(hit)))
    target = [each for each in called if each not in source]
    sides = [each for each in target if each in event.focus.parties]
    target = sides or target
    source = source or event.ids(last_group(event, event.earlier))
    if not target:
        owners = [hit.state or hit.actor_id for hit in (*event.parties, *event.earlier) if hit.actor_id in source]
        target = [party for party in event.two_sides() if party not in (*source, *owners)]
    return source, target


def _rejected(event: Event) -> Sides:
    """Who refuses whose offer; an offer refused is that of a side, whoever voiced it."""
    source = event.ids(group(event, event.left())) or event.ids(group(event, event.right())[:1])
    states = [hit.state if hit.kind == "person" and hit.state else hit.actor_id for hit in event.right()]
    source = source or event.ids(last_group(event, event.earlier))
    target = [state for state in dict.fromkeys(states) if state not in source]
    return source, target or _offerer(event, source)


def _offerer(event: Event, source: Sequence[str]) -> list[str]:
    """Give whose offer is refused where the clause does not say: the side named last before it."""
    named = event.ids(event.earlier)
    owners = {
        hit.state or hit.actor_id for hit in (*event.parties, *event.earlier) if set(source) & set(event.ids([hit]))
    }
    before = [name for name in named if name in event.focus.parties and name not in (*source, *owners)]
    return before[-1:]


def _reaction(event: Event) -> Sides:
    """Who praises or blames whom: a deal praised is no one's, a plan voted on not its author's."""
    first = group(event, event.left()) or group(event, event.right())[:1]
    rest = [hit for hit in (*event.right(), *event.left()) if hit not in first and not is_author(event, hit)]
    source = event.ids(first) or event.ids(last_group(event, event.earlier))
    if _PRAISES.search(event.words):
        return source, []
    target = [each for each in event.ids(group(event, rest)) if each not in source]
    if not target and _RECOGNISES.search(event.words) and event.focus.breakaway:
        target = [event.focus.breakaway]
    return source, target


_STEM = 6  # letters that a state shares with its people
_RULES: dict[str, Callable[[Event], Sides]] = {
    "ceasefire_agreed": agreed,
    "ceasefire_extended": extended,
    "ceasefire_in_effect": in_effect,
    "ceasefire_ended": _ending,
    "peace_talks": talks,
    "territory_transfer": transfer,
    "ceasefire_violation": hostile,
    "territory_capture": hostile,
    "armed_clash": clash,
    "prisoner_exchange": exchange,
    "ceasefire_proposed": _proposed,
    "ceasefire_rejected": _rejected,
    "diplomatic_reaction": _reaction,
    "mine_clearance": clearing,
    "troop_withdrawal": _withdrawal,
    "humanitarian_access": _access,
    "displaced_return": _returning,
    "transport_unblocking": _unblocking,
    "ceasefire_monitoring": _posting,
    "peacekeeper_deployment": _posting,
}


def sides(event: Event) -> Sides:
    """Give who acts and on whom, as two lists of actor ids."""
    return _RULES.get(event.event_type, _doing)(event)
