"""Stories: sets of joined articles, the part of each, and ids that do not depend on the order of arrival."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.relations import Link, Telling
from extractors.stories import StorySet, make_stories

AT = datetime(2020, 11, 25, 6, tzinfo=UTC)
OUTLETS = ("rferl", "tass", "reuters", "courier")


def telling(name: str, source_id: str = "", hours: int | None = None, origins: tuple[str, ...] = ()) -> Telling:
    """Give an article; named a, b, c, ... it is of an outlet of its own and published in that order."""
    after = timedelta(hours=ord(name) - ord("a") if hours is None else hours)
    return Telling(name, source_id or f"outlet-{name}", AT + after, origins, "", f"Title {name}")


def link(later: str, earlier: str, relation: str = "copy", score: float = 0.9, method: str = "near") -> Link:
    return Link(later, earlier, relation, method, score, score)


def act(one: str, other: str) -> Link:
    return Link(min(one, other), max(one, other), "same_event", "act", 0.0)


def parts(story_set: StorySet) -> dict[str, tuple[str, str | None]]:
    return {member.article_id: (member.role, member.of_article_id) for member in story_set.members}


CASES = {
    "alone": ([telling("a")], [], {"a": ("original", None)}),
    "a copy at another outlet": (
        [telling("a"), telling("b")],
        [link("b", "a")],
        {"a": ("original", None), "b": ("syndicated", "a")},
    ),
    "a copy at its own outlet": (
        [telling("a", "tass"), telling("b", "tass")],
        [link("b", "a")],
        {"a": ("original", None), "b": ("near_duplicate", "a")},
    ),
    "an update": (
        [telling("a", "tass"), telling("b", "tass")],
        [link("b", "a", "update")],
        {"a": ("original", None), "b": ("update", "a")},
    ),
    "another's text carried on": (
        [telling("a"), telling("b")],
        [link("b", "a", "update")],
        {"a": ("original", None), "b": ("syndicated", "a")},
    ),
    "the same act": (
        [telling("a"), telling("b")],
        [act("a", "b")],
        {"a": ("original", None), "b": ("same_event", "a")},
    ),
    "the same act, of the first who told it": (
        [telling("a"), telling("b"), telling("c")],
        [act("b", "c"), act("a", "c"), act("a", "b")],
        {"a": ("original", None), "b": ("same_event", "a"), "c": ("same_event", "a")},
    ),
    "of the one it has most words from": (
        [telling("a"), telling("b"), telling("c")],
        [link("b", "a"), link("c", "a", score=0.5), link("c", "b", score=0.8)],
        {"a": ("original", None), "b": ("syndicated", "a"), "c": ("syndicated", "b")},
    ),
    "of two that are as like, the first published": (
        [telling("a"), telling("b"), telling("c")],
        [link("c", "b"), link("c", "a"), link("b", "a")],
        {"a": ("original", None), "b": ("syndicated", "a"), "c": ("syndicated", "a")},
    ),
    "its outlet's own goes before a liker one": (
        [telling("a", "rferl"), telling("b", "tass"), telling("c", "tass")],
        [link("c", "a"), link("c", "b", "update", 0.5), link("b", "a")],
        {"a": ("original", None), "b": ("syndicated", "a"), "c": ("update", "b")},
    ),
    "an original that is credited but came later": (
        [telling("a", "rferl"), telling("b", "reuters")],
        [link("a", "b")],
        {"a": ("syndicated", "b"), "b": ("original", None)},
    ),
    "two that have their words from each other": (
        [telling("a"), telling("b")],
        [link("a", "b"), link("b", "a")],
        {"a": ("original", None), "b": ("syndicated", "a")},
    ),
    "a link to an article that is not there": ([telling("b")], [link("b", "a")], {"b": ("original", None)}),
}


@pytest.mark.parametrize(("tellings", "links", "expected"), CASES.values(), ids=CASES)
def test_each_article_has_its_part(
    tellings: list[Telling], links: list[Link], expected: dict[str, tuple[str, str | None]]
) -> None:
    assert parts(make_stories(tellings, links)) == expected


def test_a_story_counts_its_articles_outlets_and_witnesses() -> None:
    tellings = [telling("a", "reuters"), telling("b", "rferl", origins=("reuters",)), telling("c", "tass")]
    (story,) = make_stories(tellings, [act("a", "b"), act("a", "c")]).stories
    assert (story.original_article_id, story.title) == ("a", "Title a")
    assert (story.n_articles, story.n_outlets, story.n_witnesses) == (3, 3, 2)
    assert (story.first_published_at, story.last_published_at) == (AT, AT + timedelta(hours=2))


ORIGINS = {
    "its own": ([telling("a", "tass")], [], "a", ("tass",), "own report"),
    "an agency": ([telling("a", "rferl", origins=("tass", "afp"))], [], "a", ("tass", "afp"), "credits tass, afp"),
    "what it copies": (
        [telling("a", "tass"), telling("b", "courier")],
        [link("b", "a", score=0.84)],
        "b",
        ("tass",),
        "shares 84% of the words of a",
    ),
    "what the original credits": (
        [telling("a", "rferl", origins=("reuters",)), telling("b", "courier")],
        [link("b", "a", method="exact")],
        "b",
        ("reuters",),
        "has the words of a, which credits reuters",
    ),
    "over two steps": (
        [telling("a", "tass"), telling("b", "rferl"), telling("c", "courier")],
        [link("b", "a", score=0.5), link("c", "b", score=0.6)],
        "c",
        ("tass",),
        "shares 60% of the words of b, which shares 50% of the words of a",
    ),
}


@pytest.mark.parametrize(("tellings", "links", "name", "origins", "reason"), ORIGINS.values(), ids=ORIGINS)
def test_whose_word_an_article_is(
    tellings: list[Telling], links: list[Link], name: str, origins: tuple[str, ...], reason: str
) -> None:
    (member,) = [each for each in make_stories(tellings, links).members if each.article_id == name]
    assert (member.origins, member.origin_reason) == (origins, reason)


names = st.sampled_from("abcdefgh")
tellings_of_any_order = st.permutations([telling(name, OUTLETS[ord(name) % 4]) for name in "abcdefgh"])
some_links = st.lists(
    st.builds(
        Link,
        names,
        names,
        st.sampled_from(["copy", "update", "same_event"]),
        st.sampled_from(["near", "exact"]),
        st.sampled_from([0.5, 0.7, 1.0]),
    ).filter(lambda link: link.article_id != link.of_article_id),
    max_size=12,
)


def as_rows(story_set: StorySet) -> tuple[set[object], set[object], set[object]]:
    return set(story_set.stories), set(story_set.members), set(story_set.witnesses)


@given(tellings_of_any_order, some_links, st.data())
def test_any_order_of_arrival_gives_the_same_stories(
    tellings: list[Telling], links: list[Link], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(links))
    expected = as_rows(make_stories(sorted(tellings, key=lambda each: each.article_id), links))
    assert as_rows(make_stories(tellings, shuffled)) == expected


@given(tellings_of_any_order, some_links)
def test_every_article_is_in_one_story_and_every_story_has_one_original(
    tellings: list[Telling], links: list[Link]
) -> None:
    made = make_stories(tellings, links)
    assert sorted(member.article_id for member in made.members) == sorted(each.article_id for each in tellings)
    originals = [member.story_id for member in made.members if member.role == "original"]
    assert sorted(originals) == sorted(story.story_id for story in made.stories)
    assert sum(story.n_articles for story in made.stories) == len(tellings)
    assert all(1 <= story.n_witnesses <= story.n_articles for story in made.stories)
