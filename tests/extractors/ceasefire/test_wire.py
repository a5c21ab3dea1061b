"""The attributes of a mention in plain wire sentences (wire_cases.txt): status, day, places, whose word, counts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.ceasefire.tag import load_tagger
from extractors.records import Count, Document

CASES = Path(__file__).with_name("wire_cases.txt")


def _cases() -> list[list[str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def _counted(count: Count) -> str:
    return " ".join("-" if part is None else str(part) for part in (count.kind, count.low, count.high))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case[-1])
def test_the_attributes_of_a_wire_sentence(case: list[str]) -> None:
    published, told, *expected, text = case
    document = Document("wire", text, published_at=datetime.fromisoformat(f"{published}T12:00").replace(tzinfo=UTC))
    event_type, _, status = told.partition("/")
    mention = next(each for each in load_tagger().tag(document) if each.type == event_type)
    found = [
        str(mention.event_date or "-"),
        "; ".join(place.name for place in mention.places) or "-",
        mention.attributed_to or "-",
        "; ".join(_counted(count) for count in mention.counts) or "-",
    ]
    assert mention.status == status
    assert [got if want != "*" else want for got, want in zip(found, expected, strict=True)] == expected
