"""Witnesses: an outlet once per independent origin, with the reason of each row (codebook section 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Event, EventSet, Mention, Report
from extractors.relations import Telling
from extractors.witnesses import judge, with_witnesses

AT = datetime(2020, 11, 25, 6, tzinfo=UTC)


def told(name: str, source_id: str, *origins: str, hours: int = 0) -> Telling:
    reason = "credits " + ", ".join(origins) if origins else "own report"
    return Telling(name, source_id, AT + timedelta(hours=hours), origins or (source_id,), reason)


CASES = {
    "three outlets, three reports": ([told("r", "rferl"), told("t", "tass"), told("u", "reuters")], {"r", "t", "u"}),
    "two articles of one outlet": ([told("r", "rferl"), told("s", "rferl", hours=1)], {"r"}),
    "one that credits an agency that reports": ([told("r", "rferl", "tass"), told("t", "tass", hours=5)], {"t"}),
    "one that credits an agency that does not": ([told("r", "rferl", "afp"), told("t", "tass")], {"r", "t"}),
    "two that credit the same agency": ([told("r", "rferl", "afp"), told("u", "reuters", "afp", hours=1)], {"r"}),
    "several credits, one of which reports": (
        [told("r", "rferl", "reuters", "tass"), told("t", "tass", hours=2)],
        {"t"},
    ),
    "credits stand for all they name": (
        [told("r", "rferl", "afp", "ap"), told("c", "courier", "ap", hours=1), told("t", "tass")],
        {"r", "t"},
    ),
    "credits do not make two agencies one": (
        [told("r", "rferl", "reuters", "tass"), told("t", "tass"), told("u", "reuters")],
        {"t", "u"},
    ),
    "an outlet with its own report and an agency's": (
        [told("r", "rferl", "afp"), told("s", "rferl", hours=1), told("u", "reuters", hours=2)],
        {"s", "u"},
    ),
    "another outlet with that agency's": (
        [told("r", "rferl", "afp"), told("s", "rferl", hours=1), told("c", "courier", "afp", hours=2)],
        {"s", "c"},
    ),
    "nobody": ([], set()),
}


@pytest.mark.parametrize(("tellings", "expected"), CASES.values(), ids=CASES)
def test_who_counts(tellings: list[Telling], expected: set[str]) -> None:
    witnesses = judge("event", "e", tellings)
    assert {witness.article_id for witness in witnesses if witness.counts_as_witness} == expected
    assert len(witnesses) == len(tellings)


WHY = {
    "r": "credits reuters, tass; tass is counted with t",
    "t": "own report",
    "u": "credits afp; met here first",
    "v": "own report; tass is counted with t",
    "w": "credits ap; courier is counted with u",
    "x": "credits tass, counted with t",
    "y": "shares 94% of the words of t, which is counted",
}


def test_each_row_says_why_in_words() -> None:
    tellings = [
        told("r", "rferl", "reuters", "tass"),
        told("t", "tass"),
        told("u", "courier", "afp"),
        told("v", "tass", hours=1),
        told("w", "courier", "ap", hours=2),
        told("x", "afp", "tass", hours=3),
        replace(told("y", "daily", "tass", hours=4), origin_reason="shares 94% of the words of t"),
    ]
    assert {witness.article_id: witness.why for witness in judge("event", "e", tellings)} == WHY


@given(st.permutations([told("r", "rferl", "afp"), told("t", "tass"), told("u", "reuters", "afp"), told("v", "tass")]))
def test_the_order_of_reports_does_not_matter(tellings: list[Telling]) -> None:
    assert judge("story", "s", tellings) == judge("story", "s", sorted(tellings, key=lambda each: each.article_id))


@given(
    st.lists(
        st.builds(
            told,
            st.sampled_from("abcdefgh"),
            st.sampled_from(["rferl", "tass", "reuters"]),
            st.sampled_from(["tass", "reuters", "afp"]),
        ),
        unique_by=lambda each: each.article_id,
    )
)
def test_there_are_never_more_witnesses_than_outlets_or_origins(tellings: list[Telling]) -> None:
    counted = [witness for witness in judge("event", "e", tellings) if witness.counts_as_witness]
    assert len(counted) <= len({telling.source_id for telling in tellings})
    assert len({witness.origin for witness in counted}) == len(counted)
    assert bool(counted) == bool(tellings)


def report(name: str, source_id: str, origins: tuple[str, ...], number: int = 0) -> Report:
    mention = Mention(f"{name}{number}", f"rev-{name}", "armed_clash", "actual", False, "q", 0, 1, 0, 1)
    return Report(mention, name, source_id, AT, origins[0], origins=origins)


def event(event_id: str) -> Event:
    return Event(
        event_id, "armed_clash", "actual", False, False, date(2020, 11, 25), None, "day", (), (), (), None, AT, AT,
        n_mentions=3, n_articles=2, n_outlets=2, n_witnesses=99,
    )  # fmt: skip


def test_events_are_counted_with_the_rows_that_show_it() -> None:
    reports = [
        report("r", "rferl", ("reuters", "tass")),
        report("r", "rferl", ("reuters", "tass"), 1),
        report("t", "tass", ("tass",)),
    ]
    pairs = (("e", "r0"), ("e", "r1"), ("e", "t0"))
    event_set, witnesses = with_witnesses(EventSet((event("e"),), pairs), reports)
    assert [each.n_witnesses for each in event_set.events] == [1]
    assert [(each.article_id, each.counts_as_witness) for each in witnesses] == [("t", True), ("r", False)]
