"""Trains the tagger's linear model (extractors/ceasefire/model.py) and writes the weights that ship with it.

`make model` renews extractors/ceasefire/model.tsv.gz, then place_odds.tsv.gz (train_places.py); `python -m
tests.gold.train --folds` writes nothing and prints what the tagger does on dev and tune, each fifth of the documents
read by a model that never saw it.
It reads dev (beside the project), tune, marked.txt, and the sentences of the tagger's tests. Knows nothing of
`held`.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from config.load import read_actors, read_conflicts, read_places
from config.ontology import read_ontology
from extractors.ceasefire.clauses import barriers
from extractors.ceasefire.model import ANY, SCALE, SHIPPED, Model, features_of, write_model
from extractors.ceasefire.place_odds import PlaceOdds, shipped_odds
from extractors.ceasefire.scoring import format_table, read_gold, score
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tag import Tagger
from extractors.ceasefire.tokens import Words
from extractors.records import Document, Mention
from tests.extractors.ceasefire import phrase_bank
from tests.gold import marks, train_places

GOLD = Path(__file__).resolve().parent
SOURCES = (GOLD.parents[2] / "shared" / "gold" / "dev", GOLD / "tune")
CASES = Path(phrase_bank.__file__).with_name("tag_cases.txt")
N_FOLDS, STRENGTH, MIN_CLAUSES = 5, 10.0, 8
TOLERANCE = 1e-3  # a tenth of it takes four times as long and changes no figure
# The collections are nearer to what is to be read than lines written by the hundred, and the tests' sentences plainer.
NEAR_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence or line: the document it stands in, the features of its clauses and the types each tells of.

    `weight` is how many plain lines it counts for.
    """

    document_id: str
    clauses: list[dict[str, int]]
    told: list[frozenset[str]]
    weight: float = 1.0


def examples(tagger: Tagger) -> list[Example]:
    """Give every labelled sentence of the training text. Raises FileNotFoundError when a collection is missing."""
    found = [replace(each, weight=NEAR_WEIGHT) for folder in SOURCES for each in _of_gold(tagger, folder)]
    for document, found_in in marks.read():
        found += _told(tagger, document, [(mark.event_type, mark.quote) for mark in found_in])
    told = (_of_line(tagger, f"case-{number}", *line) for number, line in enumerate(_phrases()))
    return found + [replace(each, weight=NEAR_WEIGHT) for each in told if each.told]


def _of_line(tagger: Tagger, name: str, types: frozenset[str], text: str) -> Example:
    """Give a line of which only the types of the whole are known; which of several clauses tells of them is not."""
    parts = [
        part for words in tagger.read(Document(name, text)) for part in features_of(words, barriers(words)) if part
    ]
    return Example(name, parts, [types] * len(parts) if len(parts) == 1 or not types else [])


def _of_gold(tagger: Tagger, folder: Path) -> Iterator[Example]:
    if not (folder / "sentences.jsonl").is_file():
        raise FileNotFoundError(f"{folder}: the model is trained on it; put the gold collection there")
    for item in read_gold(folder):
        told = [(each["type"], Span(each["quote_start"], each["quote_end"])) for each in item.mentions]
        yield from _told(tagger, item.document, told)


def _told(tagger: Tagger, document: Document, mentions: Sequence[tuple[str, Span]]) -> Iterator[Example]:
    """Give the sentences of a document, each type told by the clause that has most of its quote."""
    for words in tagger.read(document):
        parts = [part for part in features_of(words, barriers(words)) if part]
        told = [set[str]() for _ in parts]
        for name, quote in mentions:
            if parts and words.span.start <= (quote.start + quote.end) // 2 < words.span.end:
                told[_clause_of(quote, words, parts)].add(name)
        yield Example(document.document_id, parts, [frozenset(each) for each in told])


def _clause_of(quote: Span, words: Words, parts: Sequence[dict[str, int]]) -> int:
    """Give which clause has most of the words of a quote."""
    inside = [{at for at in part.values() if quote.start <= words.starts[at] < quote.end} for part in parts]
    return max(range(len(parts)), key=lambda number: len(inside[number]))


