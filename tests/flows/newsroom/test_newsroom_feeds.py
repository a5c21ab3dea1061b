"""The feeds: well formed, in each outlet's own form, and true to the clock."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from flows.newsroom import Newsroom, Story
from flows.newsroom.rferl_feeds import DEAD_FEED_ID, FEEDS

RFERL_NEWS = "/api/zbqiml-vomx-tpeqkmy"
TASS_FEED = "/rss/v2.xml"
REUTERS_INDEX = "/arc/outboundfeeds/news-sitemap-index/?outputType=xml"
REUTERS_PAGE = "/arc/outboundfeeds/news-sitemap/?outputType=xml"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENTS = [
    datetime(2020, 11, 9, tzinfo=UTC),
    datetime(2020, 11, 25, 12, tzinfo=UTC),
    datetime(2020, 12, 20, tzinfo=UTC),
]


def _xml(newsroom: Newsroom, client: httpx.Client, outlet: str, path: str) -> ET.Element:
    answer = client.get(newsroom.base_urls[outlet] + path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] in {
        "text/xml",
        "application/x-gzip",
        "application/atom+xml",
    }
    return ET.fromstring(gzip.decompress(answer.content) if path.endswith(".gz") else answer.content)


def _texts(root: ET.Element, path: str) -> list[str]:
    return [element.text or "" for element in root.iterfind(path)]


@pytest.mark.parametrize("now", MOMENTS)
def test_every_feed_is_well_formed_at_any_time(now: datetime, newsroom: Newsroom, client: httpx.Client) -> None:
    newsroom.move_to(now)
    rferl = [f"/api/{feed_id}" for feed_id in FEEDS] + ["/sitemap.xml"]
    rferl += [f"/sitemap_8_{name}.xml.gz" for name in ("news", "latest", "sections", "1", "2")]
    for outlet, paths in {
        "rferl": rferl,
        "tass": [TASS_FEED, "/sitemap.xml", "/sitemap/sitemap_news0.xml"],
        "reuters": [REUTERS_INDEX, REUTERS_PAGE, f"{REUTERS_PAGE}&from=100"],
        "courier": ["/feed/atom/"],
    }.items():
        for path in paths:
            assert _xml(newsroom, client, outlet, path).tag


def test_feeds_show_what_the_truth_says_is_visible(
    newsroom: Newsroom, client: httpx.Client, truth: dict[str, Any]
) -> None:
    for row in truth["visible"]:
        newsroom.move_to(row["now"])
        assert {outlet: len(newsroom.edition(outlet).stories) for outlet in newsroom.base_urls} == {
            outlet: row[outlet] for outlet in newsroom.base_urls
        }
        assert len(_xml(newsroom, client, "rferl", RFERL_NEWS).findall(".//item")) == min(row["rferl"], 20)
        assert len(_xml(newsroom, client, "tass", TASS_FEED).findall(".//item")) == row["tass"]
        assert len(_xml(newsroom, client, "reuters", REUTERS_PAGE).findall(f"{SITEMAP}url")) == row["reuters"]
        assert len(_xml(newsroom, client, "courier", "/feed/atom/").findall(f"{ATOM}entry")) == row["courier"]


def test_rferl_items_have_summary_only_and_some_no_link(newsroom: Newsroom, client: httpx.Client) -> None:
    newsroom.move_to(datetime(2020, 11, 25, 12, tzinfo=UTC))
    root = _xml(newsroom, client, "rferl", RFERL_NEWS)
    assert _texts(root, "channel/ttl") == ["60"]
    stories = newsroom.edition("rferl").stories[:20]
    assert _texts(root, ".//item/guid") == [newsroom.url(story) for story in stories]
    assert [item.find("link") is None for item in root.iterfind(".//item")] == [story.is_guid_only for story in stories]
    assert any(story.is_guid_only for story in stories)
    assert _texts(root, ".//item/description") == [story.revisions[0].standfirst for story in stories]
    assert all(date.endswith(" +0000") for date in _texts(root, ".//item/pubDate"))


def test_a_section_feed_holds_its_own_stories(newsroom: Newsroom, client: httpx.Client) -> None:
    titles = _texts(_xml(newsroom, client, "rferl", "/api/zviipl-vomx-tpeugmm"), ".//item/title")
    assert titles == [
        story.revisions[-1].title for story in reversed(newsroom.stories["rferl"]) if "Ukraine" in story.tags
    ]
    assert titles


def test_an_unknown_feed_id_answers_an_empty_feed(newsroom: Newsroom, client: httpx.Client) -> None:
    for feed_id in (DEAD_FEED_ID, "z-gone-vomx-tpe"):
        answer = client.get(f"{newsroom.base_urls['rferl']}/api/{feed_id}")
        assert (answer.status_code, answer.content) == (200, b"<rss></rss>")


def test_rferl_lists_its_feeds_and_sitemaps(newsroom: Newsroom, client: httpx.Client) -> None:
    base_url = newsroom.base_urls["rferl"]
    listed = client.get(f"{base_url}/rssfeeds").text
    assert all(f'href="/api/{feed_id}"' in listed for feed_id in FEEDS)
    assert RFERL_NEWS in client.get(newsroom.url(newsroom.stories["rferl"][0])).text
    sitemaps = _texts(_xml(newsroom, client, "rferl", "/sitemap.xml"), f"{SITEMAP}sitemap/{SITEMAP}loc")
    assert [sitemap.removeprefix(base_url) for sitemap in sitemaps] == [
        f"/sitemap_8_{name}.xml.gz" for name in ("1", "2", "latest", "news", "sections")
    ]


def test_rferl_sitemaps_are_real_gzip_and_together_hold_every_story(newsroom: Newsroom, client: httpx.Client) -> None:
    locations = []
    for part in ("1", "2"):
        answer = client.get(f"{newsroom.base_urls['rferl']}/sitemap_8_{part}.xml.gz")
        assert "content-encoding" not in answer.headers
        locations += _texts(ET.fromstring(gzip.decompress(answer.content)), f"{SITEMAP}url/{SITEMAP}loc")
    assert locations == [newsroom.url(story) for story in reversed(newsroom.stories["rferl"])]


def test_rferl_news_sitemap_covers_two_days(newsroom: Newsroom, client: httpx.Client) -> None:
    newsroom.move_to(datetime(2020, 12, 14, 21, tzinfo=UTC))
    root = _xml(newsroom, client, "rferl", "/sitemap_8_news.xml.gz")
    recent = [s for s in newsroom.edition("rferl").stories if s.published_at > newsroom.now - timedelta(days=2)]
    assert _texts(root, f"{SITEMAP}url/{SITEMAP}loc") == [newsroom.url(story) for story in recent]
    titles = _texts(root, f".//{NEWS}title")
    assert [" ".join(title.split()) for title in titles] == [story.revisions[0].title for story in recent]
    assert any("\u00a0" in title or title.endswith(" ") for title in titles)


def test_tass_items_are_in_moscow_time_with_guid_and_category_repeated(
    newsroom: Newsroom, client: httpx.Client
) -> None:
    root = _xml(newsroom, client, "tass", TASS_FEED)
    stories = list(reversed(newsroom.stories["tass"]))
    dates = _texts(root, ".//item/pubDate")
    assert all(date.endswith(" +0300") for date in dates)
    assert [parsedate_to_datetime(date) for date in dates] == [story.published_at for story in stories]
    assert _texts(root, ".//item/guid") == _texts(root, ".//item/link") == [newsroom.url(story) for story in stories]
    assert [_texts(item, "category") for item in root.iterfind(".//item")] == [[s.section, s.section] for s in stories]


def test_tass_sitemap_has_links_and_no_titles(newsroom: Newsroom, client: httpx.Client) -> None:
    base_url = newsroom.base_urls["tass"]
    (part,) = _texts(_xml(newsroom, client, "tass", "/sitemap.xml"), f"{SITEMAP}sitemap/{SITEMAP}loc")
    assert part == f"{base_url}/sitemap/sitemap_news0.xml"
    root = _xml(newsroom, client, "tass", "/sitemap/sitemap_news0.xml")
    assert {child.tag for entry in root for child in entry} == {f"{SITEMAP}loc", f"{SITEMAP}lastmod"}
    assert len(root) == len(newsroom.stories["tass"])
    assert _texts(root, f"{SITEMAP}url/{SITEMAP}loc")[0].rsplit("/", 1)[-1].isdigit()


def test_reuters_sitemap_has_ids_for_keywords_and_calls_spanish_english(
    newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]
) -> None:
    root = _xml(newsroom, client, "reuters", REUTERS_PAGE)
    assert set(_texts(root, f".//{NEWS}language")) == {"en"}
    assert all(words.startswith("GUID:") and ",USN/" in words for words in _texts(root, f".//{NEWS}keywords"))
    locations = _texts(root, f"{SITEMAP}url/{SITEMAP}loc")
    assert [url for url in locations if "/es/" in url] == [newsroom.url(by_key["reuters/KBN28B60G"])]
    blocked = {newsroom.url(story) for story in by_key.values() if story.is_blocked}
    assert blocked <= set(locations)


def test_reuters_pages_of_the_sitemap_follow_on(client: httpx.Client) -> None:
    with Newsroom(sitemap_page_size=10) as newsroom:
        listed = _texts(_xml(newsroom, client, "reuters", REUTERS_INDEX), f"{SITEMAP}sitemap/{SITEMAP}loc")
        # As on the real site, the `&` of later pages is escaped twice.
        assert [page.removeprefix(newsroom.base_urls["reuters"]) for page in listed] == [
            f"{REUTERS_PAGE}&from=0",
            f"{REUTERS_PAGE}&amp;from=10",
        ]
        first = _texts(_xml(newsroom, client, "reuters", f"{REUTERS_PAGE}&from=0"), f"{SITEMAP}url/{SITEMAP}loc")
        second = _texts(_xml(newsroom, client, "reuters", f"{REUTERS_PAGE}&from=10"), f"{SITEMAP}url/{SITEMAP}loc")
        assert first + second == [newsroom.url(story) for story in reversed(newsroom.stories["reuters"])]


def test_a_rewritten_story_shows_its_new_title_in_the_feed(
    newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]
) -> None:
    story = by_key["rferl/30972586"]
    first, second = story.revisions
    for revision in (first, second):
        newsroom.move_to(revision.revised_at)
        item = _xml(newsroom, client, "rferl", RFERL_NEWS).find("channel/item")
        assert item is not None
        assert (item.findtext("title"), item.findtext("guid")) == (revision.title, newsroom.url(story))
