"""Scores dates, places, actors and counts alone: gold quotes, types and statuses are given, the rest is ours.

Run it: `python tests/extractors/ceasefire/oracle.py GOLD_DIR [date|places|actors|attributed|counts]` prints shares, and
the misses of the part named. Knows no tagger. The tense is taken from the status, the trigger from the quote.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extractors.ceasefire import dates
from extractors.ceasefire.spans import Span


@dataclass(frozen=True)
class Case:
    """One gold mention with the text it stands in."""

    case_id: str
    text: str
    sentence: Span
    clause: Span
    published_on: date
    gold: dict[str, Any]


def read_cases(gold_dir: Path) -> Iterator[Case]:
    """Yield every mention of sentences.jsonl and articles.jsonl."""
    for line in (gold_dir / "sentences.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        for gold in item["mentions"]:
            start = item["text"].index(gold["quote"])
            clause = Span(start, start + len(gold["quote"]))
            sentence = Span(0, len(item["text"]))
            yield Case(item["id"], item["text"], sentence, clause, _day(item["published_at"]), gold)
    for line in (gold_dir / "articles.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        spans = {part["index"]: Span(part["start"], part["end"]) for part in item["sentences"]}
        for gold in item["mentions"]:
            clause = Span(gold["quote_start"], gold["quote_end"])
            sentence = spans[gold["sentence_index"]]
            yield Case(gold["id"], item["text"], sentence, clause, _day(item["published_at"]), gold)


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def date_of(case: Case) -> tuple[object, object]:
    """Give (ours, gold) as (date, end, precision)."""
    gold = case.gold
    reading = dates.resolve(
        case.text,
        case.sentence,
        case.clause,
        event_type=gold["type"],
        status=gold["status"],
        tense="future" if gold["status"] in ("scheduled", "hypothetical") else "past",
        published_on=case.published_on,
        is_background=gold["is_background"],
    )
    ours = (str(reading.event_date), str(reading.event_date_end), reading.date_precision, str(reading.original_date))
    end = gold.get("event_date_end")
    return ours, (str(gold["event_date"]), str(end), gold["date_precision"], str(gold.get("original_date")))


PARTS = {"date": date_of}


def main(gold_dir: str, shown: str = "") -> None:
    """Print the shares; with a part's name, its misses too."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in read_cases(Path(gold_dir)):
        for part, score in PARTS.items():
            if part == "date" and case.gold.get("date_from_context"):
                continue
            ours, gold = score(case)
            total[part] += 1
            right[part] += ours == gold
            if part == shown and ours != gold:
                sentence = case.text[case.sentence.start : case.sentence.end]
                print(f"{case.case_id} {case.published_on} {case.gold['type']} {case.gold['status']}"
                      f"{' BG' if case.gold['is_background'] else ''}\n   {sentence}"
                      f"\n   [{case.gold['quote']}]\n   ours {ours}\n   gold {gold}")
    for part in PARTS:
        print(f"{part}: {right[part]}/{total[part]} = {right[part] / max(1, total[part]):.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
