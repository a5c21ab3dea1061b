"""Sentences and datelines of wire text: where they end, and what a dateline says."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ceasefire import datelines, sentences

CASES = [
    ("The truce held. Shelling resumed later.", ["The truce held.", "Shelling resumed later."]),
    ("It was signed on Nov. 10 in Moscow.", ["It was signed on Nov. 10 in Moscow."]),
    ("Lt. Gen. Rustam Muradov spoke. He left.", ["Lt. Gen. Rustam Muradov spoke.", "He left."]),
    ("The U.S. envoy met U.N. officials.", ["The U.S. envoy met U.N. officials."]),
    ("Fighting stopped at 9 p.m. The guns fell silent.", ["Fighting stopped at 9 p.m.", "The guns fell silent."]),
    ("It began at 9 p.m. Moscow time.", ["It began at 9 p.m. Moscow time."]),
    ('"We agreed." He smiled.', ['"We agreed."', "He smiled."]),
    ('"Who fired?" she asked.', ['"Who fired?" she asked.']),
    ("Post No. 2 was hit. V. Putin called.", ["Post No. 2 was hit.", "V. Putin called."]),
    ("A headline\nA second line.", ["A headline", "A second line."]),
    ("BAKU, November 26. /TASS/. The truce holds.", ["BAKU, November 26. /TASS/.", "The truce holds."]),
    ("Some 3.5 km of road. Done.", ["Some 3.5 km of road.", "Done."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_split(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences.split(text)] == expected


@given(st.text(alphabet=st.sampled_from("Ab .!?\n\"'”)J1…-"), max_size=80))
def test_spans_are_in_order_and_lose_only_white_space(text: str) -> None:
    spans = sentences.split(text)

    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join(span.of(text) for span in spans).split() != [] or not text.strip()
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


def test_a_sentence_without_end_is_cut_into_pieces_at_commas() -> None:
    text = "the guns fell silent, " * 300

    spans = sentences.split(text)

    assert len(spans) > 4
    assert all(len(span) <= 1_200 for span in spans)
    assert all(span.of(text).endswith(",") for span in spans)


DATELINES = [
    ("BAKU, Nov 25 (Reuters) - Soldiers entered.", "BAKU", 11, 25, "Soldiers"),
    ("MOSCOW, November 26. /TASS/. Over the day", "MOSCOW", 11, 26, "Over"),
    ("KYIV -- Monitors counted", "KYIV", 0, 0, "Monitors"),
    ("BAKU/YEREVAN -- Azerbaijan has", "BAKU/YEREVAN", 0, 0, "Azerbaijan"),
    ("DOHA/JERUSALEM, Nov 22 (Reuters) - Israel", "DOHA/JERUSALEM", 11, 22, "Israel"),
    ("LACIN, Azerbaijan -- The flag", "LACIN, Azerbaijan", 0, 0, "The"),
    ("JEDDAH, Saudi Arabia, March 11 (Reuters) - Ukraine", "JEDDAH, Saudi Arabia", 3, 11, "Ukraine"),
    ("BAKU (Reuters) - Azeri soldiers", "BAKU", 0, 0, "Azeri"),
]


@pytest.mark.parametrize(("text", "place", "month", "day", "first"), DATELINES, ids=[case[0] for case in DATELINES])
def test_dateline(text: str, place: str, month: int, day: int, first: str) -> None:
    found = datelines.find(text)

    assert found is not None
    assert (found.place, found.month, found.day) == (place, month, day)
    assert text[found.end :].startswith(first)


@pytest.mark.parametrize("text", ["The NATO -- a bloc", "He left.", "", "Baku, Nov 25 - small letters are no dateline"])
def test_no_dateline(text: str) -> None:
    assert datelines.find(text) is None


@pytest.mark.parametrize(
    ("text", "published_on", "expected"),
    [
        ("BAKU, Dec 31 (Reuters) - X", date(2021, 1, 1), date(2020, 12, 31)),
        ("BAKU, Jan 1 (Reuters) - X", date(2020, 12, 31), date(2021, 1, 1)),
        ("BAKU, Feb 29 (Reuters) - X", date(2024, 3, 1), date(2024, 2, 29)),
        ("BAKU, Feb 30 (Reuters) - X", date(2024, 3, 1), None),
        ("BAKU -- X", date(2024, 3, 1), None),
    ],
)
def test_day_of_a_dateline_lies_nearest_to_publication(text: str, published_on: date, expected: date | None) -> None:
    assert datelines.day_of(datelines.find(text), published_on) == expected
