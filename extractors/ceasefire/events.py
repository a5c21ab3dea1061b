"""Joins mentions of one act into one event (codebook section 8), the same whatever order they come in.

Knows no text: it compares type, places, parties and dates of mentions, and when they were published. Reports are
gone through in one fixed order, dated and placed ones first, and each joins the likest event there is or starts one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from config.schema import Actor, Conflict, Place
from extractors.ceasefire.event_record import make_event, relations_of
from extractors.records import Event, EventRelation, EventSet, Report

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
# Types where it matters which side did it.
DIRECTED = frozenset(
    {"ceasefire_violation", "armed_clash", "territory_capture", "troop_withdrawal", "ceasefire_declared",
     "ceasefire_rejected", "ceasefire_proposed", "diplomatic_reaction", "prisoner_exchange", "territory_transfer"}
)  # fmt: skip
# Types that name the deal itself: a later reference without a date means the last one between the same parties.
DEALS = frozenset({"ceasefire_agreed", "ceasefire_declared", "ceasefire_in_effect", "ceasefire_extended"})
UNDATED_REACH_DAYS = 60
MIN_SCORE = 3.0
UNREAL = frozenset({"hypothetical", "negated"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a report is compared. `doers` and `parties` are states and bodies, persons resolved to theirs.

    `theatre` is the conflict that its article is about, so that "the truce" of two articles can be one.
    """

    report: Report
    places: frozenset[str]
    doers: frozenset[str]
    parties: frozenset[str]
    start: date | None
    end: date | None
    published_on: date
    theatre: str | None


@dataclass(slots=True)
class Cluster:
    """An event in the making."""

    facts: list[Facts] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)

    def add(self, facts: Facts) -> None:
        self.facts.append(facts)
        self.places |= facts.places
        self.doers |= facts.doers
        self.parties |= facts.parties


class EventMaker:
    """Holds what grouping needs to know of the world: whose person or army an actor is, what lies in what place."""

    def __init__(self, actors: Sequence[Actor], places: Sequence[Place], conflicts: Sequence[Conflict]) -> None:
        self._states = {actor.actor_id: actor.state or actor.actor_id for actor in actors}
        self._parents = {place.place_id: place.parent for place in places if place.parent}
        self._conflicts = tuple(conflicts)
        self._theatres = {each.conflict_id: frozenset((*each.parties, *each.places)) for each in conflicts}

    def events(self, reports: Iterable[Report]) -> EventSet:
        """Group reports into events. The same set of reports in any order gives the same EventSet."""
        clusters: list[Cluster] = []
        index: dict[tuple[str, str], list[int]] = defaultdict(list)
        for facts in sorted(self._all_facts(reports), key=_order):
            cluster = self._likest(facts, clusters, index)
            if cluster is None:
                cluster = len(clusters)
                clusters.append(Cluster())
            clusters[cluster].add(facts)
            for key in _keys(facts):
                if cluster not in index[key][-1:]:
                    index[key].append(cluster)
        return self._event_set(clusters)

    def _event_set(self, clusters: Sequence[Cluster]) -> EventSet:
        events: list[Event] = []
        members: list[tuple[str, str]] = []
        relations: list[EventRelation] = []
        for cluster in clusters:
            reports = [facts.report for facts in cluster.facts]
            event = make_event(reports, self._conflicts, frozenset(cluster.parties))
            events.append(event)
            members += [(event.event_id, report.mention.mention_id) for report in reports]
            relations += relations_of(event.event_id, reports)
        return EventSet(
            tuple(sorted(events, key=lambda event: event.event_id)),
            tuple(sorted(members)),
            tuple(sorted(relations, key=lambda each: (each.event_id, each.from_mention_id, each.to_mention_id))),
        )

    def _all_facts(self, reports: Iterable[Report]) -> Iterator[Facts]:
        by_article: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            by_article[report.article_id].append(report)
        for told in by_article.values():
            theatre = self._theatre(told)
            yield from (self._facts(report, theatre) for report in told)

    def _theatre(self, told: Sequence[Report]) -> str | None:
        """Give the conflict whose parties and places an article names most, or None."""
        votes: Counter[str] = Counter()
        for report in told:
            names = {place.place_id for place in (*report.mention.places, *report.mention.context_places)}
            names |= {self._states.get(actor, actor) for actor in report.mention.source_actors}
            names |= {self._states.get(actor, actor) for actor in report.mention.target_actors}
            for conflict_id, known in self._theatres.items():
                votes[conflict_id] += len(names & known)
        best = max(votes, key=lambda conflict_id: (votes[conflict_id], conflict_id), default=None)
        return best if best is not None and votes[best] > 0 else None

    def _facts(self, report: Report, theatre: str | None) -> Facts:
        mention = report.mention
        doers = frozenset(self._states.get(actor, actor) for actor in mention.source_actors)
        targets = frozenset(self._states.get(actor, actor) for actor in mention.target_actors)
        places = mention.places or mention.context_places
        start = mention.original_date if mention.original_date and not mention.event_date else mention.event_date
        return Facts(
            report,
            frozenset(place.place_id for place in places),
            doers,
            doers | targets,
            start,
            mention.event_date_end or start,
            report.published_at.date(),
            theatre,
        )

    def _likest(
        self, facts: Facts, clusters: Sequence[Cluster], index: Mapping[tuple[str, str], Sequence[int]]
    ) -> int | None:
        numbers = sorted({number for key in _keys(facts) for number in index.get(key, ())})
        scored = [(self._likeness(facts, clusters[number]), -number) for number in numbers]
        best = max(scored, default=(0.0, 0))
        return -best[1] if best[0] >= MIN_SCORE else None

    def _likeness(self, facts: Facts, cluster: Cluster) -> float:
        """Score how well a report fits an event; 0 when anything contradicts."""
        place = self._place_score(facts.places, cluster.places)
        party = _party_score(facts, cluster)
        if place is None or party is None:
            return 0.0
        times = [_date_score(facts, other) for other in cluster.facts]
        if any(score is None for score in times) and _is_strict(facts):
            return 0.0
        when = max((score for score in times if score is not None), default=None)
        if when is None:
            return 0.0
        same_words = any(other.report.mention.quote == facts.report.mention.quote for other in cluster.facts)
        same_theatre = facts.theatre is not None and any(other.theatre == facts.theatre for other in cluster.facts)
        return place + party + when + (3.0 if same_words else 0.0) + (1.0 if same_theatre else 0.0)

    def _place_score(self, ours: frozenset[str], theirs: set[str]) -> float | None:
        if not ours or not theirs:
            return 0.0
        if ours & theirs:
            return 2.0
        within = any(self._parents.get(place) in theirs for place in ours) or any(
            self._parents.get(place) in ours for place in theirs
        )
        return 1.0 if within else None


