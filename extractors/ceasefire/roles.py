"""Says who acts, on whom and whose word it is in one event (codebook section 5, settled questions 25 to 27).

Knows no actor list and no place: what is known of an actor comes with each hit, what of the conflict with the focus.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from extractors.ceasefire.actors import ActorHit, Focus
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.spans import Span

# Types for which leaders are named in person (settled question 26).
_IN_PERSON = frozenset(
    {"ceasefire_declared", "ceasefire_extended", "ceasefire_proposed", "ceasefire_rejected", "peace_talks"}
)
_SPOKEN = _IN_PERSON | {"ceasefire_agreed"}
# What stands further than this from a clause has no part in its event.
_REACH = 600
_TELLS = ("says", "reports", "claims", "confirms")

_BROKER = re.compile(
    r"\b(?:brokered|mediated|sponsored|arranged|hosted|chaired|watched|drawn\s+up|put\s+forward|proposed|backed|supervised"
    r"|overseen|negotiated|announced|escorted|told|funded|led)\s+by\s+(?:[\w,.'’-]+\s+){0,5}$"
    r"|\b(?:mediation|auspices|help|request|behest|presence|chairmanship|eye|sponsor)\s+of\s+(?:the\s+)?$"
    r"|\b(?:through|thanks\s+to|alongside)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:in|near|inside|across|from|under|outside|around|towards?|into)\s+(?:the\s+)?(?:\w+ern\s+)?$", re.IGNORECASE
)
_BROKERED = re.compile(
    r"\.?[-‑](?:brokered|mediated|sponsored|backed|led|drafted|proposed|held|controlled|appointed|armed|funded|made)\b"
    r"|\.?(?:['’]s)?\s+(?:mediation|time\b|auspices|request|help|border|soil|territory|envoys?\b)"
    r"|\s+(?:said\s+it\s+)?(?:had\s+)?(?:brokered|negotiated|mediated|hosted|sponsored)\b"
)
_TAKES = re.compile(
    r"\b(?:enter(?:ed|s|ing)?|took|takes?|taken|taking|regain\w*|reclaim\w*|recover\w*|receiv\w*|get(?:s|ting)?\s+back|got"
    r"|mov(?:ed|es|ing)|roll\w*|assum\w+|hoist\w*|retak\w+|retook|seiz\w+|accept\w*|wants?|demands?)\b"
)
_TO = re.compile(r"\b(?:to|into)\s+(?:the\s+)?$")
_FROM = re.compile(r"\b(?:from|by)\s+(?:the\s+)?(?:[\w-]+\s+){0,1}$")
_BY = re.compile(r"\bby\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")
_OF = re.compile(r"\b(?:of|by)\s+(?:the\s+|all\s+|its\s+|[\w-]+\s+){0,2}$")
_LETS = re.compile(
    r"(?:['’]s)?\s+(?:\w+\s+){0,4}?(?:let|lets|allow\w*|forb\w+|bar(?:s|red)|block\w*|help\w*|escort\w*|accompan\w+|organi\w+"
    r"|br(?:ing|ought)|evacuat\w+|prevent\w*|order\w*|tell|told|agree\w*|resettle\w*)\b"
)
_EACH = re.compile(
    r"\beach\s+(?:other|side|camp|accus\w+|blam\w+|of)|\bone\s+another|\bboth\s+(?:sides|camps|armies)|\btrad(?:ed|ing)\b"
    r"|\bmutual|\beach\b.*\bthe\s+other\b"
)
_SIDES = re.compile(
    r"\b(?:the\s+(?:(?:two|warring|rival|opposing|other)\s+)*(?:sides|parties|armies|camps|neighbou?rs|countries|governments"
    r"|factions|foes|enemies|delegations)|both\s+(?:\w+\s+)?(?:sides|parties|armies|camps|factions|governments|countries)"
    r"|['’]s?\s+(?:two|rival|warring|opposing)\s+(?:sides|parties|armies|camps|factions|generals|foes)"
    r"|(?:the\s+)?two\s+(?:sides|armies|camps|neighbou?rs|governments|parties)|each\s+(?:side|camp)|each\s+other)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:its|his|their|it|he|she|they|the\s+army|the\s+military|troops|the\s+group)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:['’]s?)?(?:,|,?\s+(?:and|or|as\s+well\s+as|with)|\s+versus)\s+(?:the\s+|[\w.-]+\s+){0,3}")
_SIGNS = re.compile(r"\b(?:sign\w*|signatures?|put\s+(?:his|her|their)\s+names?)\b")
_SWAP = re.compile(r"\b(?:swap|exchang|trad)\w*|\bfor\s+\d|\bother\s+way\b|\bin\s+return\b")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who acts, on whom, and whose word it is, as actor ids."""

    source_actors: tuple[str, ...] = ()
    target_actors: tuple[str, ...] = ()
    attributed_to: str | None = None


