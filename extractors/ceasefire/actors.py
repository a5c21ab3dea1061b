"""Finds the parties a text names, and says who does what to whom in one event.

Knows no file: the list of actors is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from config.schema import Actor
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.names import Names
from extractors.ceasefire.spans import Span


@dataclass(frozen=True, slots=True)
class ActorHit:
    """One naming of an actor. `form` is name, demonym, metonym or office; `state` whom an army or ministry is of."""

    actor_id: str
    start: int
    end: int
    kind: str
    form: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """Who acts, on whom, and whose word it is, as actor ids."""

    source_actors: tuple[str, ...] = ()
    target_actors: tuple[str, ...] = ()
    attributed_to: str | None = None


class ActorIndex:
    """All known actors, ready to be found in text."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        """Take the rows of the actor list."""
        self._names = Names(
            (name, (actor, form))
            for actor in actors
            for form, names in (
                ("name", (actor.actor_id, *actor.names)),
                ("demonym", actor.demonyms),
                ("metonym", actor.metonyms),
                ("office", actor.offices),
            )
            for name in names
        )

    def find(self, text: str, year: int | None = None) -> tuple[ActorHit, ...]:
        """Give every naming of an actor in `text`, in order, none overlapping another."""
        return tuple(
            ActorHit(actor.actor_id, start, end, actor.kind, form, actor.state)
            for start, end, (actor, form) in self._names.find(text)
        )


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
    return Roles()