def _order(facts: Facts) -> tuple[bool, bool, bool, date, str, date, str]:
    mention = facts.report.mention
    is_vague = facts.start is None or mention.date_precision not in ("day", "week")
    is_idea = mention.status in ("hypothetical", "denied")
    day = facts.start or facts.published_on
    return is_idea, is_vague, not facts.places, day, mention.type, facts.published_on, mention.mention_id


def _keys(facts: Facts) -> tuple[tuple[str, str], ...]:
    kind = facts.report.mention.type
    named = {*facts.places, *facts.parties}
    shared = {facts.theatre or "", facts.report.article_id, facts.report.mention.quote}
    return tuple((kind, name) for name in sorted(named | shared))


def _party_score(facts: Facts, cluster: Cluster) -> float | None:
    """Score two sets of parties: None where they contradict. A talk is another when it shares but one partner."""
    kind = facts.report.mention.type
    if kind in DIRECTED and facts.doers and cluster.doers and facts.doers != cluster.doers:
        return None
    if not facts.parties or not cluster.parties:
        return 0.5
    common = len(facts.parties & cluster.parties)
    needed = min(2, len(facts.parties), len(cluster.parties)) if kind == "peace_talks" else 1
    return 1.5 if common >= needed else None


def _is_strict(facts: Facts) -> bool:
    return facts.report.mention.type not in DATE_TOLERANCE_DAYS


def _date_score(facts: Facts, other: Facts) -> float | None:
    """Score two dates: 2 the same day, 1 within what the type allows, less where one has none; None when apart."""
    kind = facts.report.mention.type
    if facts.start is None or facts.end is None or other.start is None or other.end is None:
        return _undated_score(facts, other)
    if facts.start <= other.end and other.start <= facts.end:
        return 2.0 if facts.start == other.start else 1.0
    gap = max(facts.start - other.end, other.start - facts.end)
    return 1.0 if gap <= timedelta(days=DATE_TOLERANCE_DAYS.get(kind, 0)) else None


def _undated_score(facts: Facts, other: Facts) -> float | None:
    mention = facts.report.mention
    day = other.start or facts.start
    told = facts.published_on if facts.start is None else other.published_on
    if day is None:
        near = abs(facts.published_on - other.published_on) <= timedelta(days=UNDATED_REACH_DAYS)
        return 0.5 if near and not _only_one_is_idea(facts, other) else None
    if _only_one_is_idea(facts, other):
        return None
    reach = timedelta(days=UNDATED_REACH_DAYS if mention.type in DEALS or mention.type in DATE_TOLERANCE_DAYS else 3)
    return 1.0 if abs(told - day) <= reach else None


def _only_one_is_idea(facts: Facts, other: Facts) -> bool:
    return (facts.report.mention.status in UNREAL) != (other.report.mention.status in UNREAL)