_Sides = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True)
class _Event:
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

    def before(self, hit: ActorHit, n: int = 50) -> str:
        return self.text[max(self.sentence.start, hit.start - n) : hit.start]

    def ids(self, hits: Iterable[ActorHit]) -> list[str]:
        return list(dict.fromkeys(party_id(hit, self.event_type) for hit in hits))

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
        return next((hit.rivals[0] for hit in known if hit.rivals), None)

    def two_sides(self) -> list[str]:
        """Give both parties of the conflict the sentence or the document is about."""
        if self.focus.parties:
            return list(self.focus.parties)
        known = next((hit for hit in (*self.parties, *self.earlier) if hit.rivals), None)
        return [known.state or known.actor_id, known.rivals[0]] if known else []


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
    hits = _within(hits, clause.start - _REACH, clause.end + 1)
    attributions = _within(attributions, clause.start - _REACH, clause.end + _REACH)
    event = _Event(text, sentence, clause, trigger, is_passive, event_type, status, focus=focus or Focus())
    speech = _speech(event, attributions)
    spoken = tuple(hit for hit in hits if speech and speech.start <= hit.start and hit.end <= speech.end)
    inside = [hit for hit in hits if clause.start <= hit.start and hit.end <= clause.end]
    parties = tuple(hit for hit in inside if not _is_aside(event, hit) and hit not in spoken)
    earlier = tuple(hit for hit in hits if hit.end <= clause.start and not _is_aside(event, hit))
    event = _Event(
        text, sentence, clause, trigger, is_passive, event_type, status, parties, earlier, spoken, focus or Focus()
    )
    source, target = _RULES.get(event_type, _doing)(event)
    return Roles(tuple(source), tuple(target), speech.attributed_to if speech else None)


_S = TypeVar("_S", ActorHit, Attribution)


def _within(spans: Sequence[_S], start: int, end: int) -> Sequence[_S]:
    first = bisect_left(spans, start, key=lambda span: span.start)
    return spans[first : bisect_left(spans, end, key=lambda span: span.start)]


def _speech(event: _Event, attributions: Sequence[Attribution]) -> Attribution | None:
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


def _is_aside(event: _Event, hit: ActorHit) -> bool:
    """Whether a party only brokers, hosts or lends its name ("the Russian-brokered truce", "in Armenia")."""
    before = event.before(hit)
    if event.event_type == "ceasefire_proposed":
        return _AT.search(before) is not None and not before.rstrip().endswith("from")
    if _BROKERED.match(event.text, hit.end):
        return True
    is_place = hit.kind == "state" and hit.form in ("name", "metonym")
    return _BROKER.search(before) is not None or (is_place and _AT.search(before) is not None)


