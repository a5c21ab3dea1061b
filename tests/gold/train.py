"""Trains the tagger's linear model (extractors/ceasefire/model.py) and writes the weights that ship with it.

`make model` renews extractors/ceasefire/model.tsv.gz; `python -m tests.gold.train --folds` writes nothing and prints
what the tagger does on dev and tune, each fifth of the documents read by a model that never saw it.
It reads dev (beside the project), tune, bank.tsv, and the sentences of the tagger's tests. Knows nothing of `held`.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from config.load import read_actors, read_conflicts, read_places
from config.ontology import read_ontology
from extractors.ceasefire.clauses import barriers
from extractors.ceasefire.model import ANY, SCALE, SHIPPED, Model, features_of, write_model
from extractors.ceasefire.scoring import format_table, read_gold, score
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tag import Tagger
from extractors.ceasefire.tokens import Words
from extractors.records import Document, Mention
from tests.extractors.ceasefire import phrase_bank

GOLD = Path(__file__).resolve().parent
SOURCES = (GOLD.parents[2] / "shared" / "gold" / "dev", GOLD / "tune")
BANK = GOLD / "bank.tsv"
CASES = Path(phrase_bank.__file__).with_name("tag_cases.txt")
N_FOLDS, STRENGTH, MIN_CLAUSES = 5, 30.0, 4


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence or line: the document it stands in, the features of its clauses and the types each tells of.

    Of a line of several clauses only the types of the whole are known: then `told` is empty.
    """

    document_id: str
    clauses: list[dict[str, int]]
    types: frozenset[str]
    told: list[frozenset[str]]


def examples(tagger: Tagger) -> list[Example]:
    """Give every labelled sentence of the training text. Raises FileNotFoundError when a collection is missing."""
    found = [each for folder in SOURCES for each in _of_gold(tagger, folder)]
    for number, (types, text) in enumerate((*bank(), *_phrases())):
        read = tagger.read(Document(f"line-{number}", text))
        parts = [part for words in read for part in features_of(words, barriers(words)) if part]
        told = [types] * len(parts) if len(parts) == 1 or not types else []
        found.append(Example(f"line-{number}", parts, types, told))
    return found


def _of_gold(tagger: Tagger, folder: Path) -> Iterator[Example]:
    if not (folder / "sentences.jsonl").is_file():
        raise FileNotFoundError(f"{folder}: the model is trained on it; put the gold collection there")
    for item in read_gold(folder):
        for words in tagger.read(item.document):
            parts = [part for part in features_of(words, barriers(words)) if part]
            told = [set[str]() for _ in parts]
            for each in item.mentions:
                quote = Span(each["quote_start"], each["quote_end"])
                if parts and words.span.start <= (quote.start + quote.end) // 2 < words.span.end:
                    told[_clause_of(quote, words, parts)].add(each["type"])
            types = frozenset[str]().union(*told)
            yield Example(item.document.document_id, parts, types, [frozenset(each) for each in told])


def _clause_of(quote: Span, words: Words, parts: Sequence[dict[str, int]]) -> int:
    """Give which clause has most of the words of a quote."""
    inside = [{at for at in part.values() if quote.start <= words.starts[at] < quote.end} for part in parts]
    return max(range(len(parts)), key=lambda number: len(inside[number]))


def bank() -> Iterator[tuple[frozenset[str], str]]:
    """Give the lines of bank.tsv: the types told, and the sentence."""
    for line in BANK.read_text("utf-8").splitlines():
        types, _, text = line.partition("\t")
        yield frozenset(types.split(",")) - {""}, text


def _phrases() -> Iterator[tuple[frozenset[str], str]]:
    for name in phrase_bank.types():
        yield from ((frozenset([name]), phrase.text) for phrase in phrase_bank.read(name))
    yield from ((frozenset(), text) for text in phrase_bank.negatives())
    for line in filter(None, CASES.read_text("utf-8").splitlines()):
        told, _, text = line.partition(" | ")
        if text:
            yield frozenset(each.partition("/")[0] for each in told.split(",")) - {"-"}, text


Weights = tuple[list[str], list[float], dict[str, list[int]]]


def fit(examples: Sequence[Example]) -> Weights:
    """Fit one logistic regression a type, and one for "any"; give types, biases and weights (twentieths) by feature.

    Lines of which it is not known which clause tells of what come in a second round: the likeliest by the first does.
    """
    model = Model(*_fit([each for each in examples if each.told or not each.clauses]))
    return _fit([each if each.told else replace(each, told=_likeliest(model, each)) for each in examples])


def _likeliest(model: Model, example: Example) -> list[frozenset[str]]:
    """Give each type of a line to the clause that tells of it most likely."""
    scores = [model.scores(each) for each in example.clauses]
    at = {name: max(range(len(scores)), key=lambda number: scores[number].get(name, -inf)) for name in example.types}
    return [frozenset(name for name in at if at[name] == number) for number in range(len(scores))]


def _fit(examples: Sequence[Example]) -> Weights:
    rows = [row for each in examples for row in zip(each.clauses, each.told, strict=True)]
    vectors = DictVectorizer()
    table = vectors.fit_transform([dict.fromkeys(features, 1.0) for features, _ in rows])
    often = table.getnnz(axis=0) >= MIN_CLAUSES
    table = normalize(table[:, often])
    names = vectors.get_feature_names_out()[often]
    types = [*sorted(frozenset[str]().union(*(told for _, told in rows))), ANY]
    models = []
    for name in types:
        tells = [bool(told) if name == ANY else name in told for _, told in rows]
        models.append(LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(table, tells))
    weights = {str(name): [round(SCALE * model.coef_[0][at]) for model in models] for at, name in enumerate(names)}
    return types, [float(model.intercept_[0]) for model in models], weights


def tagger_with(model: Model | None) -> Tagger:
    """Give the tagger of the shipped files with this model in the place of the shipped one."""
    return Tagger(read_ontology(None), read_places(None), read_actors(None), read_conflicts(None), model)


def fold_of(document_id: str) -> int:
    """Give the fold of a document; all its sentences share it."""
    return zlib.crc32(document_id.encode()) % N_FOLDS


class Folded:
    """A tagger that reads each document with the model of the fold that left it out."""

    def __init__(self, rows: Sequence[Example]) -> None:
        """Train one model a fold."""
        parts = ([row for row in rows if fold_of(row.document_id) != fold] for fold in range(N_FOLDS))
        self._taggers = [tagger_with(Model(*fit(part))) for part in parts]

    def tag(self, document: Document) -> tuple[Mention, ...]:
        """Give the mentions of a document."""
        return self._taggers[fold_of(document.document_id)].tag(document)


def main() -> None:
    """Train and write, or with `--folds` cross-validate and print."""
    rules = tagger_with(None)
    rows = examples(rules)
    if "--folds" not in sys.argv[1:]:
        write_model(SHIPPED, *fit(rows))
        print(f"{SHIPPED.name}: {SHIPPED.stat().st_size:,} bytes from {len(rows):,} sentences")
        return
    folded = Folded(rows)
    for folder in SOURCES:
        for name, tagger in (("rules alone", rules), ("with the model", folded)):
            print(f"== {folder.name}, {name}\n{format_table(score(folder, tagger))}")


if __name__ == "__main__":
    main()
