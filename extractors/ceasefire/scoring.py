"""Scores a tagger against a gold directory, as section 9 of the codebook says, and prints the table.

Knows no tagger: anything with `.tag(Document)` is scored. Event clustering is scored elsewhere. Of places it knows
which names the shipped gazetteer gives them: Kelbajar and Karvachar are one place (codebook section 5).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from config.load import read_places
from extractors.ceasefire.names import words_of
from extractors.records import Document, Mention, PlaceRef

FAMILIES = {
    "truce": ("proposed", "rejected", "agreed", "declared", "in_effect", "extended", "violation", "ended"),
    "terms": (
        *("territory_transfer", "troop_withdrawal", "peacekeeper_deployment", "ceasefire_monitoring"),
        *("prisoner_exchange", "mine_clearance", "displaced_return", "humanitarian_access", "transport_unblocking"),
    ),
    "diplomacy": ("peace_talks", "diplomatic_reaction"),
    "context": ("armed_clash", "territory_capture"),
}
ATTRIBUTES = ("status", "status_not_actual", "is_background", "date", "places", "actors")
Gold = dict[str, Any]


class Tags(Protocol):
    """What is scored."""

    def tag(self, document: Document) -> tuple[Mention, ...]:
        """Give the mentions of a document."""


@dataclass(frozen=True, slots=True)
class Item:
    """A gold sentence or article: the document, its mentions, and the stretches that hold none."""

    document: Document
    mentions: tuple[Gold, ...]
    empty: tuple[tuple[int, int], ...]
    is_article: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold mention and the prediction matched to it; one of the two may be missing."""

    item: Item
    gold: Gold | None
    predicted: Mention | None


@dataclass(slots=True)
class Score:
    """Counts per type (true positives, predicted, gold) and per attribute (right, judged), and the false alarms."""

    true: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    n_false_alarms: int = 0
    n_empty: int = 0
    pairs: list[Pair] = field(default_factory=list)

    def f1(self, types: Iterable[str]) -> tuple[float, float, float]:
        """Give precision, recall and F1 over `types`."""
        names = list(types)
        true = sum(self.true[name] for name in names)
        precision = true / max(1, sum(self.predicted[name] for name in names))
        recall = true / max(1, sum(self.gold[name] for name in names))
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def share(self, attribute: str) -> float:
        """Give the share of matched mentions whose attribute is right."""
        return self.right[attribute] / max(1, self.judged[attribute])

    @property
    def false_alarms_per_100(self) -> float:
        """Give the mentions predicted per 100 sentences that hold none."""
        return 100 * self.n_false_alarms / max(1, self.n_empty)


def family_types(*families: str) -> tuple[str, ...]:
    """Give the types of the families named."""
    prefix = {"truce": "ceasefire_"}
    return tuple(prefix.get(family, "") + name for family in families for name in FAMILIES[family])


def read_gold(gold_dir: Path, keep: str = "") -> tuple[Item, ...]:
    """Read sentences.jsonl and articles.jsonl; `keep` limits to ids that contain it."""
    items = [_sentence(row) for row in _rows(gold_dir / "sentences.jsonl")]
    items += [_article(row) for row in _rows(gold_dir / "articles.jsonl")]
    return tuple(item for item in items if keep in item.document.document_id)


def _rows(path: Path) -> Iterator[Gold]:
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def _sentence(row: Gold) -> Item:
    text = row["text"]
    document = Document(row["id"], text, published_at=_time(row["published_at"]), source_id=row.get("style"))
    mentions = tuple(_located(mention, text) for mention in row["mentions"])
    return Item(document, mentions, () if mentions else ((0, len(text)),), is_article=False)


def _article(row: Gold) -> Item:
    document = Document(row["id"], row["text"], row["title"], _time(row["published_at"]), row.get("style"))
    mentions = tuple(row["mentions"])
    held = {mention["sentence_index"] for mention in mentions}
    empty = tuple((each["start"], each["end"]) for each in row["sentences"] if each["index"] not in held)
    return Item(document, mentions, empty, is_article=True)


