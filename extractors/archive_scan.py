"""Reads WARC files from end to end: our own archive back into pages and requests, and captures made by others.

Knows no warehouse. A record that is cut, broken or too large is a Broken with its place; the rest is read on.
"""

from __future__ import annotations

import hashlib
import io
from base64 import b32encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from extractors.archive_blocks import Block, Broken, blocks
from extractors.archive_files import CLOSED, OPEN
from extractors.article_text import one_line
from extractors.fetch_body import GZIP_MAGIC, read_body
from extractors.fetch_error import Body
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
        entity = _entity(record)
        body = _content(record, entity, max_body_bytes)
        fault = _fault(record, entity, body)
        if fault:
            return Broken(block.offset, fault)
        return Capture(_fetched(record, body.content), name, block.offset)
    except AttributeError:  # so warcio fails on it
        return Broken(block.offset, "a record without its address (WARC-Target-URI)")
    except (*_RAISES, StopIteration) as error:
        return Broken(block.offset, f"no readable record ({type(error).__name__}: {one_line(str(error))[:80]})")


def _entity(record: ArcWarcRecord) -> bytes:
    """Give the payload without its chunks; the record that holds it is bounded."""
    payload = bytes(record.raw_stream.read())
    is_chunked = "chunked" in _http_header(record, "transfer-encoding")
    return bytes(ChunkedDataReader(io.BytesIO(payload)).read()) if is_chunked else payload


def _content(record: ArcWarcRecord, entity: bytes, max_bytes: int) -> Body:
    """Unpack an entity. Some makers unpack it and leave the header that says otherwise."""
    coding = _http_header(record, "content-encoding")
    if coding == "deflate":
        entity = bytes(BufferedReader(io.BytesIO(entity), decomp_type=coding).read(max_bytes + 1))
    is_gzip = coding in ("gzip", "x-gzip") and entity.startswith(GZIP_MAGIC)
    return read_body([entity], is_gzip, len(entity), max_bytes)


def _http_header(record: ArcWarcRecord, name: str) -> str:
    value = record.http_headers.get_header(name) if record.http_headers else None
    return (value or "").strip().lower()


def _fault(record: ArcWarcRecord, entity: bytes, body: Body) -> str | None:
    if body.fault is not None:
        return body.fault.message
    if record.rec_headers.get_header("WARC-Truncated"):
        return "a body that its maker cut off (WARC-Truncated)"
    return (
        "a body with another digest than its record says" if _has_other_digest(record, (entity, body.content)) else None
    )


def _has_other_digest(record: ArcWarcRecord, payloads: Iterable[bytes]) -> bool:
    """Say whether the bytes are not those that were stored. A digest of a kind that is not known says nothing.

    Over which form of the payload its digest goes, makers do not agree: as sent, without its chunks (ISO 28500:2017,
    6.3.3), or unpacked. That of the whole block leaves no doubt.
    """
    problems = " ".join(record.digest_checker.problems)
    if "block digest failed" in problems:
        return True
    is_block_sound = record.rec_headers.get_header("WARC-Block-Digest") and "block digest" not in problems
    if "payload digest failed" not in problems or is_block_sound:
        return False
    algorithm, _, written = record.rec_headers.get_header("WARC-Payload-Digest").partition(":")
    digests = [hashlib.new(algorithm, payload) for payload in payloads]
    forms = {form for each in digests for form in (b32encode(each.digest()).decode(), each.hexdigest().upper())}
    return written.upper() not in forms


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
