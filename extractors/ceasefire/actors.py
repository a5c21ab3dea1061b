"""Finds the parties a text names: states, governments, armies, bodies, armed groups, and people by name or office.

Knows no file: the list of actors is given. Who does what to whom in one event is said by roles.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from config.schema import Actor, Conflict
from extractors.ceasefire import datelines
from extractors.ceasefire.focus import Conflicts, Focus
from extractors.ceasefire.names import Names, words_of
from extractors.ceasefire.spans import holds_any
from extractors.records import PlaceRef

_FORMS = ("name", "demonym", "metonym")
_ANAPHOR = re.compile(
    r"\b(?=(?:[Tt]he|[Ii]ts?|[Aa]|[Ss]?[Hh]e)\s)(?:"  # few words are one of these
    r"(?P<ministry>(?:[Tt]he|[Ii]ts|[Aa])\s+(?:(?P<field>[Dd]efen[cs]e|[Ff]oreign|[Ii]nterior)\s+)?[Mm]inistry)\b"
    r"|(?P<peacekeepers>[Tt]he\s+(?:peacekeepers|contingent|peacekeeping\s+(?:contingent|force|command)))\b"
    r"|(?P<force>[Tt]he\s+(?:army|military))\b|(?P<armed_group>[Tt]he\s+(?:group|movement|militia))\b"
    r"|(?P<body>[Ii]t(?=\s+(?:said|added|adds|noted|specified|stressed)))\b"
    r"|(?P<person>(?:[Hh]e|[Ss]he)(?=\s+(?:also\s+)?(?:said|says|told|added|noted|stressed|wrote|warned|denied|insisted)))\b)"
)
# The ministry of whose capital a sentence opens with: "In Baku, the Defense Ministry".
_SEAT = re.compile(r"In [A-Z][\w-]+, ")
# Whoever stands before this has spoken, and is who "it added" goes on with.
_SPEAKS = re.compile(
    r"(?:['’]s)?(?: press (?:service|office|center|centre))? (?:said|says|told|reported|added|noted|announced|stated"
    r"|confirmed|denied|alleged|claimed|warned|insisted)\b"
)
_JOINS_NAME = re.compile(r",? (?:(?:Gen(?:eral)?|Lt|Maj(?:or)?|Col(?:onel)?|Sheikh|Mr)\.? )*")
# What stands between a country and a name that only says who he is: "Alandic army chief Bo Bel".
_TITLE = re.compile(
    r"\.?(?:['’]s)? (?:[a-z-]+ ){0,3}(?:commander|leader|chief|head|boss|counterpart|colleague|host|envoy|negotiator"
    r"|strongman|premier|minister|president|chancellor|general|aide|adviser|diplomat|warlord|cleric|mediator|official|speaker"
    r"|ambassador|secretary|spokes\w+) "
)
_HIGH_TITLE = re.compile(
    r"(?:['’]s)? (?:(?:[Ff]ormer|[Aa]cting|[Cc]aretaker|[Ii]nterim|Deputy|Vice|First|Prime|Foreign|Defen[cs]e|Interior"
    r"|State|Chief) )*(?:President|Premier|Minister|Secretary(?: of State| of Defense)?|Chancellor|General|Marshal|Emir"
    r"|Sultan|King|Crown Prince|Envoy|Speaker|Ambassador|Chief) "
)
_NEW_SENTENCE = re.compile(r"[a-z\d\"”)][.!?]\s|\n")
# Who backs or brokers is no side of the conflict.
_BACKS = re.compile(r"\.?[-‑](?:backed|aligned|brokered|mediated|sponsored|drafted|proposed|allied|hosted)\b")
_REBELS = re.compile(r"\b(?:rebels?|insurgents?|guerrillas?|militants?)\b")
_IN = re.compile(r"\b(?:in|at) $")
_REBEL_CUES = ("rebel", "insurgent", "guerrilla", "militant")
# "The U.N. chief" is a party by his office (the development set labels it so).
_NEVER_IN_PERSON = "UN Secretary-General"

_COUNCIL = "UN Security Council"
# Many states have a Security Council with a secretary; that of the United Nations has members.
_STATES_COUNCIL = re.compile(r"(?:\b[Nn]ational|\b(?:secretary|head|chief) of(?: the)?) $")
# "The head of the UN Security Council" names it whole: that is no state's.
_BARE_COUNCIL = re.compile(r"(?:[Tt]he )?Security")
_OF = re.compile(r" of (?:the )?")

Row = tuple[Actor, str, str]  # the actor, the form of the name, the name as listed


@dataclass(frozen=True, slots=True)
class ActorHit:
    """One naming of an actor. `form` is name, demonym, metonym or office; `state` whom an army or ministry is of."""

    actor_id: str
    start: int
    end: int
    kind: str
    form: str
    state: str = ""
    rivals: tuple[str, ...] = ()

    @property
    def sides(self) -> frozenset[str]:
        """The actor and the state it is of."""
        return frozenset((self.actor_id, self.state)) - {""}


class ActorIndex:
    """All known actors, ready to be found in text."""

    def __init__(self, actors: Sequence[Actor], conflicts: Sequence[Conflict] = ()) -> None:
        """Take the rows of the actor list; the parties of a conflict become each other's rivals."""
        rows: dict[tuple[str, ...], list[Row]] = {}
        for actor in actors:
            for form, names in zip(_FORMS, (actor.names, actor.demonyms, actor.metonyms), strict=True):
                for name in (actor.actor_id, *names) if form == "name" else names:
                    rows.setdefault(words_of(name), []).append((actor, form, name))
        self._names = Names((same[0][2], tuple(same)) for same in rows.values())
        self._holders: dict[str, list[Actor]] = {}
        for actor in actors:
            for office in actor.offices:
                self._holders.setdefault(office, []).append(actor)
        self._offices = {actor.actor_id: actor.offices for actor in actors if actor.offices}
        self._ministries = {
            (actor.state, field): actor
            for actor in actors
            if actor.kind == "ministry"
            for field in ("Defense", "Foreign", "Interior")
            if actor.actor_id.endswith(f"{field} Ministry")
        }
        self._conflicts = Conflicts(actors, conflicts)
        self._meant: dict[tuple[str, int | None], ActorHit] = {}  # by name and year

    def find(self, text: str, year: int | None = None) -> tuple[ActorHit, ...]:
        """Give every naming of an actor in `text`, in order, none overlapping another.

        An office stands for the person who held it in `year`. "The ministry" is the one named last before it.
        """
        hits = [self._hit(start, end, same, year) for start, end, same in self._names.find(text, _takes(text))]
        hits = self._counterparts(text, _joined(text, hits), year)
        found = list(self._anaphors(text, hits))
        return tuple(sorted((*hits, *found), key=lambda hit: hit.start)) if found else tuple(hits)

    def _counterparts(self, text: str, hits: Sequence[ActorHit], year: int | None) -> list[ActorHit]:
        """Give the namings with "his Alandic counterpart" taken for who holds in Aland the office of who was named."""
        found, last = list[ActorHit](), None
        for hit in hits:
            if (
                last
                and text.startswith(" counterpart", hit.end)
                and not _NEW_SENTENCE.search(text, last.end, hit.start)
            ):
                titles = [office.partition(" of ")[0] for office in self._offices.get(last.actor_id, ())]
                held = (f"{title} of {hit.actor_id}" for title in titles)
                holders = (one for office in held for one in self._holders.get(office, ()) if _in_office(one, year))
                holder = next(holders, None)
                if holder is not None:
                    hit = replace(hit, actor_id=holder.actor_id, kind="person", form="office")
            last = hit if hit.kind == "person" else last
            found.append(hit)
        return found

    def focus(
        self, hits: Sequence[ActorHit], refs: Sequence[PlaceRef] = (), on: date | None = None, text: str = ""
    ) -> Focus:
        """Give the conflict a document that was published `on` a day is about, by the parties and places it names."""
        hits = [hit for hit in hits if not (_BACKS.match(text, hit.end) or _is_venue(text, hit))]
        return self._conflicts.focus(hits, refs, on, has_rebels=_names_rebels(text))

    def _hit(self, start: int, end: int, same: tuple[Row, ...], year: int | None) -> ActorHit:
        asked = same[0][2], year
        if asked not in self._meant:
            self._meant[asked] = self._who(same, year)
        who = self._meant[asked]
        return ActorHit(who.actor_id, start, end, who.kind, who.form, who.state, who.rivals)

    def _who(self, same: tuple[Row, ...], year: int | None) -> ActorHit:
        """Give who a name stands for in a year, as a naming that stands nowhere yet."""
        actor, form, _ = next((row for row in same if _in_office(row[0], year)), same[0])
        if actor.kind == "office":
            holders = () if actor.actor_id == _NEVER_IN_PERSON else self._holders.get(actor.actor_id, ())
            holder = next((one for one in holders if _in_office(one, year)), None)
            actor, form = (holder, "office") if holder else (actor, "office")
        is_own = self._is_own_party(actor) or actor.actor_id == _NEVER_IN_PERSON
        state = actor.actor_id if actor.kind == "state" else "" if is_own else actor.state
        rivals = self._conflicts.rivals(actor.actor_id, year) or self._conflicts.rivals(state, year)
        rivals = tuple(rival for rival in rivals if rival != actor.state)
        return ActorHit(actor.actor_id, -1, -1, actor.kind, form, state, rivals)

    def _is_own_party(self, actor: Actor) -> bool:
        """Whether an army or government is a side by itself: a party of a conflict, or with a people of its own."""
        is_side = bool(actor.demonyms or actor.metonyms) or bool(self._conflicts.rivals(actor.actor_id, None))
        return actor.kind in ("force", "government") and is_side

    def _anaphors(self, text: str, hits: Sequence[ActorHit]) -> Iterator[ActorHit]:
        told: list[ActorHit] = []
        for found in _ANAPHOR.finditer(text):
            start, end = found.span()
            if any(hit.start < end and start < hit.end for hit in hits):
                continue
            before = sorted((hit for hit in (*hits, *told) if hit.end <= start), key=lambda hit: hit.start)
            meant = self._ministry(text, found, before) if found["ministry"] else _last(before, found.lastgroup)
            if found["body"]:
                meant = _last_to_speak(text, before, meant)
            if meant is not None:
                told.append(replace(meant, start=start, end=end))
                yield told[-1]

    def _ministry(self, text: str, found: re.Match[str], before: Sequence[ActorHit]) -> ActorHit | None:
        field = (found["field"] or "").capitalize().replace("Defence", "Defense")
        seat = before[-1] if before and _SEAT.fullmatch(text, before[-1].start - 3, found.start()) else None
        local = self._ministries.get((seat.state, field)) if seat else None
        if seat is not None and local is not None:
            return replace(seat, actor_id=local.actor_id, kind="ministry", form="name")
        named = [hit for hit in before if hit.kind == "ministry" and field in hit.actor_id]
        if named or not field:
            return named[-1] if named else None
        dateline = datelines.find(text)
        head = dateline.end if dateline else 0
        near = next((hit for hit in before if hit.end <= head and hit.state), None)
        near = near or next((hit for hit in reversed(before) if hit.state), None)
        ministry = self._ministries.get((near.state, field)) if near else None
        if near is None or ministry is None:
            return None
        return replace(near, actor_id=ministry.actor_id, kind="ministry", form="name", state=near.state)


