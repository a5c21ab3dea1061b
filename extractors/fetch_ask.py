"""Forms what is sent: the user agent, the headers of one hop, the address of the next.

Knows no socket. Its rule: what belongs to one host (validators, credentials) is never sent to another.
"""

from __future__ import annotations

from base64 import b64encode
from importlib.metadata import version

import httpx

from extractors.fetch_error import Answer, FetchError
from extractors.fetch_guard import check_url
from extractors.records import Outcome, Request

_ACCEPT = {
    "feed": "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    "sitemap": "application/xml, text/xml, application/gzip, */*;q=0.1",
    "page": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
    "robots": "text/plain, */*;q=0.1",
}


def user_agent(contact: str) -> str:
    """Give the one name under which trucewire asks; `contact` is text that a header may hold."""
    name = f"trucewire/{version('trucewire')}"
    return f"{name} (+{contact})" if contact else name


def headers_for(request: Request, url: httpx.URL, first: httpx.URL, agent: str) -> list[tuple[str, str]]:
    """Give the headers with which `url` is asked; `first` is the address (with credentials) the request began with."""
    headers = [
        ("User-Agent", agent),
        ("Accept", _ACCEPT.get(request.kind, "*/*")),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    ]
    if url.host == first.host:
        headers += _validators(request)
    if first.userinfo and origin_of(url) == origin_of(first):
        secret = f"{first.username}:{first.password}".encode()
        headers.append(("Authorization", f"Basic {b64encode(secret).decode()}"))
    return headers


def _validators(request: Request) -> list[tuple[str, str]]:
    pairs = (("If-None-Match", request.etag), ("If-Modified-Since", request.last_modified))
    return [(name, value) for name, value in pairs if value and value.isascii() and value.isprintable()]


def next_url(url: httpx.URL, answer: Answer, max_chars: int) -> httpx.URL:
    """Give the address a redirect leads to, without credentials. Raises FetchError: BAD_REDIRECT, REFUSED_ADDRESS."""
    location = _location(answer)
    if not location:
        raise FetchError(
            Outcome.BAD_REDIRECT, f"the site redirects ({answer.status}) without saying where", answer=answer
        )
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError):
        raise FetchError(Outcome.BAD_REDIRECT, "the site redirects to no usable address", answer=answer) from None
    if target.scheme not in ("http", "https") or len(str(target)) > max_chars or not target.raw_host:
        where = f"a {target.scheme[:20]!r} address" if target.scheme not in ("http", "https") else "no usable address"
        raise FetchError(Outcome.BAD_REDIRECT, f"the site redirects to {where}, which is not followed", answer=answer)
    return check_url(target.copy_with(userinfo=b""), max_chars)


def _location(answer: Answer) -> str:
    values = [value for name, value in answer.headers if name.lower() == "location"]
    if not values:
        return ""
    raw = values[-1].strip().encode("latin-1")
    # Some sites send raw UTF-8, which the header reader took for Latin-1.
    return raw.decode("utf-8", "replace")


def origin_of(url: httpx.URL) -> str:
    """Give scheme, host and port of `url` as one string."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