def _located(mention: Gold, text: str) -> Gold:
    start = text.index(mention["quote"])
    return {**mention, "quote_start": start, "quote_end": start + len(mention["quote"])}


def _time(value: str) -> datetime:
    return datetime.fromisoformat(value.replace("Z", "+00:00"))


def score(gold_dir: Path, tagger: Tags, keep: str = "") -> Score:
    """Score `tagger` on every item of the gold directory."""
    return score_items(read_gold(gold_dir, keep), tagger)


def score_items(items: Sequence[Item], tagger: Tags) -> Score:
    """Score `tagger` on `items`: strict type and overlapping quote, one gold mention to at most one prediction."""
    result = Score()
    for item in items:
        for pair in paired(item, tagger.tag(item.document)):
            _count(result, pair)
        result.n_empty += len(item.empty)
    return result


def paired(item: Item, mentions: Sequence[Mention]) -> Iterator[Pair]:
    """Match each gold mention to one found mention of its type, at most, that shares most words with it."""
    options = sorted(
        (-_overlap(gold, mention), gold_at, at)
        for gold_at, gold in enumerate(item.mentions)
        for at, mention in enumerate(mentions)
        if gold["type"] == mention.type and _overlap(gold, mention) > 0
    )
    golds, taken = set(range(len(item.mentions))), set(range(len(mentions)))
    for _, gold_at, at in options:
        if gold_at in golds and at in taken:
            golds.remove(gold_at)
            taken.remove(at)
            yield Pair(item, item.mentions[gold_at], mentions[at])
    yield from (Pair(item, item.mentions[at], None) for at in sorted(golds))
    yield from (Pair(item, None, mentions[at]) for at in sorted(taken))


def _overlap(gold: Gold, mention: Mention) -> float:
    shared: int = min(gold["quote_end"], mention.quote_end) - max(gold["quote_start"], mention.quote_start)
    if shared <= 0:
        return 0.0
    whole: int = max(gold["quote_end"], mention.quote_end) - min(gold["quote_start"], mention.quote_start)
    return shared / whole


def _count(result: Score, pair: Pair) -> None:
    result.pairs.append(pair)
    if pair.gold is not None:
        result.gold[pair.gold["type"]] += 1
    if pair.predicted is not None:
        result.predicted[pair.predicted.type] += 1
    if pair.predicted is not None and pair.gold is None:
        middle = (pair.predicted.quote_start + pair.predicted.quote_end) // 2
        result.n_false_alarms += any(start <= middle < end for start, end in pair.item.empty)
    if pair.gold is not None and pair.predicted is not None:
        result.true[pair.gold["type"]] += 1
        for attribute, is_right in compare(pair.gold, pair.predicted).items():
            result.judged[attribute] += 1
            result.right[attribute] += is_right


def compare(gold: Gold, mention: Mention) -> dict[str, bool]:
    """Tell for each attribute that can be judged whether the prediction has it right."""
    found = {
        "status": gold["status"] == mention.status,
        "is_background": gold["is_background"] == mention.is_background,
        "places": _has_places(gold, mention.places),
        "actors": set(gold["source_actors"]) == set(mention.source_actors)
        and set(gold["target_actors"]) == set(mention.target_actors),
    }
    if gold["status"] != "actual":
        found["status_not_actual"] = found["status"]
    if not gold.get("date_from_context"):
        found["date"] = _date_of(gold) == (
            _text(mention.event_date),
            _text(mention.event_date_end),
            mention.date_precision,
        )
    return found


def _has_places(gold: Gold, places: Sequence[PlaceRef]) -> bool:
    wanted, found = set(gold["place_ids"]), {ref.place_id: ref for ref in places}.values()
    is_all_named = all(any(is_named(ref, [name]) for ref in found) for name in wanted)
    return len(found) == len(wanted) and is_all_named and all(is_named(ref, wanted) for ref in found)


