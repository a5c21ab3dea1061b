"""Says which article a URL is: the outlet's own number where it has one, else the canonical URL.

Knows no page and no warehouse; a URL and the outlet's rule (`Source.identity`) are all it looks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from config.schema import Source
from extractors.article_text import clean, one_line
from extractors.records import digest

# What readers' programs and campaigns add to a link; it never tells two articles apart.
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|fbclid|gclid|dclid|yclid|msclkid|twclid|igshid|mc_[ce]id|ref|ref_src|cmpid|ocid|outputtype|_openstat",
    re.IGNORECASE,
)
_HOST = re.compile(r"[^\s\x00-\x20/?#@%<>\\^`{|}]*")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE_IN_PATH = "/:@!$&'()*+,;=-._~"

# The language services that Reuters and others mark in the path while the feed tags them `en`.
_PATH_LANGUAGES = frozenset({"ar", "de", "es", "fa", "fr", "ja", "pt", "ru", "tr", "uk", "zh"})

_PANGEA = re.compile(r"/(?:a|amp|content|video|audio|live)/(?:[^/]+/)?(\d{1,18})\.html", re.IGNORECASE)
_TASS = re.compile(r"/[a-z-]+(?:/amp)?/(\d{1,18})")
_TASS_RUSSIAN = re.compile(r"(?:^|\.)tass\.ru$")
_REUTERS_ADDED = re.compile(r"/amp(?=/)|(?<=.)/amp$")


def article_id(url: str, source: Source | None) -> str:
    """Give the id of the article at `url`: `pangea:<n>`, `tass:com:<n>`, `reuters:<path>` or `url:<32 hex digits>`.

    A URL of a numbered outlet that carries no number falls back on the digest of its canonical form.
    """
    return outlet_id(url, source) or f"url:{digest(canonical_url(url))}"


def settled_id(asked: Iterable[str], url: str, source: Source | None) -> str:
    """Give the id of an article: the outlet's own by the first address that carries one, else that of `url`.

    `asked` are its addresses as they were asked for, so that feed entries and articles agree.
    """
    by_number = (outlet_id(address, source) for address in (*asked, url))
    return next(filter(None, by_number), None) or article_id(url, source)


class Addressed(Protocol):
    """An article as far as its identity goes: its id, its outlet, and every address it was met under."""

    @property
    def article_id(self) -> str: ...
    @property
    def source_id(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def url_variants(self) -> tuple[str, ...]: ...


def changed(articles: Iterable[Addressed], sources: Iterable[Source]) -> dict[str, str]:
    """Give {present id: new id} of the articles whose id today's rules would not give by any of their addresses.

    It reads no page; `trucewire reprocess --stage identity` applies what it finds by reading their pages again: a page
    has one reading, so the article goes over to its new id with its addresses and leaves no row under the old one.
    """
    by_id = {source.source_id: source for source in sources}
    moved: dict[str, str] = {}
    for article in articles:
        source = by_id.get(article.source_id)
        addresses = (article.url, *article.url_variants)
        if article.article_id not in {article_id(address, source) for address in addresses}:
            moved[article.article_id] = settled_id(article.url_variants, article.url, source)
    return moved


def outlet_id(url: str, source: Source | None) -> str | None:
    """Give the id by the outlet's own rule, or None where the URL does not follow it."""
    parts = _split(canonical_url(url))
    if source is None or parts is None:
        return None
    path = parts.path.rstrip("/")
    if source.identity == "pangea" and (found := _PANGEA.fullmatch(path)):
        return f"pangea:{int(found.group(1))}"
    if source.identity == "tass" and (found := _TASS.fullmatch(path)):
        series = "ru" if _TASS_RUSSIAN.search(parts.hostname or "") else "com"
        return f"tass:{series}:{int(found.group(1))}"
    if source.identity == "reuters" and path.count("/") >= 2:
        return f"reuters:{_REUTERS_ADDED.sub('', path)}"
    return None


@lru_cache(maxsize=4_096)
def canonical_url(url: str) -> str:
    """Give the one spelling of a URL: no fragment, no tracking, no default port, sorted query, one way of escaping.

    http becomes https (outlets serve the same article on both) unless a port is named. What is no http URL comes back
    as it is, on one line: the caller decides what to do with it.
    """
    parts = _split(url)
    if parts is None or parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return one_line(url)
    port = parts.port if parts.port != _DEFAULT_PORTS[parts.scheme] else None
    scheme = "http" if port and parts.scheme == "http" else "https"
    path = quote(unquote(parts.path, errors="surrogateescape").encode("utf-8", "surrogateescape"), safe=_SAFE_IN_PATH)
    # Bytes that are no UTF-8 stay themselves, or two addresses in another encoding would become one.
    pairs = parse_qsl(parts.query, True, errors="surrogateescape")
    query = urlencode(sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0])), errors="surrogateescape")
    return f"{scheme}://{_host(parts)}{f':{port}' if port else ''}{_path(path)}{f'?{query}' if query else ''}"


def absolute_url(link: str, base: str) -> str | None:
    """Make an absolute web URL of a link found at `base`, or None (`javascript:`, `mailto:`, a broken address)."""
    try:
        url = link if link.startswith(("https://", "http://")) else urljoin(base, link)
    except ValueError:
        return None
    return url if is_web_url(url) else None


def is_web_url(url: str) -> bool:
    """Say whether this is an absolute http or https URL with a host."""
    parts = _split(url)
    return parts is not None and parts.scheme in _DEFAULT_PORTS and bool(parts.hostname)


def is_front_page(url: str, source: Source | None) -> bool:
    """Say whether this is the root of a site, or the homepage of its outlet: never an article."""
    address = canonical_url(url)
    parts = _split(address)
    is_root = parts is not None and parts.path == "/" and not parts.query
    return is_root or (source is not None and address == canonical_url(source.homepage))


def path_language(url: str | None) -> str | None:
    """Give the language that the first part of the path names (`/es/...`), or None."""
    parts = _split(url or "")
    first = parts.path.split("/")[1:2] if parts else []
    return first[0] if first and first[0] in _PATH_LANGUAGES else None


def source_of(url: str, sources: Iterable[Source]) -> Source | None:
    """Find the outlet whose host this is: `hosts` entries match themselves and their subdomains, with or without port.

    The longest entry wins, so that one service of an outlet can be watched as an outlet of its own.
    """
    parts = _split(url)
    if parts is None or not parts.hostname or parts.scheme not in _DEFAULT_PORTS:
        return None
    host = _host(parts)
    names = (host, f"{host}:{parts.port or _DEFAULT_PORTS[parts.scheme]}")
    found = [(len(entry), source) for source in sources for entry in source.hosts if _covers(entry.lower(), names)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _covers(entry: str, names: tuple[str, str]) -> bool:
    return any(name == entry or name.endswith("." + entry) for name in names)


def _split(url: str) -> SplitResult | None:
    """Split a URL, or None where its port or host is none."""
    try:
        parts = urlsplit(clean(url).strip())
        return parts if (parts.port or 0) >= 0 and _HOST.fullmatch(parts.hostname or "") else None
    except ValueError:
        return None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    """Keep the slash of the root only: outlets answer alike with and without a slash at the end."""
    return path.rstrip("/") or "/"
