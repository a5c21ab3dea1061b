"""Finds arrangements, the truces that events tell of, beside the pinned ones, and says which event is under which.

Knows no mention's offsets. A truce is made of the events that conclude or declare it; what takes effect, is prolonged
or ends is of the latest truce in force between the same parties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from config.schema import Conflict
from extractors.arrangements import FoundArrangement
from extractors.ceasefire.mediators import Mediators
from extractors.records import Event, digest

# Reports of one truce give the day it was signed, announced or came into force.
_NEAR = timedelta(days=3)
# What others do for the parties.
BY_OUTSIDERS = frozenset({"ceasefire_monitoring", "peacekeeper_deployment"})
# What makes a truce, the strongest word first.
MAKES = ("ceasefire_agreed", "ceasefire_declared", "ceasefire_in_effect")


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what is known beside it: the states of its parties, the conflict of its articles, its words.

    `is_dated` is true when a report names the day itself; else it is the day of publication.
    """

    event: Event
    parties: frozenset[str]
    conflict_id: str | None
    quotes: tuple[str, ...]
    is_dated: bool

    @property
    def day(self) -> date:
        """When it was, or when it was first told."""
        return self.event.event_date or self.event.first_reported_at.date()


@dataclass(frozen=True, slots=True)
class Truce:
    """An arrangement as it is compared: pinned or found."""

    arrangement_id: str
    conflict_id: str
    declared_on: date
    effective_on: date | None
    ended_on: date | None
    parties: frozenset[str]
    theatre: frozenset[str]

    def is_in_force(self, day: date) -> bool:
        """Whether it was declared and not over on that day."""
        return self.declared_on <= day and (self.ended_on is None or day <= self.ended_on)

    def is_near(self, day: date) -> bool:
        """Whether a truce of that day is this one."""
        return self.declared_on - _NEAR <= day <= (self.effective_on or self.declared_on) + _NEAR


class Arrangements:
    """The pinned truces, and those found beside them."""

    def __init__(self, conflicts: Sequence[Conflict], states: Mapping[str, str], mediators: Mediators) -> None:
        """Take the watched conflicts, whose army or office an actor is (actor to state), and who reads mediators."""
        self._theatres = {each.conflict_id: frozenset(each.places) for each in conflicts}
        self._pinned = tuple(
            Truce(
                truce.arrangement_id, conflict.conflict_id, truce.declared_on, truce.effective_on, truce.ended_on,
                frozenset(states.get(party, party) for party in truce.parties), self._theatres[conflict.conflict_id],
            )
            for conflict in conflicts
            for truce in conflict.arrangements
        )  # fmt: skip
        self._mediators = mediators

    def assign(self, told: Sequence[Told]) -> tuple[tuple[Event, ...], tuple[FoundArrangement, ...]]:
        """Give the events, each with the truce it is under, and the truces found, whatever the order of `told`."""
        found = tuple(self._found(told))
        truces = (*self._pinned, *map(self._truce, found))
        return tuple(replace(each.event, arrangement_id=_under(each, truces)) for each in told), found

    def _truce(self, found: FoundArrangement) -> Truce:
        return Truce(
            found.arrangement_id, found.conflict_id, found.declared_on, found.effective_on, found.ended_on,
            frozenset(found.parties), self._theatres.get(found.conflict_id, frozenset()),
        )  # fmt: skip

    def _found(self, told: Sequence[Told]) -> Iterator[FoundArrangement]:
        """Give the truces that are no pinned one, in the order of their days."""
        groups: list[list[Told]] = []
        later = [each for each in told if each.event.type in ("ceasefire_ended", "ceasefire_extended")]
        made = sorted((each for each in told if _makes_truce(each)), key=lambda each: (each.day, each.event.event_id))
        for each in made:
            if self._is_pinned(each):
                continue
            group = next((group for group in reversed(groups) if _is_same(group[0], each, later)), None)
            if group is not None:
                group.append(each)
            else:
                groups.append([each])
        groups = [group for group in groups if any(each.event.type != "ceasefire_in_effect" for each in group)]
        fates = _fates(groups, later)
        for group, ended_on in zip(groups, fates, strict=True):
            if not self._is_doubtful(group):
                yield self._arrangement(group, ended_on)

    def _is_pinned(self, told: Told) -> bool:
        """Whether a pinned truce is meant: its own are two parties or the place, or all parties named, in its story."""
        return any(
            truce.is_near(told.day)
            and (_fit(told, truce)[0] or (told.parties <= truce.parties and told.conflict_id == truce.conflict_id))
            for truce in self._pinned
        )

    def _is_doubtful(self, group: Sequence[Told]) -> bool:
        """Whether it may be one that is in force already: told by one voice alone, or with no day of its own."""
        if sum(each.event.n_witnesses for each in group) > 1 and any(each.is_dated for each in group):
            return False
        return any(truce.is_in_force(group[0].day) and _fit(group[0], truce)[0] for truce in self._pinned)

    def _arrangement(self, group: Sequence[Told], ended_on: date | None) -> FoundArrangement:
        effective = [each.day for each in group if each.event.type == "ceasefire_in_effect"]
        declared_on = _declared_on(group)
        parties = _voted(group)
        conflict_id = next((each.conflict_id for each in group if each.conflict_id), None) or ""
        key = digest("arrangement", conflict_id, *sorted(parties), declared_on.isoformat())
        return FoundArrangement(
            f"found-{key[:12]}",
            conflict_id,
            f"Truce of {declared_on.day} {declared_on:%B %Y} ({', '.join(parties)})",
            declared_on,
            min(effective, default=None),
            ended_on,
            parties,
            self._mediators.of([quote for each in group for quote in each.quotes], declared_on.year, parties),
        )


