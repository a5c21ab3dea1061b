"""From when a halt is in force, where no more is told than that it was broken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.ceasefire.tag import load_tagger
from extractors.records import Document

CHARGE = "Armenia and Azerbaijan accused each other on Sunday of violating the truce."
TALLY = "Baku said Armenian forces had shelled its positions 12 times since Saturday."
CASES = (
    (CHARGE, TALLY, "ceasefire_violation"),
    (f"{CHARGE} It was declared on Saturday.", TALLY, "ceasefire_violation"),
    ("Armenia and Azerbaijan agreed on Friday on a truce that starts on Monday.", TALLY, "armed_clash"),
    ("The truce took effect on Saturday.", "Armenian forces shelled Ganja on Friday.", "armed_clash"),
)


@pytest.mark.parametrize(("before", "sentence", "event_type"), CASES)
def test_what_is_counted_since_the_day_before_a_charge_broke_the_halt(
    before: str, sentence: str, event_type: str
) -> None:
    document = Document("x", f"{before} {sentence}", published_at=datetime(2025, 4, 20, 12, tzinfo=UTC))
    assert load_tagger().tag(document)[-1].type == event_type
