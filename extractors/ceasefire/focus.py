"""Says which watched conflict a document is about, and who its two sides are on the day it was published.

Knows no text: namings of actors and places come found. Who does what in one event is said by roles.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from config.schema import Actor, Arrangement, Bloc, Conflict
from extractors.records import PlaceRef

# A truce is the news for so long after it was made: then its parties are the sides, if they are named at all.
_FRESH = timedelta(days=45)
# A story may run a day or two before the day a truce is dated to.
_LEAD = timedelta(days=3)


class Naming(Protocol):
    """What is asked of one naming of an actor."""

    @property
    def actor_id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Focus:
    """What a whole document is about: the parties of its conflict, and whose land by law its places are.

    `captors` are the armed groups among the parties: who takes hostages; `rebels` are they and breakaway governments.
    `armies` names each state whose army is the party in its place (Sudan, Myanmar), `blocs` each party that stands for
    others, with those; `local` with those on whose ground the places named lie. `peacekeepers` are who keeps the peace
    there, and whose they are. `breakaway` is the government there that not all recognise; `hosts` are the states of the
    parties, and those in which the places named lie. `pair` is the two sides of a conflict that is not watched: a
    guess, the two states or the state and the armed group that alone are named.
    """

    parties: tuple[str, ...] = ()
    owner: str | None = None
    captors: tuple[str, ...] = ()
    armies: tuple[tuple[str, str], ...] = ()
    blocs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    peacekeepers: tuple[str, str] | None = None
    rebels: tuple[str, ...] = ()
    breakaway: str = ""
    local: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pair: tuple[str, ...] = ()
    hosts: frozenset[str] = frozenset()

    def members(self, party: str, *, is_local: bool = False) -> tuple[str, ...]:
        """Give the parties that a party stands for: itself, or the members of a bloc, all or those nearby."""
        return dict(self.local if is_local else self.blocs).get(party, (party,))


class Conflicts:
    """The watched conflicts, ready to be asked which of them a document is about."""

    def __init__(self, actors: Sequence[Actor], conflicts: Sequence[Conflict]) -> None:
        """Take the actor list and the conflicts."""
        self._conflicts = tuple(conflicts)
        self._blocs = tuple(bloc for conflict in conflicts for bloc in conflict.blocs)
        self._of_party: dict[str, list[Conflict]] = {}
        for conflict in conflicts:
            for party in conflict.parties:
                self._of_party.setdefault(party, []).append(conflict)
        self._by_name: dict[str, list[int]] = {}
        for at, conflict in enumerate(conflicts):
            for name in conflict.parties:
                self._by_name.setdefault(name, []).append(at)
        self._rivals: dict[tuple[str, int | None], tuple[str, ...]] = {}
        self._of_ground: dict[str, set[str]] = {}
        for conflict in conflicts:
            for place_id in conflict.places:
                self._of_ground.setdefault(place_id, set()).add(conflict.conflict_id)
        self._armies = {actor.actor_id for actor in actors if actor.kind == "force" and actor.state}
        self._groups = {actor.actor_id for actor in actors if actor.kind == "armed_group"}
        self._rebels = self._groups | {actor.actor_id for actor in actors if actor.kind == "government"}
        self._states_of = {actor.actor_id: actor.state for actor in actors if actor.kind != "person" and actor.state}
        self._states = {actor.iso_3166_1: actor.actor_id for actor in actors if actor.iso_3166_1}
        self._state_ids = frozenset(self._states.values())

    def focus(
        self, hits: Sequence[Naming], refs: Sequence[PlaceRef], on: date | None, has_rebels: bool = False
    ) -> Focus:
        """Give the conflict that the parties and places named in a document point to; empty where none does.

        `has_rebels`: the text speaks of rebels; where it names none, those of the truce before that day are meant.
        """
        votes = Counter(name for hit in hits for name in {hit.actor_id, hit.state} if name)
        named = self._grounds_of(refs)
        blocs = tuple((bloc.party, bloc.members) for bloc in self._blocs)
        local = tuple((bloc.party, _members(bloc, votes, refs)) for bloc in self._blocs)
        told = {at for name in votes for at in self._by_name.get(name, ())}
        near = [one for at, one in enumerate(self._conflicts) if at in told or one.conflict_id in named]
        best = max(near, key=lambda one: self._weight(one, votes, named, on), default=None)
        if best is None or not self._is_sure(best, votes, named, on):
            return Focus(blocs=blocs, local=local, pair=self._pair(votes))
        if has_rebels:
            votes += self._unnamed_rebels(best, votes, on)
        parties = self._sides(best, votes, on)
        meant = {at for hit in hits for at in range(hit.start, hit.end)}
        ground = Counter(self._states.get(getattr(ref, "country", ""), "") for ref in refs if ref.start not in meant)
        owners = [party for party, _ in ground.most_common() if party in parties]
        captors = tuple(party for party in parties if party in self._groups)
        is_fought = len(parties) > 1 and all(votes[party] for party in parties)
        armies = tuple((self._states_of[one], one) for one in parties if one in self._armies and is_fought)
        keepers = best.peacekeepers
        return Focus(
            parties,
            owners[0] if owners else None,
            captors,
            armies,
            blocs,
            (keepers, self._states_of.get(keepers, "")) if keepers else None,
            tuple(party for party in parties if party in self._rebels),
            next((party for party in best.parties if party in self._rebels and party not in self._groups), ""),
            local,
            hosts=frozenset(ground) | {self._states_of.get(party, party) for party in parties},
        )

    def _pair(self, votes: Counter[str]) -> tuple[str, ...]:
        """Give the two sides of a conflict that is not watched, where only two can be meant."""
        groups = [name for name, _ in votes.most_common() if name in self._groups]
        named = [name for name, _ in votes.most_common() if name in self._state_ids]
        if len(groups) == 1 and named and (len(named) == 1 or votes[named[0]] > votes[named[1]]):
            return (named[0], groups[0])
        is_clear = len(named) == 2 or (len(named) > 2 and votes[named[1]] >= 2 * votes[named[2]])
        return tuple(named[:2]) if is_clear and not groups else ()

    def _grounds_of(self, refs: Sequence[PlaceRef]) -> Counter[str]:
        """Count for each conflict how often its places are named."""
        told: Counter[str] = Counter()
        for ref in refs:
            told.update(self._of_ground.get(ref.place_id, set()).union(getattr(ref, "conflicts", ())))
        return told

    def _unnamed_rebels(self, conflict: Conflict, votes: Counter[str], on: date | None) -> Counter[str]:
        """Give the armed group of a conflict that "the rebels" are where the text names none, as the one named most."""
        groups = [party for party in conflict.parties if party in self._groups]
        if not groups or any(votes[party] for party in conflict.parties if party in self._rebels):
            return Counter()
        made = sorted((truce for truce in conflict.arrangements if on and truce.declared_on <= on), key=_declared)
        last = next((party for truce in reversed(made) for party in truce.parties if party in groups), groups[0])
        return Counter({last: 1 + max(votes.values(), default=0)})

    def rivals(self, party: str, year: int | None) -> tuple[str, ...]:
        """Give the other parties of the conflicts of a party: first of the conflict with a truce nearest to `year`."""
        key = (party, year)
        if key not in self._rivals:
            near = sorted(self._of_party.get(party, ()), key=lambda conflict: _years_off(conflict, year))
            self._rivals[key] = tuple(other for one in near for other in one.parties if other != party)
        return self._rivals[key]

    def _weight(
        self, conflict: Conflict, votes: Counter[str], named: Counter[str], on: date | None
    ) -> tuple[float, int, bool]:
        present = sum(votes[party] > 0 for party in conflict.parties[:3])
        places = named[conflict.conflict_id]
        is_new = any(votes[party] for party in _fresh(conflict, on))
        n_named = sum(votes[party] for party in conflict.parties) + places
        return min(present, 2) + 1.5 * min(places, 1), n_named, is_new  # a ground speaks louder than one party

    def _is_sure(self, conflict: Conflict, votes: Counter[str], named: Counter[str], on: date | None) -> bool:
        """Whether a text is about a conflict: two of its parties, one of its places, a party of no other one, or one
        of a truce of these days, unless two other states are named more."""
        present = [party for party in conflict.parties if votes[party]]
        if self._is_outnamed(conflict, votes, named):
            return False
        if len(present) > 1 or named[conflict.conflict_id]:
            return True
        if not votes.keys().isdisjoint(_fresh(conflict, on)):
            return True
        return any(sum(party in other.parties for other in self._conflicts) == 1 for party in present)

    def _is_outnamed(self, conflict: Conflict, votes: Counter[str], named: Counter[str]) -> bool:
        """Whether two states that are no party of the conflict are both named more than any that is and its places."""
        most = max(votes[party] for party in conflict.parties) + named[conflict.conflict_id]
        return sum(votes[state] > most for state in self._state_ids.difference(conflict.parties)) > 1

    def _sides(self, conflict: Conflict, votes: Counter[str], on: date | None) -> tuple[str, ...]:
        """Give the two sides, in the order of the list: who is party to the truce of the day, else who is named most;
        never a state with its own army or ally."""
        replaced = {self._states_of[party] for party in conflict.parties if party in self._armies}
        known = [party for party in conflict.parties if party not in replaced]
        last, bound = _last(conflict, on), set(_fresh(conflict, on))
        for bloc in conflict.blocs:
            known, votes = _as_bloc(bloc, known, votes)
            if last and on and on <= (last.ended_on or on) and not set(last.parties).isdisjoint(bloc.members):
                bound = {last.parties[0], bloc.party}
        ranked = sorted(known, key=lambda one: (not (votes[one] and one in bound), -votes[one], one not in bound))
        first = ranked[0]
        second = next((one for one in ranked[1:] if not _are_one(self._states_of, one, first)), None)
        return tuple(sorted((first, second), key=conflict.parties.index)) if second else (first,)


def _are_one(states_of: Mapping[str, str], one: str, other: str) -> bool:
    return states_of.get(one) == other or states_of.get(other) == one


def _as_bloc(bloc: Bloc, parties: Sequence[str], votes: Counter[str]) -> tuple[list[str], Counter[str]]:
    """Take the members of a bloc for one party, unless one alone is named."""
    named = [member for member in bloc.members if votes[member]]
    if len(named) == 1 and not votes[bloc.party]:
        return [party for party in parties if party != bloc.party], votes
    together = votes + Counter({bloc.party: sum(votes[member] for member in bloc.members)})
    return [party for party in parties if party not in bloc.members], together


def _members(bloc: Bloc, votes: Counter[str], refs: Sequence[PlaceRef]) -> tuple[str, ...]:
    """Give the members a bloc stands for here: the one whose province alone the places named lie in, else all."""
    near = {name for ref in refs for name in (ref.place_id, getattr(ref, "parent", ""))}
    here = [member for member, ground in zip(bloc.members, bloc.grounds, strict=False) if ground in near]
    named = [member for member in bloc.members if votes[member] and member not in here]
    return tuple(here) if len(here) == 1 and not named else bloc.members


def _declared(truce: Arrangement) -> date:
    return truce.declared_on


def _years_off(conflict: Conflict, year: int | None) -> int:
    return min((abs(truce.declared_on.year - year) for truce in conflict.arrangements if year), default=0)


def _fresh(conflict: Conflict, on: date | None) -> tuple[str, ...]:
    """Give the parties of the truce that is the news on a day."""
    last = _last(conflict, on)
    return last.parties if last and on and on - last.declared_on <= _FRESH else ()


def _last(conflict: Conflict, on: date | None) -> Arrangement | None:
    """Give the truce of a conflict that was made last before a day."""
    made = [truce for truce in conflict.arrangements if on and truce.declared_on <= on + _LEAD]
    return max(made, key=lambda truce: truce.declared_on, default=None)