def is_named(ref: PlaceRef, names: Iterable[str]) -> bool:
    """Tell whether one of the gold's names is a place's, in whatever spelling the gazetteer knows."""
    return any(name == ref.name or ref.place_id in _ids_by_name().get(words_of(name), ()) for name in names)


@cache
def _ids_by_name() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Give the ids of the places that bear a name: the gold collections name places, in whatever spelling."""
    ids: dict[tuple[str, ...], set[str]] = {}
    for place in read_places(None):
        for name in (place.place_id, *place.names):
            ids.setdefault(words_of(name), set()).add(place.place_id)
    return {words: frozenset(same) for words, same in ids.items()}


def _date_of(gold: Gold) -> tuple[str | None, str | None, str]:
    return gold["event_date"], gold["event_date_end"], gold["date_precision"]


def _text(day: object) -> str | None:
    return None if day is None else str(day)


def format_table(result: Score) -> str:
    """Give the table of codebook section 9 as text."""
    lines = [f"{'type':26}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}{'pred':>6}"]
    groups = {"truce+terms": family_types("truce", "terms"), "all": tuple(set(result.gold) | set(result.predicted))}
    groups |= {family: family_types(family) for family in FAMILIES}
    groups |= {name: (name,) for family in FAMILIES for name in family_types(family)}
    for name, types in groups.items():
        precision, recall, f1 = result.f1(types)
        n_gold, n_predicted = (sum(count[each] for each in types) for count in (result.gold, result.predicted))
        lines.append(f"{name:26}{precision:7.3f}{recall:7.3f}{f1:7.3f}{n_gold:6}{n_predicted:6}")
    lines += [f"{name:26}{result.share(name):7.3f}  of {result.judged[name]}" for name in ATTRIBUTES]
    alarms = f"{result.n_false_alarms} in {result.n_empty} empty sentences"
    return "\n".join([*lines, f"{'false alarms per 100':26}{result.false_alarms_per_100:7.1f}  {alarms}"])


def format_errors(result: Score) -> str:
    """Give one line for each missed, false or half-right mention, for the one who writes the rules."""
    return "\n".join(line for pair in result.pairs for line in _errors(pair))


def _errors(pair: Pair) -> Iterator[str]:
    where = pair.item.document.document_id
    gold, mention = pair.gold, pair.predicted
    if gold is not None and mention is None:
        yield f"MISS {where} {gold['type']} {gold['status']} | {gold['quote']}"
    if mention is not None and gold is None:
        yield f"FALSE {where} {mention.type} {mention.status} {','.join(mention.rules)} | {mention.quote}"
    if mention is not None and gold is not None:
        wrong = [name for name, is_right in compare(gold, mention).items() if not is_right]
        for name in wrong:
            if name != "status_not_actual":
                yield f"WRONG {name} {where} {gold['type']} {_values(name, gold, mention)} | {mention.quote}"


def _values(name: str, gold: Gold, mention: Mention) -> str:
    if name == "date":
        return f"{_date_of(gold)} got ({mention.event_date}, {mention.event_date_end}, {mention.date_precision})"
    if name == "places":
        return f"{gold['place_ids']} got {[ref.name for ref in mention.places]}"
    if name == "actors":
        expected = f"{gold['source_actors']}>{gold['target_actors']}"
        return f"{expected} got {list(mention.source_actors)}>{list(mention.target_actors)}"
    return f"{gold[name]} got {getattr(mention, name)}"


def main() -> None:
    """Run from the command line: python -m extractors.ceasefire.scoring DIR [--errors] [--keep PART_OF_ID]."""
    from extractors.ceasefire.tag import load_tagger

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("gold_dir", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep", default="")
    options = parser.parse_args()
    result = score(options.gold_dir, load_tagger(None), options.keep)
    print(format_errors(result) + "\n" if options.errors else "", end="")
    print(format_table(result))


if __name__ == "__main__":
    main()
