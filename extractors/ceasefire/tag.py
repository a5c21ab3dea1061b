"""Finds the mentions of ceasefire events in a document: the door of the tagger.

Knows no other document: joining the reports of one act is the work of events.py.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path

from config.load import read_actors, read_conflicts, read_places
from config.ontology import Ontology, phrases, read_ontology, wider_classes
from config.schema import Actor, Conflict, Place
from extractors.ceasefire import (
    answers,
    attribution,
    background,
    bare_nouns,
    claims,
    clauses,
    countercharges,
    dated_list,
    datelines,
    halts,
    keepers_meant,
    mentions,
    papers,
    patterns,
    place_anaphors,
    quotes,
    retorts,
    sentences,
    sequels,
    undated,
    unlisted,
)
from extractors.ceasefire.actors import ActorHit, actor_index_of
from extractors.ceasefire.breaches import is_looked_out_for, of_told_breach, with_breaches
from extractors.ceasefire.candidates import LOOSE, START, pick
from extractors.ceasefire.compounds import marker_of
from extractors.ceasefire.lookalikes import is_only_alike
from extractors.ceasefire.mentions import Scene, Story
from extractors.ceasefire.model import Model, Odds, shipped_model
from extractors.ceasefire.patterns import GUESS
from extractors.ceasefire.place_odds import PlaceOdds, shipped_odds
from extractors.ceasefire.places import Gazetteer, NamedPlace
from extractors.ceasefire.spans import Span, start_of, within
from extractors.ceasefire.tokens import Lexicon, Words
from extractors.ceasefire.truce_state import TruceState, tells_of_force
from extractors.ceasefire.type_sets import FOUGHT
from extractors.ceasefire.young_truce import YoungTruces
from extractors.records import Document, Mention, PlaceRef

TAGGER_VERSION = "4"

_CLASS_OF_KIND = {"person": "LEADER", "office": "LEADER", "body": "BODY", "armed_group": "ARMED", "force": "ARMED"}
# Words of sport, trade and weather: without any word of armed conflict beside them a sentence is about those.
_DECOYS = frozenset({"DECOY_ALWAYS", "TRADE"})
_WEAK = frozenset({"DECOY", "DECOY_WEAK"})
_CONFLICT = frozenset({"ARMED", "CONFLICT", "FORCES", "PEACEKEEPERS", "CAPTIVES", "REFUGEES"})


_MONITORING = "ceasefire_monitoring"
_GUARDS = re.compile(r"guards?\b|peacekeep|[Ff]leet|officials?")
_VETO = re.compile(r"\bveto")  # cast in the council of all, whoever's war it is

# What reads violence, or the lack of it, by loose words.
_LOOSE = frozenset({LOOSE, "in_effect.silence"})


class Tagger:
    """Tags documents. Built once; `tag` keeps nothing from one document to the next."""

    def __init__(
        self,
        ontology: Ontology,
        places: Sequence[Place],
        actors: Sequence[Actor],
        conflicts: Sequence[Conflict],
        model: Model | None = None,
        odds: PlaceOdds | None = None,
    ) -> None:
        """Compile the rules and index the names. Raises ConfigError if a rule names an unknown word class."""
        self._model, self._odds = model, odds
        self._types = ontology.types().keys()
        self._lexicon = Lexicon(phrases(ontology), wider_classes(ontology), marker_of(ontology))
        self._rules = patterns.compile_rules(ontology)
        self._gazetteer = Gazetteer(places)
        self._actors = actor_index_of(tuple(actors), tuple(conflicts))
        self._countries = frozenset(place.place_id for place in places if place.kind == "country")
        self._ground = frozenset(place.place_id for place in places if place.conflicts) - self._countries
        self._groups = frozenset(actor.actor_id for actor in actors if actor.kind in ("armed_group", "force"))
        self._young = YoungTruces(conflicts)
        keepers = {conflict.peacekeepers for conflict in conflicts}
        self._keepers_of = frozenset(actor.state for actor in actors if actor.state and actor.actor_id in keepers)

    def tag(self, document: Document) -> tuple[Mention, ...]:
        """Give the mentions of the document, sorted by where their quotes begin."""
        story, body = self._story(document)
        read = self._sentences(story, body)
        around = frozenset[str]().union(*(words.classes for words in read))
        state, found, standing = TruceState(), list[Mention](), cache(partial(_standing, story, self._groups))
        if self._is_about_else(document.title, read):
            read = [words for words in read if _is_of_conflict(words)]
        for words in read:
            found += self._in_sentence(story, standing, words, around, state, found)
        if document.published_at is None:
            found = [mentions.with_id(undated.without_guess(each, document.text)) for each in found]
        return tuple(sorted(found, key=lambda each: (each.quote_start, each.quote_end, each.type, each.mention_id)))

    def read(self, document: Document) -> list[Words]:
        """Give the sentences of the document as words with their readings, for the one who trains the model."""
        return self._sentences(*self._story(document))

    def _sentences(self, story: Story, body: int) -> list[Words]:
        text = story.document.text
        spans = [Span(max(span.start, body), span.end) for span in sentences.split(text) if span.end > body]
        return _with_halts_before([self._words(story, span) for span in spans])

    def rules_in(self, sentence: str) -> tuple[str, ...]:
        """Give the ids of all rules that match one sentence, before any is weighed against another."""
        story, _ = self._story(Document("", sentence))
        words = self._words(story, Span(0, len(sentence)))
        found = patterns.find(words, clauses.barriers(words), self._rules, words.classes)
        return tuple(dict.fromkeys(match.rule.id for match in found))

    def _words(self, story: Story, span: Span) -> Words:
        """Read one sentence with the names in it, and whether it tells of a halt in force."""
        words = self._lexicon.read(story.document.text, span, self._named(story, span))
        return replace(words, classes=words.classes | {"FORCE_TOLD"}) if tells_of_force(words) else words

    def _named(self, story: Story, span: Span) -> list[tuple[int, int, str]]:
        """Give the readings of a sentence that come from the gazetteer and the actor list."""
        refs, hits, new = story.names(span)
        named = [(ref.start, ref.end, "PLACE") for ref in refs]
        governments = {hit.start for hit in hits}
        named += [
            (ref.start, ref.end, "GROUND")
            for ref in refs
            if ref.place_id not in self._countries and ref.start not in governments
        ]
        named += [(hit.start, hit.end, _CLASS_OF_KIND.get(hit.kind, "STATE")) for hit in hits]
        for place in new:
            named += [(place.start, place.end, "PLACE"), (place.start, place.end, "GROUND")]
        return named + _theatre(hits, refs, self._ground) + self._keepers(story, hits)

    def _keepers(self, story: Story, hits: Sequence[ActorHit]) -> list[tuple[int, int, str]]:
        """Give the namings of the state that keeps the peace where the document's conflict is, if it is no party to it,
        and of its soldiers."""
        if all(hit.state not in self._keepers_of for hit in hits):
            return []
        focus = story.focus()
        state = focus.peacekeepers[1] if focus.peacekeepers else ""
        if not state or state in focus.parties:
            return []
        own = [
            hit for hit in hits if hit.state == state and not _GUARDS.search(story.document.text, hit.start, hit.end)
        ]
        return [(hit.start, hit.end, "KEEPER_MEN" if hit.kind == "force" else "KEEPER") for hit in own]

    def _is_about_else(self, title: str, read: Sequence[Words]) -> bool:
        """Tell whether title and first sentence are about trade, sport or the stage, with no word of armed conflict."""
        if not title or not read:
            return False
        head = self._lexicon.read(title, Span(0, len(title))).classes | read[0].classes
        return bool(head & (_DECOYS | _WEAK)) and not head & _CONFLICT

    def _story(self, document: Document) -> tuple[Story, int]:
        """Read what the whole document says once; give it with the offset where its first sentence begins."""
        text, start = document.text, document.background_start
        dateline = datelines.find(text)
        published_on = document.published_at.date() if document.published_at else undated.day_for(text)
        body = dateline.end if dateline else 0
        year = published_on.year if document.published_at else None
        refs, hits = self._gazetteer.find(text), self._actors.find(text, year)
        told, named = tuple(ref for ref in refs if ref.start >= body), tuple(hit for hit in hits if hit.start >= body)
        story = Story(
            document,
            published_on,
            document.dateline_on or datelines.day_of(dateline, published_on if document.published_at else None),
            told,
            named,
            background.standing_start(text, published_on) if start is None else start,
            cache(lambda: self._actors.focus(hits, told, published_on, text)),
            cache(partial(_names, text, told, named)),
        )
        return story, body

    def _in_sentence(
        self,
        story: Story,
        standing: Callable[[], halts.Standing],
        words: Words,
        around: frozenset[str],
        state: TruceState,
        before: Sequence[Mention],
    ) -> list[Mention]:
        if _is_of_else(words):
            return []
        marks = clauses.barriers(words)
        odds = self._model.read(words, marks) if self._model else Odds()
        matches = list(patterns.find(words, marks, self._rules, around, odds.dropped()))
        if not (matches or "DENY" in words.classes or odds.likely_types() or _may_go_on(words, before)):
            return []
        refs, hits, new = story.names(words.span)
        said = tuple(attribution.find(words.text, words.span, hits))
        meant = tuple(place_anaphors.find(words.text, words.span, story.refs))
        picked = quotes.share(words, pick(words, marks, matches, said))
        guessed = odds.missed(words, marks, picked, said, self._types)
        picked = (*picked, *(each for each in guessed if not papers.tells_nothing(words, each.match)))
        picked = sequels.added(picked, sequels.find(words, marks, picked, said, before))
        picked = (*picked, *bare_nouns.find(words, marks, picked, said, before))
        places = tuple(sorted((*refs, *new), key=start_of))
        scene = Scene(story, words, said, hits, places, meant, picked, self._odds)
        built = [each for each in (mentions.build(scene, one) for one in picked) if not _is_mere_purpose(each)]
        built = [each for each in built if not (_is_own_answer(each, story) or halts.is_of_no_war(each, around))]
        built = [each for each in built if not (is_looked_out_for(each, words) or is_only_alike(each, words, around))]
        built = halts.settle(built, standing()) if built else []
        parties = story.focus().parties if built else ()
        broken = with_breaches(built, words, state, self._young, parties)
        found = [of_told_breach(each, before) for each in broken]
        found = [bare_nouns.with_ground(each, before) for each in keepers_meant.as_told(found, before)]
        parted = [dated_list.part(each, words.text, story.published_on) for each in found]
        found = [mentions.with_id(each) for items in parted for each in items]
        for mention in found:
            state.read(mention)
        found = _with_denial(scene, marks, _with_countercharge(scene, found, before), before)
        return _with_retort(scene, _with_answer(scene, found, before), before)


def _may_go_on(words: Words, before: Sequence[Mention]) -> bool:
    """Tell whether a sentence that tells nothing itself may go on with what was told before it."""
    return bool(before) and (
        retorts.may_stand_in(words)
        or sequels.may_begin(words)
        or bare_nouns.may_begin(words)
        or answers.may_begin(words, before[-1])
    )


def _with_countercharge(scene: Scene, found: list[Mention], before: Sequence[Mention]) -> list[Mention]:
    """Add the clause that throws a charge back, in the place of what it only seems to tell."""
    told = countercharges.find(scene.words, scene.hits, found, before)
    if told is None:
        return found
    charge, clause = told
    inside = [each for each in found if clause.start <= each.quote_start < clause.end]
    if any(each.status == "alleged" and not _may_be_denial(each.rules[0], each.type) for each in inside):
        return found
    return [*(each for each in found if each not in inside), mentions.thrown_back(scene, charge, clause)]


def _with_denial(scene: Scene, marks: Sequence[bool], found: list[Mention], before: Sequence[Mention]) -> list[Mention]:
    """Add the clause that denies what another one charges, in the place of what it only seems to tell."""
    taken = [each for each in scene.picked if not _may_be_denial(each.match.rule.id, each.type)]
    denied = claims.denial_clause(scene.words, marks, taken)
    back = [each for each in found if each.rules == mentions.THROWN_BACK]
    if denied is None or any(denied.overlaps(Span(each.quote_start, each.quote_end)) for each in back):
        return found
    kept = [
        each
        for each in found
        if not (_may_be_denial(each.rules[0], each.type) and denied.overlaps(Span(each.quote_start, each.quote_end)))
    ]
    charge = claims.charge_of(scene.words, kept, before)
    return found if charge is None else [*kept, mentions.denial(scene, charge, denied)]


def _may_be_denial(rule: str, event_type: str) -> bool:
    """Tell whether a reading is so loose that the word of the accused may look like it: "not a shot had come from its
    trenches" as silence, "it had launched none" as one more attack."""
    return rule in _LOOSE or (rule.startswith(GUESS) and event_type in FOUGHT)


