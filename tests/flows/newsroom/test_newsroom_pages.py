"""The pages: each outlet's own structure, the noise that makes extraction a job, and the whole text inside."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from lxml import html

from flows.newsroom import END, Newsroom, Story
from flows.newsroom.edition import edition_at
from flows.newsroom.newsroom import ANSWERS, URLS
from flows.newsroom.stories import OUTLETS, body_paragraphs, parse_story

BODIES = {
    "rferl": "//div[@id='article-content']/div[@class='wsw']",
    "tass": "//div[@class='text-content']/div[@class='text-block']",
    "reuters": "//div[@class='article-body__content__17Yit']",
    "courier": "//div[@class='entry-content']",
}
NOISE = {
    "rferl": ["Accessibility links", "Breaking News", "16x9 Image", "SEE ALSO:", "XS", "SM", "MD", "LG"],
    "tass": ["All news", "READ MORE", "Latest news"],
    "reuters": [
        "Our Standards: The Thomson Reuters Trust Principles., opens new tab",
        "By Reuters Staff",
        "1 Min Read",
        "Read Next",
        "Advertisement",
    ],
    "courier": ["Leave a comment", "Recent posts", "Skip to content"],
}
DATELINES = [
    ("rferl/30967211", "BAKU/YEREVAN --\u00a0"),
    ("tass/1226645", "BAKU, November 25. /TASS/. Units of the Azerbaijani"),
    ("tass/1221833", "MOSCOW, November 10. /TASS/. Russian President"),
    ("reuters/KBN2850X1", "BAKU, Nov 25 (Reuters) - Azerbaijani soldiers"),
    ("reuters/KBN28B4ZZ", "BAKU, Dec 1 (Reuters) - Azerbaijani forces"),
]


def _tree(content: bytes) -> Any:
    """The parsed page; typed as Any because the stubs know no difference between the results of an XPath."""
    return html.document_fromstring(content.decode())


def _page(newsroom: Newsroom, client: httpx.Client, story: Story) -> Any:
    answer = client.get(newsroom.url(story))
    assert answer.status_code == 200
    return _tree(answer.content)


def _words(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_open_page_holds_its_whole_text_in_its_own_structure(
    outlet: str, newsroom: Newsroom, client: httpx.Client
) -> None:
    for story in newsroom.stories[outlet]:
        if story.is_blocked:
            continue
        answer = client.get(newsroom.url(story))
        assert 28_000 < len(answer.content) < 80_000, story.key
        tree = _tree(answer.content)
        (body,) = tree.xpath(BODIES[outlet])
        text = _words(body.text_content().replace(", opens new tab", ""))
        assert all(_words(paragraph) in text for paragraph in body_paragraphs(story.revisions[-1])), story.key
        assert _words(tree.xpath("//h1")[0].text_content()) == story.revisions[-1].title


@pytest.mark.parametrize("outlet", OUTLETS)
def test_pages_carry_the_noise_of_the_outlet(outlet: str, newsroom: Newsroom, client: httpx.Client) -> None:
    story = newsroom.stories[outlet][-1]
    text = _words(_page(newsroom, client, story).text_content())
    assert [noise for noise in NOISE[outlet] if noise not in text] == []
    assert newsroom.stories[outlet][-2].revisions[0].title in text


@pytest.mark.parametrize("outlet", OUTLETS)
def test_the_canonical_link_is_the_address_on_this_newsroom(
    outlet: str, newsroom: Newsroom, client: httpx.Client
) -> None:
    story = newsroom.stories[outlet][-1]
    tree = _page(newsroom, client, story)
    assert tree.xpath("//link[@rel='canonical']/@href") == [newsroom.url(story)]
    assert newsroom.url(story).startswith(newsroom.base_urls[outlet] + "/")


@pytest.mark.parametrize(("key", "opening"), DATELINES)
def test_datelines_stand_where_the_outlet_puts_them(
    key: str, opening: str, newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]
) -> None:
    story = by_key[key]
    (body,) = _page(newsroom, client, story).xpath(BODIES[story.outlet])
    if story.outlet == "rferl":
        assert body[0].tag == "span"
        assert body[0].get("class") == "dateline"
        assert body[0].text == opening
        return
    first = body.xpath(".//p | .//div[starts-with(@data-testid, 'paragraph')]")[0]
    assert first.text_content().startswith(opening)


def test_rferl_dates_have_a_space_and_no_meta_tag(
    newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]
) -> None:
    tree = _page(newsroom, client, by_key["rferl/30967211"])
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2020-11-25 09:40:00Z"
    assert data["dateModified"] == "2020-11-25 18:15:00Z"
    assert tree.xpath("//meta[@property='article:published_time' or @name='article:published_time']") == []


def test_rferl_prints_a_caption_twice(newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]) -> None:
    text = _page(newsroom, client, by_key["rferl/30967211"]).text_content()
    assert text.count("Azerbaijani military trucks climb toward the Murovdag pass.") == 2


def test_rferl_answers_every_form_of_an_address(
    newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]
) -> None:
    story = by_key["rferl/30967211"]
    forms = [
        "/a/30967211.html",
        "/amp/old-slug/30967211.html",
        "/content/x/30967211.html",
        f"/a/{story.slug}/30967211.html",
    ]
    for form in forms:
        answer = client.get(newsroom.base_urls["rferl"] + form)
        assert answer.status_code == 200
        assert f'<link href="{newsroom.url(story)}" rel="canonical" />' in answer.text


def test_tass_dates_are_of_moscow(newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]) -> None:
    tree = _page(newsroom, client, by_key["tass/1221833"])
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["datePublished"] == "2020-11-10T01:14:00+03:00"
    assert _words(tree.xpath("//dateformat")[0].text) == "10 NOV, 01:14"
    assert _words(tree.xpath("//body")[0].text_content()).startswith("All news")


def test_reuters_dates_are_under_name_and_in_json_ld(
    newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]
) -> None:
    tree = _page(newsroom, client, by_key["reuters/KBN2850X1"])
    assert tree.xpath("//meta[@name='article:published_time']/@content") == ["2020-11-25T10:05:00Z"]
    assert tree.xpath("//meta[@property='article:published_time']") == []
    assert tree.xpath("//meta[@name='article:content_tier']/@content") == ["metered"]
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["dateCreated"].startswith("2020-11-25T10:05")
    assert data["dateModified"].startswith("2020-11-25T10:05")


def test_blocked_reuters_pages_answer_401_and_tell_nothing(
    newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]
) -> None:
    blocked = [story for story in by_key.values() if story.is_blocked]
    assert len(blocked) >= 2
    for story in blocked:
        answer = client.get(newsroom.url(story))
        assert answer.status_code == 401
        assert answer.headers["x-datadome"] == "protected"
        assert body_paragraphs(story.revisions[0])[0][:40] not in answer.text


def test_a_rewrite_keeps_its_address(newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]) -> None:
    story = by_key["rferl/30972586"]
    first, second = story.revisions
    newsroom.move_to(first.revised_at)
    before = client.get(newsroom.url(story)).text
    newsroom.move_to(second.revised_at)
    after = client.get(newsroom.url(story)).text
    assert "violating the cease-fire by shelling" in before
    assert "violating the cease-fire by shelling" not in after
    assert "took back the claim" in after
    assert story.slug in newsroom.url(story)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_markup_in_a_story_is_shown_not_obeyed(outlet: str) -> None:
    evil = r"Fish & <b>chips</b> \"hot\" </script>"
    front = f'id = "7"\nslug = "s"\ntitle = "{evil}"\nstandfirst = "{evil}"\nsection = "world"\ntags = ["{evil}"]\n'
    times = f"published_at = {END:%Y-%m-%dT%H:%M:%SZ}\n"
    shown = evil.replace("\\", "")
    story = parse_story(f"+++\n{front}{times}+++\n{shown}\n\n![{shown}](photo)", outlet, {}, "evil.md")
    edition = edition_at(END, "http://127.0.0.1:1", (story,))
    path = URLS[outlet](story, "")
    reply = ANSWERS[outlet](path, edition)
    assert reply
    tree = _tree(reply.body)
    assert tree.xpath("//b") == []
    assert _words(tree.xpath("//h1")[0].text_content()) == shown
    assert shown in tree.xpath(BODIES[outlet])[0].text_content()
    assert shown in str(tree.xpath("//meta[@property='og:title']/@content")[0])
