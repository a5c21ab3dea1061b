"""How fast the tagger is: wire sentences a second on one core, and how its cost grows with the length of a text.

The newsroom's stories are all of one war, with an event in seven sentences of ten; the feeds bring mostly others. How
fast it passes over those is measured on marked sentences that tell of none, many written to look as if they did.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime

from config.settings import load_config
from extractors.ceasefire.sentences import split
from extractors.ceasefire.tag import Tagger, tagger_of
from extractors.records import Document
from flows.newsroom.stories import OUTLETS, body_paragraphs, load_stories
from tests.gold import marks

AT = datetime(2020, 11, 25, tzinfo=UTC)
N_EMPTY, PER_TEXT = 1_200, 12
Rows = list[tuple[str, str, float]]


def documents() -> list[Document]:
    """Give the newsroom's stories as documents."""
    stories = [story for outlet in OUTLETS for story in load_stories(outlet)]
    texts = ["\n\n".join(body_paragraphs(story.revisions[0])) for story in stories]
    return [Document(str(number), text, published_at=AT) for number, text in enumerate(texts)]


def empty_documents() -> list[Document]:
    """Give sentences that tell of no event as texts of a dozen."""
    told = [document.text for document, found in marks.read() if not found][:N_EMPTY]
    texts = ["\n\n".join(told[at : at + PER_TEXT]) for at in range(0, len(told), PER_TEXT)]
    return [Document(f"empty-{number}", text, published_at=AT) for number, text in enumerate(texts)]


def sentences_per_s(tagger: Tagger, batch: Sequence[Document]) -> float:
    """Give the sentences of a batch that are read in a second, in the best of three passes."""
    return sum(len(split(document.text)) for document in batch) / min(seconds(tagger, batch) for _ in range(3))


def seconds(tagger: Tagger, batch: Sequence[Document]) -> float:
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
    best_s = min(seconds(tagger, batch) for _ in range(3))
    long = Document("long", "\n\n".join(document.text for document in batch), published_at=AT)
    long_s = min(seconds(tagger, [long]) for _ in range(3))
    return [
        ("start of the tagger", "s", start_s),
        ("wire sentences", "1/s", sentences_per_s(tagger, batch)),
        ("wire sentences that tell of no event", "1/s", sentences_per_s(tagger, empty_documents())),
        ("one long text against many short ones (1 is linear)", "ratio", long_s / best_s),
    ]
