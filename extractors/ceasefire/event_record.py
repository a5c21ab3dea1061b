"""Says what the reports of one event add up to: status, dispute, date, places, counts, witnesses.

Knows no other event; the grouping is done in events.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.ceasefire.event_facts import UNREAL
from extractors.records import Count, Event, Report, digest

# Codebook section 8: the strongest first.
STRENGTH = ("actual", "postponed", "scheduled", "negated", "alleged", "denied", "hypothetical")
# A date that the text names.
STATED = ("explicit", "relative")


def make_event(reports: Sequence[Report]) -> Event:
    """Make the event of these reports (at least one). `event_id` hangs on the report that was published first.

    Where an event is more than an idea, no day and no place is taken from what only may be or did not happen.
    """
    first = min(reports, key=first_told)
    status = min((report.mention.status for report in reports), key=STRENGTH.index)
    real = reports if status in UNREAL else [one for one in reports if one.mention.status not in UNREAL]
    dated = _best_dated(_unmoved([one for one in reports if one.mention.status == status])) or _best_dated(real)
    mention = dated.mention if dated else first.mention
    # Who puts off an act is often told in place of who is to do it.
    by_doers = [
        each for each in reports if each.mention.status != "postponed" and each.mention.source_actors
    ] or reports
    day = mention.event_date
    return Event(
        event_id=digest("event", first.mention.type, first.mention.mention_id),
        type=first.mention.type,
        status=status,
        is_disputed=any(report.mention.status == "denied" for report in reports) and status != "denied",
        is_background=all(report.mention.is_background for report in reports),
        event_date=day,
        event_date_end=mention.event_date_end,
        date_precision=mention.date_precision if day else "none",
        places=_by_votes(
            place.place_id for report in real for place in (report.mention.places or report.mention.context_places)
        ),
        source_actors=_by_votes(actor for report in by_doers for actor in report.mention.source_actors),
        target_actors=_by_votes(actor for report in by_doers for actor in report.mention.target_actors),
        arrangement_id=None,
        first_reported_at=first.published_at,
        last_reported_at=max(report.published_at for report in reports),
        n_mentions=len(reports),
        n_articles=len({report.article_id for report in reports}),
        n_outlets=len({report.source_id for report in reports}),
        n_witnesses=len({report.origin for report in reports}),
        counts=_merged_counts(reports),
    )


def first_told(report: Report) -> tuple[object, str]:
    """Sort reports by when they were published."""
    return report.published_at, report.mention.mention_id


def _unmoved(reports: Sequence[Report]) -> list[Report]:
    """Leave out what names a day that others say was put off; nothing is put off to an earlier day."""
    moves = [
        (one.mention.original_date, one.mention.event_date) for one in reports if one.mention.status == "postponed"
    ]
    moved = {was for was, now in moves if was and now and was < now}
    return [one for one in reports if one.mention.event_date not in moved]


def _best_dated(reports: Sequence[Report]) -> Report | None:
    """Give a report with the date most told, the more exact and the later told date winning a tie."""
    dated = [report for report in reports if report.mention.event_date is not None]
    votes = Counter((report.mention.event_date, report.mention.event_date_end) for report in dated)

    def weight(report: Report) -> tuple[bool, bool, int, object, str]:
        mention = report.mention
        is_stated = mention.date_basis in STATED
        is_day = mention.date_precision == "day"
        n_votes = votes[(mention.event_date, mention.event_date_end)]
        return is_day, is_stated, n_votes, report.published_at, mention.mention_id

    return max(dated, key=weight, default=None)


def _by_votes(names: Iterable[str]) -> tuple[str, ...]:
    votes = Counter(names)
    return tuple(sorted(votes, key=lambda name: (-votes[name], name)))


def _merged_counts(reports: Sequence[Report]) -> tuple[Count, ...]:
    """Give one count a kind: the lowest low and the highest high, with the words of the latest report."""
    kinds: dict[str, list[Count]] = {}
    for report in sorted(reports, key=first_told):
        for count in report.mention.counts:
            kinds.setdefault(count.kind, []).append(count)
    return tuple(_merge(kind, counts) for kind, counts in sorted(kinds.items()))


def _merge(kind: str, counts: Sequence[Count]) -> Count:
    lows = [count.low for count in counts if count.low is not None]
    highs = [count.high for count in counts if count.high is not None]
    return Count(kind, min(lows, default=None), max(highs, default=None), counts[-1].verbatim)
