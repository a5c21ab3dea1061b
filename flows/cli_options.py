"""The options that several commands have: each has one name, one short form and one meaning.

Knows no command.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from extractors.article_dates import YEARS
from extractors.errors import InputError

FIRST_DAY, LAST_DAY = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)


def of_our_times(_type: Any, day: date | None) -> None:
    """Refuse a day that stands for "for ever": days before and after it are counted, which there may not be."""
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"no day before {FIRST_DAY} or after {LAST_DAY}; leave the option out for no bound.")


def seconds(_type: Any, wait_s: float) -> None:
    """Refuse what is no length of time; NaN is none, and would be waited for without end."""
    if not wait_s >= 0:
        raise ValueError("a number of seconds, 0 or more.")


def not_beside(option: str, others: Mapping[str, object]) -> None:
    """Raise InputError when one of the `others` was given, which mean nothing beside `option`."""
    for name, value in others.items():
        if value:
            raise InputError(f"{name} means nothing beside {option}; leave one of them out")


def in_order(from_on: date | None, to_on: date | None) -> None:
    """Raise InputError when a stretch of days ends before it starts: nothing lies in it."""
    if from_on is not None and to_on is not None and from_on > to_on:
        raise InputError(f"--from {from_on} is after --to {to_on}; exchange them")


Day = Annotated[date | None, Parameter(validator=of_our_times)]
From = Annotated[Day, Parameter(name="--from")]
To = Annotated[Day, Parameter(name="--to")]
Output = Annotated[Path, Parameter(name=["--output", "-o"])]
Sources = Annotated[tuple[str, ...], Parameter(negative_iterable=())]
Wait = Annotated[
    float,
    Parameter(
        help="Seconds to wait while another run holds the warehouse, before giving up with exit code 75.",
        validator=seconds,
    ),
]
