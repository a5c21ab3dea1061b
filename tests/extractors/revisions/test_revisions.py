"""Kinds of change, as cases; the diff and the counts that come with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.relations import RevisionText
from extractors.revisions import change, changes_of

SAPPERS = (
    "Russian sappers cleared 12 hectares of land and two kilometers of road on November 23, the Defense Ministry said. "
    "The work is done by hand and with robots.\n\n"
    "They have started with the city and the road to the north. What can be moved is taken away and destroyed.\n\n"
    "More than 100 specialists take part in the work of the center, which was set up under orders of the president."
)
SHELLING = (
    "Officials accused the other side of violating the cease-fire by shelling the outskirts of a village.\n\n"
    "Six mortar rounds landed in fields shortly after 8 a.m., the emergency service said. Nobody was hurt."
)
BEFORE = RevisionText("a", "r1", 1, "Sappers clear 12 hectares", "More than 100 take part", SAPPERS)


def now(text: str = SAPPERS, title: str = BEFORE.title, standfirst: str | None = BEFORE.standfirst) -> RevisionText:
    return RevisionText("a", "r2", 2, title, standfirst, text)


CASES = {
    "a comma": (BEFORE, now(SAPPERS.replace("city and", "city, and")), "minor"),
    "a typo": (BEFORE, now(SAPPERS.replace("moved", "mooved")), "minor"),
    "other paragraphs": (BEFORE, now(SAPPERS.replace("\n\n", " ")), "minor"),
    "title alone": (BEFORE, now(title="Demining begins"), "title"),
    "standfirst alone": (BEFORE, now(standfirst="The work will take years"), "title"),
    "a standfirst where there was none": (replace(BEFORE, standfirst=None), now(), "title"),
    "title and a word": (BEFORE, now(SAPPERS.replace("moved", "carried"), title="Demining begins"), "title"),
    "case of the title": (BEFORE, now(title="SAPPERS CLEAR 12 HECTARES"), "minor"),
    "a figure": (BEFORE, now(SAPPERS.replace("12 hectares", "two hectares")), "correction"),
    "a figure in words": (BEFORE, now(SAPPERS.replace("two kilometers", "three kilometers")), "correction"),
    "a day": (BEFORE, now(SAPPERS.replace("November 23", "November 22")), "correction"),
    "a month": (BEFORE, now(SAPPERS.replace("November 23", "December 23")), "correction"),
    "a month to and from May": (
        replace(BEFORE, text=SAPPERS.replace("November", "May")),
        now(SAPPERS.replace("November", "June")),
        "correction",
    ),
    "an ordinal": (
        replace(BEFORE, text=SAPPERS + " It is the second of three."),
        now(SAPPERS + " It is the third of three."),
        "correction",
    ),
    "a negation that came": (BEFORE, now(SAPPERS.replace("is done", "is not done")), "correction"),
    "a negation that went": (
        replace(BEFORE, text=SAPPERS.replace("have started", "haven’t started")),
        now(),
        "correction",
    ),
    "how a figure is written": (
        replace(BEFORE, text=SAPPERS.replace("100", "1000")),
        now(SAPPERS.replace("100", "1,000")),
        "minor",
    ),
    "a figure and its title": (
        BEFORE,
        now(SAPPERS.replace("12 hectares", "two hectares"), title="Sappers clear 2 hectares"),
        "correction",
    ),
    "a note": (
        BEFORE,
        now(SAPPERS.replace("robots.", "robots. It corrected an earlier statement that gave another area.")),
        "correction",
    ),
    "a note in the headline": (BEFORE, now(title="CORRECTED: Sappers clear land, in headline"), "correction"),
    "somebody else's correction": (
        BEFORE,
        now(
            SAPPERS + "\n\nThe general was sent to a correctional camp. " + "He denied all of it in a long speech. " * 3
        ),
        "major",
    ),
    "a sentence more, with figures": (
        BEFORE,
        now(SAPPERS + "\n\nIn all, 41 objects were found in the gardens of the northern suburb, some of them large."),
        "major",
    ),
    "told anew": (BEFORE, now("Explosions were heard in the morning. " * 6), "major"),
    "a claim taken back": (
        replace(BEFORE, text=SHELLING),
        now(
            "The blasts were caused by the disposal of shells.\n\nThe officials took back their claim. Nobody was hurt."
        ),
        "major",
    ),
}


@pytest.mark.parametrize(("before", "after", "kind"), CASES.values(), ids=CASES)
def test_kinds_of_change(before: RevisionText, after: RevisionText, kind: str) -> None:
    assert change(before, after).kind == kind


def test_the_first_wording_differs_from_none() -> None:
    (first,) = changes_of([BEFORE])
    assert (first.kind, first.previous_revision_id, first.ratio, first.diff) == ("first", None, 1.0, "")


def test_each_wording_is_compared_with_the_one_before_it_in_its_article() -> None:
    other = replace(BEFORE, article_id="b", revision_id="r9")
    found = changes_of([BEFORE, now(title="Demining begins"), other])
    assert [(each.revision_id, each.previous_revision_id, each.kind) for each in found] == [
        ("r1", None, "first"),
        ("r2", "r1", "title"),
        ("r9", None, "first"),
    ]


def test_the_diff_shows_the_sentences_that_went_and_came() -> None:
    found = change(BEFORE, now(SAPPERS.replace("12 hectares", "two hectares"), title="Sappers clear 2 hectares"))
    lines = found.diff.split("\n")
    assert lines[:2] == ["--- revision 1", "+++ revision 2"]
    assert "-title: Sappers clear 12 hectares" in lines
    assert "+title: Sappers clear 2 hectares" in lines
    assert any(line.startswith("-Russian sappers cleared 12") for line in lines)
    assert any(line.startswith("+Russian sappers cleared two") for line in lines)
    assert (found.n_words_added, found.n_words_removed) == (1, 1)


texts = st.text("ab. \n", max_size=80)


@given(texts, texts)
def test_ratio_and_counts_agree(one: str, other: str) -> None:
    found = change(replace(BEFORE, text=one), now(other))
    back = change(replace(BEFORE, text=other), now(one))
    assert 0.0 <= found.ratio <= 1.0
    assert found.n_words_added - found.n_words_removed == back.n_words_removed - back.n_words_added
    assert (found.ratio == 1.0) == (found.n_words_added == found.n_words_removed == 0)


def test_very_long_texts_are_compared_in_bounded_time() -> None:
    long = " ".join(f"word{at % 977}" for at in range(40_000))
    found = change(replace(BEFORE, text=long), now(long.replace("word1 ", "other ")))
    assert found.kind in {"minor", "title"}
