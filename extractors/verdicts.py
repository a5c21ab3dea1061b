"""What analysts say of mentions, and what it changes in the reports that events are made of.

Knows no warehouse. A verdict is on an article's words and the type the tagger gave them, not on a mention's id, so that
it survives re-tagging.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from extractors.article_dates import YEARS
from extractors.errors import InputError
from extractors.records import Mention, Report, digest

# What each verdict judges: the later verdict on the same matter holds.
MATTERS = {
    "right": "type",
    "wrong_type": "type",
    "not_an_event": "type",
    "right_date": "date",
    "same_event_as": "event",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict. `value` is the right type, the right day, or the other mention's `mention_key`; else empty."""

    verdict_id: str
    article_id: str
    quote: str
    type: str
    verdict: str
    value: str
    note: str
    judged_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """What the verdicts on one mention come to."""

    mention_id: str
    is_rejected: bool
    right_type: str | None
    has_right_date: bool
    right_date: date | None


def make_verdict(row: Mapping[str, str], types: Iterable[str], judged_at: datetime) -> Verdict:
    """Make a verdict of a row with article_id, quote, type, verdict, value, note. Raises InputError."""
    wanted = {name: (row.get(name) or "").strip() for name in ("article_id", "type", "verdict", "value", "note")}
    quote = row.get("quote") or ""
    known = tuple(types)
    if not wanted["article_id"] or not quote.strip():
        raise InputError("article_id and quote must not be empty; `trucewire review --export` gives both")
    if wanted["verdict"] not in MATTERS:
        raise InputError(f"verdict {wanted['verdict']!r} is not one of {', '.join(MATTERS)}")
    if wanted["type"] not in known:
        raise InputError(f"type {wanted['type']!r} is not one of {', '.join(known)}")
    _check_value(wanted["verdict"], wanted["value"], known)
    verdict_id = digest("verdict", wanted["article_id"], quote, wanted["type"], MATTERS[wanted["verdict"]])
    return Verdict(verdict_id=verdict_id, quote=quote, judged_at=judged_at, **wanted)


def _check_value(verdict: str, value: str, types: tuple[str, ...]) -> None:
    if verdict == "wrong_type" and value and value not in types:
        raise InputError(f"value {value!r} is no type; name the right one, or leave it empty: {', '.join(types)}")
    if verdict == "right_date" and value and not _is_day(value):
        raise InputError(f"value {value!r} is no day; write it as 2020-11-25, or leave it empty for none")
    if verdict == "same_event_as" and not re.fullmatch("[0-9a-f]{32}", value):
        raise InputError(f"value {value!r} is no mention_key; the view mentions has one for each mention")


def _is_day(value: str) -> bool:
    """Say whether this is a day of our times as the warehouse reads it, which takes "20201125" for no day at all."""
    try:
        return date.fromisoformat(value).isoformat() == value and int(value[:4]) in YEARS
    except ValueError:
        return False


def corrected(reports: Iterable[Report], corrections: Iterable[Correction]) -> tuple[Report, ...]:
    """Give the reports as the analysts have them: rejected ones left out, types and dates put right."""
    by_mention = {each.mention_id: each for each in corrections}
    right: list[Report] = []
    for report in reports:
        correction = by_mention.get(report.mention.mention_id)
        if correction is None:
            right.append(report)
        elif not correction.is_rejected:
            right.append(replace(report, mention=_corrected(report.mention, correction)))
    return tuple(right)


def _corrected(mention: Mention, correction: Correction) -> Mention:
    if correction.right_type is not None:
        mention = replace(mention, type=correction.right_type)
    if not correction.has_right_date:
        return mention
    has_day = correction.right_date is not None
    return replace(
        mention,
        event_date=correction.right_date,
        event_date_end=None,
        date_precision="day" if has_day else "none",
        date_basis="explicit" if has_day else "none",
    )