def _with_answer(scene: Scene, found: list[Mention], before: Sequence[Mention]) -> list[Mention]:
    """Add the clause by which the accused answers a charge, where it tells nothing else."""
    told = answers.find(scene.words, scene.hits, found, before)
    if told is None:
        return found
    others = [each for each in found if each.rules != mentions.DENIAL or each.sentence_start != scene.words.span.start]
    if any(told[1].overlaps(Span(each.quote_start, each.quote_end)) for each in others):
        return found
    return [*others, mentions.denial(scene, *told)]


def _with_retort(scene: Scene, found: list[Mention], before: Sequence[Mention]) -> list[Mention]:
    """Add what a clause brushes aside that stands after it, in the place of what the clause itself seems to tell."""
    told = retorts.find(scene.words)
    if told is None:
        return found
    clause, types = told
    others = [each for each in found if not clause.overlaps(Span(each.quote_start, each.quote_end))]
    meant = retorts.disputed(clause, types, found, before)
    if meant is None or any(each.status == "denied" for each in found if each not in others):
        return found
    return [*(others or found), mentions.denial(scene, meant, clause)]


def _with_halts_before(read: Sequence[Words]) -> list[Words]:
    """Mark each sentence whose "it" may be the halt that the sentence before it tells of."""
    return [
        replace(words, classes=words.classes | {"HALT_BEFORE"}) if at and "ANYHALT" in read[at - 1].classes else words
        for at, words in enumerate(read)
    ]


