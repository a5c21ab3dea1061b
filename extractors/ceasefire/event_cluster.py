"""An event in the making: what its reports add up to, and how well one more report fits.

Keeps summaries, never looks at all its reports again, so that an event told ten thousand times costs no more a report.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from extractors.ceasefire.event_facts import (
    DIRECTED,
    DONE_AT_ONCE,
    UNDATED_REACH_DAYS,
    Facts,
    Span,
    is_strict,
    tolerance,
    undated_reach,
)

_REACH = timedelta(days=UNDATED_REACH_DAYS)
# Reports of what was done on one day, with no place told, differ by no more.
_DONE_NEAR = timedelta(days=3)


class Cluster:
    """The reports of one event, in the order they were added, and what is known of them together."""

    def __init__(self) -> None:
        self.facts: list[Facts] = []
        self.places: set[str] = set()
        self.doers: set[str] = set()
        self.is_mutual = False
        self._is_background = False
        self.parties: set[str] = set()
        self._quotes: set[str] = set()
        self._numbers: set[tuple[str, int]] = set()
        self._theatres: set[str | None] = set()
        self._sense: str | None = None
        self._anchors: list[Span] = []
        self._starts: set[date] = set()
        self._last_start, self._first_end = date.min, date.max
        # By whether they are ideas: the days that dated reports name, and those on which undated ones were published.
        self._dated: dict[bool, list[date]] = {False: [], True: []}
        self._undated: dict[bool, list[date]] = {False: [], True: []}
        self._done_in: set[str] = set()
        self._done_on: list[Span] = []
        self._promised_in: set[str] = set()
        self._days_in: dict[tuple[str, frozenset[str]], list[Span]] = {}

    def add(self, facts: Facts) -> None:
        """Take one more report in."""
        self.places |= facts.places
        self.doers |= facts.doers
        self.is_mutual |= facts.is_mutual
        self.parties |= facts.parties
        self._quotes.add(facts.report.mention.quote)
        self._numbers |= facts.numbers
        self._theatres.add(facts.theatre)
        self._sense = self._sense or facts.sense
        if facts.spans:
            self._add_dated(facts)
        else:
            _insert(self._undated[facts.is_idea], facts.published_on)
            if facts.is_promise:
                self._promised_in.add(facts.report.article_id)
        self._is_background = facts.report.mention.is_background if not self.facts else self._is_background
        self.facts.append(facts)

    def _add_dated(self, facts: Facts) -> None:
        # Dates are measured from the first report and from where a postponement leads, else a chain of near dates
        # would make one event of four years of patrols.
        if not self._anchors or len(facts.spans) > 1:
            self._anchors += [span for span in facts.spans if span not in self._anchors]
        start, end = facts.spans[0]
        self._starts.add(start)
        self._last_start, self._first_end = max(self._last_start, start), min(self._first_end, end)
        _insert(self._dated[facts.is_idea], start)
        if facts.report.mention.status == "actual":
            self._done_in.add(facts.report.article_id)
            if facts.spans[0] not in self._done_on:
                self._done_on.append(facts.spans[0])
            self._days_in.setdefault((facts.report.article_id, facts.doers), []).append(facts.spans[0])

    def likeness(self, facts: Facts, parents: Mapping[str, str]) -> float:
        """Score how well a report fits; 0 when anything contradicts. `parents` say what place lies in which."""
        place = _place_score(facts.places, self.places, parents)
        party = self._party_score(facts)
        if facts.sense and self._sense and facts.sense != self._sense:
            return 0.0
        if place is not None and place < 1 and self._is_done_apart(facts):
            return 0.0
        if place is None or party is None or self._is_next(facts) or (place < 2 and self._is_part(facts)):
            return 0.0
        has_words = facts.report.mention.quote in self._quotes
        when = self._date_score(facts)
        if when is None and has_words and facts.report.mention.is_background and not facts.spans:
            when = 0.5  # a standing paragraph, told again whenever
        if when is None:
            return 0.0
        if not facts.spans and not self._starts and facts.report.mention.is_background != self._is_background:
            return 0.0
        has_theatre = facts.theatre is not None and facts.theatre in self._theatres
        has_number = not self._numbers.isdisjoint(facts.numbers)
        return place + party + when + (3.0 if has_words else 0.0) + 1.0 * has_theatre + 0.5 * has_number

    def _party_score(self, facts: Facts) -> float | None:
        """Score two sets of parties: None where they contradict. A talk is another when it shares but one partner."""
        if facts.kind in DIRECTED and facts.doers and self.doers and not self._has_same_doers(facts):
            return None
        if not facts.parties or not self.parties:
            return 0.5
        common = len(facts.parties & self.parties)
        needed = min(2, len(facts.parties), len(self.parties)) if facts.kind == "peace_talks" else 1
        return 1.5 if common >= needed else None

    def _has_same_doers(self, facts: Facts) -> bool:
        """Whether one of the doers is the same; what both sides do to each other is no act of one of them."""
        return facts.doers == self.doers or (bool(facts.doers & self.doers) and facts.is_mutual == self.is_mutual)

    def _is_done_apart(self, facts: Facts) -> bool:
        """Whether both are told as done, on days too far apart for one act, with no place in common to tie them."""
        if facts.report.mention.status != "actual" or not facts.spans or not self._done_on:
            return False
        start, end = facts.spans[0]
        return all(start - last > _DONE_NEAR or first - end > _DONE_NEAR for first, last in self._done_on)

    def _is_part(self, facts: Facts) -> bool:
        """Whether one article tells one as done and the other as still to come, undated or by others: two acts."""
        article = facts.report.article_id
        if facts.is_promise and (not facts.spans or (facts.doers and not facts.doers & self.doers)):
            return article in self._done_in
        return facts.report.mention.status == "actual" and bool(facts.spans) and article in self._promised_in

    def _is_next(self, facts: Facts) -> bool:
        """Whether one article tells as done by the same on two days what takes but one: two acts."""
        if facts.kind not in DONE_AT_ONCE or not facts.spans or facts.report.mention.status != "actual":
            return False
        start, end = facts.spans[0]
        told = self._days_in.get((facts.report.article_id, facts.doers), ())
        return any(start > last or end < first for first, last in told)

    def _date_score(self, facts: Facts) -> float | None:
        """Score dates: 2 the same day, 1 within what the type allows, less where one has none; None when apart."""
        if is_strict(facts.kind):
            return self._strict_score(facts)
        scores = [self._span_score(facts, span) for span in facts.spans] or [self._undated_score(facts)]
        if facts.spans and not self._anchors:
            scores = [self._near_undated(facts)]
        return max((score for score in scores if score is not None), default=None)

    def _span_score(self, facts: Facts, span: Span) -> float | None:
        start, end = span
        if start in self._starts and self._anchors[0][0] <= end:
            return 2.0
        gap = min((max(start - last, first - end) for first, last in self._anchors), default=None)
        return 1.0 if gap is not None and gap <= tolerance(facts.kind) else None

    def _near_undated(self, facts: Facts) -> float | None:
        """Score a dated report against undated ones, by the days on which these were published."""
        day = facts.spans[0][0]
        return 1.0 if _has_within(self._undated[facts.is_idea], day, undated_reach(facts.kind)) else None

    def _undated_score(self, facts: Facts) -> float | None:
        told, is_idea = facts.published_on, facts.is_idea
        if _has_within(self._dated[is_idea], told, undated_reach(facts.kind)):
            return 1.0
        return 0.5 if _has_within(self._undated[is_idea], told, _REACH) else None

    def _strict_score(self, facts: Facts) -> float | None:
        """Score the date of a report that must agree with every other one."""
        others = self._undated[not facts.is_idea]
        reach = undated_reach(facts.kind)
        if not facts.spans:
            if facts.report.mention.status == "actual" and self._starts:
                return None  # an act of today has a date: this one is older
            if others or self._dated[not facts.is_idea] or not _all_within(self._dated[facts.is_idea], facts, reach):
                return None
            if not _all_within(self._undated[facts.is_idea], facts, _REACH):
                return None
            return 1.0 if self._starts else 0.5
        start = facts.spans[0][0]
        if others or self._dated[not facts.is_idea] or not self._is_of_its_day(facts):
            return None
        if any(abs(day - start) > reach for day in _ends(self._undated[facts.is_idea])):
            return None
        return 2.0 if start in self._starts else 1.0

    def _is_of_its_day(self, facts: Facts) -> bool:
        """Whether a report names the day of every other one; where a day was moved, the old one or the new."""
        if len(facts.spans) > 1 or len(self._anchors) > 1:
            return any(start <= last and end >= first for start, end in facts.spans for first, last in self._anchors)
        return facts.spans[0][0] <= self._first_end and facts.spans[0][1] >= self._last_start


def joined(clusters: Sequence[Cluster], same: Iterable[tuple[str, str]]) -> list[Cluster]:
    """Give the clusters, with those made one that hold the two mentions of a pair and are of one type."""
    homes = {facts.report.mention.mention_id: cluster for cluster in clusters for facts in cluster.facts}
    gone: set[int] = set()
    for one, other in sorted(same):
        target, moved = homes.get(one), homes.get(other)
        if target is None or moved is None or target is moved or target.facts[0].kind != moved.facts[0].kind:
            continue
        gone.add(id(moved))
        for facts in moved.facts:
            target.add(facts)
            homes[facts.report.mention.mention_id] = target
    return [cluster for cluster in clusters if id(cluster) not in gone]


def _insert(days: list[date], day: date) -> None:
    at = bisect_left(days, day)
    if at == len(days) or days[at] != day:
        insort(days, day)


def _ends(days: list[date]) -> list[date]:
    return [days[0], days[-1]] if days else []


def _all_within(days: list[date], facts: Facts, reach: timedelta) -> bool:
    return all(abs(day - facts.published_on) <= reach for day in _ends(days))


def _has_within(days: list[date], day: date, reach: timedelta) -> bool:
    at = bisect_left(days, day)
    return any(abs(near - day) <= reach for near in days[max(0, at - 1) : at + 1])


def _place_score(ours: frozenset[str], theirs: set[str], parents: Mapping[str, str]) -> float | None:
    if not ours or not theirs:
        return 0.0
    if ours & theirs:
        return 2.0
    within = any(parents.get(place) in theirs for place in ours) or any(parents.get(place) in ours for place in theirs)
    return 1.0 if within else None
