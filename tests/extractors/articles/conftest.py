"""How the tests of this folder make pages and read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from config.schema import Limits, Source
from extractors import articles
from extractors.records import Article, Basis, Entry, NoArticle, Page

URL = "https://news.example/a/story.html"
Read = Callable[..., Article | NoArticle]


def _read(
    body: str | bytes,
    source: Source | None = None,
    url: str = URL,
    *,
    content_type: str | None = "text/html",
    fetched_at: datetime = datetime(2020, 12, 22, tzinfo=UTC),
    entry: Entry | None = None,
    limits: Limits | None = None,
) -> Article | NoArticle:
    raw = body.encode() if isinstance(body, str) else body
    page = Page("page", "rferl", url, url, "0" * 64, 1, fetched_at, content_type, None, None, "f", 0)
    return articles.read(raw, page=page, source=source, entry=entry, limits=limits or Limits())


def _article(*args: Any, **more: Any) -> Article:
    found = _read(*args, **more)
    assert isinstance(found, Article), found
    return found


def _html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


@pytest.fixture(scope="session")
def read() -> Read:
    """Read bytes or markup as the page at a URL: (body, source, url, *, content_type, fetched_at, entry, limits)."""
    return _read


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """The same, for a page that must give an article."""
    return _article


@pytest.fixture(scope="session")
def html() -> Callable[..., str]:
    """Make a page of (what stands in its body, what stands in its head)."""
    return _html


@pytest.fixture(scope="session")
def story(article: Callable[..., Article]) -> Callable[..., Article]:
    """Read a page of no known outlet: (what stands in its article, what stands in its head, ...)."""

    def _story(inner: str, head: str = "", **more: Any) -> Article:
        markup = f"<nav><a href='/'>Home</a></nav><article><h1>The Title</h1>{inner}</article>"
        return article(_html(markup, head), **more)

    return _story


@pytest.fixture(scope="session")
def entry() -> Callable[..., Entry]:
    """Make a feed entry of 25 November 2020 with the fields that are given changed."""
    at = datetime(2020, 11, 25, 9, 40, tzinfo=UTC)
    made = Entry("e", "f.x", "f", None, "u", "Feed title", "", "Wed, 25 Nov 2020 09:40:00 +0000", at, Basis.FEED, "en")
    return lambda **changed: replace(made, **changed)