def _is_venue(text: str, hit: ActorHit) -> bool:
    """Whether a capital is where something was done: "signed a truce in Paris"."""
    return hit.form == "metonym" and _IN.search(text, max(0, hit.start - 6), hit.start) is not None


def _names_rebels(text: str) -> bool:
    lowers = text.lower()
    return holds_any(lowers, _REBEL_CUES) and _REBELS.search(lowers) is not None


def _takes(text: str) -> Callable[[int, int, tuple[Row, ...]], bool]:
    """Give the test that a match is written as a name: "US" is no "us", and "who" is no WHO."""

    def takes(start: int, end: int, same: tuple[Row, ...]) -> bool:
        name, surface = same[0][2], text[start:end]
        if len(name) <= 6 and name.replace(".", "").isupper():
            return surface.isupper() and (" " in name or " " not in surface)
        return surface[0].isupper() or name[0].islower() or surface.startswith("the ")

    return takes


def _in_office(actor: Actor, year: int | None) -> bool:
    if year is None:
        return actor.to_year is None
    return (actor.from_year or 0) <= year <= (actor.to_year or 9999)


def _last(before: Sequence[ActorHit], kind: str | None) -> ActorHit | None:
    if kind == "peacekeepers":
        return next((hit for hit in reversed(before) if "peacekeep" in hit.actor_id), None)
    kinds = ("ministry", "body", "government") if kind == "body" else (kind,)
    return next((hit for hit in reversed(before) if hit.kind in kinds), None)


