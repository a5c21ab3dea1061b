"""Scores event clustering by B-cubed (Bagga and Baldwin 1998): on gold mentions, and on those that the tagger found.

Knows no tagger. On gold mentions only the joining is measured. End to end, events are made of all mentions found, and
those that match a gold mention are scored against its event.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from config.load import read_actors, read_conflicts, read_places
from extractors.ceasefire.events import EventMaker
from extractors.ceasefire.scoring import Pair
from extractors.records import Mention, PlaceRef, Report


def gold_reports(path: Path) -> tuple[list[Report], dict[str, str]]:
    """Read articles.jsonl of a gold set: its mentions as reports, and the event key of each mention id."""
    reports: list[Report] = []
    keys: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        for row in article["mentions"]:
            reports.append(_report(article, row))
            keys[row["id"]] = row["event_key"]
    return reports, keys


def _report(article: Mapping[str, Any], row: Mapping[str, Any]) -> Report:
    return _told(article, _mention(article["id"], row))


def _told(article: Mapping[str, Any], mention: Mention) -> Report:
    published_at = datetime.fromisoformat(article["published_at"])
    origin = article["credited_agencies"][0] if article["credited_agencies"] else article["source"]
    return Report(mention, article["id"], article["source"], published_at, origin)


def _mention(article_id: str, row: Mapping[str, Any]) -> Mention:
    return Mention(
        row["id"], article_id, row["type"], row["status"], row["is_background"], row["quote"], row["quote_start"],
        row["quote_end"], 0, 0, event_date=_day(row["event_date"]), event_date_end=_day(row["event_date_end"]),
        date_precision=row["date_precision"], original_date=_day(row.get("original_date")),
        places=_places(row["place_ids"]), context_places=_places(row.get("context_place_ids", ())),
        source_actors=tuple(row["source_actors"]), target_actors=tuple(row["target_actors"]),
        direction=row.get("direction"), polarity=row.get("polarity"),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _places(names: Sequence[str]) -> tuple[PlaceRef, ...]:
    return tuple(PlaceRef(name, name, name, 0, 0) for name in names)


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of clusters `found` (item -> cluster) against `gold`, over the gold items.

    Without any item there is nothing to join: zeros.
    """
    if not gold:
        return 0.0, 0.0, 0.0
    found_sets, gold_sets = _inverted(found), _inverted(gold)
    precision = recall = 0.0
    for item, key in gold.items():
        together = len(found_sets[found[item]] & gold_sets[key])
        precision += together / len(found_sets[found[item]])
        recall += together / len(gold_sets[key])
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _inverted(clusters: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for item, key in clusters.items():
        members[key].add(item)
    return members


def score_events(gold_dir: Path, maker: EventMaker | None = None) -> tuple[float, float, float]:
    """Give B-cubed precision, recall and F1 of the grouping on a gold directory's articles."""
    maker = maker or EventMaker(read_actors(), read_places(), read_conflicts())
    reports, keys = gold_reports(gold_dir / "articles.jsonl")
    found = {mention_id: event_id for event_id, mention_id in maker.events(reports).event_mentions}
    return b_cubed(found, keys)


def score_found_events(gold_dir: Path, pairs: Sequence[Pair], maker: EventMaker) -> tuple[float, float, float]:
    """Give B-cubed precision, recall and F1 of the events made of found mentions, over those matched to gold ones."""
    lines = (gold_dir / "articles.jsonl").read_text("utf-8").splitlines()
    articles = {article["id"]: article for article in map(json.loads, lines)}
    found = [pair for pair in pairs if pair.predicted is not None and pair.item.is_article]
    reports = {
        pair.predicted.mention_id: _told(articles[pair.item.document.document_id], pair.predicted)
        for pair in found
        if pair.predicted is not None
    }
    events = {mention_id: event_id for event_id, mention_id in maker.events(reports.values()).event_mentions}
    keys = {pair.gold["id"]: pair.gold["event_key"] for pair in found if pair.gold is not None}
    clusters = {
        pair.gold["id"]: events[pair.predicted.mention_id]
        for pair in found
        if pair.gold is not None and pair.predicted is not None
    }
    return b_cubed(clusters, keys) if keys else (0.0, 0.0, 0.0)


if __name__ == "__main__":
    print("B-cubed precision {:.3f} recall {:.3f} F1 {:.3f}".format(*score_events(Path(sys.argv[1]))))