def party_id(hit: ActorHit, event_type: str) -> str:
    """Give the party an actor stands for: armies and ministries their state; leaders themselves where they act."""
    if hit.kind == "person":
        return hit.actor_id if event_type in _IN_PERSON else hit.state or hit.actor_id
    if hit.kind in ("ministry", "office", "force", "government") and hit.state and "peacekeep" not in hit.actor_id:
        return hit.state
    return hit.actor_id


def _group(event: _Event, hits: Sequence[ActorHit]) -> list[ActorHit]:
    """Give the first of `hits` with those joined to it: "Russia, France and the United States"."""
    group = list(hits[:1])
    for hit in hits[1:]:
        if not _JOINED.fullmatch(event.text, group[-1].end, hit.start):
            break
        group.append(hit)
    return group


def _last_group(event: _Event, hits: Sequence[ActorHit]) -> list[ActorHit]:
    """Give the last of `hits` with those joined before it."""
    group = list(hits[-1:])
    for hit in reversed(hits[:-1]):
        if not _JOINED.fullmatch(event.text, hit.end, group[0].start):
            break
        group.insert(0, hit)
    return group


def _subject(event: _Event) -> list[str]:
    """Give who does it: before the verb, after "by", from a clause before, or the speaker who says "its troops"."""
    if event.is_passive:
        agents = [hit for hit in event.right() if _BY.search(event.before(hit))]
        if agents:
            return event.ids(agents)
    named = [hit for hit in event.right() if _OF.search(event.before(hit))]
    subject = event.ids(_group(event, event.left() or named))
    if subject:
        return subject
    if _SIDES.search(event.words):
        return event.two_sides()
    if event.speakers and _OWN.search(event.words):
        return event.ids(event.speakers)
    starts_low = event.words[:1].islower()
    return event.ids(_last_group(event, event.earlier)) if starts_low and event.earlier else []


def _doing(event: _Event) -> _Sides:
    return _subject(event), []


def _returning(event: _Event) -> _Sides:
    """Who lets people go home; the people themselves are no party."""
    helpers = [hit for hit in event.parties if _LETS.match(event.text, hit.end)]
    return event.ids(helpers), []


def _mutual(event: _Event) -> _Sides:
    """A joint act: all who are named, both sides where the words say so; one side alone stands with its rival."""
    people = event.ids(event.parties)
    if event.event_type == "ceasefire_agreed":
        signers = [hit for hit in (*event.earlier, *event.parties) if hit.kind == "person"]
        if _SIGNS.search(event.words) and len(signers) > 1:
            return list(dict.fromkeys(hit.actor_id for hit in signers)), []
    if len(people) >= 2:
        return people, []
    if _SIDES.search(event.words):
        return event.two_sides() or people, []
    if event.event_type in ("ceasefire_agreed", "ceasefire_extended"):
        is_joint = event.event_type == "ceasefire_agreed" and event.status != "hypothetical"
        rival = event.rival_of(people) if people and is_joint else None
        return ([*people, rival] if rival else people or event.two_sides()), []
    if people or event.event_type != "peace_talks":
        return people, []
    met = event.ids(_last_group(event, event.earlier))
    return (met if len(met) > 1 else event.two_sides()), []


def _in_effect(event: _Event) -> _Sides:
    people = event.ids(event.parties)
    return (people or (event.two_sides() if _SIDES.search(event.words) else [])), []


def _transfer(event: _Event) -> _Sides:
    """Who cedes and who receives; where the words name one or none, by the conflict and whose land it is by law."""
    giver: str | None = None
    taker: str | None = None
    takes = _TAKES.search(event.words) is not None
    for hit in event.parties:
        name, before = party_id(hit, event.event_type), event.before(hit)
        if _TO.search(before):
            taker = taker or name
        elif _FROM.search(before):
            giver = giver or name
        elif takes:
            taker = taker or name
        else:
            giver = giver or name
    parties, owner = event.focus.parties, event.focus.owner
    if owner is not None and len(parties) == 2 and (giver is taker is None or giver == taker):
        return [party for party in parties if party != owner], [owner]
    if giver is None and taker is not None:
        giver = event.rival_of([taker])
    elif taker is None and giver is not None:
        taker = event.rival_of([giver])
    return [giver] if giver else [], [taker] if taker else []


