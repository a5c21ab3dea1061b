"""Reads WARC files from end to end: our own archive back into pages and requests, and captures made by others.

Knows no warehouse. A record that is cut, broken or too large is a Broken with its place; the rest is read on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from extractors.archive_blocks import Block, Broken, blocks
from extractors.archive_files import CLOSED, OPEN
from extractors.article_text import one_line
from extractors.records import Fetched, Outcome, Page, Request, page_of

_READ = ("response", "resource")
_RAISES = (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, LookupError, EOFError, OSError)
_HEAD_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Capture:
    """One stored answer: the Fetched it was, and where it lies. `kind` and `feed_id` of the request are ours alone."""

    fetched: Fetched
    archive_file: str
    archive_offset: int

    @property
    def page(self) -> Page:
        """Give the page that storing this answer made."""
        return page_of(self.fetched, self.archive_file, self.archive_offset)


def captures(path: Path, max_body_bytes: int) -> Iterator[Capture | Broken | None]:
    """Give each answer in a WARC file, a Broken where there is none to be had, None for records that are no answers.

    Bodies are decoded; one of more than `max_body_bytes` is a Broken. Raises InputError for a file that is no WARC.
    """
    name = path.name.removesuffix(OPEN) + CLOSED if path.name.endswith(OPEN) else path.name
    for block in blocks(path, max_body_bytes + _HEAD_BYTES):
        yield block if isinstance(block, Broken) else _capture(block, name, max_body_bytes)


def _capture(block: Block, name: str, max_body_bytes: int) -> Capture | Broken | None:
    try:
        record = next(iter(WARCIterator(io.BytesIO(block.data), check_digests=True)))
        if record.rec_type not in _READ:
            return None
        body = _body(record, max_body_bytes)
        fault = _fault(record, body, max_body_bytes)
        if fault:
            return Broken(block.offset, fault)
        return Capture(_fetched(record, body), name, block.offset)
    except (*_RAISES, StopIteration) as error:
        return Broken(block.offset, f"no readable record ({type(error).__name__}: {one_line(str(error))[:80]})")


def _body(record: ArcWarcRecord, max_body_bytes: int) -> bytes:
    stream, out = record.content_stream(), bytearray()
    while len(out) <= max_body_bytes:
        chunk = stream.read(min(1 << 16, max_body_bytes + 1 - len(out)))
        if not chunk:
            break
        out += chunk
    return bytes(out)


def _fault(record: ArcWarcRecord, body: bytes, max_body_bytes: int) -> str | None:
    if len(body) > max_body_bytes:
        return f"a body of more than {max_body_bytes} bytes"
    if record.rec_headers.get_header("WARC-Truncated"):
        return "a body that its maker cut off (WARC-Truncated)"
    if record.digest_checker.passed is False:
        return "a body with another digest than its record says"
    return None


def _fetched(record: ArcWarcRecord, body: bytes) -> Fetched:
    ours = record.rec_headers.get_header
    final_url = ours("WARC-Target-URI") or ""
    request = Request(
        url=ours("Trucewire-Request-URI") or final_url,
        source_id=ours("Trucewire-Source-Id") or "",
        kind=ours("Trucewire-Kind") or "page",
        feed_id=ours("Trucewire-Feed-Id"),
    )
    http = record.http_headers
    headers = tuple(http.headers) if http else (("content-type", record.content_type or ""),)
    status = int(http.get_statuscode()) if http else None
    at = _time(ours("WARC-Date") or "")
    return Fetched(request, Outcome.OK, at, status, final_url, headers, body, len(body))


def _time(written: str) -> datetime:
    """Read a WARC-Date (W3C form of ISO 8601). Raises ValueError."""
    at = datetime.fromisoformat(written)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
