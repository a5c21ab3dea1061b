"""Counts witnesses: outlets once per independent origin (codebook section 8), with the reason for each article.

Told who published what when and whose word it is, knows no text. An article that credits an agency is no witness apart
from it, a copy none apart from its original.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from extractors.records import EventSet, Report
from extractors.relations import Telling, Witness


def judge(subject: str, subject_id: str, tellings: Iterable[Telling]) -> tuple[Witness, ...]:
    """Say of each article whether it is a witness. Own reports go first, so that a credit never displaces them.

    An outlet counts once and an origin counts once, so there are never more witnesses than outlets. An article that
    credits several agencies counts only if none of them is counted, and stands for all of them then.
    """
    counted: dict[str, str] = {}
    outlets: dict[str, str] = {}
    witnesses = []
    for telling in sorted(tellings, key=_own_reports_first):
        origin = next((origin for origin in telling.origins if origin in counted), telling.origins[0])
        because = _counted_already(telling, origin, counted, outlets)
        if because is None:
            counted.update(dict.fromkeys(telling.origins, telling.article_id))
            outlets[telling.source_id] = telling.article_id
        why = _why(telling, origin, because)
        witnesses.append(Witness(subject, subject_id, telling.article_id, origin, because is None, why))
    return tuple(witnesses)


def _counted_already(
    telling: Telling, origin: str, counted: Mapping[str, str], outlets: Mapping[str, str]
) -> tuple[str, str] | None:
    """Say by whose word, counted with which article, an article is no witness of its own, or None."""
    if origin in counted:
        return origin, counted[origin]
    if telling.source_id in outlets:
        return telling.source_id, outlets[telling.source_id]
    return None


def _why(telling: Telling, origin: str, counted: tuple[str, str] | None) -> str:
    """Say why an article counts or does not; what the reason of its origin names already is not named again."""
    reason = telling.origin_reason
    if counted is None:
        return reason if origin == telling.source_id else f"{reason}; met here first"
    whose, article_id = counted
    if article_id in reason.split():
        return f"{reason}, which is counted"
    if reason == f"credits {whose}":
        return f"{reason}, counted with {article_id}"
    return f"{reason}; {whose} is counted with {article_id}"


def with_witnesses(event_set: EventSet, reports: Iterable[Report]) -> tuple[EventSet, tuple[Witness, ...]]:
    """Give the events with n_witnesses counted, and the reasoning article by article."""
    told = _tellings_of_events(event_set, {report.mention.mention_id: report for report in reports})
    witnesses = {event_id: judge("event", event_id, tellings.values()) for event_id, tellings in told.items()}
    events = tuple(
        replace(event, n_witnesses=sum(each.counts_as_witness for each in witnesses[event.event_id]))
        for event in event_set.events
    )
    return replace(event_set, events=events), tuple(each for group in witnesses.values() for each in group)


def _tellings_of_events(event_set: EventSet, reports: Mapping[str, Report]) -> dict[str, dict[str, Telling]]:
    told: defaultdict[str, dict[str, Telling]] = defaultdict(dict)
    for event_id, mention_id in event_set.event_mentions:
        report = reports[mention_id]
        told[event_id].setdefault(report.article_id, telling_of(report))
    return told


def telling_of(report: Report) -> Telling:
    """Give what of a report decides whether it is a witness."""
    reason = report.origin_reason or ("own report" if report.origin == report.source_id else f"credits {report.origin}")
    return Telling(report.article_id, report.source_id, report.published_at, report.origins or (report.origin,), reason)


def _own_reports_first(telling: Telling) -> tuple[bool, datetime, str]:
    return telling.origins != (telling.source_id,), telling.published_at, telling.article_id
