"""Copies: precision and recall on the labelled pairs; time per article and memory as a generated archive grows.

Knows no limit. The archive is made of words drawn at random with stock phrases between, 200 articles a day, one in
twenty a reprint cut to half; batches of 100 and 500 are timed against archives of 1,000, 10,000 and 100,000 articles.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from statistics import median

from extractors.dedupe import compare
from extractors.dedupe_signature import are_candidates, sign
from extractors.records import Article, Batch, Run, digest
from flows.relate import find_duplicates, relate, sign_unsigned
from tests.extractors.dedupe.pairs import Pair, load_pairs
from warehouse import db, load
from warehouse.transaction import transaction

Row = tuple[str, str, float]
SIZES = (1_000, 10_000, 100_000)
BATCHES = (100, 500)
N_TIMED = 3
A_DAY = 200
START = datetime(2020, 1, 1, tzinfo=UTC)
OUTLETS = ("rferl", "tass", "reuters", "courier")
VOCABULARY = [f"w{number}" for number in range(12_000)]
WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(len(VOCABULARY))))
N_PHRASES = 600


def bench() -> list[Row]:
    """Give accuracy by kind and half, then cost by size of the archive."""
    return [*accuracy(), *cost()]


def accuracy() -> list[Row]:
    """Give precision and recall over all kinds for each half, and for each kind the share that was judged right."""
    pairs = [(pair, judged(pair)) for pair in load_pairs()]
    rows: list[Row] = [("dedupe: labelled pairs", "pairs", len(pairs))]
    for half in ("tune", "held"):
        found = [(pair.relation, got) for pair, got in pairs if pair.half == half]
        n_right = sum(relation != "none" and got != "none" for relation, got in found)
        rows += [
            (f"dedupe: precision, {half}", "share", n_right / sum(got != "none" for _, got in found)),
            (f"dedupe: recall, {half}", "share", n_right / sum(relation != "none" for relation, _ in found)),
        ]
    for kind in dict.fromkeys(pair.kind for pair, _ in pairs):
        right = [pair.relation == got for pair, got in pairs if pair.kind == kind]
        rows.append((f"dedupe: {kind}, judged right of {len(right)}", "share", sum(right) / len(right)))
    return rows


def judged(pair: Pair) -> str:
    """Give what the pipeline says of a pair: what is no candidate is never compared."""
    ours, theirs = sign([pair.first, pair.second])
    if not are_candidates(ours, theirs):
        return "none"
    found = compare(pair.first, pair.second)
    return found.relation if found else "none"


def cost() -> list[Row]:
    """Give milliseconds an article for signing with look-up and for all of `relate`, by size, and peak memory."""
    rows: list[Row] = []
    articles = generated()
    with tempfile.TemporaryDirectory() as folder:
        data_dir, n_stored = Path(folder), 0
        with db.writer(data_dir):
            pass
        for size in SIZES:
            with db.connected(data_dir) as con:
                while n_stored < size:
                    n_stored += store(con, take(articles, 1_000))
            # As every run does, a timed batch finds the file closed.
            with db.connected(data_dir) as con:
                rows += [row for n in BATCHES for row in times(con, take(articles, n), size)]
        n_bytes = db.Paths(data_dir).warehouse.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return [*rows, *growth(rows), ("dedupe: peak memory", "MB", peak / 1e6), ("dedupe: warehouse", "MB", n_bytes / 1e6)]


def times(con: db.Connection, batch: list[Article], size: int) -> Iterator[Row]:
    """Time one batch beside an archive of `size` articles."""
    for what, work in (("sign and look up", find_fresh), ("relate", relate_fresh)):
        spent = median(timed(con, work, batch) for _ in range(N_TIMED))
        yield f"dedupe: {what} {len(batch)}, {size:,} stored", "CPU ms/article", spent


def growth(rows: list[Row]) -> Iterator[Row]:
    """Set the largest archive against the smallest."""
    value = {name: value for name, _, value in rows}
    for n in BATCHES:
        first, last = (value[f"dedupe: sign and look up {n}, {size:,} stored"] for size in (SIZES[0], SIZES[-1]))
        yield f"dedupe: look-up by {n}, 100,000 stored against 1,000", "times", last / first


def take(articles: Iterator[Article], n: int) -> list[Article]:
    """Give the next `n` articles."""
    return list(islice(articles, n))


def store(con: db.Connection, articles: list[Article]) -> int:
    """Load articles with their signatures and stories, as a run does."""
    load.load(con, Batch(a_run(articles[0].article_id), articles=tuple(articles)))
    relate(con, loaded_ids=ids_of(articles))
    return len(articles)


def timed(con: db.Connection, work: Callable[[db.Connection, list[str]], object], articles: list[Article]) -> float:
    """Load a batch, time `work` on it, in milliseconds of CPU (all threads) an article, and take it back again."""
    con.execute("BEGIN")
    load.load(con, Batch(a_run(articles[0].article_id), articles=tuple(articles)))
    loaded_ids = ids_of(articles)
    started = time.process_time()
    work(con, loaded_ids)
    spent = time.process_time() - started
    con.execute("ROLLBACK")
    return spent * 1000 / len(articles)


def find_fresh(con: db.Connection, loaded_ids: list[str]) -> None:
    """Sign what is new, look its copies up and compare them: `relate` without stories and changes."""
    with transaction(con):
        find_duplicates(con, sign_unsigned(con, loaded_ids))


def relate_fresh(con: db.Connection, loaded_ids: list[str]) -> None:
    """Do all of `relate` with what is new, tagged as it comes."""
    relate(con, loaded_ids, loaded_ids)


def ids_of(articles: list[Article]) -> list[str]:
    return [article.revision_id for article in articles]


def a_run(name: str) -> Run:
    return Run(digest(name), "ingest", START, START, 0, 0, 0, 0, 0)


def generated() -> Iterator[Article]:
    """Give articles without end, always the same ones."""
    draw = random.Random(7)
    phrases = [draw.choices(VOCABULARY, cum_weights=WEIGHTS, k=draw.randint(7, 12)) for _ in range(N_PHRASES)]
    recent: list[list[list[str]]] = []
    number = 0
    while True:
        at = START + timedelta(days=number / A_DAY)
        is_reprint = recent and draw.random() < 0.05
        paragraphs = draw.choice(recent)[:4] if is_reprint else [paragraph(draw, phrases) for _ in range(8)]
        recent = [*recent[-A_DAY:], paragraphs]
        yield article(number, draw.choice(OUTLETS), at, "\n\n".join(" ".join(each) + "." for each in paragraphs))
        number += 1


def paragraph(draw: random.Random, phrases: list[list[str]]) -> list[str]:
    """Give some 35 words, at times with a stock phrase that other articles have as well."""
    words = draw.choices(VOCABULARY, cum_weights=WEIGHTS, k=30)
    at = min(int(draw.expovariate(8 / N_PHRASES)), N_PHRASES - 1)
    return [*words, *phrases[at]] if draw.random() < 0.4 else words


def article(number: int, source_id: str, at: datetime, text: str) -> Article:
    name = f"{source_id}:{number}"
    return Article(
        name, digest(name), digest("page", name), source_id, f"https://news.example/{number}", f"Story {number}", text,
        digest(text), at, published_at=at, n_words=len(text.split()),
    )  # fmt: skip