def _is_of_else(words: Words) -> bool:
    """Tell whether a sentence is about trade, sport or the stage; gas is so only where no truce stands."""
    if words.classes & _DECOYS or not words.classes & _WEAK:
        return bool(words.classes & _DECOYS)
    return not _is_of_conflict(words) and ("DECOY" in words.classes or "TRUCE" not in words.classes)


def _is_of_conflict(words: Words) -> bool:
    """Tell whether a sentence has a word of armed conflict, or a halt beside the name of a ground fought over."""
    return not words.classes.isdisjoint(_CONFLICT) or words.classes >= {"TRUCE", "THEATRE"}


def _names(
    text: str, refs: tuple[NamedPlace, ...], hits: tuple[ActorHit, ...], span: Span
) -> tuple[tuple[NamedPlace, ...], tuple[ActorHit, ...], tuple[NamedPlace, ...]]:
    """Give the places and actors of a sentence, and the places that no list knows."""
    near, who = tuple(within(refs, span.start, span.end)), tuple(within(hits, span.start, span.end))
    taken = [(ref.start, ref.end) for ref in near] + [(hit.start, hit.end) for hit in who]
    return near, who, unlisted.find(text, span, taken)


def _is_mere_purpose(mention: Mention) -> bool:
    """Tell whether a halt is only what something is for ("a force to keep the truce"): settled question 1."""
    is_halt = mention.type.startswith("ceasefire_") and mention.type != _MONITORING and START not in mention.rules
    return (is_halt or mention.type == "diplomatic_reaction") and mention.rules[-1] == "status.to"


