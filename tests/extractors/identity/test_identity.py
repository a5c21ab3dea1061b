"""One article has one id, whatever address it is reached by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.load import read_sources
from config.schema import Source
from extractors.identity import article_id, canonical_url, changed, is_web_url, settled_id, source_of
from extractors.records import Article

SOURCES = read_sources()
BY_ID = {source.source_id: source for source in SOURCES}

SAME_ARTICLE = [
    (
        "pangea:30967211",
        "rferl",
        [
            "https://www.rferl.org/a/azerbaijan-takes-over-kalbacar/30967211.html",
            "https://www.rferl.org/a/30967211.html",
            "http://m.rferl.org/a/some-later-slug/30967211.html?utm_source=x",
            "https://staging.rferl.org/amp/azerbaijan/30967211.html",
            "https://rferl.eu/content/azerbaijan/30967211.html#comments",
            "http://127.0.0.1:8801/a/azerbaijan/30967211.html",
        ],
    ),
    ("pangea:33423661", "rferl", ["https://www.azatutyun.am/a/33423661.html"]),
    (
        "tass:com:1227645",
        "tass",
        ["https://tass.com/defense/1227645", "http://www.tass.com/world/1227645?utm_medium=rss"],
    ),
    ("tass:com:1227645", "tass", ["http://127.0.0.1:8802/defense/1227645"]),
    ("tass:ru:1227645", "tass", ["https://tass.ru/politika/1227645"]),
    (
        "reuters:/world/asia-pacific/azeri-army-2020-11-25",
        "reuters",
        [
            "https://www.reuters.com/world/asia-pacific/azeri-army-2020-11-25/",
            "https://www.reuters.com/world/asia-pacific/azeri-army-2020-11-25/?outputType=amp",
            "http://127.0.0.1:8803/world/asia-pacific/azeri-army-2020-11-25",
        ],
    ),
    (
        "reuters:/article/idUSKBN27P0X1",
        "reuters",
        ["https://www.reuters.com/article/idUSKBN27P0X1", "https://mobile.reuters.com/article/amp/idUSKBN27P0X1"],
    ),
    ("reuters:/es/mundo/azeri-2020-11-25", "reuters", ["https://www.reuters.com/es/mundo/azeri-2020-11-25/"]),
]


@pytest.mark.parametrize(("expected", "source_id", "urls"), SAME_ARTICLE)
def test_every_address_of_an_article_gives_its_id(expected: str, source_id: str, urls: list[str]) -> None:
    assert {article_id(url, BY_ID[source_id]) for url in urls} == {expected}


@pytest.mark.parametrize(
    ("url", "source_id"),
    [
        ("https://www.rferl.org/z/599", "rferl"),
        ("https://www.rferl.org/a/9999999999999999999999.html", "rferl"),
        ("https://tass.com/sitemap.xml", "tass"),
        ("https://www.reuters.com/", "reuters"),
    ],
)
def test_a_page_without_the_outlets_number_falls_back_on_its_url(url: str, source_id: str) -> None:
    assert article_id(url, BY_ID[source_id]).startswith("url:")


def test_an_unknown_outlet_goes_by_the_canonical_url() -> None:
    variants = ["http://Example.org:80/a/b/?b=2&a=1&fbclid=x#top", "https://example.org/a/b?a=1&b=2"]
    assert len({article_id(url, None) for url in variants}) == 1
    assert article_id("https://example.org/a/c", None) != article_id("https://example.org/a/b", None)


CANONICAL = [
    ("HTTP://Example.ORG:80/x/?utm_source=a#f", "https://example.org/x"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org/?q=%EF%f0", "https://example.org/?q=%EF%F0"),
    ("http://127.0.0.1:8801/a/1", "http://127.0.0.1:8801/a/1"),
    ("https://rus.azatutyun.am/контакты", "https://rus.azatutyun.am/%D0%BA%D0%BE%D0%BD%D1%82%D0%B0%D0%BA%D1%82%D1%8B"),
    ("https://rus.azatutyun.am/%d0%ba", "https://rus.azatutyun.am/%D0%BA"),
    ("https://пример.рф/a", "https://xn--e1afmkfd.xn--p1ai/a"),
    ("https://user:secret@example.org/a", "https://example.org/a"),
    ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ("https://example.org/a?q=", "https://example.org/a?q="),
    ("javascript:alert(1)", "javascript:alert(1)"),
    ("http://example.org:99999/", "http://example.org:99999/"),
    ("  not a\n url ", "not a url"),
]


@pytest.mark.parametrize(("url", "expected"), CANONICAL)
def test_canonical_url(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@given(st.text(max_size=80) | st.from_regex(r"https?://[a-z0-9.:@/?#%&=\[\] -]{0,60}", fullmatch=True))
def test_canonical_url_of_a_canonical_url_is_itself(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(st.text(max_size=200))
def test_any_text_has_an_id_and_never_raises(url: str) -> None:
    for source in (*SOURCES, None):
        assert article_id(url, source) == article_id(url, source)
    source_of(url, SOURCES)
    assert is_web_url(url) in (True, False)


def _with_hosts(source: Source, *hosts: str) -> Source:
    return replace(source, hosts=hosts)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.rferl.org/a/1.html", "rferl"),
        ("https://WWW.RFERL.ORG./a/1.html", "rferl"),
        ("https://tass.com/world/1", "tass"),
        ("https://in.reuters.com/article/x", "reuters"),
        ("https://evil-rferl.org/a/1.html", None),
        ("https://rferl.org.evil.example/a/1.html", None),
        ("https://rferl.org@evil.example/a/1.html", None),
        ("ftp://www.rferl.org/a/1.html", None),
        ("/a/1.html", None),
    ],
)
def test_source_of(url: str, expected: str | None) -> None:
    found = source_of(url, SOURCES)
    assert (found.source_id if found else None) == expected


def test_hosts_may_name_a_port_so_that_outlets_share_one_loopback() -> None:
    sources = (_with_hosts(SOURCES[0], "127.0.0.1:8801"), _with_hosts(SOURCES[1], "127.0.0.1:8802"))
    assert source_of("http://127.0.0.1:8802/world/1", sources) is sources[1]
    assert source_of("http://127.0.0.1:8803/world/1", sources) is None


def test_the_longest_host_wins() -> None:
    whole, service = _with_hosts(SOURCES[0], "rferl.org"), _with_hosts(SOURCES[1], "armenian.rferl.org")
    assert source_of("https://armenian.rferl.org/a/1.html", (whole, service)) is service
    assert source_of("https://www.rferl.org/a/1.html", (whole, service)) is whole


RFERL_URL = "https://www.rferl.org/a/azerbaijan-takes-over-kalbacar/30967211.html"
OTHER_URL = "https://www.rferl.org/z/599"


def stored(article_id: str, *urls: str, source_id: str = "rferl") -> Article:
    """Give an article as it is stored under an id."""
    at = datetime(2020, 11, 25, tzinfo=UTC)
    return Article(article_id, "r", "p", source_id, urls[0], "T", "text", "0" * 64, at, url_variants=urls)


def by_address(url: str, source: Source) -> str:
    return article_id(url, replace(source, identity="url"))


RFERL = BY_ID["rferl"]
CHANGES = [
    ("as the rules say", [stored("pangea:30967211", RFERL_URL)], {}),
    ("as one of its addresses says", [stored("pangea:1", RFERL_URL, "https://www.rferl.org/a/1.html")], {}),
    ("by the address alone", [stored(article_id(OTHER_URL, RFERL), OTHER_URL)], {}),
    ("an unknown outlet", [stored(article_id(OTHER_URL, None), OTHER_URL, source_id="x.example")], {}),
    (
        "from before the outlet had a rule",
        [stored(by_address(RFERL_URL, RFERL), RFERL_URL), stored("pangea:2", "https://www.rferl.org/a/2.html")],
        {by_address(RFERL_URL, RFERL): "pangea:30967211"},
    ),
]


@pytest.mark.parametrize(("articles", "moved"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_a_changed_rule_names_the_articles_that_move(articles: list[Article], moved: dict[str, str]) -> None:
    assert changed(articles, SOURCES) == moved


def test_a_rule_that_is_taken_away_moves_its_articles_back() -> None:
    without = [replace(RFERL, identity="url")]
    assert changed([stored("pangea:30967211", RFERL_URL)], without) == {"pangea:30967211": by_address(RFERL_URL, RFERL)}


def test_the_address_asked_for_settles_the_id() -> None:
    asked = ("https://www.rferl.org/a/7.html", "https://www.rferl.org/a/8.html")
    assert settled_id(asked, RFERL_URL, RFERL) == "pangea:7"
    assert settled_id((OTHER_URL,), RFERL_URL, RFERL) == "pangea:30967211"
    assert settled_id((), OTHER_URL, RFERL) == article_id(OTHER_URL, RFERL)
