"""Sitemaps that are not well-formed: what only lacks escaping is read whole, what is broken as far as it goes."""

from __future__ import annotations

import pytest

from extractors.records import Outcome
from tests.extractors.feeds.test_feeds import news_url, read, urlset

# (as a sitemap writes it unescaped, the address, the title)
UNESCAPED = [
    ("https://www.reuters.com/a/?x=1&from=100", "Q&A", "https://www.reuters.com/a/?x=1&from=100", "Q&A"),
    ("https://www.reuters.com/a/", "A&nbsp;B &mdash; C", "https://www.reuters.com/a/", "A B — C"),
    (
        "https://www.reuters.com/a/",
        "A\x01B\x0cC &#1; &unknown; D",
        "https://www.reuters.com/a/",
        "AB C \ufffd &unknown; D",
    ),
]


@pytest.mark.parametrize(("loc", "written", "url", "title"), UNESCAPED)
def test_a_sitemap_that_only_lacks_escaping_is_read_whole(loc: str, written: str, url: str, title: str) -> None:
    reading = read(urlset(news_url(loc, written), news_url("https://www.reuters.com/b/")))
    assert (reading.entries[0].url, reading.entries[0].title) == (url, title)
    assert (reading.outcome, len(reading.entries)) == (Outcome.OK, 2)


@pytest.mark.parametrize("title", ["A", "A & B"])
def test_what_stands_in_cdata_is_not_repaired(title: str) -> None:
    extra = "<news:keywords><![CDATA[Q&A, B]]></news:keywords>"
    assert read(urlset(news_url("https://www.reuters.com/a/", title, extra=extra))).entries[0].keywords == ("Q&A", "B")


def test_a_sitemap_broken_inside_keeps_what_is_readable() -> None:
    body = urlset(news_url("https://www.reuters.com/world/a/"), "<url><loc>https://x.example/<bad</loc></url>")
    reading = read(body)
    assert reading.outcome == Outcome.PARTIAL
    assert reading.entries[0].url == "https://www.reuters.com/world/a/"
