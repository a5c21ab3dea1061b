"""Joins mentions of one act into one event (codebook section 8), the same whatever order they come in.

Knows no text: it compares type, places, parties and dates of mentions, and when they were published. Reports are
gone through in one fixed order, dated and placed ones first, and each joins the likest event there is or starts one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from config.schema import Actor, Conflict, Place
from extractors.ceasefire.actors import actor_index_of
from extractors.ceasefire.arrangements import BY_OUTSIDERS, MAKES, Arrangements, Told
from extractors.ceasefire.event_cluster import Cluster, joined
from extractors.ceasefire.event_facts import Facts, order, spans_of
from extractors.ceasefire.event_index import ClusterIndex
from extractors.ceasefire.event_record import STATED, first_told, make_event
from extractors.ceasefire.event_relations import breaches, relations_of
from extractors.ceasefire.mediators import Mediators
from extractors.records import Event, EventRelation, EventSet, Report

MIN_SCORE = 3.0


class EventMaker:
    """Holds what grouping needs to know of the world: whose person or army an actor is, what lies in what place."""

    def __init__(self, actors: Sequence[Actor], places: Sequence[Place], conflicts: Sequence[Conflict]) -> None:
        self._states = {actor.actor_id: actor.state or actor.actor_id for actor in actors}
        self._parents = {place.place_id: place.parent for place in places if place.parent}
        self._theatres = {each.conflict_id: self._known_of(each) for each in conflicts}
        mediators = Mediators(actor_index_of(tuple(actors), tuple(conflicts)))
        self._arrangements = Arrangements(conflicts, self._states, mediators)

    def _known_of(self, conflict: Conflict) -> frozenset[str]:
        states = (self._states.get(party, party) for party in conflict.parties)
        return frozenset((*conflict.parties, *states, *conflict.places))

    def events(self, reports: Iterable[Report], same: Iterable[tuple[str, str]] = ()) -> EventSet:
        """Group reports into events. The same set of reports in any order gives the same EventSet.

        `same` are pairs of mention ids that belong to one event whatever the rules say, if they are of one type.
        """
        clusters: list[Cluster] = []
        index = ClusterIndex()
        for facts in sorted(self._all_facts(reports), key=order):
            number = self._likest(facts, clusters, index.candidates(facts))
            if number is None:
                number = len(clusters)
                clusters.append(Cluster())
            clusters[number].add(facts)
            index.add(number, facts)
        return self._event_set(joined(clusters, same))

    def _event_set(self, clusters: Sequence[Cluster]) -> EventSet:
        told: list[Told] = []
        members: list[tuple[str, str]] = []
        relations: list[EventRelation] = []
        for cluster in clusters:
            reports = [facts.report for facts in cluster.facts]
            event = make_event(reports)
            told.append(_told(event, cluster))
            members += [(event.event_id, report.mention.mention_id) for report in reports]
            relations += relations_of(event.event_id, reports)
        events, found = self._arrangements.assign(told)
        relations += breaches(events, dict(_first_reports(clusters, events)))
        return EventSet(
            tuple(sorted(events, key=lambda event: event.event_id)),
            tuple(sorted(members)),
            tuple(sorted(relations, key=lambda each: (each.event_id, each.from_mention_id, each.to_mention_id))),
            found,
        )

    def _all_facts(self, reports: Iterable[Report]) -> Iterator[Facts]:
        by_article: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            by_article[report.article_id].append(report)
        for told in by_article.values():
            votes = [self._votes(report) for report in told]
            theatre = _most_named(sum(votes, Counter[str]()))
            yield from (self._facts(report, _theatre(own, theatre)) for report, own in zip(told, votes, strict=True))

    def _votes(self, report: Report) -> Counter[str]:
        """Give how many of its parties and places a mention names of each conflict."""
        names = {place.place_id for place in (*report.mention.places, *report.mention.context_places)}
        if report.mention.type in BY_OUTSIDERS:
            return Counter({conflict_id: len(names & known) for conflict_id, known in self._theatres.items()})
        names |= {self._states.get(actor, actor) for actor in report.mention.source_actors}
        names |= {self._states.get(actor, actor) for actor in report.mention.target_actors}
        return Counter({conflict_id: len(names & known) for conflict_id, known in self._theatres.items()})

    def _facts(self, report: Report, theatre: str | None) -> Facts:
        mention = report.mention
        doers = frozenset(self._states.get(actor, actor) for actor in mention.source_actors)
        targets = frozenset(self._states.get(actor, actor) for actor in mention.target_actors)
        places = mention.places or mention.context_places
        return Facts(
            report,
            frozenset(place.place_id for place in places),
            # Who puts off an act is often told in place of who is to do it.
            doers if mention.status != "postponed" else frozenset(),
            doers | targets,
            spans_of(mention),
            report.published_at.date(),
            theatre,
        )

    def _likest(self, facts: Facts, clusters: Sequence[Cluster], numbers: Iterable[int]) -> int | None:
        scored = [(clusters[number].likeness(facts, self._parents), -number) for number in numbers]
        best = max(scored, default=(0.0, 0))
        return -best[1] if best[0] >= MIN_SCORE else None


def _most_named(votes: Counter[str]) -> str | None:
    best = max(votes, key=lambda conflict_id: (votes[conflict_id], conflict_id), default=None)
    return best if best is not None and votes[best] > 0 else None


def _theatre(own: Counter[str], of_article: str | None) -> str | None:
    """Give the conflict of a mention: that of its article, unless it names none of that one and two of another."""
    best = _most_named(own)
    return best if best is not None and own[best] > 1 and not own[str(of_article)] else of_article


def _told(event: Event, cluster: Cluster) -> Told:
    theatres = Counter(facts.theatre for facts in cluster.facts if facts.theatre)
    theatre = max(theatres, key=lambda name: (theatres[name], name), default=None)
    quotes = tuple(sorted({facts.report.mention.quote for facts in cluster.facts}))
    is_dated = any(
        facts.report.mention.event_date == event.event_date and facts.report.mention.date_basis in STATED
        for facts in cluster.facts
    )
    return Told(event, frozenset(cluster.parties), theatre, quotes if event.type in MAKES else (), is_dated)


def _first_reports(clusters: Sequence[Cluster], events: Sequence[Event]) -> Iterator[tuple[str, Report]]:
    """Give for each event the report that told first what the event is now said to be."""
    for cluster, event in zip(clusters, events, strict=True):
        reports = [facts.report for facts in cluster.facts if facts.report.mention.status == event.status]
        yield event.event_id, min(reports, key=first_told)
