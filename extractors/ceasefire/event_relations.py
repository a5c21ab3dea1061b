"""Says how the mentions of one event bear on each other: denies, confirms, postpones, fulfils.

Knows no text and no other event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.ceasefire.event_record import first_told
from extractors.records import EventRelation, Report

# What a mention of one status says of a mention of another, the strongest answer first.
_ANSWERS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "denied": (("denies", ("alleged", "actual")),),
    "postponed": (("postpones", ("scheduled",)),),
    "actual": (("fulfils", ("scheduled", "postponed")), ("confirms", ("alleged",))),
}


def relations_of(event_id: str, reports: Sequence[Report]) -> Iterator[EventRelation]:
    """Give one relation for each report that answers another one: the one told first of those it answers."""
    told = sorted(reports, key=first_told)
    by_status: dict[str, list[Report]] = {}
    for report in told:
        by_status.setdefault(report.mention.status, []).append(report)
    for report in told:
        for relation, statuses in _ANSWERS.get(report.mention.status, ()):
            answered = [each for status in statuses for each in by_status.get(status, ())[:1]]
            first = min(answered, key=first_told, default=None)
            if first is not None and (relation != "confirms" or _is_apart(report, first)):
                yield EventRelation(event_id, relation, report.mention.mention_id, first.mention.mention_id)
                break


def _is_apart(report: Report, claim: Report) -> bool:
    """Whether a report says later, and by another's word, what was claimed."""
    return claim.origin != report.origin and first_told(claim) < first_told(report)
