"""Finds the events that a report may belong to without looking at all: by type, a name in common, and time.

Knows no score; what it gives is a superset of the clusters that can fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from extractors.ceasefire.event_facts import UNDATED_REACH_DAYS, Facts, tolerance, undated_reach

_DAYS_A_BUCKET = 8
# A year or a decade is kept apart, not put into every week of it.
_LONG_DAYS = 100
_REACH = timedelta(days=UNDATED_REACH_DAYS)

Key = tuple[str, str]
Buckets = dict[Key, dict[int, set[int]]]


class ClusterIndex:
    """Numbers of clusters by what their reports name and when."""

    def __init__(self) -> None:
        self._dated: Buckets = defaultdict(lambda: defaultdict(set))
        self._undated: Buckets = defaultdict(lambda: defaultdict(set))
        self._long: dict[Key, set[int]] = defaultdict(set)
        self._standing: dict[Key, set[int]] = defaultdict(set)

    def add(self, number: int, facts: Facts) -> None:
        """Note that this cluster now has this report."""
        for key in _keys(facts):
            for start, end in facts.spans:
                if (end - start).days > _LONG_DAYS:
                    self._long[key].add(number)
                for bucket in _buckets(start, end) if (end - start).days <= _LONG_DAYS else ():
                    self._dated[key][bucket].add(number)
            if not facts.spans:
                self._undated[key][_bucket(facts.published_on)].add(number)
        if not facts.spans:
            self._standing[(facts.kind, facts.report.mention.quote)].add(number)

    def candidates(self, facts: Facts) -> set[int]:
        """Give the clusters that share a name with a report and lie near it in time."""
        found: set[int] = set()
        for key in _keys(facts):
            found |= self._long.get(key, set())
            for start, end in facts.spans:
                margin = tolerance(facts.kind)
                found |= _within(self._dated.get(key, {}), start - margin, end + margin)
                reach = undated_reach(facts.kind)
                found |= _within(self._undated.get(key, {}), start - reach, end + reach)
            if not facts.spans:
                day, reach = facts.published_on, undated_reach(facts.kind)
                found |= _within(self._dated.get(key, {}), day - reach, day + reach)
                found |= _within(self._undated.get(key, {}), day - _REACH, day + _REACH)
        if not facts.spans:
            found |= self._standing.get((facts.kind, facts.report.mention.quote), set())
        return found


def _bucket(day: date) -> int:
    return day.toordinal() // _DAYS_A_BUCKET


def _buckets(start: date, end: date) -> range:
    return range(_bucket(start), _bucket(end) + 1)


def _within(buckets: dict[int, set[int]], start: date, end: date) -> set[int]:
    wanted = _buckets(start, end)
    if len(wanted) > len(buckets):
        return {number for bucket, numbers in buckets.items() if bucket in wanted for number in numbers}
    return {number for bucket in wanted for number in buckets.get(bucket, ())}


def _keys(facts: Facts) -> Iterator[Key]:
    shared = {facts.theatre} if facts.theatre else set()
    for name in {*facts.places, *facts.parties, *shared, facts.report.article_id}:
        yield facts.kind, name
