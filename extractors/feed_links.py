"""Finds the addresses of feeds and sitemaps that a page or a robots.txt names.

Pure; whether an address answers is found out by asking. A page may be hostile: run it in a child.
"""

from __future__ import annotations

import re
from urllib.parse import urldefrag

from lxml import etree, html

from extractors.article_text import clean, decode
from extractors.identity import absolute_url

MAX_LINKS = 200
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "text/xml", "application/xml")
_LOOKS_LIKE_FEED = re.compile(
    r"/(?:rss|feed|feeds|atom)(?:[/.?]|$)|\.(?:rss|atom)$|(?:rss|atom)[^/]*\.xml", re.IGNORECASE
)
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def feed_links(body: bytes, content_type: str | None, url: str) -> tuple[str, ...]:
    """Give the feeds that an HTML page at `url` names, in its order: `rel=alternate`, typed and feed-like links."""
    text = clean(decode(body, content_type))
    if not text.strip():
        return ()
    try:
        tree = html.fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ()
    found = (link for element in tree.iter("link", "a") if (link := _feed_of(element, url)))
    return tuple(dict.fromkeys(found))[:MAX_LINKS]


def _feed_of(element: html.HtmlElement, url: str) -> str | None:
    link = absolute_url(element.get("href") or "", url)
    is_typed = (element.get("type") or "").split(";")[0].strip().lower() in _FEED_TYPES
    is_alternate = element.tag == "link" and "alternate" in (element.get("rel") or "").lower().split() and is_typed
    is_named = element.tag == "a" and (is_typed or _LOOKS_LIKE_FEED.search(urldefrag(link or "").url) is not None)
    return urldefrag(link).url if link and (is_alternate or is_named) else None


def sitemap_links(robots_text: str, url: str) -> tuple[str, ...]:
    """Give the sitemaps that a robots.txt names (sitemaps.org protocol)."""
    links = (absolute_url(link, url) for link in _SITEMAP_LINE.findall(robots_text))
    return tuple(dict.fromkeys(link for link in links if link))[:MAX_LINKS]
