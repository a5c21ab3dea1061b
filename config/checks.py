"""Checks what one file of config/ says of another: a name that is used must be defined, and every file have a use.

Knows no path but the names of the files, for its messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from config.errors import ConfigError
from config.schema import Actor, Conflict, Place

FILES = ("settings.toml", "sources.toml", "ontology.toml", "places.csv", "actors.csv")


def check_files(override: Path | None) -> None:
    """Raise ConfigError for a TOML or CSV file of the override directory that nothing reads: a misspelt name."""
    found = override.iterdir() if override else ()
    for path in sorted(found):
        if path.suffix in (".toml", ".csv") and path.name not in FILES:
            raise ConfigError(
                f"{path}: nothing reads a file of this name; known are {', '.join(FILES)}, conflicts/*.toml"
            )


def check_references(places: Sequence[Place], actors: Sequence[Actor], conflicts: Sequence[Conflict]) -> None:
    """Raise ConfigError for the first name that is used and not defined."""
    for fault in _faults(places, actors, conflicts):
        raise ConfigError(fault)


def _faults(places: Sequence[Place], actors: Sequence[Actor], conflicts: Sequence[Conflict]) -> Iterator[str]:
    place_ids = {place.place_id for place in places}
    actor_ids = {actor.actor_id for actor in actors}
    for place in places:
        if place.parent and (place.parent not in place_ids or place.parent == place.place_id):
            yield f'places.csv: place "{place.place_id}", key parent: {place.parent!r} is no other place of this file'
    for actor in actors:
        if actor.state and actor.state not in actor_ids:
            yield f'actors.csv: actor "{actor.actor_id}", key state: {actor.state!r} is no actor of this file'
    for conflict in conflicts:
        yield from _conflict_faults(conflict, place_ids, actor_ids)


def _conflict_faults(conflict: Conflict, place_ids: set[str], actor_ids: set[str]) -> Iterator[str]:
    file = f"conflicts/{conflict.conflict_id}.toml"
    for place_id in conflict.places:
        if place_id not in place_ids:
            yield f"{file}: key places: {place_id!r} is no place of places.csv"
    for key, names in (("parties", conflict.parties), ("peacekeepers", filter(None, [conflict.peacekeepers]))):
        for name in (name for name in names if name not in actor_ids):
            yield f"{file}: key {key}: {name!r} is no actor of actors.csv"
    for bloc in conflict.blocs:
        for name in {bloc.party, *bloc.members}.difference(conflict.parties):
            yield f'{file}: bloc "{bloc.party}": {name!r} is none of the parties of the conflict'
    for arrangement in conflict.arrangements:
        for key, names in (("parties", arrangement.parties), ("mediators", arrangement.mediators)):
            for name in (name for name in names if name not in actor_ids):
                named = f'arrangement "{arrangement.arrangement_id}"'
                yield f"{file}: {named}, key {key}: {name!r} is no actor of actors.csv"
