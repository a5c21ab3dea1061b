"""Says how mentions bear on each other: denies, confirms, postpones, fulfils in one event; a breach violates its truce.

Knows no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.ceasefire.arrangements import MAKES
from extractors.ceasefire.event_record import first_told
from extractors.records import Event, EventRelation, Report

# What a mention of one status says of a mention of another, the strongest answer first.
_ANSWERS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "denied": (("denies", ("alleged", "actual")),),
    "postponed": (("postpones", ("scheduled",)),),
    "actual": (("fulfils", ("scheduled", "postponed")), ("confirms", ("alleged",))),
}


# What nobody promises.
_UNPROMISED = ("ceasefire_violation", "armed_clash", "territory_capture", "diplomatic_reaction")


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
            is_odd = relation in ("fulfils", "postpones") and report.mention.type in _UNPROMISED
            if first is not None and not is_odd and (relation != "confirms" or _is_apart(report, first)):
                yield EventRelation(event_id, relation, report.mention.mention_id, first.mention.mention_id)
                break


def _is_apart(report: Report, claim: Report) -> bool:
    """Whether a report says later, and by another's word, what was claimed."""
    return claim.origin != report.origin and first_told(claim) < first_told(report)


def breaches(events: Sequence[Event], first_reports: Mapping[str, Report]) -> Iterator[EventRelation]:
    """Give for each breach under a truce the words that concluded it, else those by which it took effect.

    `first_reports` has for each event id the report that tells it first.
    """
    deals: dict[str, Event] = {}
    for event in sorted((each for each in events if _concludes(each)), key=_rank):
        deals.setdefault(str(event.arrangement_id), event)
    for event in events:
        deal = deals.get(event.arrangement_id or "")
        if event.type == "ceasefire_violation" and event.status in ("actual", "alleged") and deal is not None:
            breach, broken = first_reports[event.event_id], first_reports[deal.event_id]
            yield EventRelation(event.event_id, "violates", breach.mention.mention_id, broken.mention.mention_id)


def _concludes(event: Event) -> bool:
    return event.type in MAKES and event.status == "actual" and event.arrangement_id is not None


def _rank(event: Event) -> tuple[int, int, object, str]:
    """Sort the events of a truce: the one that concluded it first, by most witnesses, then the first told."""
    return MAKES.index(event.type), -event.n_witnesses, event.first_reported_at, event.event_id
