"""When a page was published: which of its dates is believed, and how much of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from config.load import read_sources
from extractors.records import Article, Basis, Entry

TASS = next(source for source in read_sources() if source.source_id == "tass")
PARAGRAPHS = "<p>Azerbaijan has taken charge of the Kalbacar district, the second of three under the accord.</p>" * 2
AT, DAY = datetime(2020, 11, 25, 9, 40, tzinfo=UTC), datetime(2020, 11, 25, tzinfo=UTC)
WRITTEN = "2020-11-25T09:40:00Z"


def ld(content: object) -> str:
    written = content if isinstance(content, str) else json.dumps(content)
    return f"<script type='application/ld+json'>{written}</script>"


def news(published: str) -> dict[str, str]:
    return {"@type": "NewsArticle", "datePublished": published}


def meta(content: str, attribute: str = "property") -> str:
    return f"<meta {attribute}='article:published_time' content='{content}'>"


DATES = [
    ("json-ld before meta", ld(news(WRITTEN)) + meta("2020-11-20T00:00:00Z"), AT, Basis.JSON_LD, "second"),
    ("json-ld with a space", ld(news("2020-11-25 09:40:00Z")), AT, Basis.JSON_LD, "second"),
    ("a graph", ld({"@graph": [{"@type": "WebSite"}, news("2020-11-25T09:40Z")]}), AT, Basis.JSON_LD, "minute"),
    ("a list, a raw line break", ld(f'[{{"a":"x\ny"}},{json.dumps(news(WRITTEN))}]'), AT, Basis.JSON_LD, "second"),
    ("wrapped in a comment", ld(f"<!--\n{json.dumps(news(WRITTEN))}\n-->"), AT, Basis.JSON_LD, "second"),
    ("wrapped in CDATA", ld(f"//<![CDATA[\n{json.dumps(news(WRITTEN))}\n//]]>"), AT, Basis.JSON_LD, "second"),
    ("broken json-ld", ld('{"@type":"NewsArticle",') + meta(WRITTEN), AT, Basis.META, "second"),
    ("deep json-ld", ld("[" * 100_000) + meta(WRITTEN), AT, Basis.META, "second"),
    ("json-ld of odd types", ld({**news(""), "datePublished": [1]}) + meta(WRITTEN), AT, Basis.META, "second"),
    ("day in json-ld, time in meta", ld(news("2020-11-25")) + meta(WRITTEN), AT, Basis.META, "second"),
    ("implausible json-ld", ld(news("2099-01-01T00:00:00Z")) + meta(WRITTEN), AT, Basis.META, "second"),
    ("name instead of property", meta(WRITTEN, "name"), AT, Basis.META, "second"),
    ("a time element", f"</head><body><time pubdate datetime='{WRITTEN}'>x</time>", AT, Basis.META, "second"),
    ("nothing but the url", "", DAY, Basis.URL, "day"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "at", "basis", "precision"), [case[1:] for case in DATES], ids=[case[0] for case in DATES]
)
def test_the_date_of_a_page(
    story: Callable[..., Article], head: str, at: datetime, basis: Basis, precision: str
) -> None:
    found = story(PARAGRAPHS, head, url="https://news.example/2020/11/25/story")
    assert (found.published_at, found.published_basis, found.published_precision) == (at, basis, precision)


GIVEN = {
    "published_basis": Basis.GIVEN,
    "published_raw": "2020-11-01",
    "published_at": datetime(2020, 11, 1, tzinfo=UTC),
}
CHANGED_AT = datetime(2020, 12, 1, tzinfo=UTC)
LASTMOD = {"title": "", "published_basis": Basis.SITEMAP, "published_raw": "2020-12-01", "published_at": CHANGED_AT}
META_AT = datetime(2020, 11, 24, 8, tzinfo=UTC)
META_DAY, META_TIME = meta("2020-11-25"), meta("2020-11-24T08:00:00Z")
ENTRY_DATES = [
    ("the page before the feed", META_TIME, {}, META_AT, Basis.META),
    ("the feed's time for the page's day", META_DAY, {}, AT, Basis.FEED),
    ("the feed where the page is silent", "", {}, AT, Basis.FEED),
    ("what the user gave before all", META_TIME, GIVEN, GIVEN["published_at"], Basis.GIVEN),
    ("a last change is no publication", META_DAY, LASTMOD, DAY, Basis.META),
    ("a last change for want of better", "", LASTMOD, CHANGED_AT, Basis.SITEMAP),
    ("nothing at all", "", None, None, Basis.NONE),
]


@pytest.mark.parametrize(
    ("head", "led_by", "at", "basis"), [case[1:] for case in ENTRY_DATES], ids=[case[0] for case in ENTRY_DATES]
)
def test_the_date_of_page_and_feed(
    story: Callable[..., Article],
    entry: Callable[..., Entry],
    head: str,
    led_by: dict[str, Any] | None,
    at: datetime | None,
    basis: Basis,
) -> None:
    found = story(PARAGRAPHS, head, entry=None if led_by is None else entry(**led_by))
    assert (found.published_at, found.published_basis) == (at, basis)


def test_a_dateline_with_a_year_is_a_date(story: Callable[..., Article]) -> None:
    found = story(f"<p>BAKU, November 25, 2020. /TASS/. The army entered the district.</p>{PARAGRAPHS}")
    assert (found.published_at, found.published_basis, found.published_precision) == (DAY, Basis.DATELINE, "day")


def test_a_dateline_of_a_year_to_come_is_none(story: Callable[..., Article]) -> None:
    found = story(f"<p>BAKU, November 25, 2021. /TASS/. The army entered the district.</p>{PARAGRAPHS}")
    assert (found.published_at, found.published_basis) == (None, Basis.NONE)


def test_an_unreadable_date_is_kept_as_it_stands(story: Callable[..., Article]) -> None:
    found = story(PARAGRAPHS, meta("yesterday"))
    assert (found.published_at, found.published_raw, found.published_precision) == (None, "yesterday", "none")


def test_a_time_without_zone_is_the_outlets(article: Callable[..., Article], html: Callable[..., str]) -> None:
    body = f"<div class='text-content'><div class='text-block'>{PARAGRAPHS}</div></div>"
    found = article(html(body, meta("2020-11-25T12:40:00")), TASS, "https://tass.com/world/1")
    assert (found.published_at, found.published_precision) == (AT, "second")
