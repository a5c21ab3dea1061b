"""Says who acts, on whom and whose word it is in one event (codebook section 5, settled questions 25 to 27).

Knows no actor list: what is known of an actor comes with each hit. Which verbs make a subject the giver or the taker
stands here by event type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.spans import Span

# Types for which leaders are named in person (settled question 26).
_IN_PERSON = frozenset({"ceasefire_proposed", "ceasefire_rejected", "ceasefire_agreed", "peace_talks"})
_HOSTILE = frozenset({"ceasefire_violation", "armed_clash", "territory_capture"})
_MUTUAL = frozenset({"ceasefire_agreed", "ceasefire_extended", "ceasefire_in_effect", "peace_talks"})

_BROKER = re.compile(
    r"(?:brokered|mediated|sponsored|arranged|hosted|chaired|watched|drawn\s+up|put\s+forward|proposed|backed|supervised"
    r"|overseen|negotiated|announced|escorted|told)\s+by\s+(?:[\w,.'’-]+\s+){0,4}$"
    r"|\b(?:mediation|auspices|help|request|behest|presence|chairmanship|eye)\s+of\s+(?:the\s+)?$"
    r"|\b(?:in|near|inside|across|from|under)\s+(?:the\s+)?$"
)
_BROKERED = re.compile(r"[-‑](?:brokered|mediated|sponsored|backed|led|drafted|proposed|held|controlled|appointed)\b")
_TAKES = re.compile(
    r"\b(?:enter(?:ed|s|ing)?|took|takes?|taken|taking|regain\w*|reclaim\w*|recover\w*|receiv\w*|get(?:s|ting)?\s+back|got"
    r"|mov(?:ed|es|ing)\s+into|rolled\s+into|assum\w+|hoist\w*|retak\w+|retook|seiz\w+)\b"
)
_TO = re.compile(r"\b(?:to|into)\s+(?:the\s+)?$")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$")
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")
_EACH = re.compile(
    r"\beach\s+other|\bone\s+another|\bboth\s+sides|\beach\s+(?:side|camp)|\btrad(?:ed|ing)\b|\beach\s+accus|\bmutual"
)
_TELLS = ("says", "reports", "claims", "confirms")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who acts, on whom, and whose word it is, as actor ids."""

    source_actors: tuple[str, ...] = ()
    target_actors: tuple[str, ...] = ()
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """What one question for roles is about."""

    text: str
    sentence: Span
    clause: Span
    trigger: Span
    is_passive: bool
    event_type: str
    status: str

    def before(self, hit: ActorHit, n: int = 40) -> str:
        return self.text[max(self.sentence.start, hit.start - n) : hit.start]


def roles(
    hits: Sequence[ActorHit],
    text: str,
    sentence: Span,
    clause: Span,
    trigger: Span,
    is_passive: bool,
    event_type: str,
    status: str,
    attributions: Sequence[Attribution],
) -> Roles:
    """Give who acts, on whom and whose word it is (codebook section 5)."""
    event = _Event(text, sentence, clause, trigger, is_passive, event_type, status)
    speech = _speech(event, attributions)
    speaker = speech.attributed_to if speech else None
    in_clause = [hit for hit in hits if clause.start <= hit.start and hit.end <= clause.end]
    parties = [hit for hit in in_clause if not _is_aside(event, hit)]
    spoken = [hit for hit in hits if speech and speech.start <= hit.start and hit.end <= max(speech.end, speech.start)]
    source, target = _sides(event, parties, spoken, speech)
    return Roles(tuple(source), tuple(target), speaker)


def _speech(event: _Event, attributions: Sequence[Attribution]) -> Attribution | None:
    """Give the act of speech whose scope holds the trigger or most of the clause; the innermost of several."""
    at = event.trigger.start
    covering = [
        each
        for each in attributions
        if each.scope_start <= at < each.scope_end
        and not (
            event.event_type in _IN_PERSON and event.status == "actual" and each.act in ("denies", "calls", "orders")
        )
        and not event.clause.start <= each.start < event.clause.end
    ]
    own = [
        each
        for each in attributions
        if event.clause.start <= each.start < event.clause.end
        and (event.status in ("denied", "alleged") or (each.scope_start <= at and each.act in _TELLS))
    ]
    chosen = covering or own
    return min(chosen, key=lambda each: each.scope_end - each.scope_start) if chosen else None


def _is_aside(event: _Event, hit: ActorHit) -> bool:
    """Whether a party only brokers, hosts or lends its name ("the Russian-brokered truce", "in Armenia")."""
    if _BROKERED.match(event.text, hit.end):
        return True
    is_place = hit.kind == "state" and hit.form in ("name", "metonym")
    found = _BROKER.search(event.before(hit))
    return found is not None and (
        is_place or not found[0].lstrip().startswith(("in ", "near", "insi", "acro", "from", "unde"))
    )


