"""Exact copies: the same words, whatever dateline, credit line and spacing do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dedupe import exact_duplicates, text_digest
from extractors.records import Article

AT = datetime(2020, 11, 25, 12, tzinfo=UTC)
SAME = [
    ("BAKU -- It rained in Baku.", "It rained in Baku."),
    ("BAKU, Nov 25 (Reuters) - It rained.", "BAKU, November 25. /TASS/. It rained."),
    ("It rained.\n\nWith reporting by Reuters and AFP", "It  rained."),
    ("It “rained”.", 'It "rained".'),
]


def article(number: int, text: str, hours: int = 0, article_id: str | None = None) -> Article:
    return Article(
        article_id or f"a{number}", f"r{number}", f"p{number}", "tass", f"https://tass.com/world/{number}", "t", text,
        text_digest(text), AT, published_at=AT + timedelta(hours=hours),
    )  # fmt: skip


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_words_have_one_digest(first: str, second: str) -> None:
    assert text_digest(first) == text_digest(second)


def test_another_figure_is_another_text() -> None:
    assert text_digest("He counted 20 men.") != text_digest("He counted 21 men.")


def test_the_first_published_is_the_original_whatever_came_first() -> None:
    early, late = article(1, "It rained.", 0), article(2, "It rained.", 5)
    for batch in ([early, late], [late, early]):
        assert [(each.revision_id, each.original_revision_id) for each in exact_duplicates(batch, {}, {})] == [
            ("r2", "r1")
        ]


def test_a_stored_text_is_the_original_unless_it_is_the_same_article() -> None:
    again = article(2, "It rained.")
    assert exact_duplicates([again], {again.text_sha256: "r0"}, {})[0].original_revision_id == "r0"
    assert exact_duplicates([again], {again.text_sha256: "r0"}, {"a2": ("r0",)}) == ()


@given(st.permutations([0, 1, 2, 3, 4]))
def test_the_order_of_arrival_does_not_matter(order: list[int]) -> None:
    batch = [article(number, "It rained." if number % 2 else "It snowed.", number) for number in order]
    assert exact_duplicates(batch, {}, {}) == exact_duplicates(sorted(batch, key=lambda each: each.revision_id), {}, {})
