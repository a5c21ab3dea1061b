"""Takes saved files through the same journey as fetched ones: a page, a plain text, a feed or a sitemap.

Knows no network: a file stands for the answer of a request, and what it says is archived and loaded like any other.
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from config.schema import Feed, Source
from extractors import identity
from extractors.errors import InputError
from extractors.records import Basis, Entry, Fetched, Outcome, Request, digest
from flows.harvest import Harvest, assemble, gather, gather_read
from flows.journey import FetchedPages, read_feed
from flows.runs import Summary, load_batch
from flows.workspace import Workspace

PUBLISHED_HEADER = "x-trucewire-published-at"
_UNDATED = (
    'no date found on the page; give --published-at, else dates such as "on Tuesday" are read against the day it was '
    "first loaded"
)
_TEXT_SUFFIXES = (".txt", ".text", ".md")


def ingest_page(workspace: Workspace, path: Path, url: str, published_at: datetime | None) -> Summary:
    """Load one saved page or plain text. Raises InputError for a file or address that cannot be used."""
    if not identity.is_web_url(url):
        raise InputError(f"--url {url!r} is no http or https address; give the one the page came from")
    if "@" in urlsplit(url).netloc:
        raise InputError("--url holds a name or a password before the host; give it without, for it is kept as it is")
    watched = identity.source_of(url, workspace.config.sources)
    source = watched or unknown_source(url)
    started_at = workspace.tools.now()
    fetched = _fetched(workspace, path, Request(url, source.source_id, "page"), published_at)
    entry = page_entry(source.source_id, f"{source.source_id}.file", url, published_at)
    gathered = Harvest()
    page = workspace.tools.archive.store(fetched)
    workspace.tools.archive.flush()
    gather_read(workspace.tools, source, FetchedPages((fetched,), ((entry, page),), ()), workspace.memory, gathered)
    batch = assemble("file", started_at, workspace.tools.now(), [gathered], workspace.memory)
    notes = [_UNDATED for article in gathered.articles if article.published_at is None]
    notes += [] if watched or not gathered.articles else [_of_no_source(source)]
    return replace(load_batch(workspace, batch), notes=tuple(notes))


def _of_no_source(source: Source) -> str:
    return (
        f"{source.name} belongs to no source of sources.toml; the article is kept under the source {source.source_id} "
        "and counts as an outlet of its own (docs/adding-a-source.md)"
    )


def ingest_feed(workspace: Workspace, path: Path, source: Source) -> Summary:
    """Load one saved feed or sitemap of a source, and the pages it leads to. Raises InputError."""
    started_at = workspace.tools.now()
    feed = saved_feed(source)
    fetched = _fetched(workspace, path, Request(feed.url, source.source_id, "feed", feed.feed_id))
    polled = read_feed(workspace.tools, source, feed, fetched, workspace.memory)
    gathered = Harvest()
    gather(workspace.tools, source, polled, workspace.memory, gathered)
    gathered.states.clear()  # a file says nothing of the health of a feed
    return load_batch(workspace, assemble("file", started_at, workspace.tools.now(), [gathered], workspace.memory))


def saved_feed(source: Source) -> Feed:
    """Make the feed that a saved file stands for."""
    first = source.feeds[0]
    return replace(first, feed_id=f"{source.source_id}.file", url=source.homepage, evidence="a file given by the user")


def unknown_source(url: str) -> Source:
    """Make a source for a page of a site that sources.toml does not know; its id is the host's name.

    Raises InputError for a host that is no name.
    """
    host = (urlsplit(identity.canonical_url(url)).hostname or "").removeprefix("www.")
    try:
        return _source_of_host(host)
    except ValidationError:
        raise InputError(
            f"the host of {url!r} is no name such as news.example; give the page's public address"
        ) from None


def _source_of_host(host: str) -> Source:
    return Source(
        source_id=host.replace(":", "-").replace(".", "-"),
        name=host,
        kind="independent",
        country="ZZ",  # ISO 3166-1: unknown
        homepage=f"https://{host}/",
        hosts=(host,),
        identity="url",
        language="en",
        terms="not known",
        cron="0 0 1 1 *",
        timezone="UTC",
        feeds=(),
    )


def page_entry(source_id: str, feed_id: str, url: str, published_at: datetime | None, guid: str | None = None) -> Entry:
    """Make the entry of a page that no feed led to; `published_at` is what the user gave. Its guid is its URL."""
    raw = published_at.isoformat() if published_at else None
    basis = Basis.GIVEN if published_at else Basis.NONE
    guid = guid or url
    return Entry(digest(feed_id, guid), feed_id, source_id, guid, url, "", "", raw, published_at, basis)


def _fetched(workspace: Workspace, path: Path, request: Request, published_at: datetime | None = None) -> Fetched:
    """Make the answer that a file stands for. What the user said of it is kept in the archive with its bytes."""
    body = read_file(path, workspace.config.settings.limits.decoded_bytes)
    content_type = "text/plain" if path.suffix.lower() in _TEXT_SUFFIXES else "text/html"
    headers = (("content-type", content_type),) if request.kind == "page" else ()
    given = ((PUBLISHED_HEADER, published_at.isoformat()),) if published_at else ()
    return Fetched(request, Outcome.OK, workspace.tools.now(), 200, request.url, headers + given, body, len(body))


def read_file(path: Path, limit_bytes: int) -> bytes:
    """Read a file, gunzipped where it is gzip. Raises InputError that says what is wrong and what to do."""
    try:
        with path.open("rb") as plain:
            opened = gzip.GzipFile(fileobj=plain) if plain.peek(2)[:2] == b"\x1f\x8b" else plain
            body = opened.read(limit_bytes + 1)
    except FileNotFoundError:
        raise InputError(f"no such file: {path}") from None
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None
    if len(body) > limit_bytes:
        raise InputError(f"{path}: larger than {limit_bytes} bytes; limits.decoded_bytes in settings.toml is the bound")
    if not body.strip():
        raise InputError(f"{path}: empty file; nothing to load")
    return body
