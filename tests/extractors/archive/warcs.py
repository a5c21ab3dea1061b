"""Makes WARC files as others make them: warcinfo, request and response records, gzipped a record or plain."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def response(url: str, body: bytes, at: str, *headers: tuple[str, str], is_gzip: bool = True, **warc: str) -> bytes:
    """Make one response record as bytes, with the digests that warcio computes."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=is_gzip)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8"), *headers], protocol="HTTP/1.1")
    named = {"WARC-Date": at, **{name.replace("_", "-"): value for name, value in warc.items()}}
    record = writer.create_warc_record(
        url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=named
    )
    writer.write_record(record)
    return buffer.getvalue()


def request(url: str, at: str) -> bytes:
    """Make one request record, which is no answer."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
    record = writer.create_warc_record(url, "request", http_headers=http, warc_headers_dict={"WARC-Date": at})
    writer.write_record(record)
    return buffer.getvalue()


def write(path: Path, records: Iterable[bytes]) -> Path:
    """Put records into one file."""
    path.write_bytes(b"".join(records))
    return path


def one_member(records: Iterable[bytes]) -> bytes:
    """Put plain records into one gzip member, as a careless tool does."""
    return gzip.compress(b"".join(records))
