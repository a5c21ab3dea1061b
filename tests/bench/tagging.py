"""How fast the tagger is: wire sentences a second on one core, and how its cost grows with the length of a text."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from config.settings import load_config
from extractors.ceasefire.sentences import split
from extractors.ceasefire.tag import Tagger, tagger_of
from extractors.records import Document
from flows.newsroom.stories import OUTLETS, body_paragraphs, load_stories

AT = datetime(2020, 11, 25, tzinfo=UTC)
Rows = list[tuple[str, str, float]]


def documents() -> list[Document]:
    """Give the newsroom's stories as documents."""
    stories = [story for outlet in OUTLETS for story in load_stories(outlet)]
    texts = ["\n\n".join(body_paragraphs(story.revisions[0])) for story in stories]
    return [Document(str(number), text, published_at=AT) for number, text in enumerate(texts)]


def seconds(tagger: Tagger, batch: list[Document]) -> float:
    """Time one pass over a batch: processor time, which a busy machine does not stretch."""
    started_s = time.process_time()
    for document in batch:
        tagger.tag(document)
    return time.process_time() - started_s


def bench() -> Rows:
    """Give sentences a second, and the cost of a long text against that of the same sentences in short ones."""
    config = load_config({})
    started_s = time.perf_counter()
    tagger = tagger_of(config.ontology, config.places, config.actors, config.conflicts)
    start_s = time.perf_counter() - started_s
    batch = documents()
    n_sentences = sum(len(split(document.text)) for document in batch)
    best_s = min(seconds(tagger, batch) for _ in range(3))
    long = Document("long", "\n\n".join(document.text for document in batch), published_at=AT)
    long_s = min(seconds(tagger, [long]) for _ in range(3))
    return [
        ("start of the tagger", "s", start_s),
        ("wire sentences", "1/s", n_sentences / best_s),
        ("one long text against many short ones (1 is linear)", "ratio", long_s / best_s),
    ]
