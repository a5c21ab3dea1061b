"""What the network door must remember from one process to the next, as bytes a caller can keep.

Knows no file. Holds (Retry-After) must survive, or a restart would ask before the time; robots.txt texts need not, but
with them a poll of an unchanged feed is one request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from extractors.errors import InputError
from extractors.fetch_robots import RobotsText


@dataclass(frozen=True, slots=True)
class FetchMemory:
    """`holds`: host -> time before which it is not asked. `robots`: origin -> what its robots.txt said."""

    holds: Mapping[str, AwareDatetime] = field(default_factory=dict)
    robots: Mapping[str, RobotsText] = field(default_factory=dict)


_FORM = TypeAdapter(FetchMemory)


def joined(one: FetchMemory, other: FetchMemory) -> FetchMemory:
    """Give what two runs have learned: of two holds the later counts, of two robots.txt the one read later."""
    holds = {**one.holds, **other.holds}
    robots = {**one.robots, **other.robots}
    return FetchMemory(
        {host: max(until, one.holds.get(host, until)) for host, until in holds.items()},
        {host: max(text, one.robots.get(host, text), key=_read_at) for host, text in robots.items()},
    )


def _read_at(text: RobotsText) -> datetime:
    return text.read_at


def dump_memory(holds: Mapping[str, datetime], robots: Mapping[str, RobotsText]) -> bytes:
    """Give what is to be kept, as JSON."""
    return _FORM.dump_json(FetchMemory(holds, robots))


def load_memory(kept: bytes) -> FetchMemory:
    """Read what `dump_memory` gave; no bytes are an empty memory. Raises InputError."""
    if not kept:
        return FetchMemory()
    try:
        return _FORM.validate_json(kept)
    except ValidationError:
        raise InputError("the memory of the network door cannot be read; delete it, and it is made anew") from None
