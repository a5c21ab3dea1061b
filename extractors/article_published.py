"""Finds when an article was published: what the user gave, the page, the feed, the dateline, the URL, in that order.

Knows no outlet beyond its time zone. The raw string is kept with its basis, so that a date can be checked and read
anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from config.schema import Source
from extractors.article_dateline import Dateline
from extractors.article_dates import ReadDate, read_date
from extractors.article_page import PageFacts
from extractors.records import Basis, Entry, Page

_DATE_IN_URL = re.compile(r"(?:/|-)(19\d\d|20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|\.|$)")
_SAME_DAY = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with where it was read; `raw` stays where it could not be read."""

    date: ReadDate | None
    raw: str | None
    basis: Basis


def find_published(
    facts: PageFacts, page: Page, source: Source | None, entry: Entry | None, dateline: Dateline | None
) -> Dated:
    """Find the publication time: what the user gave, the page, the feed, the dateline, the URL, a sitemap's lastmod."""
    of_page = first_date(facts.published, page, source)
    of_entry = Dated(None, None, Basis.NONE)
    if entry and entry.published_at:
        of_entry = Dated(_entry_date(entry), entry.published_raw, entry.published_basis)
    if of_entry.basis is Basis.GIVEN:
        return of_entry
    # An entry without a title comes from a plain sitemap: its date is that of the last change.
    is_lastmod = of_entry.basis is Basis.SITEMAP and entry is not None and not entry.title
    ranked = [of_page, _of_dateline(dateline, page), _of_url(page), of_entry] if is_lastmod else [of_page, of_entry]
    ranked += [_of_dateline(dateline, page), _of_url(page)]
    found = next((dated for dated in ranked if dated.date), None)
    if found and found.basis in (Basis.JSON_LD, Basis.META) and found.date and found.date.precision == "day":
        found = _finer(found, of_entry) if not is_lastmod else found
    return found or of_page


def _finer(coarse: Dated, other: Dated) -> Dated:
    """Prefer a time of day over a bare day, where both speak of about the same day."""
    if (
        coarse.date
        and other.date
        and other.date.precision != "day"
        and abs(other.date.at - coarse.date.at) <= _SAME_DAY
    ):
        return other
    return coarse


def _entry_date(entry: Entry) -> ReadDate | None:
    """Give the entry's time, with the precision of its raw string where that says less than a second."""
    if entry.published_at is None:
        return None
    read_again = read_date(entry.published_raw)
    return ReadDate(entry.published_at, read_again.precision if read_again else "second")


def first_date(candidates: Iterable[tuple[str, Basis]], page: Page, source: Source | None) -> Dated:
    """Read the first candidate that is a plausible date; a later one wins only by naming the time of day."""
    zone: tzinfo | None = ZoneInfo(source.timezone) if source else None
    best, first_raw = Dated(None, None, Basis.NONE), None
    for raw, basis in candidates:
        first_raw = raw if first_raw is None else first_raw
        dated = Dated(read_date(raw, fetched_at=page.fetched_at, zone=zone), raw, basis)
        best = _finer(best, dated) if best.date else dated
        if best.date and best.date.precision != "day":
            return best
    return best if best.date else Dated(None, first_raw, Basis.NONE)


def _of_dateline(dateline: Dateline | None, page: Page) -> Dated:
    if dateline is None or dateline.year is None or dateline.month is None or dateline.day is None:
        return Dated(None, None, Basis.NONE)
    raw = f"{dateline.year:04d}-{dateline.month:02d}-{dateline.day:02d}"
    return Dated(read_date(raw, fetched_at=page.fetched_at), dateline.text, Basis.DATELINE)


def _of_url(page: Page) -> Dated:
    found = _DATE_IN_URL.search(urlsplit(page.final_url).path)
    if found is None:
        return Dated(None, None, Basis.NONE)
    year, month, day = map(int, found.groups())
    return Dated(
        read_date(f"{year}-{month:02d}-{day:02d}", fetched_at=page.fetched_at), found.group().strip("/-."), Basis.URL
    )
