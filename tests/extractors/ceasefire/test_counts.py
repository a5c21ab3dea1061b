"""Counts: what is counted, its bounds, and which numbers are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ceasefire import counts
from extractors.ceasefire.spans import Span


def read(text: str, event_type: str) -> list[tuple[str, int | None, int | None]]:
    span = Span(0, len(text))
    return [(count.kind, count.low, count.high) for count in counts.find(text, span, span, event_type)]


@pytest.mark.parametrize(
    ("text", "event_type", "expected"),
    [
        ("Shelling killed 12 people and wounded 30 others.", "armed_clash", [("killed", 12, 12), ("wounded", 30, 30)]),
        ("Nine soldiers were killed in the raid.", "armed_clash", [("killed", 9, 9)]),
        ("The war left some 4,000 dead.", "armed_clash", [("killed", 4000, 4000)]),
        ("The war took up to 4,000 lives.", "armed_clash", [("killed", None, 4000)]),
        ("Dozens of civilians were killed.", "armed_clash", [("killed", None, None)]),
        ("They took two soldiers captive.", "armed_clash", [("captured", 2, 2)]),
        ("Monitors logged 112 ceasefire violations.", "ceasefire_violation", [("violations", 112, 112)]),
        ("The army broke the truce twice.", "ceasefire_violation", [("violations", 2, 2)]),
        ("Posts came under fire seven times.", "ceasefire_violation", [("violations", 7, 7)]),
        ("Beland freed nearly 200 prisoners.", "prisoner_exchange", [("released", 190, 200)]),
        (
            "Beland freed 20 captives for 35 Alanders.",
            "prisoner_exchange",
            [("released", 20, 20), ("released", 35, 35)],
        ),
        ("The bodies of 15 soldiers were handed over.", "prisoner_exchange", [("returned", 15, 15)]),
        ("Beland freed 24 hostages, 13 of them women.", "prisoner_exchange", [("released", 24, 24)]),
        (
            "Sappers cleared more than 60 hectares and 1,200 mines.",
            "mine_clearance",
            [("hectares", 60, None), ("mines", 1200, 1200)],
        ),
        ("At least 300 people returned home.", "displaced_return", [("returned", 300, None)]),
        ("Tens of thousands are leaving the valley.", "displaced_return", [("displaced", None, None)]),
        ("About a million people came back.", "displaced_return", [("returned", 1_000_000, 1_000_000)]),
        ("Fifteen trucks of flour got through.", "humanitarian_access", [("vehicles", 15, 15)]),
        ("Some 20 to 30 soldiers arrived.", "peacekeeper_deployment", [("troops", 20, 30)]),
        ("Twenty-five soldiers arrived.", "peacekeeper_deployment", [("troops", 25, 25)]),
    ],
)
def test_a_number_tied_to_the_event_is_counted(
    text: str, event_type: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert read(text, event_type) == expected


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The two sides fought for six weeks.", "armed_clash"),
        ("Shelling began on March 12 at 9 a.m.", "armed_clash"),
        ("The 1994 truce was broken.", "ceasefire_violation"),
        ("A five-day lull ended.", "ceasefire_violation"),
        ("They spent $30 million on it.", "mine_clearance"),
        ("The post lies 20 km from the town.", "troop_withdrawal"),
        ("They exchanged views in 2020.", "prisoner_exchange"),
    ],
)
def test_dates_spans_money_and_distance_are_no_counts(text: str, event_type: str) -> None:
    assert read(text, event_type) == []


def test_the_verbatim_text_stands_in_the_sentence() -> None:
    text = "Beland freed nearly 200 Alandic prisoners on Friday."
    span = Span(0, len(text))
    assert counts.find(text, span, span, "prisoner_exchange")[0].verbatim == "nearly 200 Alandic prisoners"


def test_the_dead_named_beside_a_strike_count_for_it() -> None:
    text = "Rescuers say seven people died when a missile hit a bakery."
    clause = Span(text.index("a missile"), len(text))
    assert [(one.kind, one.low) for one in counts.find(text, Span(0, len(text)), clause, "armed_clash")] == [
        ("killed", 7)
    ]


@given(st.integers(2, 999_999).filter(lambda n: not 1900 <= n <= 2099))
def test_a_number_is_read_back_in_both_styles(n: int) -> None:
    for written in (str(n), f"{n:,}"):
        assert read(f"Beland freed {written} prisoners.", "prisoner_exchange") == [("released", n, n)]


@given(st.integers(20, 5000), st.sampled_from(["more than", "at least", "up to", "nearly", "about", "some"]))
def test_bounds_hold_the_number(n: int, bound: str) -> None:
    ((_, low, high),) = read(f"Beland freed {bound} {n:,} prisoners.", "prisoner_exchange")
    assert (low or 0) <= n <= (high or n)


@given(
    st.text(max_size=200), st.sampled_from(["armed_clash", "prisoner_exchange", "displaced_return", "mine_clearance"])
)
def test_any_text_can_be_counted(text: str, event_type: str) -> None:
    span = Span(0, len(text))
    assert all(count.verbatim in text for count in counts.find(text, span, span, event_type))
