"""Reads a feed's bytes into entries: RSS and Atom by feedparser, news sitemaps, sitemaps and their indexes by lxml.

Knows no network and no history: whether an entry is new is decided elsewhere. What kind a body is, its content says,
not its name. Floods hang feedparser; callers read feeds through `children`.
"""

from __future__ import annotations

import html
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import feedparser
from lxml import etree

from config.schema import Feed, Limits
from extractors.article_dates import read_date
from extractors.article_text import decode, language_of, markup_text, one_line, plain
from extractors.article_walls import blocker_of
from extractors.identity import absolute_url, canonical_url, path_language
from extractors.records import Basis, Entry, FeedReading, Outcome, digest

_PROLOG = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<([A-Za-z][\w.:-]*)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
_LEADING = 100_000
# An ampersand that begins no reference that XML knows, and the name that HTML may know. In CDATA it means itself.
_LOOSE_AMPERSAND = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(?:([A-Za-z]{2,31});)?", re.DOTALL
)
_NEWS_NAMESPACE = "://www.google.com/schemas/sitemap-news/"  # some write https, or another version
_RAW_DATE_CHARS = 200
# About 4 in 1000 mutated feeds make feedparser raise one of these.
_FEEDPARSER_RAISES = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)
# Root element -> (kind, element of one item).
_KINDS = {
    "rss": ("rss", "item"),
    "rdf": ("rss", "item"),
    "feed": ("atom", "entry"),
    "urlset": ("sitemap", "url"),
    "sitemapindex": ("sitemap_index", "sitemap"),
}


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that is a feed: its kind, its text closed after a last whole item, and what was cut to get there."""

    kind: str
    text: str
    is_truncated: bool
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _Where:
    """What every entry of one reading has in common."""

    feed: Feed
    base_url: str
    source_id: str
    kind: str
    fetched_at: datetime | None
    url_chars: int


@dataclass(frozen=True, slots=True)
class _Item:
    """One item in the feed's own words, before anything is judged."""

    guid: str | None
    link: str | None
    title: str
    summary: str
    published_raw: str | None
    language: str | None
    keywords: tuple[str, ...]


def read(
    body: bytes,
    *,
    feed: Feed,
    content_type: str | None,
    limits: Limits,
    source_id: str | None = None,
    fetched_at: datetime | None = None,
    final_url: str | None = None,
) -> FeedReading:
    """Read a feed body into its entries, in feed order.

    `outcome` is OK, PARTIAL (cut or broken: the items before that), EMPTY_FEED, NOT_A_FEED or BLOCKED; the last two
    have kind `none`. `n_dropped` counts items with nothing to know them by and items listed twice. `source_id` is the
    part of the feed's id before the dot unless given. `fetched_at` bounds what date is plausible. `final_url` is where
    redirects led: relative links start from there.
    """
    text = decode(body, content_type).lstrip("\ufeff")
    found = _feed_body(text, limits.feed_items)
    if found is None:
        return _no_feed(text)
    try:
        kind, items, is_broken = _read_items(found)
    except _FEEDPARSER_RAISES as error:
        return FeedReading(Outcome.NOT_A_FEED, "none", message=f"broken beyond reading: {type(error).__name__}")
    source_id = source_id or feed.feed_id.partition(".")[0]
    where = _Where(feed, final_url or feed.url, source_id, kind, fetched_at, limits.url_chars)
    entries, n_dropped = _distinct(_entry(item, position, where) for position, item in enumerate(items))
    outcome, message = _outcome(entries, found, is_broken)
    return FeedReading(outcome, kind, entries, n_dropped, found.is_truncated, message)