def _phrases() -> Iterator[tuple[frozenset[str], str]]:
    for name in phrase_bank.types():
        yield from ((frozenset([name]), phrase.text) for phrase in phrase_bank.read(name))
    yield from ((frozenset(), text) for text in phrase_bank.negatives())
    for line in filter(None, CASES.read_text("utf-8").splitlines()):
        told, _, text = line.partition(" | ")
        if text:
            yield frozenset(each.partition("/")[0] for each in told.split(",")) - {"-"}, text


Weights = tuple[list[str], list[float], dict[str, list[int]]]


def fit(examples: Sequence[Example], only: Sequence[str] = ()) -> Weights:
    """Fit one logistic regression a type, and one for "any", or those of `only`; give types, biases and weights
    (twentieths) by feature."""
    told_by = [told for each in examples for told in each.told]
    row_weights = [each.weight for each in examples for _ in each.clauses]
    names, table = _table([features for each in examples for features in each.clauses])
    types = list(only) or [*sorted(frozenset[str]().union(*told_by)), ANY]
    models = []
    for name in types:
        tells = [bool(told) if name == ANY else name in told for told in told_by]
        model = LogisticRegression(C=STRENGTH, tol=TOLERANCE, solver="liblinear", random_state=0)
        models.append(model.fit(table, tells, sample_weight=row_weights))
    weights = {name: [round(SCALE * model.coef_[0][at]) for model in models] for at, name in enumerate(names)}
    return types, [float(model.intercept_[0]) for model in models], weights


def _table(clauses: Sequence[Collection[str]]) -> tuple[list[str], csr_matrix]:
    """Give the features that enough clauses have, in order, and which clause has which: rows of length 1.

    What DictVectorizer gives, in a tenth of its time.
    """
    n_clauses = Counter(chain.from_iterable(clauses))
    names = sorted(name for name, number in n_clauses.items() if number >= MIN_CLAUSES)
    columns = {name: at for at, name in enumerate(names)}
    found = [sorted(columns[name] for name in features if name in columns) for features in clauses]
    ends = list(accumulate(map(len, found), initial=0))
    table = csr_matrix((np.ones(ends[-1]), list(chain.from_iterable(found)), ends), (len(clauses), len(names)))
    return names, normalize(table)


def tagger_with(model: Model | None, odds: PlaceOdds | None = None) -> Tagger:
    """Give the tagger of the shipped files with this model in the place of the shipped one; with a model and no odds of
    places named, those that ship go with it."""
    odds = odds or (shipped_odds() if model else None)
    return Tagger(read_ontology(None), read_places(None), read_actors(None), read_conflicts(None), model, odds)


def fold_of(document_id: str) -> int:
    """Give the fold of a document; all its sentences share it."""
    return zlib.crc32(document_id.encode()) % N_FOLDS


def _tagger_of_fold(rows: Sequence[Example], fold: int) -> Tagger:
    model = Model(*fit([row for row in rows if fold_of(row.document_id) != fold]))
    recorder = train_places.Recorder()
    asked = train_places.examples(tagger_with(model, recorder), recorder, SOURCES)
    odds = PlaceOdds(train_places.fit([row for row in asked if fold_of(row.document_id) != fold]))
    return tagger_with(model, odds)


class Folded:
    """A tagger that reads each document with the model of the fold that left it out."""

    def __init__(self, rows: Sequence[Example]) -> None:
        """Train one model a fold, and the odds of places with it."""
        self._taggers = [_tagger_of_fold(rows, fold) for fold in range(N_FOLDS)]

    def tag(self, document: Document) -> tuple[Mention, ...]:
        """Give the mentions of a document."""
        return self._taggers[fold_of(document.document_id)].tag(document)


def main() -> None:
    """Train and write, or with `--folds` cross-validate and print."""
    rules = tagger_with(None)
    rows = examples(rules)
    if "--folds" not in sys.argv[1:]:
        weights = fit(rows)
        write_model(SHIPPED, *weights)
        print(f"{SHIPPED.name}: {SHIPPED.stat().st_size:,} bytes from {len(rows):,} sentences")
        recorder = train_places.Recorder()
        train_places.write(tagger_with(Model(*weights), recorder), recorder, SOURCES)
        return
    folded = Folded(rows)
    for folder in SOURCES:
        for name, tagger in (("rules alone", rules), ("with the model", folded)):
            print(f"== {folder.name}, {name}\n{format_table(score(folder, tagger))}")


if __name__ == "__main__":
    main()
