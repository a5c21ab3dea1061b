"""Resolves sides named by what they are: "the rebels", "government forces", by the parties of the document's conflict.

Knows one conflict at a time, and only where one party is an armed group and the other a state or its army.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.focus import Focus
from extractors.ceasefire.spans import Span, holds_any

# What is held by rebels is no side: "attacked a rebel camp".
_HELD = (
    r"(?:camp|base|position|stronghold|post|hideout|outpost|area|village|town|territory|target|depot|hospital|checkpoint"
    r"|trench|line)s?\b"
)
_GROUP = (
    r"rebels?(?:\s+(?:forces|fighters|groups|factions|commander|leaders?))?(?<!rebel)|rebel(?!\s+"
    + _HELD
    + r")(?:\s+\w+)?"
    r"|insurgents|guerrillas|separatists|secessionists"
    r"|militants|paramilitar(?:y|ies)(?:\s+forces?)?|(?:separatist|insurgent)\s+(?:forces|fighters|leaders)"
    r"|militiamen|the\s+movement"
)
_STATE = (
    r"(?:pro-government|government|federal|loyalist|regime|army|regular)\s+(?:forces|troops|soldiers|units|jets|aircraft"
    r"|helicopters|warplanes|air\s*strikes?|army|negotiators|delegation|offer|appeal|proposal|plan|call|side|officials|spokes\w+)|the\s+(?:government|army|military|junta|authorities)"
)
_GENERIC = re.compile(rf"\b(?:(?P<group>{_GROUP})|(?P<state>{_STATE}))\b", re.IGNORECASE)
_CUE = re.compile(
    r"rebel|insurgent|guerrilla|separatist|secession|milita|movement|government|federal|loyalist|regime|army|regular"
    r"|junta|authorities",
    re.IGNORECASE,
)
# Whose they are stands before or after: "M23 rebels", "Yemen's government", "the government of Sudan".
_OWNED = re.compile(r"(?:['’]s?)?[\s-]+(?:(?!(?:and|or|with|against|from|by|to|on|for|told|said)\b)[\w-]+\s+)?$")
_OF = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?$")


_ITS_REBELS = re.compile(
    r"(?:['’]s?)?\s+(?:(?!(?:and|or|with|against|from|by|to|on|for|told|said|government|army)\b)[a-z-]+\s+){0,2}"
    r"(?:rebels?|insurgents?|guerrillas?|separatists?|secessionists?|mutineers)\b(?![-‑])"
)
_KEEPERS = re.compile(
    r"\b(?:the|its|their)\s+(?:[\w,-]+\s+)?(?:peacekeepers|peacekeeping\s+\w+|contingent|blue\s+(?:helmets|berets))\b",
    re.IGNORECASE,
)
_KEEPER_CUES = ("peacekeep", "contingent", "blue")
_FORCE = re.compile(
    r"\.?(?:['’]s)?\s+(?:\w+\s+)?(?:force|troops|soldiers|mission|convoy|contingent|peacekeepers|servicemen|battalion)\b"
)

# Who sends peacekeepers of its own: "Cetania has begun sending 1,960 peacekeepers".
_SENDS = re.compile(
    r"\s+(?:[a-z]+\s+){0,3}(?:send|sends|sending|sent|deploy\w*|dispatch\w*|fly|flying|flew|mov\w+)\s+(?:[\w,-]+\s+){0,4}peacekeep\w+"
)


def as_peacekeepers(text: str, hits: Sequence[ActorHit], focus: Focus, is_posting: bool) -> tuple[ActorHit, ...]:
    """Give the namings with "the U.N. force" and "blue helmets" taken for the peacekeepers of the conflict; where an
    event `is_posting` of peacekeepers, the soldiers of their state too."""
    if focus.peacekeepers is None:
        return tuple(hits)
    keepers, owner = focus.peacekeepers
    return tuple(replace(hit, actor_id=keepers) if _keeps(text, hit, owner, is_posting) else hit for hit in hits)


def _keeps(text: str, hit: ActorHit, owner: str, is_posting: bool) -> bool:
    if hit.kind == "force":
        return is_posting and hit.state == owner
    if is_posting and hit.kind == "state" and hit.actor_id == owner:
        return _FORCE.match(text, hit.end) is not None or _SENDS.match(text, hit.end) is not None
    if hit.kind != "body" or owner not in (hit.actor_id, hit.state):
        return False
    return hit.actor_id.endswith(("peacekeepers", "forces")) or _FORCE.match(text, hit.end) is not None


def without_foes(text: str, hits: Sequence[ActorHit], focus: Focus) -> list[ActorHit]:
    """Give the namings, those of a state that only say whose rebels are meant taken for the rebels: "Aland's main rebel
    group"; left out where no one knows who they are."""
    found = list[ActorHit]()
    for hit in hits:
        if hit.kind != "state" or not _ITS_REBELS.match(text, hit.end):
            found.append(hit)
            continue
        groups = focus.rebels or tuple({one.actor_id for one in hits if one.kind == "armed_group"})
        if len(groups) == 1 and {hit.actor_id, groups[0]} <= {*focus.parties, *focus.pair}:
            found.append(replace(hit, actor_id=groups[0], kind="armed_group", state=groups[0], rivals=(hit.actor_id,)))
    return found


def generic_hits(text: str, span: Span, hits: Sequence[ActorHit], focus: Focus) -> tuple[ActorHit, ...]:
    """Give the namings of a side by its kind in `span`; none where the sides are not one group and one state."""
    keepers = focus.peacekeepers
    found = _peacekeepers(text, span, hits, *keepers) if keepers else ()
    return (*found, *_fighters(text, span, hits, focus))


def _peacekeepers(text: str, span: Span, hits: Sequence[ActorHit], keepers: str, owner: str) -> Iterator[ActorHit]:
    if not holds_any(span.of(text).lower(), _KEEPER_CUES):
        return
    for found in _KEEPERS.finditer(text, span.start, span.end):
        if not any(hit.start < found.end() and found.start() < hit.end for hit in hits):
            yield ActorHit(keepers, *found.span(), "force", "generic", owner)


def _fighters(text: str, span: Span, hits: Sequence[ActorHit], focus: Focus) -> tuple[ActorHit, ...]:
    groups, states = focus.rebels, [party for party in focus.parties if party not in focus.rebels]
    if len(groups) != 1 or len(states) != 1 or not _CUE.search(text, span.start, span.end):
        return ()
    return tuple(_found(text, span, hits, groups[0], states[0]))


def _found(text: str, span: Span, hits: Sequence[ActorHit], group: str, state: str) -> Iterator[ActorHit]:
    for found in _GENERIC.finditer(text, span.start, span.end):
        if any(_is_owned(text, found, hit) for hit in hits):
            continue
        name, kind = (group, "armed_group") if found["group"] else (state, "government")
        yield ActorHit(name, *found.span(), kind, "generic", name, (state if found["group"] else group,))


def _is_owned(text: str, found: re.Match[str], hit: ActorHit) -> bool:
    """Whether the words belong to a naming beside them, or lie within one."""
    if hit.start < found.end() and found.start() < hit.end:
        return True
    if hit.end <= found.start():
        return found.start() - hit.end < 25 and _OWNED.fullmatch(text, hit.end, found.start()) is not None
    if hit.kind == "person" and text[found.end() : hit.start] == " ":  # "rebel leader Bo Bel" is he himself
        return True
    return hit.start - found.end() < 8 and _OF.fullmatch(text, found.end(), hit.start) is not None