def _last_to_speak(text: str, before: Sequence[ActorHit], near: ActorHit | None) -> ActorHit | None:
    """Give the force or body that spoke after `near` was named, else `near`: "..., the contingent said. It added"."""
    for hit in reversed(before):
        if near is not None and hit.start <= near.start:
            break
        if hit.kind != "person" and (hit.kind != "state" or hit.form != "demonym") and _SPEAKS.match(text, hit.end):
            return hit
    return near


def _is_title(text: str, before: ActorHit, hit: ActorHit) -> bool:
    """Whether the naming before only says whose the next one is: "President", "Armenia's", "RSF commander"."""
    if before.form == "office" and hit.kind == "person":
        return _JOINS_NAME.fullmatch(text, before.end, hit.start) is not None
    gap = text[before.end : hit.start].removeprefix(".")
    if before.kind == "state" and hit.kind in ("person", "force", "armed_group", "ministry"):
        return gap in ("'s ", "’s ", " ") or (
            hit.kind == "person" and (_TITLE.fullmatch(gap) or _HIGH_TITLE.fullmatch(gap)) is not None
        )
    return hit.kind == "person" and re.fullmatch(r"(?:['’]s)? (?:commander|leader|chief|head|boss) ", gap) is not None


def _joined(text: str, hits: Sequence[ActorHit]) -> list[ActorHit]:
    """Make "Russian President Vladimir Putin" one naming, that of the person."""
    joined: list[ActorHit] = []
    for hit, after in zip_longest(hits, hits[1:]):
        before = joined[-1] if joined else None
        is_bare = hit.actor_id == _COUNCIL and _BARE_COUNCIL.match(text, hit.start) is not None
        if is_bare and _is_of_state(text, before, hit, after):
            continue
        if before is not None and _is_title(text, before, hit):
            joined[-1] = replace(hit, start=before.start)
        else:
            joined.append(hit)
    return joined


def _is_of_state(text: str, before: ActorHit | None, council: ActorHit, after: ActorHit | None) -> bool:
    """Whether a Security Council is a state's: "Armenia's", "the Russian", "of Ukraine", "the secretary of the"."""
    if before is not None and before.kind == "state" and text[before.end : council.start] in (" ", "'s ", "’s "):
        return True
    is_of = after is not None and after.kind == "state" and _OF.fullmatch(text, council.end, after.start) is not None
    return is_of or _STATES_COUNCIL.search(text, max(0, council.start - 20), council.start) is not None


@lru_cache(maxsize=1)
def actor_index_of(actors: tuple[Actor, ...], conflicts: tuple[Conflict, ...]) -> ActorIndex:
    """Give the index of these actors; the last one built is kept, for tagger and event maker read the same list."""
    return ActorIndex(actors, conflicts)
