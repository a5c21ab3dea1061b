"""Copies: the same words whatever dateline, credit line and spacing do; whose words they are first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dedupe import WINDOW, compare, in_order, same_words
from extractors.dedupe_days import month_days, name_other_days, weekdays
from extractors.dedupe_signature import MIN_WORDS, VERSION, are_candidates, sign
from extractors.dedupe_words import words_of
from extractors.relations import Wording
from tests.extractors.dedupe.pairs import load_pairs

AT = datetime(2020, 11, 25, 12, tzinfo=UTC)
TEXT = "\n\n".join(" ".join(f"word{at}" for at in range(start, start + 30)) for start in (0, 30, 60, 90))
SAME = [
    ("BAKU -- It rained in Baku.", "It rained in Baku."),
    ("BAKU, Nov 25 (Reuters) - It rained.", "BAKU, November 25. /TASS/. It rained."),
    ("It rained.\n\nWith reporting by Reuters and AFP", "It  rained."),
    ("It rained.\n\nReporting by the Baku bureau; Editing by the desk", "It rained."),
    ("It “rained”.", 'It "rained".'),
    ("It rained.\n\nIt snowed.", "It rained. It snowed."),
]


def wording(name: str, text: str = TEXT, source_id: str = "tass", hours: float = 0, **more: object) -> Wording:
    return replace(Wording(name, f"{source_id}:{name}", source_id, AT + timedelta(hours=hours), text), **more)


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_words_have_one_digest(first: str, second: str) -> None:
    assert words_of(first).digest == words_of(second).digest


def test_another_figure_is_another_text() -> None:
    assert words_of("He counted 20 men.").digest != words_of("He counted 21 men.").digest


def test_the_standing_background_is_left_out() -> None:
    assert (
        words_of("It rained.\n\nThe war began in 1988.", len("It rained.\n\n")).digest == words_of("It rained.").digest
    )


def test_a_signature_is_the_same_on_any_machine_and_day() -> None:
    signature = sign([wording("a")])[0]
    assert (signature.version, len(signature.bands), signature.bands[:3]) == (VERSION, 192, PINNED)


PINNED = (2956706496, 4208610277, 2475124442)


def test_texts_of_a_dateline_alone_are_not_the_same_words() -> None:
    one, other = sign([wording("a", "BAKU, November 25. /TASS/. "), wording("b", "KYIV, May 2. /TASS/. ")])
    assert one.words_digest != other.words_digest


def test_a_very_short_text_has_no_bands_and_no_near_duplicates() -> None:
    short = " ".join(f"word{at}" for at in range(MIN_WORDS - 1))
    assert sign([wording("a", short)])[0].bands == ()
    assert compare(wording("a", short), wording("b", short)) is None


ORDERS = {
    "published before": (wording("a"), wording("b", hours=1)),
    "at once, then by id": (wording("a"), wording("b")),
    "credited, though published later": (wording("b", hours=1), wording("a", source_id="rferl", credited=("tass",))),
    "crediting each other, by time": (
        wording("a", credited=("rferl",)),
        wording("b", source_id="rferl", hours=1, credited=("tass",)),
    ),
    "crediting an agency that is neither": (wording("a", credited=("afp",)), wording("b", hours=1)),
}


@pytest.mark.parametrize(("original", "copy"), ORDERS.values(), ids=ORDERS)
def test_whose_words_they_are_first(original: Wording, copy: Wording) -> None:
    assert in_order(original, copy) == in_order(copy, original) == (original, copy)


APART = {
    "two wordings of one article": (wording("a"), wording("b", article_id="tass:a")),
    "further apart than the window": (wording("a"), wording("b", published_at=AT + WINDOW + timedelta(seconds=1))),
    "no words in common": (wording("a"), wording("b", TEXT.replace("word", "other"))),
}


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_what_is_no_duplicate(one: Wording, other: Wording) -> None:
    assert compare(one, other) is None


def test_two_texts_at_the_edge_of_the_window_are_compared() -> None:
    assert compare(wording("a"), wording("b", published_at=AT + WINDOW)) is not None


def test_the_score_is_the_share_of_the_copy_that_the_original_has() -> None:
    half = TEXT[: TEXT.index("word60")]
    found = compare(wording("a"), wording("b", half, "rferl", 1))
    assert found is not None
    assert (found.revision_id, found.relation, found.score, found.jaccard) == ("b", "copy", 1.0, 0.5)


@given(st.permutations(["c", "a", "d", "b"]))
def test_equal_texts_all_point_to_the_first_published(names: list[str]) -> None:
    group = [wording(name, source_id=f"outlet-{name}", hours=ord(name)) for name in names]
    edges = same_words(group)
    assert [(edge.revision_id, edge.original_revision_id) for edge in edges] == [("b", "a"), ("c", "a"), ("d", "a")]


def test_an_article_that_goes_back_to_its_old_words_is_no_copy_of_itself() -> None:
    assert same_words([wording("a"), wording("b", article_id="tass:a", hours=1)]) == ()


DAYS = [
    ("one violation on december 11", "one violation on december 12", True),
    ("one violation on december 11", "two violations on december 11", False),
    ("between november 16 and november 17", "between november 17 and november 18", True),
    ("said on saturday", "said on sunday", True),
    ("on december 11 he said", "on december 11 and december 12 he said", False),
    ("said on saturday", "said on december 12", False),
    ("he marched 12 miles", "he marched 13 miles", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), DAYS)
def test_bulletins_of_other_days_are_told_by_the_days_of_their_like_paragraphs(
    one: str, other: str, expected: bool
) -> None:
    rest = "the ministry gave these figures in its bulletin for the day and nothing else"
    first, second = (words_of(f"{text} {rest}") for text in (one, other))
    assert name_other_days(first, second) is expected


def test_days_are_read_in_either_order_and_short() -> None:
    assert month_days(("25", "november", "and", "nov", "26", "or", "june", "40")) == {(11, 25), (11, 26)}
    assert weekdays(("on", "sunday", "mondays")) == {"sunday"}


def test_every_related_pair_of_the_labelled_set_is_a_candidate() -> None:
    apart = []
    for pair in load_pairs():
        ours, theirs = sign([pair.first, pair.second])
        if pair.relation != "none" and not are_candidates(ours, theirs):
            apart.append(pair.name)
    assert apart == []