def _sides(
    event: _Event, parties: Sequence[ActorHit], spoken: Sequence[ActorHit], speech: Attribution | None
) -> tuple[list[str], list[str]]:
    ids = _ids(event, parties)
    left = _ids(event, (hit for hit in parties if hit.start < event.trigger.start))
    right = [
        each for each in _ids(event, (hit for hit in parties if hit.start >= event.trigger.start)) if each not in left
    ]
    match event.event_type:
        case "territory_transfer":
            return _transfer(event, parties)
        case "ceasefire_violation" | "armed_clash" | "territory_capture":
            return _hostile(event, parties, left, right, spoken, speech)
        case "prisoner_exchange":
            return _exchange(event, parties, left, right)
        case "ceasefire_proposed":
            return left or right[:1], right if left else right[1:]
        case "ceasefire_rejected" | "diplomatic_reaction":
            return left or right[:1], [each for each in (right if left else right[1:]) if each not in left]
        case "ceasefire_agreed" | "ceasefire_extended" | "ceasefire_in_effect" | "peace_talks":
            return ids, []
        case _:
            return left or right, []


def _ids(event: _Event, hits: Iterable[ActorHit]) -> list[str]:
    return list(dict.fromkeys(party_id(hit, event.event_type) for hit in hits))


def party_id(hit: ActorHit, event_type: str) -> str:
    """Give the party an actor stands for: armies and ministries their state; leaders themselves where they act."""
    if hit.kind == "person":
        return hit.actor_id if event_type in _IN_PERSON else hit.state or hit.actor_id
    if hit.kind in ("ministry", "office", "force", "government") and hit.state and "peacekeep" not in hit.actor_id:
        return hit.state
    return hit.actor_id


def _transfer(event: _Event, parties: Sequence[ActorHit]) -> tuple[list[str], list[str]]:
    giver: str | None = None
    taker: str | None = None
    for hit in parties:
        name, before = party_id(hit, event.event_type), event.before(hit)
        if _TO.search(before) and hit.start > event.trigger.start:
            taker = taker or name
        elif _FROM.search(before) or _BY.search(before):
            giver = giver or name
        elif hit.start < event.trigger.start and _TAKES.search(event.text, event.trigger.start, event.trigger.end + 12):
            taker = taker or name
        elif hit.start < event.trigger.start:
            giver = giver or name
    known = next((hit for hit in parties if party_id(hit, event.event_type) in (giver, taker)), None)
    rival = known.rivals[0] if known and known.rivals else None
    giver = giver or (rival if taker else None)
    taker = taker or (rival if giver else None)
    return [giver] if giver else [], [taker] if taker else []


def _hostile(
    event: _Event,
    parties: Sequence[ActorHit],
    left: list[str],
    right: list[str],
    spoken: Sequence[ActorHit],
    speech: Attribution | None,
) -> tuple[list[str], list[str]]:
    speakers = _ids(event, spoken)
    both = list(dict.fromkeys([*speakers, *left, *right]))
    if _EACH.search(event.text, event.clause.start, event.clause.end) and len(both) >= 2:
        return both[:2], both[1::-1]
    agents = _ids(event, (hit for hit in parties if _BY.search(event.before(hit)))) if event.is_passive else []
    source = agents or left[:1] or right[:1]
    rest = [each for each in (*left, *right) if each not in source]
    rival = _rival(parties, source) or _rival(spoken, source)
    if speech and event.status == "alleged":
        accuser = speakers[:1]
        if accuser and source == accuser:
            return [rival] if rival else rest[:1], accuser
        return source, accuser if accuser and accuser != source else rest[:1]
    if event.status == "denied":
        return (speakers[:1] or source), rest[:1]
    return source, rest[:1] or ([rival] if rival and event.event_type == "territory_capture" else [])


def _rival(hits: Sequence[ActorHit], of: Sequence[str]) -> str | None:
    known = next((hit for hit in hits if hit.rivals and (hit.state in of or hit.actor_id in of)), None)
    return known.rivals[0] if known else None


def _exchange(
    event: _Event, parties: Sequence[ActorHit], left: list[str], right: list[str]
) -> tuple[list[str], list[str]]:
    both = list(dict.fromkeys([*left, *right]))
    if len(left) >= 2 or re.search(r"\b(?:swap|exchang|trad)\w*", event.text[event.clause.start : event.clause.end]):
        return both[:2], both[1::-1] if len(both) > 1 else []
    return left[:1], right[:1]
