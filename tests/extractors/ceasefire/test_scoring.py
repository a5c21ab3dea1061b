"""The scorer against golds small enough to count by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.ceasefire.scoring import Score, format_errors, format_table, score
from extractors.records import Document, Mention, PlaceRef

TEXT = "A truce began on Friday. Troops left Agdam. The weather was fine."


@dataclass(frozen=True)
class Fake:
    """A tagger that says what it is told to say, whatever it reads."""

    mentions: Sequence[Mention]

    def tag(self, document: Document) -> tuple[Mention, ...]:
        return tuple(self.mentions)


def _mention(event_type: str, quote: str, **fields: Any) -> Mention:
    start = TEXT.index(quote)
    mention = Mention("m", "d", event_type, "actual", False, quote, start, start + len(quote), 0, len(TEXT))
    return replace(mention, **fields)


def _gold(event_type: str, quote: str, **fields: Any) -> dict[str, Any]:
    return {
        "type": event_type,
        "status": "actual",
        "is_background": False,
        "quote": quote,
        "event_date": None,
        "event_date_end": None,
        "date_precision": "none",
        "place_ids": [],
        "source_actors": [],
        "target_actors": [],
        **fields,
    }


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    mentions = [_gold("ceasefire_in_effect", "A truce began"), _gold("troop_withdrawal", "Troops left Agdam")]
    rows = [
        {"id": "s-1", "published_at": "2020-11-25T12:00:00Z", "text": TEXT, "mentions": mentions},
        {"id": "s-2", "published_at": "2020-11-25T12:00:00Z", "text": TEXT, "mentions": []},
    ]
    (tmp_path / "sentences.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


def _score(gold_dir: Path, *mentions: Mention) -> Score:
    return score(gold_dir, Fake(mentions))


def test_overlapping_quotes_of_one_type_match_once(gold_dir: Path) -> None:
    twice = [_mention("ceasefire_in_effect", "truce"), _mention("ceasefire_in_effect", "A truce began on Friday")]
    result = _score(gold_dir, *twice)

    assert result.true["ceasefire_in_effect"] == 1
    assert result.predicted["ceasefire_in_effect"] == 4
    assert result.f1(["ceasefire_in_effect"]) == pytest.approx((0.25, 1.0, 0.4))


def test_another_type_or_another_place_is_no_match(gold_dir: Path) -> None:
    result = _score(gold_dir, _mention("ceasefire_agreed", "A truce began"), _mention("troop_withdrawal", "weather"))

    assert sum(result.true.values()) == 0


def test_false_alarms_are_counted_in_empty_sentences_only(gold_dir: Path) -> None:
    result = _score(gold_dir, _mention("armed_clash", "weather"))

    assert (result.n_false_alarms, result.n_empty, result.false_alarms_per_100) == (1, 1, 100.0)


def test_attributes_are_judged_among_matches_only(gold_dir: Path) -> None:
    right = _mention("troop_withdrawal", "Troops left Agdam")
    wrong = _mention("ceasefire_in_effect", "A truce began", status="scheduled", event_date=date(2020, 11, 20))
    result = _score(gold_dir, right, wrong)

    assert (result.share("status"), result.judged["status"]) == (0.5, 2)
    assert (result.share("date"), result.share("places"), result.share("is_background")) == (0.5, 1.0, 1.0)
    assert result.judged["status_not_actual"] == 0


@pytest.mark.parametrize(
    ("place_ids", "found", "is_right"),
    [
        (["Karvachar"], ["Kalbajar"], True),
        (["Kelbadjar"], ["Kalbajar"], True),
        (["Kalbajar"], ["Lachin"], False),
        (["Karvachar", "Lachin"], ["Kalbajar"], False),
        (["Karvachar"], ["Kalbajar", "Lachin"], False),
        (["Karvachar", "Berdzor"], ["Lachin", "Kalbajar"], True),
        (["Nowhere at all"], ["Kalbajar"], False),
        (["Nowhere at all"], ["Nowhere at all"], True),
    ],
)
def test_the_names_of_one_place_are_one(tmp_path: Path, place_ids: list[str], found: list[str], is_right: bool) -> None:
    gold = _gold("troop_withdrawal", "Troops left", place_ids=place_ids)
    row = {"id": "s", "published_at": "2020-11-25T12:00:00Z", "text": TEXT, "mentions": [gold]}
    (tmp_path / "sentences.jsonl").write_text(json.dumps(row), "utf-8")
    places = tuple(PlaceRef(name, name, name, 0, 1) for name in found)

    result = _score(tmp_path, _mention("troop_withdrawal", "Troops left", places=places))
    assert result.share("places") == is_right


def test_a_date_from_another_sentence_is_left_out(tmp_path: Path) -> None:
    gold = _gold("troop_withdrawal", "Troops left", event_date="2020-11-01", date_from_context=True)
    row = {"id": "s", "published_at": "2020-11-25T12:00:00Z", "text": TEXT, "mentions": [gold]}
    (tmp_path / "sentences.jsonl").write_text(json.dumps(row), "utf-8")

    assert _score(tmp_path, _mention("troop_withdrawal", "Troops left")).judged["date"] == 0


def test_articles_are_scored_by_their_offsets(tmp_path: Path) -> None:
    start = TEXT.index("Troops")
    held = _gold("troop_withdrawal", "Troops left") | {
        "sentence_index": 1,
        "quote_start": start,
        "quote_end": start + 11,
    }
    spans = [
        {"index": 0, "start": 0, "end": 24},
        {"index": 1, "start": 25, "end": 43},
        {"index": 2, "start": 44, "end": 65},
    ]
    row = {"id": "a", "published_at": "2020-11-25T12:00:00Z", "title": "T", "text": TEXT, "mentions": [held]}
    (tmp_path / "articles.jsonl").write_text(json.dumps(row | {"sentences": spans}), "utf-8")
    result = _score(tmp_path, _mention("troop_withdrawal", "left Agdam"), _mention("armed_clash", "weather"))

    assert (result.true["troop_withdrawal"], result.n_false_alarms, result.n_empty) == (1, 1, 2)


def test_the_table_and_the_errors_name_what_was_found(gold_dir: Path) -> None:
    result = _score(gold_dir, _mention("troop_withdrawal", "Troops left", status="scheduled"))

    assert "troop_withdrawal" in format_table(result)
    errors = format_errors(result)
    assert "MISS s-1 ceasefire_in_effect" in errors
    assert "WRONG status s-1 troop_withdrawal actual got scheduled" in errors
    assert "FALSE s-2 troop_withdrawal scheduled" in errors
