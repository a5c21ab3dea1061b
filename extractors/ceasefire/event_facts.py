"""What of a report is compared when reports are grouped into events, and how far two dates of one act may lie apart.

Knows no other report and no gazetteer; who is whose army is told by EventMaker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.records import Mention, Report

# Days by which two dates of one act may differ. An act that is promised, moved and done has several dates;
# a breach or a call has one.
DATE_TOLERANCE_DAYS: Mapping[str, int] = {
    "territory_transfer": 20,
    "troop_withdrawal": 20,
    "peacekeeper_deployment": 20,
    "ceasefire_monitoring": 30,
    "mine_clearance": 10,
    "displaced_return": 10,
    "ceasefire_agreed": 2,
    "ceasefire_declared": 2,
    "ceasefire_in_effect": 1,
    "ceasefire_extended": 3,
    "ceasefire_ended": 2,
    "prisoner_exchange": 1,
}
# Types where it matters which side did it. Both sides of a swap do it.
DIRECTED = frozenset(
    {"ceasefire_violation", "armed_clash", "territory_capture", "troop_withdrawal", "ceasefire_declared",
     "ceasefire_rejected", "ceasefire_proposed", "diplomatic_reaction", "territory_transfer"}
)  # fmt: skip
# What is done on one day, though outlets may differ by one on which: done again the next day, it is another.
DONE_AT_ONCE = frozenset({"ceasefire_agreed", "ceasefire_declared", "prisoner_exchange"})
UNDATED_REACH_DAYS = 60
UNREAL = frozenset({"hypothetical", "negated"})

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a report is compared. `doers` and `parties` are states and bodies, persons resolved to theirs.

    `spans` are its dates as (first, last) days, none where it names none; a postponement has its new date, then its
    old one. `theatre` is the conflict that its article is about, so that "the truce" of two articles can be one.
    """

    report: Report
    places: frozenset[str]
    doers: frozenset[str]
    parties: frozenset[str]
    spans: tuple[Span, ...]
    published_on: date
    theatre: str | None

    @property
    def kind(self) -> str:
        """Its type."""
        return self.report.mention.type

    @property
    def is_idea(self) -> bool:
        """Whether the text says that it did not happen, or only may."""
        return self.report.mention.status in UNREAL

    @property
    def numbers(self) -> frozenset[tuple[str, int]]:
        """What it counts and how many at least: a number told twice is a sign of one act."""
        return frozenset((each.kind, each.low) for each in self.report.mention.counts if each.low is not None)

    @property
    def is_mutual(self) -> bool:
        """Whether both sides do it to each other."""
        return len(self.doers) > 1 and self.parties <= self.doers

    @property
    def sense(self) -> str | None:
        """Which way it goes, coming or leaving, praise or blame; None where the text does not say."""
        return self.report.mention.direction or self.report.mention.polarity

    @property
    def is_promise(self) -> bool:
        """Whether it is still ahead."""
        return self.report.mention.status in ("scheduled", "postponed")


def spans_of(mention: Mention) -> tuple[Span, ...]:
    """Give the days a mention names, the present ones first."""
    spans = []
    if mention.event_date:
        spans.append((mention.event_date, max(mention.event_date, mention.event_date_end or mention.event_date)))
    if mention.original_date:
        spans.append((mention.original_date, mention.original_date))
    return tuple(spans)


def order(facts: Facts) -> tuple[bool, bool, bool, bool, date, str, date, str]:
    """Give the place of a report in the order in which reports are grouped: first what says that a day was moved, for
    it holds two days together, then dated and placed ones."""
    mention = facts.report.mention
    is_vague = not facts.spans or mention.date_precision not in ("day", "week")
    is_unsure = mention.status in ("hypothetical", "denied")
    is_of_one_day = len(facts.spans) < 2
    day = facts.spans[0][0] if facts.spans else facts.published_on
    return (
        is_unsure,
        is_of_one_day,
        is_vague,
        not facts.places,
        day,
        mention.type,
        facts.published_on,
        mention.mention_id,
    )


def tolerance(kind: str) -> timedelta:
    """Give by how much two dates of one act of this type may differ."""
    return timedelta(days=DATE_TOLERANCE_DAYS.get(kind, 0))


def is_strict(kind: str) -> bool:
    """Whether all reports of one act of this type name the same day."""
    return kind not in DATE_TOLERANCE_DAYS


def undated_reach(kind: str) -> timedelta:
    """Give within what time of its publication a report without a date may mean a dated act."""
    return timedelta(days=UNDATED_REACH_DAYS if not is_strict(kind) else 3)