def _is_own_answer(mention: Mention, story: Story) -> bool:
    """Tell whether praise or blame is the word of a party to the story's conflict, whose foe the story names too
    (settled question 17)."""
    if mention.type != "diplomatic_reaction" or not mention.source_actors or _VETO.search(mention.quote):
        return False
    said, parties = set(mention.source_actors), set(story.focus().parties)
    if mention.attributed_to and mention.attributed_to not in parties:
        return False
    named = {side for hit in story.hits for side in (hit.actor_id, hit.state) if side}
    return said <= parties and not named.isdisjoint(parties - said)


def _standing(story: Story, groups: Set[str]) -> halts.Standing:
    """Give who is on which side of the story's conflict, and the persons and states it names that are on neither: no
    armed group, and none of the states on whose land it is fought."""
    focus = story.focus()
    parties = focus.parties if len(focus.parties) > 1 else ()
    at_home = groups | focus.hosts | set(parties)
    known = [hit for hit in story.hits if hit.kind in ("person", "office", "state", "government", "body")]
    outsiders = (hit.actor_id for hit in known if parties and at_home.isdisjoint(hit.sides))
    sides = {party: party for party in parties or focus.pair}
    of_a_side = {hit.actor_id: sides[hit.state] for hit in story.hits if hit.state in sides}
    return halts.Standing(frozenset(outsiders), of_a_side | sides)


def _theatre(hits: Sequence[ActorHit], refs: Sequence[PlaceRef], ground: frozenset[str]) -> list[tuple[int, int, str]]:
    """Give the names that alone speak of armed conflict: a place fought over, two parties of one conflict."""
    sides = {side for hit in hits for side in (hit.actor_id, hit.state) if side}
    rivals = [(hit.start, hit.end, "THEATRE") for hit in hits if not sides.isdisjoint(hit.rivals)]
    return rivals + [(ref.start, ref.end, "THEATRE") for ref in refs if ref.place_id in ground]


@lru_cache(maxsize=1)
def tagger_of(
    ontology: Ontology, places: tuple[Place, ...], actors: tuple[Actor, ...], conflicts: tuple[Conflict, ...]
) -> Tagger:
    """Give the tagger of a configuration; the last one built is kept, for building takes a second or two."""
    with _all_kept():
        return Tagger(ontology, places, actors, conflicts, shipped_model(), shipped_odds())


@contextmanager
def _all_kept() -> Iterator[None]:
    """Look for no garbage while hundreds of thousands of objects are made that all stay, and never again among them:
    the search would take a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_on:
            gc.enable()


def load_tagger(override: Path | None = None) -> Tagger:
    """Give the tagger of the shipped files, or of those in the directory `override`. Raises ConfigError."""
    return tagger_of(read_ontology(override), read_places(override), read_actors(override), read_conflicts(override))
