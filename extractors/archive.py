"""Keeps every fetched body as WARC before anything is read out of it, and gives the bytes back, digest checked.

Knows no warehouse: a Page says where its bytes lie. One gzip member a record (ISO 28500:2017, annex D), so that any
WARC tool reads the files and a file cut at any byte keeps every record before the cut (archive_files). Why warcio:
docs/decisions/archive.md.
"""

from __future__ import annotations

import io
import re
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from uuid import UUID

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.archive_files import CLOSED, OPEN, OpenFile, append, close_file, open_file, repair, sync
from extractors.article_text import one_line
from extractors.errors import StorageError
from extractors.records import Fetched, Page, digest, page_of

MAX_FILE_BYTES = 200_000_000
_SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_FILE_NAME = re.compile(r"\d{8}-[a-z0-9][a-z0-9._-]*-\d{4}\.warc\.gz")
# Secrets, and what described the bytes on the wire: the body is kept as it is after decoding.
_DROPPED_HEADERS = frozenset(
    {"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "proxy-authenticate", "connection",
     "keep-alive", "transfer-encoding", "content-encoding", "content-length", "te", "trailer", "upgrade"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A page whose bytes are not what its row says."""

    page_id: str
    archive_file: str
    message: str


class Archive:
    """The raw archive in `folder`: one file a source and UTC day, a new one when it passes `max_file_bytes`.

    Files are named `.open` while they are written and renamed when closed. Entering repairs what a killed run left
    open. Every method raises StorageError where the disk refuses or does not give back what was stored.
    """

    def __init__(self, folder: Path, *, max_file_bytes: int = MAX_FILE_BYTES) -> None:
        self._folder = folder
        self._max_file_bytes = max_file_bytes
        self._files: dict[str, OpenFile] = {}
        # Sources run side by side and share one archive: one may open a file while another brings all to the disk.
        self._lock = threading.RLock()

    @property
    def folder(self) -> Path:
        """Where the files lie, for `read` in another process."""
        return self._folder

    def __enter__(self) -> Archive:
        repair(self._folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def store(self, fetched: Fetched) -> Page:
        """Append one body and say where it lies. It is safe against a crash of the machine after `flush`."""
        prefix = f"{fetched.fetched_at.astimezone(UTC):%Y%m%d}-{_safe_name(fetched.request.source_id)}"
        record = _record(fetched, digest(fetched.request.url, fetched.body_sha256))
        with self._lock:
            file = self._file(prefix)
            offset = file.size
            append(file, record)
            if file.size >= self._max_file_bytes:
                self._close(prefix)
        return page_of(fetched, file.name, offset)

    def flush(self) -> None:
        """Bring everything stored so far onto the disk; call it before rows that name it are loaded."""
        with self._lock:
            for file in self._files.values():
                sync(file)

    def close(self) -> None:
        """Flush, close and rename all files."""
        with self._lock:
            for prefix in list(self._files):
                self._close(prefix)

    def read(self, page: Page) -> bytes:
        """Give the body of a page again; its SHA-256 is that of the row, or StorageError says what is wrong."""
        return read(self._folder, page)

    def _file(self, prefix: str) -> OpenFile:
        if prefix not in self._files:
            # A new day of the same source ends the file of the day before.
            _, _, source = prefix.partition("-")
            for other in [name for name in self._files if name.partition("-")[2] == source]:
                self._close(other)
            self._files[prefix] = open_file(self._folder, prefix, self._max_file_bytes)
        return self._files[prefix]

    def _close(self, prefix: str) -> None:
        close_file(self._files.pop(prefix), self._folder)


def read(folder: Path, page: Page) -> bytes:
    """Give the body of a page out of the archive in `folder`, finished file or not. Raises StorageError."""
    where = f"{page.archive_file} at {page.archive_offset}"
    try:
        with _path_of(folder, page.archive_file).open("rb") as stream:
            stream.seek(page.archive_offset)
            record = next(iter(ArchiveIterator(stream)), None)
            body = record.content_stream().read(page.n_body_bytes + 1) if record is not None else b""
    except OSError as error:
        raise StorageError(
            f"{where}: cannot be read ({error.strerror or error}); restore the file from a copy"
        ) from None
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
        raise StorageError(f"{where}: no whole record there ({one_line(str(error))[:80]})") from None
    if sha256(body).hexdigest() != page.body_sha256:
        raise StorageError(f"{where}: the bytes have another SHA-256 than page {page.page_id} says")
    return bytes(body)


def verify(folder: Path, pages: Iterable[Page]) -> Iterator[Fault]:
    """Give a Fault for each page whose bytes cannot be read back as they were stored."""
    for page in pages:
        try:
            read(folder, page)
        except StorageError as error:
            yield Fault(page.page_id, page.archive_file, str(error))


def _record(fetched: Fetched, page_id: str) -> bytes:
    """Build one gzipped record: `response` for what a server sent, `resource` for a file that the user gave."""
    content_type = fetched.header("content-type") or "application/octet-stream"
    named = {
        "WARC-Record-ID": f"<urn:uuid:{UUID(hex=digest(page_id, fetched.fetched_at.isoformat()))}>",
        "WARC-Date": _warc_date(fetched.fetched_at),
        "WARC-Payload-Digest": f"sha256:{fetched.body_sha256}",
        "Trucewire-Request-URI": one_line(fetched.request.url),
        "Trucewire-Source-Id": one_line(fetched.request.source_id),
        "Trucewire-Feed-Id": one_line(fetched.request.feed_id),
        "Trucewire-Kind": one_line(fetched.request.kind),
    }
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        one_line(fetched.final_url or fetched.request.url),
        "response" if fetched.status else "resource",
        payload=io.BytesIO(fetched.body),
        length=len(fetched.body),
        warc_content_type="" if fetched.status else one_line(content_type),
        warc_headers_dict={name: value for name, value in named.items() if value},
        http_headers=_http_headers(fetched) if fetched.status else None,
    )
    writer.write_record(record)
    return buffer.getvalue()


def _http_headers(fetched: Fetched) -> StatusAndHeaders:
    status = fetched.status or HTTPStatus.OK
    kept = [(_token(name), _token(value)) for name, value in fetched.headers if name.lower() not in _DROPPED_HEADERS]
    return StatusAndHeaders(
        f"{status} {_phrase(status)}", [*kept, ("Content-Length", str(len(fetched.body)))], "HTTP/1.1"
    )


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _token(text: str) -> str:
    """Make a header's name or value safe to write, spaces as they were: one line of printable ASCII."""
    bare = "".join(char if char.isprintable() else " " for char in text).strip()
    return bare.encode("ascii", "replace").decode("ascii")


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _safe_name(source_id: str) -> str:
    return source_id if _SOURCE_ID.fullmatch(source_id) else digest(source_id)[:16]


def _path_of(folder: Path, archive_file: str) -> Path:
    """Give the file under the name it has now: closed, or still open."""
    if not _FILE_NAME.fullmatch(archive_file):
        raise StorageError(f"{archive_file[:80]!r} is no name of an archive file")
    closed = folder / archive_file
    return closed if closed.exists() else folder / (archive_file.removesuffix(CLOSED) + OPEN)
