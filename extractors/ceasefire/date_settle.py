"""Says which days an expression of time means, given the dateline day, the tense and the date it leans on.

Knows no sentence: what the words around an expression say comes as arguments.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.ceasefire.date_words import DateWords
from extractors.ceasefire.days import add_months, day_of, last_of_month, nearest_year, shift, week_of

# A day of the month told in the past that lies further ahead than this is last year's.
_LONG_AHEAD = 60
# Stands for the last days of a month where only the nearest year is asked for.
_LATE_DAY = 28
_SIX_DAYS = timedelta(days=6)
_MIDDLE = 15
_UP_TO = ("by", "until", "till", "before", "no later than", "to")
_COARSE = ("day", "week", "month", "year", "decade")


@dataclass(frozen=True, slots=True)
class Days:
    """The days an expression covers; `last_on` is None for a single day and for an open span."""

    first_on: date
    last_on: date | None = None
    precision: str = "day"
    basis: str = "explicit"


def settle(
    word: DateWords, *, base_on: date, is_ahead: bool, anchor_on: date | None = None, year: int = 0
) -> Days | None:
    """Give the days of `word`; None where it names none ("some years ago").

    `base_on` is the dateline day, `is_ahead` whether the words look ahead, `anchor_on` the date that "a day later"
    leans on, `year` the year a bare day and month takes from its neighbour (0: the one nearest to publication).
    """
    if word.kind == "term":
        begun = word.until and settle(replace(word.until, is_modifier=False), base_on=base_on, is_ahead=False)
        return Days(shift(begun.first_on, word.n, word.unit), basis="relative") if begun else None
    days = _settle_one(word, base_on, is_ahead, anchor_on, year or (word.until.year if word.until else 0))
    if days is None or word.until is None:
        return days
    until_base_on = days.first_on if word.until.kind == "weekday" else base_on
    last = _settle_one(word.until, until_base_on, True, days.first_on, word.until.year or year or days.first_on.year)
    if last is None:
        return days
    end_on = last.last_on or last.first_on
    first_on = days.first_on
    if first_on > end_on and word.until.year and not word.year:
        first_on = day_of(end_on.year - 1, first_on.month, first_on.day) or first_on
    elif first_on > end_on and not word.until.year:
        end_on = day_of(end_on.year + 1, end_on.month, end_on.day) or end_on
    precision = max(days.precision, last.precision, key=_COARSE.index)
    return Days(first_on, end_on, precision, days.basis) if first_on <= end_on else days


def _settle_one(word: DateWords, base_on: date, is_ahead: bool, anchor_on: date | None, year: int) -> Days | None:
    match word.kind:
        case "day":
            return _day(word, base_on, is_ahead, year)
        case "month" | "months":
            return _month(word, base_on, is_ahead, year)
        case "years":
            precision = "decade" if word.unit == "decade" else "year"
            return Days(date(word.year, 1, 1), date(word.year_end, 12, 31), precision)
        case "weekday":
            return Days(_weekday(word, base_on, is_ahead), basis="relative")
        case "near":
            return Days(base_on + timedelta(days=word.n), basis="relative")
        case "ordinal":
            return _ordinal(word, base_on, is_ahead)
        case "shift":
            return _shifted(word, anchor_on or base_on)
        case _:
            return _from_now(word, (anchor_on or base_on) if word.kind == "hence" else base_on, is_ahead)


def _from_now(word: DateWords, base_on: date, is_ahead: bool) -> Days | None:
    match word.kind:
        case "period":
            return _period(word, base_on, is_ahead)
        case "rolling":
            return Days(shift(base_on, -word.n, word.unit), base_on, basis="relative")
        case "end":
            return Days(_end(word, base_on), basis="relative")
        case _:
            return _hence(word, base_on)


def _day(word: DateWords, base_on: date, is_ahead: bool, year: int) -> Days | None:
    wanted = word.year or _other_year(word, base_on) or year
    near_on = None if wanted else nearest_year(word.month, word.day if word.day > 0 else _LATE_DAY, base_on)
    first_on = _of_month(near_on.year if near_on else wanted, word.month, word.day)
    if first_on is None:
        return None
    if not wanted and not is_ahead and first_on - base_on > timedelta(days=_LONG_AHEAD):
        first_on = _of_month(first_on.year - 1, word.month, word.day) or first_on
    if word.part in ("week of", "week to"):
        return Days(*week_of(first_on), "week") if word.part == "week of" else Days(first_on - _SIX_DAYS, first_on)
    last_on = _of_month(first_on.year, word.month, word.day_end) if word.day_end else None
    precision = "week" if word.part == "week" else "day"
    return Days(first_on, last_on, precision) if last_on and last_on > first_on else Days(first_on)


def _of_month(year: int, month: int, day: int) -> date | None:
    # Under zero a day counts from the month's end.
    if not date.min.year <= year <= date.max.year:
        return None
    return last_of_month(date(year, month, 1)) + timedelta(days=day + 1) if day < 0 else day_of(year, month, day)


def _month(word: DateWords, base_on: date, is_ahead: bool, year: int) -> Days:
    wanted = word.year or _other_year(word, base_on) or year or _year_of_month(word, base_on, is_ahead)
    if word.part == "last" and word.month <= base_on.month <= (word.month_end or word.month):
        wanted = base_on.year - 1
    first_on = date(wanted, word.month, 1)
    if word.month_end:
        last_year = wanted + (word.month_end < word.month)
        return Days(first_on, last_of_month(date(last_year, word.month_end, 1)), "month")
    if word.part == "mid" and word.lead in ("since", "from", *_UP_TO):
        return Days(first_on.replace(day=_MIDDLE))
    if word.part in ("start", "end") and word.lead in _UP_TO:
        return Days(first_on if word.part == "start" else last_of_month(first_on))
    return Days(first_on, last_of_month(first_on), "month")


def _other_year(word: DateWords, base_on: date) -> int:
    """Give the year that "July 27 last year" means, or 0."""
    step = {"last year": -1, "this year": 0, "next year": 1}.get(word.part)
    return 0 if step is None else base_on.year + step


def _year_of_month(word: DateWords, base_on: date, is_ahead: bool) -> int:
    if is_ahead:
        return base_on.year + (max(word.month, word.month_end) < base_on.month)
    return base_on.year - (word.month > base_on.month)


def _weekday(word: DateWords, base_on: date, is_ahead: bool) -> date:
    if word.part == "last week":
        return week_of(base_on)[0] + timedelta(days=word.n - 7)
    if word.part == "next" or (is_ahead and word.part != "last"):
        forward = (word.n - base_on.weekday()) % 7
        return base_on + timedelta(days=forward or (7 if word.part == "next" else 0))
    back = (base_on.weekday() - word.n) % 7
    return base_on - timedelta(days=back or (7 if word.part == "last" else 0))


def _end(word: DateWords, base_on: date) -> date:
    if word.unit == "year":
        return date(base_on.year, 12, 31)
    return last_of_month(base_on) if word.unit == "month" else week_of(base_on)[1]


def _ordinal(word: DateWords, base_on: date, is_ahead: bool) -> Days | None:
    """Give the nth of the month on the side of publication that the tense says."""
    months = (add_months(base_on.replace(day=1), step) for step in (-1, 0, 1))
    days = [found for month in months if (found := day_of(month.year, month.month, word.n))]
    if is_ahead:
        return next((Days(found) for found in days if found >= base_on), None)
    return next((Days(found) for found in reversed(days) if found <= base_on), None)


def _period(word: DateWords, base_on: date, is_ahead: bool) -> Days:
    if word.part == "near" and base_on.weekday() < 5 and not is_ahead:
        base_on -= timedelta(days=7)
    day = shift(base_on, word.n, "week" if word.unit == "weekend" else word.unit)
    if word.part == "start" and word.lead in ("since", "from", *_UP_TO):
        return Days(_start(day, word.unit), basis="relative")
    if word.unit == "month":
        return Days(day.replace(day=1), last_of_month(day), "month", "relative")
    if word.unit == "year":
        return Days(date(day.year, 1, 1), date(day.year, 12, 31), "year", "relative")
    monday, sunday = week_of(day)
    if word.unit == "weekend":
        return Days(sunday - timedelta(days=1), sunday, "day", "relative")
    return Days(monday, sunday, "week", "relative")


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return week_of(day)[0]
    return day.replace(day=1) if unit == "month" else date(day.year, 1, 1)


def _shifted(word: DateWords, anchor_on: date) -> Days:
    day = shift(anchor_on, word.n, word.unit)
    if word.unit == "year":
        return Days(date(day.year, 1, 1), date(day.year, 12, 31), "year", "relative")
    if word.unit == "month":
        return Days(day.replace(day=1), last_of_month(day), "month", "relative")
    if word.part == "whole":
        return Days(*week_of(day), "week", "relative")
    return Days(day, basis="relative")


def _hence(word: DateWords, base_on: date) -> Days | None:
    if word.kind != "hence" or not word.n:
        return None
    if word.n < 0 and word.unit == "month":
        day = add_months(base_on, word.n).replace(day=1)
        return Days(day, last_of_month(day), "month", "relative")
    if word.n < 0 and word.unit in ("year", "decade"):
        year = base_on.year + word.n * (10 if word.unit == "decade" else 1)
        return Days(date(year, 1, 1), date(year, 12, 31), "year", "relative")
    if word.unit in ("hour", "minute") and abs(word.n) < 24:
        return Days(base_on, basis="relative")
    return Days(shift(base_on, word.n, word.unit), basis="relative")
