"""The story files: they parse, they keep their order, and they copy one another only where they say so."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from flows.newsroom import END, Story
from flows.newsroom.stories import OUTLETS, STORIES_DIR, StoryError, body_paragraphs, load_stories, parse_story

FRONT = 'id = "1"\nslug = "s"\ntitle = "T"\nstandfirst = "S"\nsection = "World"\ntags = []\n'
TIME = "published_at = 2020-11-25T09:40:00Z\n"
LEAST = {"rferl": 18, "tass": 16, "reuters": 12, "courier": 2}


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_outlet_has_its_stories_in_order_of_time(outlet: str) -> None:
    stories = load_stories(outlet)
    assert len(stories) >= LEAST[outlet]
    times = [story.published_at for story in stories]
    assert times == sorted(set(times))
    names = sorted(path.name for path in (STORIES_DIR / outlet).glob("*.md"))
    numbered = [re.match(r"\d{4}", name) for name in names]
    assert [int(match.group()) for match in numbered if match] == list(range(1, len(stories) + 1))
    in_file_order = [
        parse_story((STORIES_DIR / outlet / name).read_text(encoding="utf-8"), outlet, _backgrounds(outlet), name)
        for name in names
    ]
    assert [story.id for story in in_file_order] == [story.id for story in stories]


@pytest.mark.parametrize("outlet", ["rferl", "tass"])
def test_numbers_grow_with_time_as_those_of_the_outlet_do(outlet: str) -> None:
    numbers = [int(story.id) for story in load_stories(outlet)]
    assert numbers == sorted(numbers)


def test_ids_and_slugs_are_unique(by_key: dict[str, Story]) -> None:
    assert len(by_key) == sum(len(load_stories(outlet)) for outlet in OUTLETS)
    slugs = [(story.outlet, story.slug) for story in by_key.values()]
    assert len(slugs) == len(set(slugs))


def test_every_story_is_told_before_the_end_in_order_of_revision(by_key: dict[str, Story]) -> None:
    for story in by_key.values():
        times = [revision.revised_at for revision in story.revisions]
        assert times[0] == story.published_at
        assert times == sorted(set(times))
        assert times[-1] <= END
        assert all(body_paragraphs(revision) for revision in story.revisions)


def test_a_story_is_not_there_before_it_is_published(by_key: dict[str, Story]) -> None:
    story = by_key["rferl/30967211"]
    assert story.revision_at(story.published_at).title == story.revisions[0].title
    with pytest.raises(LookupError, match="30967211"):
        story.revision_at(story.published_at - timedelta(seconds=1))


def test_rewritten_stories_change_as_the_truth_says(by_key: dict[str, Story], truth: dict[str, Any]) -> None:
    for row in truth["rewritten"]:
        first, second = by_key[row["story"]].revisions
        assert second.revised_at == row["revised_at"]
        first_text, second_text = "\n".join(body_paragraphs(first)), "\n".join(body_paragraphs(second))
        assert row["only_first"] in first_text
        assert row["only_first"] not in second_text
        assert row["only_second"] in second_text
        assert row["only_second"] not in first_text
    rewritten = {key for key, story in by_key.items() if len(story.revisions) > 1}
    assert rewritten == {row["story"] for row in truth["rewritten"]}


def test_texts_are_shared_only_where_it_is_declared(by_key: dict[str, Story], truth: dict[str, Any]) -> None:
    declared = {frozenset((row["story"], row["original"])): row["share"] for row in truth["syndicated"]}
    runs = {key: _runs(story) for key, story in by_key.items()}
    for one, other in combinations(by_key, 2):
        share = len(runs[one] & runs[other]) / min(len(runs[one]), len(runs[other]))
        least = declared.get(frozenset((one, other)))
        assert share < 0.04 if least is None else share >= least, (one, other, share)


def test_every_reprint_names_its_original(by_key: dict[str, Story], truth: dict[str, Any]) -> None:
    named = {key: story.syndicated_from for key, story in by_key.items() if story.syndicated_from}
    assert named == {row["story"]: row["original"] for row in truth["syndicated"]}
    assert set(named.values()) <= by_key.keys()


def test_the_truth_names_stories_that_say_so(by_key: dict[str, Story], truth: dict[str, Any]) -> None:
    for event in truth["event"]:
        for key in event["stories"]:
            text = "\n".join(body_paragraphs(by_key[key].revisions[-1]))
            assert all(quote in text for quote in event["quotes"]), key
    kalbajar = next(row for row in truth["commitment"] if row["place"] == "Kalbajar")
    for key in kalbajar["postponed_in"]:
        text = "\n".join(body_paragraphs(by_key[key].revisions[-1]))
        assert re.search(r"until November 25|by Nov\. 25", text), key
    assert set(truth["decoys"]["stories"]) <= by_key.keys()
    assert set(truth["blocked"]["stories"]) == {key for key, story in by_key.items() if story.is_blocked}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no fences", "two lines of"),
        (f"+++\n{FRONT}{TIME}", "two lines of"),
        (f"+++\n{FRONT}{TIME}colour = 1\n+++\nText.", "colour"),
        (f"+++\n{FRONT}+++\nText.", "published_at"),
        (f"+++\n{FRONT}published_at = 2020-11-25T09:40:00\n+++\nText.", "zone"),
        (f"+++\n{FRONT}{TIME}background = 'none'\n+++\nText.", "backgrounds.toml"),
        (f"+++\nid = \n{TIME}+++\nText.", "not TOML"),
        (f"+++\n{FRONT}{TIME}+++\nText.\n+++\ntitle = 'New'\n+++\nText.", "revised_at"),
    ],
)
def test_a_bad_story_file_is_named_with_what_to_change(text: str, says: str) -> None:
    with pytest.raises(StoryError, match=re.escape(says)) as caught:
        parse_story(text, "tass", {}, "0001-bad.md")
    assert "0001-bad.md" in str(caught.value)


def test_bodies_are_cut_into_paragraphs_headings_lists_and_images() -> None:
    body = "One\nline.\n\n## Head\n\n- a\n- b\n\n![A caption.](photo)\n\nSee [the text](https://text.example/a)."
    story = parse_story(f"+++\n{FRONT}{TIME}background = 'long'\n+++\n{body}", "tass", {"long": "History."}, "x")
    blocks = story.revisions[0].blocks
    assert [block.kind for block in blocks] == ["p", "h2", "list", "image", "p", "p"]
    expected = ["One line.", "Head", "a", "b", "See the text.", "History."]
    assert body_paragraphs(story.revisions[0]) == expected


def _backgrounds(outlet: str) -> dict[str, str]:
    path = STORIES_DIR / outlet / "backgrounds.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _runs(story: Story, length: int = 8) -> set[tuple[str, ...]]:
    """The 8-word runs of the first version, without the standing background (its last paragraph)."""
    paragraphs = body_paragraphs(story.revisions[0])
    own = paragraphs[:-1] if story.background else paragraphs
    words = re.findall(r"\w+", " ".join(own).lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
