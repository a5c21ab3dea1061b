"""The kinds of value a configuration file may hold, each with the check that says what is allowed.

Knows no file and no key.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import Annotated
from urllib.parse import urlsplit
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


def _credit_line(text: str) -> str:
    if not re.compile(text).groups:
        raise ValueError("put the agencies into a group, such as 'reporting by (.+)'")
    return text


def _dateline(text: str) -> str:
    if text and "place" not in re.compile(text).groupindex:
        raise ValueError("put the place into a group of that name, such as '(?P<place>[A-Z]+) --'")
    return text


def _xpath(text: str) -> str:
    if text:
        try:
            found = etree.XPath(text)(etree.Element("html"))
        except etree.XPathError as error:
            raise ValueError(f"not an XPath: {error}") from None
        if not isinstance(found, list):
            raise ValueError("it must lead to elements, not to a text or a number")
    return text


def _header_text(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise ValueError("only plain ASCII characters are allowed in a header")
    return text


def _http_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ValueError("not an address with a usable host and port")
    return text


HeaderText = Annotated[str, AfterValidator(_header_text)]
Positive = Annotated[float, Field(gt=0)]
PositiveInt = Annotated[int, Field(gt=0)]
NotEmpty = Annotated[str, Field(min_length=1)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)?$")]
HttpUrl = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=2048), AfterValidator(_http_url)]
Host = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]  # ISO 639-1
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]  # ISO 3166-1 alpha-2
Year = Annotated[int, Field(ge=1900, le=2100)]
Cron = Annotated[str, AfterValidator(_cron)]
Timezone = Annotated[str, AfterValidator(_timezone)]
Regex = Annotated[str, AfterValidator(_regex)]
CreditLine = Annotated[Regex, AfterValidator(_credit_line)]
Dateline = Annotated[Regex, AfterValidator(_dateline)]
XPath = Annotated[str, AfterValidator(_xpath)]