def _makes_truce(told: Told) -> bool:
    event = told.event
    if event.type not in MAKES or event.status != "actual" or event.date_precision != "day" or event.is_background:
        return False
    return len(told.parties) >= (1 if event.type == "ceasefire_declared" else 2)


def _is_same(one: Told, other: Told, later: Sequence[Told]) -> bool:
    """Whether two events tell of one truce: near days, and two parties in common, or all that one of them names.

    What is made after the first broke down is another.
    """
    needed = min(2, len(one.parties), len(other.parties))
    if other.day - one.day > _NEAR or len(one.parties & other.parties) < needed:
        return False
    return not any(_is_end(each) and one.day < each.day < other.day and _shares(each, [one]) for each in later)


def _is_end(told: Told) -> bool:
    event = told.event
    return event.type == "ceasefire_ended" and event.status == "actual" and event.event_date is not None


def _declared_on(group: Sequence[Told]) -> date:
    return min(each.day for each in group if each.event.type != "ceasefire_in_effect")


def _voted(group: Sequence[Told]) -> tuple[str, ...]:
    votes = Counter(party for each in group for party in each.parties)
    return tuple(sorted(votes, key=lambda party: (-votes[party], party)))


def _fates(groups: Sequence[Sequence[Told]], later: Sequence[Told]) -> list[date | None]:
    """Give the day on which each truce ended.

    What befalls a truce does so before the next of the same parties, and what ended one has not ended the next.
    """
    fates: list[date | None] = []
    for at, group in enumerate(groups):
        renewed_on = min((_declared_on(each) for each in groups[at + 1 :] if _shares(each[0], group)), default=date.max)
        of_it = [each for each in later if _declared_on(group) <= each.day <= renewed_on and _shares(each, group)]
        ended_on = _ended_on(group, of_it)
        later = [each for each in later if each not in of_it or not _is_end(each) or each.day != ended_on]
        fates.append(ended_on)
    return fates


def _ended_on(group: Sequence[Told], of_it: Sequence[Told]) -> date | None:
    """Give the day it broke down, else the day it was to run out, unless it was prolonged."""
    ends = [each.day for each in of_it if _is_end(each)]
    if ends or any(each.event.type == "ceasefire_extended" and each.event.status == "actual" for each in of_it):
        return min(ends, default=None)
    lasts = [each.event.event_date_end for each in group if each.event.event_date_end is not None]
    last = max(lasts, default=_declared_on(group))
    return last if last > _declared_on(group) else None


def _shares(told: Told, group: Sequence[Told]) -> bool:
    parties = set().union(*(each.parties for each in group))
    return len(told.parties & parties) >= min(2, len(parties)) or (
        not told.parties and told.conflict_id is not None and told.conflict_id == group[0].conflict_id
    )


def _fit(told: Told, truce: Truce) -> tuple[bool, bool, bool]:
    """Say whether an event concerns a truce at all, by two of its parties, and by the conflict of its articles.

    Who watches or guards a truce is none of its parties: Russia and Turkey may watch one of others.
    """
    has_conflict = told.conflict_id == truce.conflict_id
    is_party = told.event.type not in BY_OUTSIDERS or has_conflict or told.conflict_id is None
    has_parties = is_party and len(told.parties & truce.parties) >= 2
    has_place = bool(truce.theatre & set(told.event.places))
    return has_parties or has_place, has_parties, has_conflict


def _is_meant(told: Told, truce: Truce) -> bool:
    """Whether "the truce" of an event that names neither two parties nor a place is this one: that of its articles."""
    if told.event.places or told.event.is_background or not truce.conflict_id or told.conflict_id != truce.conflict_id:
        return False
    return told.parties <= truce.parties or told.event.type in BY_OUTSIDERS


def _under(told: Told, truces: Sequence[Truce]) -> str | None:
    """Give the truce in force that day between these parties, or at that place: the one declared last."""
    best: tuple[tuple[bool, bool, bool, date, str], str] | None = None
    own = {truce.conflict_id for truce in truces if len(told.parties & truce.parties) >= 2}
    for truce in _of_its_ground(told, truces):
        is_own = told.event.type in MAKES and truce.is_near(told.day)
        is_it, has_parties, has_conflict = _fit(told, truce)
        if is_it and not has_parties and truce.conflict_id in own:
            continue  # who have a truce of their own are not under that of others on the same ground
        if (is_it or _is_meant(told, truce)) and (truce.is_in_force(told.day) or is_own):
            weight = (has_parties, is_it, has_conflict, truce.declared_on, truce.arrangement_id)
            best = max(best, (weight, truce.arrangement_id)) if best else (weight, truce.arrangement_id)
    return best[1] if best else None


def _of_its_ground(told: Told, truces: Sequence[Truce]) -> list[Truce]:
    """Leave out truces of other ground than the event's: Russia and Turkey have one truce in Syria, not in Karabakh."""
    ground = {truce.conflict_id for truce in truces if truce.theatre & set(told.event.places)}
    return [truce for truce in truces if not ground or truce.conflict_id in ground or not truce.theatre]
