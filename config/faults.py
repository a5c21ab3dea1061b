"""Says in words what is wrong in a configuration file: which entry, which key, what stands there, what is allowed.

Knows the shapes of config.schema and no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from config.schema import Actor, Arrangement, Bloc, Conflict, Feed, Limits, PageRules, Place, Settings, Source

RECORDS = {
    "source": Source,
    "feed": Feed,
    "pages": PageRules,
    "place": Place,
    "actor": Actor,
    "conflict": Conflict,
    "arrangement": Arrangement,
    "bloc": Bloc,
    "settings": Settings,
    "limits": Limits,
}
LISTS = {"feeds": "feed", "arrangements": "arrangement", "blocs": "bloc"}
SECTIONS = ("pages", "limits")
SECRETS = frozenset(field.name for field in fields(Settings) if "Secret[" in str(field.type))
UNKNOWN_KEY = ("unexpected_keyword_argument", "extra_forbidden")


def explain(error: ValidationError, value: object, record: str) -> str:
    """Describe the first fault that pydantic found in `value`: one record of this name, or a list of them."""
    fault = first_fault(error)
    where, record, key = _follow(fault["loc"], value, record)
    place = ", ".join([*where, *([f"key {key}"] if key else [])]) or f"key {record}"
    if fault["type"] in UNKNOWN_KEY:
        return f"{place}: not a known key; allowed are {', '.join(field.name for field in fields(RECORDS[record]))}"
    if fault["type"] == "missing":
        return f"{place}: is missing and must be given"
    words = fault["msg"].removeprefix("Value error, ")
    if record == "settings" and key.partition("[")[0] in SECRETS:
        return f"{place}: {words} (what stands there is not shown: it may hold a password)"
    hint = '; an Atom feed is of kind "rss", too' if (record, key, fault["input"]) == ("feed", "kind", "atom") else ""
    return f"{place}: {words} (got {str(fault['input'])[:80]!r}){hint}"


def first_fault(error: ValidationError) -> ErrorDetails:
    """Give the fault to tell. A misspelt key leaves its right name missing: the misspelling is the fault."""
    faults = error.errors()
    return next((one for one in faults if one["type"] in UNKNOWN_KEY), faults[0])


def label(record: str, entry: object, index: int) -> str:
    """Name an entry by its own id, else by its place in the file."""
    own = entry.get(f"{record}_id") if isinstance(entry, dict) else None
    return f'{record} "{own}"' if own else f"{record} number {index + 1}"


def _follow(steps: Sequence[int | str], value: Any, record: str) -> tuple[list[str], str, str]:
    """Walk from the whole value to the fault: the entries passed, the record it belongs to, and its key there."""
    where: list[str] = []
    key = ""
    for step in steps:
        value = _inside(value, step)
        if isinstance(step, int) and key in ("", *LISTS):
            record, key = LISTS.get(key, record), ""
            where.append(label(record, value, step))
        elif isinstance(step, int):
            key = f"{key}[{step}]"
        elif step in SECTIONS and isinstance(value, dict):
            record = step
            where.append(f"section {step}")
        elif key == "":
            key = step
    return where, record, key


def _inside(value: Any, step: int | str) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None
