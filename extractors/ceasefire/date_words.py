"""One expression of time as it stands in a text, before it is known which day it means.

Knows no publication day: what needs one is left open in the value.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.ceasefire.days import MONTH, WEEKDAY

NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety)"
)
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade)"

__all__ = ["MONTH", "NUMBER", "UNIT", "WEEKDAY", "DateWords"]


@dataclass(frozen=True, slots=True)
class DateWords:
    """An expression of time. What the fields mean depends on `kind`:

    day: year (0 when unsaid), month, day, and `day_end` of "9-10"; month: year, month, `part` (start, end);
    months: year, month to `month_end` (a season); years: year to `year_end`; weekday: `n` 0 (Monday) to 6, `part`
    last, next or this; near: `n` days from the dateline day; period: `n` units away (unit week, month, year);
    shift: `n` units from another date of the text; hence: `n` units from the dateline day; link: the clause before
    lies `n` units from the clause after; end: the last day of this `unit`; ordinal: the `n`th of a month unsaid.
    `has_begun` tells that a standing act began then.
    """

    start: int
    end: int
    kind: str
    year: int = 0
    month: int = 0
    day: int = 0
    day_end: int = 0
    month_end: int = 0
    year_end: int = 0
    n: int = 0
    unit: str = ""
    part: str = ""
    lead: str = ""
    time: str | None = None
    is_modifier: bool = False
    has_begun: bool = False
    until: DateWords | None = field(default=None)

    def moved(self, by: int) -> DateWords:
        """Give the same words at a place `by` characters further on."""
        until = self.until.moved(by) if self.until else None
        return replace(self, start=self.start + by, end=self.end + by, until=until)

    @property
    def is_explicit(self) -> bool:
        """Whether the words name a day, month or year by themselves."""
        return self.kind in ("day", "month", "months", "years")
