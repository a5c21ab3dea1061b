"""Reads what a page says of itself outside its text: JSON-LD, meta elements, canonical link, time elements.

Knows no outlet and trusts nothing: raw strings go out as they stand, and the caller decides which to believe. The
vocabulary is schema.org (NewsArticle, LiveBlogPosting, VideoObject), Open Graph and the `article:` properties.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from extractors.article_text import one_line, plain
from extractors.records import Basis

_MAX_JSON_CHARS = 500_000
_MAX_NODES = 200
_JSON = json.JSONDecoder(strict=False)  # outlets print raw line breaks inside strings
_JSON_START = re.compile(r"^[\s;]*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)?\s*")
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)$")
_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "date",
)  # fmt: skip
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_PUBLISHED_TIMES = (
    "//time[@datetime]"
    "[@pubdate or @itemprop='datePublished' or contains(@class, 'publish') or contains(@class, 'entry-date')]"
)
# The site's name that <title> carries behind the headline.
_TITLE_TAIL = re.compile(r"\s+(?:\||[-–—](?=\s[^-–—|]{1,40}$))\s.{1,60}$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page declares. Dates are (raw string, basis), most trustworthy first; lists are in the page's order."""

    title: str
    title_tag: str
    description: str
    types: frozenset[str]
    og_type: str
    is_free: bool
    language: str | None
    section: str | None
    tags: tuple[str, ...]
    byline: str | None
    published: tuple[tuple[str, Basis], ...]
    modified: tuple[tuple[str, Basis], ...]
    canonical: str | None
    links: tuple[str, ...]


