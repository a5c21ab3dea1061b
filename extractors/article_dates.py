"""Reads the written dates of feeds, pages and sitemaps: RFC 822 and ISO 8601, and nothing that merely looks like them.

Knows no feed and no page. What cannot be read, or is not plausible for news, is None: the caller keeps the raw string.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

# Of our times, when somebody gives a day: events are compared with those of the days around it, and times are read in
# other time zones, which the first and the last year there are have no room for.
YEARS = range(1800, 2201)
FIRST_PLAUSIBLE = datetime(1990, 1, 1, tzinfo=UTC)
# Programmes are announced ahead and zones are mistaken; more than two days ahead is no publication time.
FUTURE_SLACK = timedelta(days=2)
_LAST_YEAR = 2099
_MAX_CHARS = 100

# RFC 822 section 5.1, and the zones that the watched outlets and their neighbours print. Names with two meanings
# (IST, AMT) are left out: a date with such a name keeps its day only.
_ZONE_MINUTES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "MSD": 240, "TRT": 180, "GET": 240, "AZT": 240, "SAMT": 240, "EST": -300, "EDT": -240,
    "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "JST": 540, "KST": 540,
}  # fmt: skip
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9,
    "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?P<fraction>[.,]\d{0,9})?)?"
_ZONE = r"(?P<zone>[A-Za-z]{1,5}(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}(?::?\d{2})?)"
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?:[Tt ]{_CLOCK}\s?{_ZONE}?)?", re.ASCII)
_ISO_BASIC = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<fraction>)"
    r"(?P<zone>Z|[+-]\d{4})?",
    re.ASCII,
)
_RFC_822 = re.compile(
    r"(?:[^\W\d_]{2,12}[.,]{0,2}\s*)?(?P<day>[0-9]{1,2})[ -](?P<month>[^\W\d_]{3,9})[.,]?[ -]"
    r"(?P<year>[0-9]{4}|[0-9]{2})"
    rf"(?:\s{_CLOCK}(?:\s?{_ZONE})?(?:\s\([^)]*\))?)?"
)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A moment in UTC and how much of it was written: second, minute or day (a day stands for its midnight UTC)."""

    at: datetime
    precision: str


def read_date(raw: str | None, *, fetched_at: datetime | None = None, zone: tzinfo | None = None) -> ReadDate | None:
    """Read one date string, or None where it is unreadable or outside 1990 to two days after `fetched_at`.

    `zone` is that of the outlet, for a time written without one. With neither a written nor a given zone, or a zone
    name that is not known, only the day is trusted.
    """
    found = _match(" ".join((raw or "").split()))
    moment = _moment(found, zone) if found else None
    if moment is None or not is_plausible(moment.at, fetched_at):
        return None
    return moment


def is_plausible(at: datetime, fetched_at: datetime | None) -> bool:
    """Say whether news can have been published then: since 1990 and not more than two days after it was fetched."""
    if fetched_at is None:
        return at >= FIRST_PLAUSIBLE and at.year <= _LAST_YEAR
    return FIRST_PLAUSIBLE <= at <= fetched_at + FUTURE_SLACK


def _match(raw: str) -> re.Match[str] | None:
    if not raw or len(raw) > _MAX_CHARS:
        return None
    return _ISO.fullmatch(raw) or _ISO_BASIC.fullmatch(raw) or _RFC_822.fullmatch(raw)


def _moment(found: re.Match[str], zone: tzinfo | None) -> ReadDate | None:
    part = found.groupdict()
    month = part["month"]
    try:
        day = datetime(
            _year(part["year"]), int(month) if month.isdigit() else _month(month), int(part["day"]), tzinfo=UTC
        )
        if part["hour"] is None:
            return ReadDate(day, "day")
        # A leap second is written :60, which datetime does not know.
        second = 59 if part["second"] == "60" else int(part["second"] or 0)
        local = day.replace(hour=int(part["hour"]), minute=int(part["minute"]), second=second)
        local = local.replace(microsecond=_microseconds(part["fraction"]))
        written = _zone(part["zone"]) if part["zone"] else zone
        if written is None:
            return ReadDate(day, "day")
        return ReadDate(local.replace(tzinfo=written).astimezone(UTC), "second" if part["second"] else "minute")
    except (ValueError, OverflowError, KeyError):
        return None


def _year(digits: str) -> int:
    """Give the year; two digits by RFC 2822 section 4.3."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 50 else 1900)


def month_number(name: str) -> int | None:
    """Give 1 to 12 for an English or Russian month, whole or shortened, or None."""
    return _MONTHS.get(name.lower()[:3])


def _month(name: str) -> int:
    return _MONTHS[name.lower()[:3]]


def _microseconds(fraction: str | None) -> int:
    digits = (fraction or "")[1:]
    return int(digits.ljust(6, "0")[:6]) if digits else 0


def _zone(written: str) -> tzinfo | None:
    """Read `+0300`, `+03:00`, `+03`, `MSK`, `GMT+9`; None where the name says nothing certain."""
    name = re.match(r"[A-Za-z]*", written)
    offset = written[name.end() :] if name else written
    letters = name.group().upper() if name else ""
    if letters and letters not in _ZONE_MINUTES:
        return None
    minutes = _ZONE_MINUTES[letters] if letters else 0
    if offset:
        digits = offset[1:].replace(":", "")
        hours, rest = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        minutes += (int(hours) * 60 + int(rest)) * (-1 if offset[0] == "-" else 1)
    return timezone(timedelta(minutes=minutes))
