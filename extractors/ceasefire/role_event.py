"""What is known of one event when its parties are asked for: its clause, the parties named, those said before.

Knows no event type's own rule; role_rules.py has one for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.focus import Focus
from extractors.ceasefire.spans import Span

# Types for which leaders are named in person (settled question 26).
IN_PERSON = frozenset(
    {"ceasefire_declared", "ceasefire_extended", "ceasefire_proposed", "ceasefire_rejected", "peace_talks"}
)
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")
_OF = re.compile(r"\b(?:of|by)\s+(?:the\s+|all\s+|its\s+|[\w-]+\s+){0,2}$")
_MANY = (
    r"(?:sides|parties|armies|camps|neighbou?rs|countries|governments|factions|foes|enemies|rivals|belligerents|militaries"
    r"|generals|leaders|ministries|Koreas|administrations|combatants)"
)
SIDES = re.compile(
    rf"\b(?:the\s+(?:(?:two|warring|rival|opposing|other)\s+)+{_MANY}|the\s+(?:sides|parties|belligerents|rivals|foes)"
    rf"|both\s+(?:\w+\s+)?{_MANY}|(?:two|rival|warring|opposing)\s+(?:\w+\s+)?{_MANY}|(?:each|either)\s+(?:side|camp)"
    r"|each\s+other|one\s+another)\b|['’]s?\s+(?:\w+\s+)?(?:sides|foes|rivals|camps|factions|combatants)\b",
    re.IGNORECASE,
)
# Whose sides they are is no side itself: "Yemen's foes", "Libya's two camps", "rival Cypriot leaders".
_OWNER_OF_SIDES = re.compile(
    rf"(?:['’]s?)?\s+(?:\w+\s+)?(?:(?:two|rival|warring|opposing)\s+)?{_MANY}\b(?!\s+(?:of|and)\b)", re.IGNORECASE
)
OWN = re.compile(
    r"\b(?:its|his|their(?!\s+lives)|it|he|she|they|the\s+army|the\s+military|troops|the\s+group)\b", re.IGNORECASE
)
_JOINED = re.compile(
    r"\.?(?:(?:['’]s?)?(?:,|,?\s+(?:and|or|as\s+well\s+as|with)|\s+versus)\s+(?:the\s+|[\w.-]+\s+){0,3}|[-‑–])"
)

# Who is named as the subject of what a speaker tells: "Aland confirmed on Friday that the rebels had left and ...".
_THAT = re.compile(r"[^.;]{0,60}\bthat\s+(?:the\s+)?(?:[\w-]+\s+)?$")

# Who only tells of it: "agreed to a truce, the envoy said, after four days of attacks".
_ONLY_SAYS = re.compile(r"\s+(?:said|says|told|added|announced|reported|wrote)\b[^,;]{0,40},")

Sides = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Event:
    """What one question for roles is about; `parties` are the namings in the clause that can be sides of the event."""

    text: str
    sentence: Span
    clause: Span
    trigger: Span
    is_passive: bool
    event_type: str
    status: str
    parties: tuple[ActorHit, ...] = ()
    earlier: tuple[ActorHit, ...] = ()
    speakers: tuple[ActorHit, ...] = ()
    focus: Focus = field(default_factory=Focus)

    @property
    def words(self) -> str:
        return self.text[self.clause.start : self.clause.end]

    @property
    def said(self) -> str:
        """The words with those of the act of speech that leads to them: "each accused the other of ..."."""
        starts = [hit.start for hit in self.speakers if self.sentence.start <= hit.start < self.clause.start]
        return self.text[min([self.clause.start, *starts]) : self.clause.end]

    def before(self, hit: ActorHit, n: int = 50) -> str:
        return self.text[max(self.sentence.start, hit.start - n) : hit.start]

    def ids(self, hits: Iterable[ActorHit]) -> list[str]:
        """Give the parties the namings stand for; a state whose army is the party of the conflict stands for it."""
        armies = dict(self.focus.armies)
        names = (party_id(hit, self.event_type) for hit in hits)
        return list(dict.fromkeys(armies.get(name, name) for name in names))

    def left(self) -> list[ActorHit]:
        return [hit for hit in self.parties if hit.start < self.trigger.start]

    def right(self) -> list[ActorHit]:
        return [hit for hit in self.parties if hit.start >= self.trigger.start]

    def rival_of(self, names: Sequence[str]) -> str | None:
        """Give the other side of the conflict, by the document's focus or by what the hits know."""
        parties = self.focus.parties
        if len(parties) == 2 and any(name in parties for name in names):
            return next((party for party in parties if party not in names), None)
        known = (
            hit for hit in (*self.parties, *self.earlier, *self.speakers) if {hit.actor_id, hit.state} & set(names)
        )
        rivals = (rival for hit in known for rival in hit.rivals if not parties or rival in parties)
        guessed = [name for name in self.focus.pair if name not in names]
        return next(rivals, guessed[0] if len(guessed) == 1 else None)

    def foe_of(self, side: Sequence[str]) -> list[str]:
        """Give the other side as a list, empty where it is not known."""
        rival = self.rival_of(side) if side else None
        return [rival] if rival else []

    def two_sides(self) -> list[str]:
        """Give both parties of the conflict the sentence or the document is about."""
        if self.focus.parties:
            return list(self.focus.parties)
        known = next((hit for hit in (*self.parties, *self.earlier) if hit.rivals), None)
        return [known.state or known.actor_id, known.rivals[0]] if known else list(self.focus.pair)