def _hostile(event: _Event) -> _Sides:
    """Doer and victim: in an accusation the accused and the accuser; a denial turns on who denies."""
    speakers = event.ids(event.speakers)
    left, right = event.ids(event.left()), event.ids(event.right())
    both = list(dict.fromkeys([*speakers, *left, *right]))
    if _EACH.search(event.words):
        pair = both[:2] if len(both) >= 2 else event.two_sides()
        return pair, pair[::-1]
    if event.status == "denied":
        denier = speakers or event.ids(_group(event, event.parties)) or event.ids(event.earlier[-1:])
        return denier[:1], []
    source = _subject(event)[:1]
    rest = [each for each in (*left, *right) if each not in source]
    accuser = speakers[:1] if event.status == "alleged" else []
    if accuser and (not source or source == accuser):
        accused = rest[:1] or [rival for rival in [event.rival_of(accuser)] if rival]
        return accused, accuser
    rival = event.rival_of(source) if source else None
    return source, accuser or rest[:1] or ([rival] if rival else [])


def _clash(event: _Event) -> _Sides:
    people = event.ids(event.parties)
    if len(people) == 2 and re.search(r"\b(?:between|fought|war|clash\w*|exchang\w+)\b", event.words):
        return people, []
    if not people and event.status == "actual" and _SIDES.search(event.words):
        return event.two_sides(), []
    return _hostile(event)


def _exchange(event: _Event) -> _Sides:
    people = event.ids(event.parties)
    if _SIDES.search(event.words) or (_SWAP.search(event.words) and len(people) < 2):
        pair = event.two_sides()
        return (pair, pair[::-1]) if pair and (len(people) < 2) else (people[:2], people[1::-1])
    if _SWAP.search(event.words) and len(people) >= 2:
        return people[:2], people[1::-1]
    sides = [hit for hit in event.parties if hit.kind != "body"]
    agents = event.ids(hit for hit in sides if re.search(r"\b(?:by|from)\s+(?:the\s+)?$", event.before(hit)))
    captives = event.ids(hit for hit in sides if hit.form == "demonym" or hit.kind == "force")
    source = agents or event.ids(
        hit for hit in event.left()[:1] if hit in sides and hit.form != "demonym" and hit.kind != "force"
    )
    target = [each for each in (captives or event.ids(sides)) if each not in source]
    if not source and target:
        rival = event.rival_of(target)
        source = [rival] if rival else []
    if source and not target:
        rival = event.rival_of(source)
        target = [rival] if rival else []
    return source[:1], target[:1]


def _towards(event: _Event) -> _Sides:
    """An act of speech towards others: "urged A and B", "rejected X's offer", "condemned Y"."""
    source = event.ids(_group(event, event.left())) or event.ids(_group(event, event.right())[:1])
    target = [each for each in event.ids(event.right()) if each not in source]
    source = source or event.ids(_last_group(event, event.earlier))
    if event.event_type == "ceasefire_proposed" and not target:
        owners = [hit.state or hit.actor_id for hit in (*event.parties, *event.earlier) if hit.actor_id in source]
        target = [party for party in event.two_sides() if party not in (*source, *owners)]
    return source, target


_RULES = {
    "ceasefire_agreed": _mutual,
    "ceasefire_extended": _mutual,
    "ceasefire_in_effect": _in_effect,
    "peace_talks": _mutual,
    "territory_transfer": _transfer,
    "ceasefire_violation": _hostile,
    "territory_capture": _hostile,
    "armed_clash": _clash,
    "prisoner_exchange": _exchange,
    "ceasefire_proposed": _towards,
    "ceasefire_rejected": _towards,
    "diplomatic_reaction": _towards,
    "displaced_return": _returning,
}