def _feed_body(text: str, max_items: int) -> _Body | None:
    """Recognise a feed by its root element and cut it after `max_items` items, or after the last whole one."""
    prolog = _PROLOG.match(text, 0, _LEADING)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    kind, item = _KINDS.get(root.group(1).rpartition(":")[2].lower(), ("", "")) if root else ("", "")
    if root is None or not kind:
        return None
    ends = re.compile(rf"</(?:\w+:)?{item}\s*>|<(?:\w+:)?{item}\s*/>", re.IGNORECASE)
    last, n_items, is_truncated = root.end(), 0, False
    for end in ends.finditer(text):
        if n_items == max_items:
            is_truncated = True
            break
        last, n_items = end.end(), n_items + 1
    is_cut = not is_truncated and not _is_closed(text, root, last)
    if is_truncated or is_cut:
        text = text[:last] + _closing(root.group(1)) if n_items else ""
    return _Body(kind, markup_text(text), is_truncated, is_cut)


def _is_closed(text: str, root: re.Match[str], after: int) -> bool:
    is_self_closed = text[: text.find(">", root.end()) + 1].endswith("/>")
    return is_self_closed or re.search(rf"</{re.escape(root.group(1))}\s*>", text[after:]) is not None


def _closing(root: str) -> str:
    return ("</channel>" if root.lower() == "rss" else "") + f"</{root}>"


def _no_feed(text: str) -> FeedReading:
    if not text.strip():
        return FeedReading(Outcome.NOT_A_FEED, "none", message="the body is empty")
    blocker = blocker_of(text) if "<" in text[:_LEADING] else None
    if blocker:
        return FeedReading(Outcome.BLOCKED, "none", message=f"a challenge page of {blocker} instead of a feed")
    return FeedReading(Outcome.NOT_A_FEED, "none", message=f"no feed: the body begins {one_line(text[:60])!r}")


def _outcome(entries: tuple[Entry, ...], body: _Body, is_broken: bool) -> tuple[Outcome, str | None]:
    if body.is_cut or is_broken:
        where = "is cut off" if body.is_cut else "is broken inside"
        return Outcome.PARTIAL, f"the feed {where}; {len(entries)} items before that are kept"
    if not entries:
        return Outcome.EMPTY_FEED, "the feed is well-formed and has no items"
    return Outcome.OK, "only its first items are read" if body.is_truncated else None


def _read_items(body: _Body) -> tuple[str, list[_Item], bool]:
    """Give (kind, items, is_broken)."""
    if not body.text:
        return body.kind, [], False
    if body.kind in ("rss", "atom"):
        return body.kind, _rss_items(body.text), False
    return _sitemap_items(body)


def _rss_items(text: str) -> list[_Item]:
    data = _XML_DECLARATION.sub("", text, count=1).encode("utf-8")
    parsed = feedparser.parse(
        io.BytesIO(data),  # never a str: feedparser opens one that looks like a path or a URL
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    language = language_of(dict.get(parsed.feed, "language"))
    return [_rss_item(entry, language) for entry in parsed.entries]


def _rss_item(entry: dict[str, Any], language: str | None) -> _Item:
    """Take a feedparser entry apart; `dict.get` goes round its guesses of one field by another."""
    tags = (tag.get("term") for tag in dict.get(entry, "tags") or ())
    guid, link = dict.get(entry, "id"), dict.get(entry, "link")
    return _Item(
        guid=guid,
        # feedparser takes any guid for a link where the item has none; only a path is surely meant as one.
        link=link if link != guid or (link or "").startswith("/") else None,
        title=plain(dict.get(entry, "title")),
        summary=plain(dict.get(entry, "summary")),
        published_raw=dict.get(entry, "published") or dict.get(entry, "updated"),
        language=language,
        keywords=tuple(dict.fromkeys(one_line(tag) for tag in tags if tag)),
    )


def _sitemap_items(body: _Body) -> tuple[str, list[_Item], bool]:
    text = _XML_DECLARATION.sub("", body.text, count=1)
    root, is_broken = _sitemap_root(text)
    if root is None:
        return body.kind, [], True
    is_news = body.kind == "sitemap" and _NEWS_NAMESPACE in text[:_LEADING]
    element = "{*}sitemap" if body.kind == "sitemap_index" else "{*}url"
    items = [_sitemap_item(url) for url in root.iterfind(element)]
    return "news_sitemap" if is_news else body.kind, items, is_broken


def _sitemap_root(text: str) -> tuple[etree._Element | None, bool]:
    """Give (root, is_broken). What only lacks escaping is repaired: recovery drops the rest after a bare `&`."""
    repaired = _LOOSE_AMPERSAND.sub(_reference, text)
    for markup in (text, repaired):
        try:
            return etree.fromstring(markup.encode(), _parser(recover=False)), False
        except etree.XMLSyntaxError:
            continue
    return etree.fromstring(repaired.encode(), _parser(recover=True)), True


def _reference(loose: re.Match[str]) -> str:
    """Write a named reference of HTML (`&nbsp;`) as its character, and a bare ampersand as XML has it."""
    if loose.group().startswith("<"):
        return loose.group()
    character = html.unescape(loose.group()) if loose.group(1) else ""
    return character if len(character) == 1 else f"&amp;{loose.group()[1:]}"


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_comments=True
    )