def party_id(hit: ActorHit, event_type: str) -> str:
    """Give the party an actor stands for: armies and ministries their state; leaders themselves where they act."""
    if hit.kind == "person":
        return hit.actor_id if event_type in IN_PERSON else hit.state or hit.actor_id
    if hit.kind in ("ministry", "office", "force", "government") and hit.state and "peacekeep" not in hit.actor_id:
        return hit.state
    if hit.kind == "body" and hit.state and hit.actor_id.endswith((" peacekeepers", " forces", " General Assembly")):
        return hit.state
    return hit.actor_id


def group(event: Event, hits: Sequence[ActorHit]) -> list[ActorHit]:
    """Give the first of `hits` with those joined to it: "Russia, France and the United States"."""
    group = list(hits[:1])
    for hit in hits[1:]:
        is_owner = event.text.startswith(("'s ", "’s "), hit.end)
        if is_owner or not _JOINED.fullmatch(event.text, group[-1].end, hit.start):
            break
        group.append(hit)
    return group


def last_group(event: Event, hits: Sequence[ActorHit]) -> list[ActorHit]:
    """Give the last of `hits` with those joined before it."""
    group = list(hits[-1:])
    for hit in reversed(hits[:-1]):
        if not _JOINED.fullmatch(event.text, hit.end, group[0].start):
            break
        group.insert(0, hit)
    return group


def _standing(event: Event, hits: Sequence[ActorHit]) -> Sequence[ActorHit]:
    """Leave out owners of what is named ("Iran, Hezbollah's patron, ..."), unless there is no one else."""
    free = [
        hit for hit in hits if not event.text.startswith(("'s ", "’s ", "' ", "’ "), hit.end) or hit.form == "metonym"
    ]
    return free or hits


def _are_sides(event: Event) -> bool:
    """Tell whether both sides do it: they are named as such before the verb, and at most their country beside them."""
    told = SIDES.search(event.text, event.clause.start, event.trigger.start)
    return told is not None and len(event.two_sides()) > 1 and all(owns_sides(event, hit) for hit in event.left())


def owns_sides(event: Event, hit: ActorHit) -> bool:
    """Tell whether a naming only says whose sides are meant."""
    return hit.kind == "state" and _OWNER_OF_SIDES.match(event.text, hit.end) is not None


def subject(event: Event) -> list[str]:
    """Give who does it: before the verb, after "by", from a clause before, or the speaker who says "its troops"."""
    if event.is_passive:
        agents = [hit for hit in event.right() if _BY.search(event.before(hit))]
        if agents:
            return event.ids(agents)
    named = [hit for hit in event.right() if _OF.search(event.before(hit))]
    if _are_sides(event):
        return event.two_sides()
    doers = event.ids(last_group(event, _standing(event, event.left())) or group(event, named))
    if doers:
        return doers
    if SIDES.search(event.words):
        return event.two_sides()
    if event.speakers and OWN.search(event.words):
        told = [hit for hit in event.earlier if hit.start > event.speakers[-1].end and hit.form != "metonym"]
        is_told = bool(told) and _THAT.match(event.text, event.speakers[-1].end, told[0].start) is not None
        return event.ids(group(event, told) if is_told else event.speakers)
    before = [hit for hit in event.earlier if not _ONLY_SAYS.match(event.text, hit.end)]
    return event.ids(last_group(event, before)) if event.words[:1].islower() else []
