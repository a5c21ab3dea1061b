"""Makes stories of articles that are joined by copies, updates or the same act, and says what part each one plays.

Told the articles and what joins them, knows no database and no text. A story is a set of joined articles, so neither
it nor its id depends on the order in which they came; its id changes only when an earlier original turns up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from extractors.records import digest
from extractors.relations import Link, Story, StoryMember, Telling, Witness
from extractors.witnesses import judge

TAKEN_OVER = frozenset({"copy", "update"})


@dataclass(frozen=True, slots=True)
class StorySet:
    """Stories, all their members, and which of these count as witnesses."""

    stories: tuple[Story, ...] = ()
    members: tuple[StoryMember, ...] = ()
    witnesses: tuple[Witness, ...] = ()


def make_stories(tellings: Iterable[Telling], links: Iterable[Link]) -> StorySet:
    """Make the stories of these articles. `origins` of a telling are the agencies it credits, or empty.

    Links to articles that are not among the tellings are passed over.
    """
    known = {telling.article_id: telling for telling in tellings}
    joined = [link for link in links if link.article_id in known and link.of_article_id in known]
    made = [_Maker(group, links_of_it).make() for group, links_of_it in components(known.values(), joined)]
    return StorySet(
        tuple(story for story, _, _ in made),
        tuple(member for _, members, _ in made for member in members),
        tuple(witness for _, _, witnesses in made for witness in witnesses),
    )


def components(tellings: Iterable[Telling], links: Sequence[Link]) -> list[tuple[list[Telling], list[Link]]]:
    """Part the articles into sets that links join (union-find): each in order of publication, with its links."""
    ordered = sorted(tellings, key=_published)
    parent = {telling.article_id: telling.article_id for telling in ordered}
    for link in links:
        one, other = _root(parent, link.article_id), _root(parent, link.of_article_id)
        parent[max(one, other)] = min(one, other)
    groups: dict[str, tuple[list[Telling], list[Link]]] = {}
    for telling in ordered:
        groups.setdefault(_root(parent, telling.article_id), ([], []))[0].append(telling)
    for link in links:
        groups[_root(parent, link.article_id)][1].append(link)
    return list(groups.values())


def _root(parent: dict[str, str], article_id: str) -> str:
    while parent[article_id] != article_id:
        parent[article_id] = parent[parent[article_id]]
        article_id = parent[article_id]
    return article_id


def _published(telling: Telling) -> tuple[datetime, str]:
    return telling.published_at, telling.article_id


class _Maker:
    """One story in the making: its articles in order of publication, and what joins them."""

    def __init__(self, group: Sequence[Telling], links: Iterable[Link]) -> None:
        self.group = group
        self._by_id = {telling.article_id: telling for telling in group}
        self._place = {telling.article_id: number for number, telling in enumerate(group)}
        self._own: dict[str, list[Link]] = {}  # of each article that has its words from others
        self._same_act: dict[str, set[str]] = {}
        for link in links:
            if link.relation in TAKEN_OVER:
                self._own.setdefault(link.article_id, []).append(link)
            elif link.relation == "same_event":
                self._same_act.setdefault(link.article_id, set()).add(link.of_article_id)
                self._same_act.setdefault(link.of_article_id, set()).add(link.article_id)

    def make(self) -> tuple[Story, tuple[StoryMember, ...], tuple[Witness, ...]]:
        """Give story, members and witnesses. Where every article took its words from another, the first is original."""
        taken_from = dict(self._taken_from())
        original = next((each for each in self.group if each.article_id not in taken_from), self.group[0])
        taken_from.pop(original.article_id, None)
        story_id = digest("story", original.article_id)
        told = [with_origins(each, self._by_id, taken_from) for each in self.group]
        members = tuple(self._member(story_id, each, original, taken_from.get(each.article_id)) for each in told)
        witnesses = judge("story", story_id, told)
        return self._story(story_id, original, witnesses), members, witnesses

    def _taken_from(self) -> Iterator[tuple[str, Link]]:
        """Give, for each article that has its words from others, the link to the one it has most from."""
        for telling in self.group:
            if own := self._own.get(telling.article_id):
                yield telling.article_id, min(own, key=partial(_best_first, telling, self._by_id))

    def _member(self, story_id: str, telling: Telling, original: Telling, link: Link | None) -> StoryMember:
        role, of, method, score = self._part(telling, original, link)
        return StoryMember(
            story_id, telling.article_id, role, of, method, score, telling.origins, telling.origin_reason
        )

    def _part(
        self, telling: Telling, original: Telling, link: Link | None
    ) -> tuple[str, str | None, str | None, float | None]:
        if telling.article_id == original.article_id:
            return "original", None, None, None
        if link is None:
            of = self._told_before(telling)
            method = "act" if of else "joined"
            return "same_event", of or original.article_id, method, None
        if self._by_id[link.of_article_id].source_id != telling.source_id:
            return "syndicated", link.of_article_id, link.method, link.score
        role = "near_duplicate" if link.relation == "copy" else "update"
        return role, link.of_article_id, link.method, link.score

    def _told_before(self, telling: Telling) -> str | None:
        """Give the first published article that tells the same act."""
        others = self._same_act.get(telling.article_id, set()) - {telling.article_id}
        return min(others, key=self._place.__getitem__, default=None)

    def _story(self, story_id: str, original: Telling, witnesses: Sequence[Witness]) -> Story:
        return Story(
            story_id,
            original.article_id,
            original.title,
            self.group[0].published_at,
            self.group[-1].published_at,
            n_articles=len(self.group),
            n_outlets=len({telling.source_id for telling in self.group}),
            n_witnesses=sum(witness.counts_as_witness for witness in witnesses),
        )


def _best_first(telling: Telling, known: Mapping[str, Telling], link: Link) -> tuple[object, ...]:
    """Order what an article may have its words from: its outlet's own, then the likest, then the first published."""
    of = known[link.of_article_id]
    as_found = (link.relation, link.method, -link.score)
    return of.source_id != telling.source_id, -link.jaccard, _published(of), as_found


def with_origins(telling: Telling, known: Mapping[str, Telling], taken_from: Mapping[str, Link]) -> Telling:
    """Say whose word an article is: the agencies it credits, else those of what it has its words from, else its own."""
    reasons: list[str] = []
    seen: set[str] = set()
    source = telling
    while not source.origins and source.article_id in taken_from and source.article_id not in seen:
        seen.add(source.article_id)
        link = taken_from[source.article_id]
        share = "has the words" if link.method == "exact" else f"shares {link.score:.0%} of the words"
        reasons.append(f"{share} of {link.of_article_id}")
        source = known[link.of_article_id]
    if source.origins:
        reasons.append("credits " + ", ".join(source.origins))
    origins = source.origins or (source.source_id,)
    return replace(telling, origins=origins, origin_reason=", which ".join(reasons) or "own report")
