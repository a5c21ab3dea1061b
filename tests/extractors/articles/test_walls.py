"""What is no article says why; what only looks like a wall is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.records import Article, NoArticle, Reason

LEAD = "Azerbaijan has taken charge of the Kalbacar district, the second of three it is getting back under the accord."
MORE = "Columns of trucks crossed the Murovdag pass in fog in the early hours, the Defense Ministry in Baku said."
PARAGRAPHS = "".join(f"<p>{LEAD} {MORE} {number}</p>" for number in range(4))


def ld(content: str) -> str:
    return f"<script type='application/ld+json'>{content}</script>"


NOT_PAGES = [
    ("nothing", b"", "text/html", Reason.NO_TEXT),
    ("white space", b" \n ", None, Reason.NO_TEXT),
    ("no element", b"<!-- only a comment -->", "text/html", Reason.NO_TEXT),
    ("empty body", b"<html><body></body></html>", "text/html", Reason.NO_TEXT),
    ("pdf", b"%PDF-1.7 \xe2\xe3", "application/pdf", Reason.NOT_HTML),
    ("pdf called html", b"%PDF-1.7 \xe2\xe3", "text/html", Reason.NOT_HTML),
    ("image", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image/png", Reason.NOT_HTML),
    ("random", bytes(range(256)) * 20, None, Reason.NOT_HTML),
    ("json", b'{"a": "some words in a JSON document that are no article"}', "application/json", Reason.NOT_HTML),
    ("newsml", b"<?xml version='1.0'?><NewsML><p>Some words.</p></NewsML>", "text/xml", Reason.NOT_HTML),
    ("rss", b"<?xml version='1.0'?><rss><channel><title>T</title></channel></rss>", "text/xml", Reason.NOT_HTML),
    ("rss, undeclared", b"\n<rss><channel><title>T</title></channel></rss>", None, Reason.NOT_HTML),
    ("too deep", b"<html><body>" + b"<div>" * 3_000 + LEAD.encode(), "text/html", Reason.PARSE_TRUNCATED),
]


@pytest.mark.parametrize(
    ("body", "content_type", "reason"), [case[1:] for case in NOT_PAGES], ids=[case[0] for case in NOT_PAGES]
)
def test_what_is_no_page_says_why(
    read: Callable[..., Article | NoArticle], body: bytes, content_type: str | None, reason: Reason
) -> None:
    found = read(body, content_type=content_type)
    assert isinstance(found, NoArticle), found
    assert found.reason == reason
    assert found.message
    assert len(found.sample) <= 200


CONSENT = (
    "<h1>Before you continue</h1><p>We and our 831 partners store cookies on your device. We value your privacy.</p>"
    "<button>Accept all</button>"
)
PAYWALL = f"<article><p>{LEAD}</p><p>Subscribe to continue reading this story and support our work.</p></article>"
LOCKED = f"<article><p>{LEAD}</p></article><aside>Already a subscriber?</aside>"
NOT_FOUND = (
    "<h1>Page not found</h1><p>The page you are looking for does not exist or was moved elsewhere on the site.</p>"
)
DATADOME = "<p id='cmsg'>Please enable JS and disable any ad blocker</p><script>var dd={}</script>"
CLOUDFLARE = "<p>Checking your browser before accessing news.example.</p>"
MENU = "<ul><li><a href='/a'>World</a></li><li><a href='/b'>Sport</a></li></ul>"
VIDEO = "<meta property='og:type' content='video.other'>" + ld('{"@type":"VideoObject"}')
WALLS = [
    ("a menu", MENU, "", Reason.NO_TEXT),
    ("datadome", DATADOME, "", Reason.CHALLENGE),
    ("cloudflare", CLOUDFLARE, "<title>Just a moment...</title>", Reason.CHALLENGE),
    ("consent", CONSENT, "", Reason.CONSENT_WALL),
    ("paywall", PAYWALL, "", Reason.PAYWALL),
    ("registration", PAYWALL.replace("Subscribe to continue reading", "Register now to read"), "", Reason.PAYWALL),
    (
        "registration alone",
        PAYWALL.replace("Subscribe to continue reading this story", "Register to continue."),
        "",
        Reason.PAYWALL,
    ),
    ("locked", LOCKED, ld('{"@type":"NewsArticle","isAccessibleForFree":"False"}'), Reason.PAYWALL),
    ("error page with 200", NOT_FOUND, "<title>404 - Page not found</title>", Reason.ERROR_PAGE),
    ("forbidden with 200", NOT_FOUND, "<title>403 Forbidden</title>", Reason.ERROR_PAGE),
    ("a bare number", NOT_FOUND, "<title>404 | News</title>", Reason.ERROR_PAGE),
    ("a status by its name", NOT_FOUND, "<title>400 Bad Request</title>", Reason.ERROR_PAGE),
    ("an error in Russian", NOT_FOUND, "<title>404 Страница не найдена</title>", Reason.ERROR_PAGE),
    ("video", f"<h1>T</h1><p>{LEAD}</p>", VIDEO, Reason.VIDEO_PAGE),
    ("live", PARAGRAPHS, ld('{"@type":"LiveBlogPosting"}'), Reason.LIVE_PAGE),
    ("live in full", PARAGRAPHS, ld('{"@type":["http://schema.org/LiveBlogPosting"]}'), Reason.LIVE_PAGE),
]


@pytest.mark.parametrize(("body", "head", "reason"), [case[1:] for case in WALLS], ids=[case[0] for case in WALLS])
def test_walls_are_told_apart(
    read: Callable[..., Article | NoArticle], html: Callable[..., str], body: str, head: str, reason: Reason
) -> None:
    found = read(html(body, head))
    assert isinstance(found, NoArticle), found
    assert found.reason == reason
    assert found.message


METERED = ld('{"@type":"NewsArticle","isAccessibleForFree":false}')
WITH_VIDEO = ld('[{"@type":"NewsArticle"},{"@type":"VideoObject"}]')
COOKIE_BAR = "<div class='cookie-bar'>This website uses cookies. <button>Accept all</button></div>"
QUOTED_WALL = f"<p>{LEAD}</p><p>The site told readers: subscribe to continue reading.</p>{PARAGRAPHS}"
STILL_ARTICLES = [
    ("a story that quotes a wall", QUOTED_WALL, ""),
    ("an open page with DataDome's script", PARAGRAPHS, "<script src='https://js.datadome.co/tags.js'></script>"),
    ("a metered page with its text", PARAGRAPHS + "<aside>Already a subscriber?</aside>", METERED),
    ("an article with a video", f"<p>{LEAD} {MORE}</p>", WITH_VIDEO),
    ("prisoners of a number like an error", f"<p>{LEAD} {MORE}</p>", "<title>404 prisoners freed under deal</title>"),
    ("numbers in a row", f"<p>{LEAD} {MORE}</p>", "<title>404, then 405 prisoners freed under deal</title>"),
    ("what is not allowed", f"<p>{LEAD} {MORE}</p>", "<title>Not allowed - monitors turn back at Lachin</title>"),
    ("who registers for aid", f"<p>{LEAD} The displaced must register to access aid.</p>", ""),
    ("access that is news", f"<p>{LEAD} {MORE}</p>", "<title>Access denied to monitors, OSCE says</title>"),
    ("the missing", f"<p>{LEAD} {MORE}</p>", "<title>Not found in the ruins, they were buried unnamed</title>"),
    ("a cookie bar beside the text", PARAGRAPHS + COOKIE_BAR, ""),
]


@pytest.mark.parametrize(
    ("inner", "head"), [case[1:] for case in STILL_ARTICLES], ids=[case[0] for case in STILL_ARTICLES]
)
def test_what_only_looks_like_a_wall_is_an_article(story: Callable[..., Article], inner: str, head: str) -> None:
    assert "Kalbacar" in story(inner, head).text
