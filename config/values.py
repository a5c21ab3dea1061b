"""The kinds of value a configuration file may hold, each with the check that says what is allowed.

Knows no file and no key.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree
from pydantic import AfterValidator, Field

# Lowest and highest value of the five fields: minute, hour, day of the month, month, day of the week (0 and 7: Sunday).
_CRON_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_CRON_PART = re.compile(r"(?:\*|(\d+)(?:-(\d+))?)(?:/([1-9]\d*))?")


def _cron(text: str) -> str:
    fields = text.split()
    if len(fields) != len(_CRON_BOUNDS):
        raise ValueError("a schedule has five fields: minute hour day month weekday, such as '*/15 * * * *'")
    for field, bounds in zip(fields, _CRON_BOUNDS, strict=True):
        for part in field.split(","):
            _cron_part(part, *bounds)
    return text


def _cron_part(part: str, low: int, high: int) -> None:
    found = _CRON_PART.fullmatch(part)
    ends = [int(end) for end in found.groups()[:2] if end is not None] if found else [-1]
    if any(not low <= end <= high for end in ends) or ends != sorted(ends):
        raise ValueError(
            f"{part!r} is not allowed there: use *, a number from {low} to {high}, a range a-b, a step */n"
        )


def _timezone(name: str) -> str:
    try:
        zone: tzinfo = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("not a known time zone; use a name of the IANA list, such as 'Europe/Moscow'") from None
    return str(zone)


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


def _xpath(text: str) -> str:
    if text:
        try:
            etree.XPath(text)
        except etree.XPathSyntaxError as error:
            raise ValueError(f"not an XPath: {error}") from None
    return text


Positive = Annotated[float, Field(gt=0)]
PositiveInt = Annotated[int, Field(gt=0)]
NotEmpty = Annotated[str, Field(min_length=1)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)?$")]
HttpUrl = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=2048)]
Host = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]  # ISO 639-1
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]  # ISO 3166-1 alpha-2
Year = Annotated[int, Field(ge=1900, le=2100)]
Cron = Annotated[str, AfterValidator(_cron)]
Timezone = Annotated[str, AfterValidator(_timezone)]
Regex = Annotated[str, AfterValidator(_regex)]
XPath = Annotated[str, AfterValidator(_xpath)]
