"""Says who acts, on whom and whose word it is in one event (codebook section 5, settled questions 25 to 27).

Knows no actor list and no place: what is known of an actor comes with each hit, what of the conflict with the focus.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.attribution import Attribution, speaker_id
from extractors.ceasefire.focus import Focus
from extractors.ceasefire.role_asides import is_aside
from extractors.ceasefire.role_event import IN_PERSON, Event
from extractors.ceasefire.role_groups import as_peacekeepers, generic_hits, without_foes
from extractors.ceasefire.role_rules import sides
from extractors.ceasefire.spans import Span, within

_SPOKEN = IN_PERSON | {"ceasefire_agreed"}
_BY_ARMIES = frozenset({"troop_withdrawal", "ceasefire_violation"})
_ARMED = (" forces", " Command", " coalition", " peacekeepers")
# What stands further than this from a clause has no part in its event.
_REACH = 600
_THE = len("the ")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_OPENS = re.compile(
    r"(?:^|[,;:]\s+|[-–—]\s+|\b(?:that|said|says|as|when|after|because|where|\w+day)\s+)(?:[Tt]he\s+)?$"
)
_SAYS = re.compile(
    r"\s+(?:also\s+|later\s+)?(?:said|says|claimed|claims|alleged|insisted|complained|reported)\b(?!\s+to\b)"
)
_TELLS = ("says", "reports", "claims", "confirms")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who acts, on whom, and whose word it is, as actor ids."""

    source_actors: tuple[str, ...] = ()
    target_actors: tuple[str, ...] = ()
    attributed_to: str | None = None


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
    focus: Focus | None = None,
) -> Roles:
    """Give who acts, on whom and whose word it is (codebook section 5).

    `hits` and `attributions` are those of the sentence. `focus` is what the document is about (ActorIndex.focus).
    """
    hits = within(hits, clause.start - _REACH, clause.end + _REACH)
    attributions = within(attributions, clause.start - _REACH, clause.end + _REACH)
    known = focus or Focus()
    generic = generic_hits(text, Span(max(sentence.start, clause.start - _REACH), clause.end), hits, known)
    hits = sorted((*hits, *generic), key=lambda hit: hit.start) if generic else hits
    hits = without_foes(text, hits, known)
    hits = as_peacekeepers(text, hits, known, event_type == "peacekeeper_deployment")
    event = Event(text, sentence, clause, trigger, is_passive, event_type, status, focus=known)
    speech = _speech(event, attributions)
    spoken = tuple(hit for hit in hits if speech and speech.start <= hit.start and hit.end <= speech.end)
    named = frozenset(speech.attributed_to.split("; ")) if speech else frozenset()
    spoken = tuple(hit for hit in spoken if speaker_id(hit) in named) or spoken
    spoken = spoken or _named_before(hits, speech) or _by_kind(event, generic if speech is None else ())
    inside = [hit for hit in hits if clause.start <= hit.start and hit.end <= clause.end]
    inside = [*_joined_before(hits, inside, text, clause), *inside]
    near = [hit for hit in hits if not (is_aside(event, hit) or _only_looks_on(event_type, hit))]
    parties = tuple(hit for hit in inside if hit in near and hit not in spoken)
    earlier = tuple(hit for hit in near if hit.end <= clause.start)
    source, target = sides(replace(event, parties=parties, earlier=earlier, speakers=spoken))
    is_local = event_type != "prisoner_exchange"  # captives are freed by both republics wherever the buses meet
    word_of = speech.attributed_to if speech else None
    if speech is None and spoken and status == "alleged":
        word_of = spoken[0].actor_id
    return Roles(_each(source, known, is_local), _each(target, known, is_local), word_of)


def _only_looks_on(event_type: str, hit: ActorHit) -> bool:
    """Whether a body without men under arms counts, asks for or signs what armies do: "monitors logged 12 shots"."""
    is_armed = hit.actor_id.endswith(_ARMED) or "NATO" in hit.sides
    return event_type in _BY_ARMIES and hit.kind == "body" and not is_armed


def _each(side: Sequence[str], focus: Focus, is_local: bool) -> tuple[str, ...]:
    """Give the members of the blocs in a side for the blocs."""
    return tuple(dict.fromkeys(one for party in side for one in focus.members(party, is_local=is_local)))


def _joined_before(
    hits: Sequence[ActorHit], inside: Sequence[ActorHit], text: str, clause: Span
) -> tuple[ActorHit, ...]:
    """Give the half of a subject that its clause was cut from: "Aland and" [Beland failed to agree]."""
    if not inside or inside[0].start - clause.start > _THE:
        return ()
    before = [hit for hit in hits if hit.end <= clause.start]
    is_joined = bool(before) and _AND.fullmatch(text, before[-1].end, inside[0].start) is not None
    is_joined = is_joined and _OPENS.search(text, max(0, before[-1].start - 12), before[-1].start) is not None
    return tuple(before[-1:]) if is_joined else ()


def _named_before(hits: Sequence[ActorHit], speech: Attribution | None) -> tuple[ActorHit, ...]:
    """Give the speaker whose verb stands alone ("Moscow rejected the report and denied that ..."): named before it."""
    before = [hit for hit in hits if speech and hit.end <= speech.start and speaker_id(hit) == speech.attributed_to]
    return tuple(before[-1:])


def _by_kind(event: Event, generic: Sequence[ActorHit]) -> tuple[ActorHit, ...]:
    """Give the speaker that is named by its kind alone: "the government said the raid had broken the truce"."""
    told = [hit for hit in generic if hit.end <= event.trigger.start and _SAYS.match(event.text, hit.end)]
    return tuple(told[-1:])


def _speech(event: Event, attributions: Sequence[Attribution]) -> Attribution | None:
    """Give the act of speech whose scope holds the trigger; one inside the clause only where it tells or denies."""
    at, clause = event.trigger.start, event.clause
    inside = [each for each in attributions if clause.start <= each.start < clause.end]
    covering = [each for each in attributions if each.scope_start <= at < each.scope_end and each not in inside]
    if event.event_type in _SPOKEN and event.status == "actual":
        covering = [each for each in covering if each.act not in ("denies", "calls", "orders")]
    is_word = event.status in ("denied", "alleged")
    own = [each for each in inside if is_word or (each.scope_start <= at and each.act in _TELLS)]
    chosen = (own or covering) if is_word else (covering or own)
    return min(chosen, key=lambda each: each.scope_end - each.scope_start) if chosen else None
