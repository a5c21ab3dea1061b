"""Trains the weights that say which place belongs to which event (extractors/ceasefire/place_odds.py).

`make model` runs it after the tagger's model, for it learns from the events that the tagger finds: of each that a
labelled event is matched to, which places of the sentence that one has. It reads dev, tune and those marks of
marked.txt that name their places. Knows nothing of `held`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.ceasefire.place_odds import BIAS, SCALE, SHIPPED, Case, PlaceOdds, features_of, write_odds
from extractors.ceasefire.scoring import Gold, Item, is_named, paired, read_gold
from extractors.ceasefire.tag import Tagger
from extractors.records import Mention, PlaceRef
from tests.gold import marks

STRENGTH, MIN_PLACES = 0.15, 6


@dataclass(frozen=True, slots=True)
class Example:
    """A place of a sentence, its features for one event, and whether that event has it."""

    document_id: str
    features: frozenset[str]
    belongs: bool


class Recorder(PlaceOdds):
    """Leaves the say to the rules and writes down what was asked."""

    def __init__(self) -> None:
        """Start with nothing asked."""
        super().__init__({})
        self.asked: dict[tuple[int, int], dict[str, list[tuple[PlaceRef, frozenset[str]]]]] = {}

    def knows(self, event_type: str) -> bool:
        """Take every type."""
        return True

    def chosen(self, case: Case, named: Sequence[PlaceRef]) -> list[PlaceRef]:
        """Give what the rules chose."""
        of_span = self.asked.setdefault((case.quote.start, case.quote.end), {})
        of_span.setdefault(case.event_type, [(ref, frozenset(features_of(case, ref))) for ref in named])
        return [ref for ref in named if ref.place_id in case.chosen]


def examples(tagger: Tagger, recorder: Recorder, folders: Sequence[Path]) -> list[Example]:
    """Give every place of the sentences of every event that the tagger, which asks the recorder, finds and whose places
    are labelled."""
    items = [item for folder in folders for item in read_gold(folder)] + list(_marked())
    return [each for item in items for each in _of_item(tagger, recorder, item)]


def _marked() -> Iterator[Item]:
    """Give the marked lines with labelled places as a gold collection has its own."""
    for document, told in marks.read():
        if any(mark.places is not None for mark in told):
            yield Item(document, tuple(_as_gold(mark) for mark in told), (), is_article=False)


def _as_gold(mark: marks.Mark) -> Gold:
    quote = {"quote_start": mark.quote.start, "quote_end": mark.quote.end}
    return {"type": mark.event_type, **quote, "places": mark.places}


def _of_item(tagger: Tagger, recorder: Recorder, item: Item) -> Iterator[Example]:
    recorder.asked.clear()
    for pair in paired(item, tagger.tag(item.document)):
        if pair.gold is None or pair.predicted is None or pair.gold["places"] is None:
            continue
        for ref, features in _asked_for(pair.predicted, recorder):
            yield Example(item.document.document_id, features, _belongs(ref, pair.gold))


def _belongs(ref: PlaceRef, gold: Gold) -> bool:
    """Go by the ids of a collection; a mark has none, and was labelled by the names that the gazetteer found."""
    return is_named(ref, gold["place_ids"]) if "place_ids" in gold else ref.surface in gold["places"]


def _asked_for(mention: Mention, recorder: Recorder) -> list[tuple[PlaceRef, frozenset[str]]]:
    """Give what was asked of a mention's words; a clash became a breach only after that."""
    of_span = recorder.asked.get((mention.quote_start, mention.quote_end), {})
    return of_span.get(mention.type) or next(iter(of_span.values()), [])


def fit(rows: Sequence[Example]) -> dict[str, int]:
    """Fit one logistic regression; give its weights by feature in whole hundredths."""
    often = Counter(name for row in rows for name in row.features)
    vectors = DictVectorizer()
    table = vectors.fit_transform(
        [dict.fromkeys((name for name in row.features if often[name] >= MIN_PLACES), 1.0) for row in rows]
    )
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    model.fit(table, [row.belongs for row in rows])
    names = (str(name) for name in vectors.get_feature_names_out())
    weights = {name: round(SCALE * weight) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {**weights, BIAS: weights[BIAS] + round(SCALE * float(model.intercept_[0]))}


def write(tagger: Tagger, recorder: Recorder, folders: Sequence[Path]) -> None:
    """Train on what the tagger finds, and write the weights that ship."""
    rows = examples(tagger, recorder, folders)
    write_odds(SHIPPED, fit(rows))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size:,} bytes from {len(rows):,} places")
