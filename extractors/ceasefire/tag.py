"""Finds the mentions of ceasefire events in a document: the one place where words, rules, people, days and places meet.

Knows no other document: joining the reports of one act is the work of events.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from config.load import read_actors, read_places
from config.ontology import Ontology, phrases, read_ontology
from config.schema import Actor, Place
from extractors.ceasefire import attribution, background, clauses, counts, datelines, dates, patterns, sentences, status
from extractors.ceasefire import actors as people
from extractors.ceasefire import places as places_of
from extractors.ceasefire.actors import ActorHit, ActorIndex
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.candidates import Candidate, pick
from extractors.ceasefire.places import Gazetteer
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Lexicon, Words
from extractors.records import Document, Mention, PlaceRef, digest

TAGGER_VERSION = "1"


@dataclass(frozen=True, slots=True)
class _Story:
    """What is known of the whole document before its sentences are read."""

    document: Document
    published_on: date
    dateline_on: date | None
    refs: tuple[PlaceRef, ...]
    hits: tuple[ActorHit, ...]
    standing_start: int


class Tagger:
    """Tags documents. Built once; `tag` keeps nothing from one document to the next."""

    def __init__(self, ontology: Ontology, places: Sequence[Place], actors: Sequence[Actor]) -> None:
        """Compile the rules and index the names. Raises ConfigError if a rule names an unknown word class."""
        self._lexicon = Lexicon(phrases(ontology))
        self._rules = patterns.compile_rules(ontology)
        self._gazetteer = Gazetteer(places)
        self._actors = ActorIndex(actors)

    def tag(self, document: Document) -> tuple[Mention, ...]:
        """Give the mentions of the document, sorted by where their quotes begin."""
        text = document.text
        dateline = datelines.find(text)
        published_on = document.published_at.date() if document.published_at else date(1970, 1, 1)
        body = dateline.end if dateline else 0
        story = _Story(
            document,
            published_on,
            document.dateline_on or datelines.day_of(dateline, published_on if document.published_at else None),
            tuple(ref for ref in self._gazetteer.find(text) if ref.start >= body),
            tuple(hit for hit in self._actors.find(text, published_on.year) if hit.start >= body),
            background.standing_start(text) if document.background_start is None else document.background_start,
        )
        spans = [Span(max(span.start, body), span.end) for span in sentences.split(text) if span.end > body]
        read = [self._lexicon.read(text, span, _named(story, span)) for span in spans]
        around = frozenset[str]().union(*(words.classes for words in read)) if read else frozenset()
        found = [mention for words in read for mention in self._in_sentence(story, words, around)]
        return tuple(sorted(found, key=lambda each: (each.quote_start, each.quote_end, each.type, each.mention_id)))

    def _in_sentence(self, story: _Story, words: Words, around: frozenset[str]) -> list[Mention]:
        marks = clauses.barriers(words)
        matches = list(patterns.find(words, marks, self._rules, around))
        if not matches:
            return []
        hits = [hit for hit in story.hits if hit.start in words.span]
        refs = [ref for ref in story.refs if ref.start in words.span]
        said = attribution.find(words.text, words.span, hits)
        return [_mention(story, words, each, said, hits, refs) for each in pick(words, marks, matches, said)]


def _named(story: _Story, span: Span) -> list[tuple[int, int, str]]:
    named = [(ref.start, ref.end, "PLACE") for ref in story.refs if ref.start in span]
    kinds = {"person": "LEADER", "office": "LEADER", "body": "BODY", "armed_group": "ARMED", "force": "ARMED"}
    named += [(hit.start, hit.end, kinds.get(hit.kind, "STATE")) for hit in story.hits if hit.start in span]
    return named


def _mention(
    story: _Story,
    words: Words,
    candidate: Candidate,
    said: Sequence[Attribution],
    hits: Sequence[ActorHit],
    refs: Sequence[PlaceRef],
) -> Mention:
    text, rule, quote = words.text, candidate.match.rule, candidate.quote
    reading = status.read(words, candidate.match, candidate.begin, candidate.end)
    real = rule.status or reading.status
    trigger = words.chars(candidate.match.trigger.first, candidate.match.trigger.last)
    is_background = background.has_cue(text, quote, story.published_on)
    when = dates.resolve(
        text,
        words.span,
        quote,
        event_type=rule.type,
        status=real,
        tense=reading.tense,
        published_on=story.published_on,
        dateline_on=story.dateline_on,
        is_background=is_background,
    )
    roles = people.roles(hits, text, words.span, quote, trigger, reading.is_passive, rule.type, real, said)
    return Mention(
        mention_id=digest(
            story.document.document_id, rule.type, str(quote.start), str(quote.end), str(when.event_date)
        ),
        document_id=story.document.document_id,
        type=rule.type,
        status=real,
        is_background=is_background or background.is_old(when.event_date, when.event_date_end, story.published_on),
        quote=quote.of(text),
        quote_start=quote.start,
        quote_end=quote.end,
        sentence_start=words.span.start,
        sentence_end=words.span.end,
        event_date=when.event_date,
        event_date_end=when.event_date_end,
        date_precision=when.date_precision,
        date_basis=when.date_basis,
        event_time=when.event_time,
        original_date=when.original_date,
        places=places_of.of_event(refs, text, words.span, quote, rule.type),
        source_actors=roles.source_actors,
        target_actors=roles.target_actors,
        attributed_to=roles.attributed_to,
        counts=counts.find(text, words.span, quote, rule.type),
        direction=rule.direction,
        polarity=rule.polarity,
        confidence=rule.confidence,
        rules=(*candidate.rules, f"status.{reading.by}"),
    )


def load_tagger(override: Path | None = None) -> Tagger:
    """Build the tagger from the shipped files, or those in the directory `override`. Raises ConfigError."""
    return Tagger(read_ontology(override), read_places(override), read_actors(override))