def _sitemap_item(url: etree._Element) -> _Item:
    news = url.find("{*}news")
    inside = url if news is None else news
    keywords = (inside.findtext("{*}keywords") or "").split(",")
    link = one_line(url.findtext("{*}loc"))
    return _Item(
        guid=None,
        link=link,
        title=plain(inside.findtext("{*}title")),
        summary="",
        published_raw=inside.findtext("{*}publication_date") or url.findtext("{*}lastmod"),
        language=language_of(inside.findtext("{*}publication/{*}language")),
        keywords=tuple(dict.fromkeys(filter(None, map(one_line, keywords)))),
    )


def _entry(item: _Item, position: int, where: _Where) -> Entry | None:
    """Make the entry of an item, or None when it has neither guid nor link nor title to know it by."""
    guid = one_line(item.guid) or None
    url = _url(item.link, where) or _url(guid, where, is_guess=True)
    if not (guid or url or item.title):
        return None
    raw = one_line(item.published_raw)[:_RAW_DATE_CHARS] or None
    date = read_date(raw, fetched_at=where.fetched_at)
    basis = Basis.FEED if where.kind in ("rss", "atom") else Basis.SITEMAP
    return Entry(
        entry_id=digest(where.feed.feed_id, guid or url or item.title),
        feed_id=where.feed.feed_id,
        source_id=where.source_id,
        guid=guid,
        url=url,
        title=item.title,
        summary=item.summary,
        published_raw=raw,
        published_at=date.at if date else None,
        published_basis=basis if date else Basis.NONE,
        language=path_language(url) or item.language or where.feed.language,
        position=position,
        keywords=item.keywords,
    )


def _url(link: str | None, where: _Where, is_guess: bool = False) -> str | None:
    """Make an absolute web URL of a link; `is_guess` takes it only if it is one already (a guid may be anything)."""
    # Some sitemaps escape `&` twice, so that one `&amp;` is left after parsing.
    written = one_line(link).replace("&amp;", "&").replace(" ", "%20")
    if not written or (is_guess and not written.lower().startswith(("http://", "https://"))):
        return None
    url = absolute_url(written, where.base_url)
    return url if url and len(url) <= where.url_chars else None


def _distinct(items: Iterable[Entry | None]) -> tuple[tuple[Entry, ...], int]:
    """Keep the first entry of each id; count what was left out. A guid that stands on two addresses tells neither."""
    entries = list(items)
    addresses: defaultdict[str, set[str]] = defaultdict(set)
    for entry in filter(None, entries):
        addresses[entry.entry_id].add(_address(entry))
    kept: dict[str, Entry] = {}
    for entry in filter(None, entries):
        if len(addresses[entry.entry_id]) > 1:
            entry = replace(entry, entry_id=digest(entry.feed_id, entry.guid, _address(entry)))
        kept.setdefault(entry.entry_id, entry)
    return tuple(kept.values()), len(entries) - len(kept)


def _address(entry: Entry) -> str:
    return canonical_url(entry.url) if entry.url else ""