def parse(markup: str) -> tuple[HtmlElement | None, bool]:
    """Parse a page: (tree, is_truncated), with no tree where there is no element at all.

    libxml2 stops in silence at a depth of 255 and at 10 MB in one node; the second try goes to a depth of 2,047.
    """
    body = markup.encode("utf-8", "replace")
    tree = None
    for is_huge in (False, True):
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=is_huge, remove_comments=True, remove_pis=True)
        try:
            tree = lxml.html.document_fromstring(body, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return None, False
        if not any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
            return tree, False
    return tree, True


@cache
def _compiled(xpath: str) -> etree.XPath:
    return etree.XPath(xpath)


def find(tree: etree._Element, xpath: str) -> list[HtmlElement]:
    """Give the elements at an XPath, in the page's order; none where the rule is empty."""
    found = _compiled(xpath)(tree) if xpath else []
    return [element for element in found if isinstance(element, HtmlElement)] if isinstance(found, list) else []


def read_facts(tree: HtmlElement) -> PageFacts:
    """Read the declarations of a whole page, before anything is dropped from it."""
    metas = _metas(tree)
    nodes = list(_json_ld(tree))
    canonical, og_url = _rel(tree, "canonical"), _first(metas, ("og:url",))
    main = _main_node(nodes, frozenset({canonical, og_url} - {""}))
    canonical = canonical or og_url or _text(main.get("url"))
    links = (canonical, og_url, _rel(tree, "amphtml"), _text(main.get("mainEntityOfPage")))
    title_tag = one_line(next((title.text for title in tree.iter("title")), None))
    return PageFacts(
        title=_title(tree, metas, main, title_tag),
        title_tag=title_tag,
        description=plain(_text(main.get("description"))) or _first(metas, ("og:description", "description")),
        types=frozenset(name for node in ([main] if main else nodes) for name in _types(node)),
        og_type=_first(metas, ("og:type",)).lower(),
        is_free=_is_free(metas, main),
        language=tree.get("lang")
        or tree.get("xml:lang")
        or _text(main.get("inLanguage"))
        or _first(metas, ("og:locale", "language"))
        or None,
        section=plain(_text(main.get("articleSection"))) or _first(metas, ("article:section",)) or None,
        tags=_tags(metas, main),
        byline=_byline(metas, main),
        published=tuple(_dates(main, "datePublished", metas, _PUBLISHED_METAS, find(tree, _PUBLISHED_TIMES))),
        modified=tuple(_dates(main, "dateModified", metas, _MODIFIED_METAS, ())),
        canonical=canonical or None,
        links=tuple(dict.fromkeys(filter(None, links))),
    )


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """Collect meta elements by lower-case name, whichever attribute carries it (Reuters writes properties as names)."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = one_line(meta.get("content"))
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Give the nodes of every readable JSON-LD block, lists and @graph flattened; a broken block says nothing."""
    for script in tree.iter("script"):
        written = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(written) > _MAX_JSON_CHARS:
            continue
        try:
            found, _ = _JSON.raw_decode(_JSON_START.sub("", written, count=1))
        except (ValueError, RecursionError):
            continue
        yield from _nodes(found)


def _nodes(found: object) -> Iterator[dict[str, Any]]:
    waiting = [found]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting = [*value, *waiting]
        elif isinstance(value, dict):
            graph = value.get("@graph")
            waiting = [*(graph if isinstance(graph, list) else ()), *waiting]
            yield value


def _main_node(nodes: Iterable[dict[str, Any]], own: frozenset[str]) -> dict[str, Any]:
    """Give the article that the page is: the one under the page's own address, since pages name related ones too."""
    articles = [node for node in nodes if any(map(_ARTICLE_TYPE.search, _types(node)))]
    named = (node for node in articles if {_text(node.get("url")), _text(node.get("mainEntityOfPage"))} & own)
    return next(named, articles[0] if articles else {})


def _types(node: dict[str, Any]) -> list[str]:
    """Give the types without what some write before them: `http://schema.org/NewsArticle`, `schema:NewsArticle`."""
    kinds = node.get("@type")
    return [
        re.split("[/#:]", kind)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]


def _text(value: object) -> str:
    """Give a JSON-LD value as one line: a string, the first of a list, or the name of a thing.

    Addresses come out as written; words may hold references (`&quot;`), which `plain` resolves.
    """
    while isinstance(value, (list, dict)):
        if isinstance(value, list):
            value = value[0] if value else None
        else:
            value = value.get("name") or value.get("byline") or value.get("@id")
    return one_line(value) if isinstance(value, str) else ""


def _title(tree: HtmlElement, metas: dict[str, list[str]], main: dict[str, Any], title_tag: str) -> str:
    declared = plain(_text(main.get("headline"))) or _first(metas, ("og:title", "twitter:title"))
    return declared or _shown(tree, title_tag) or _TITLE_TAIL.sub("", title_tag)


def _shown(tree: HtmlElement, title_tag: str) -> str:
    """Give the headline that is shown. The name of the site may be one, too: the longest in the page's title counts."""
    shown = [text for heading in tree.iter("h1") if (text := one_line(heading.text_content()))]
    return max((text for text in shown if text in title_tag), key=len, default=shown[0] if shown else "")


def _is_free(metas: dict[str, list[str]], main: dict[str, Any]) -> bool:
    tier = _first(metas, ("article:content_tier",)).lower()
    return str(main.get("isAccessibleForFree", "true")).lower() != "false" and tier not in ("locked", "metered")


def _tags(metas: dict[str, list[str]], main: dict[str, Any]) -> tuple[str, ...]:
    keywords = main.get("keywords")
    written = keywords if isinstance(keywords, list) else [keywords]
    named = [plain(tag) for text in written if isinstance(text, str) for tag in text.split(",")]
    for name in ("article:tag", "news_keywords", "keywords"):
        if any(named):
            break
        named = [one_line(tag) for text in metas.get(name, ()) for tag in text.split(",")]
    return tuple(dict.fromkeys(filter(None, named)))


def _byline(metas: dict[str, list[str]], main: dict[str, Any]) -> str | None:
    authors = main.get("author")
    named = [plain(_text(author)) for author in (authors if isinstance(authors, list) else [authors])]
    if not any(named):
        named = [name for name in metas.get("article:author") or metas.get("author") or () if "://" not in name]
    return ", ".join(dict.fromkeys(re.sub(r"^[Bb]y\s+", "", name) for name in named if name)) or None


def _dates(
    main: dict[str, Any], key: str, metas: dict[str, list[str]], names: Iterable[str], times: Iterable[HtmlElement]
) -> Iterator[tuple[str, Basis]]:
    if isinstance(main.get(key), str):
        yield one_line(main[key]), Basis.JSON_LD
    yield from ((raw, Basis.META) for name in names for raw in metas.get(name, ())[:1])
    yield from ((one_line(time.get("datetime")), Basis.META) for time in times)


def _rel(tree: HtmlElement, rel: str) -> str:
    """Give the first link of this relation, or nothing."""
    return next(
        (one_line(link.get("href")) for link in tree.iter("link") if (link.get("rel") or "").lower() == rel), ""
    )
