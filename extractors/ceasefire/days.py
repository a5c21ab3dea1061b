"""Calendar arithmetic for newswire: months by name, the year a bare date means, ends of weeks and months.

Knows no text and no tense beyond the words of the calendar itself.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "zero",
            "one a an",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        )
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}


def month_number(name: str) -> int:
    """Give 1 to 12 for a month's name or its short form."""
    return _MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """Give 0 (Monday) to 6."""
    return _WEEKDAYS.index(name[:3].lower())


def number(word: str) -> int | None:
    """Give what a numeral or a number word up to a hundred says, or None."""
    plain = word.replace(",", "").lower()
    return int(plain) if plain.isdigit() else NUMBER_WORDS.get(plain)


def day_of(year: int, month: int, day: int) -> date | None:
    """Give the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_year(month: int, day: int, published_on: date) -> date | None:
    """Give the month and day in the year that puts it nearest to publication (codebook section 4)."""
    days = [day_of(published_on.year + step, month, day) for step in (-1, 0, 1)]
    return min((found for found in days if found), key=lambda found: abs(found - published_on), default=None)


def last_of_month(day: date) -> date:
    """Give the last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Give the day `months` later (earlier when negative); the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, n: int, unit: str) -> date:
    """Give the day `n` hours, days, weeks, months or years away; hours count as days from 24 on."""
    if unit.startswith("month"):
        return add_months(day, n)
    if unit.startswith("year"):
        return add_months(day, 12 * n)
    days = {"week": 7, "fort": 14, "deca": 3652}.get(unit[:4], 1)
    if unit.startswith(("hour", "minute")):
        return day + timedelta(days=int(n / 24) if unit.startswith("hour") else 0)
    return day + timedelta(days=n * days)


def week_of(day: date) -> tuple[date, date]:
    """Give Monday and Sunday of the week of `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
