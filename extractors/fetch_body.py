"""Reads the body of an answer within bounds: bytes on the wire, bytes decoded, gzip and nothing else.

Knows no socket: it is given the chunks as they come. zlib is used directly because the decoders of HTTP clients inflate
a whole chunk at once, whatever comes out of it, and take a cut gzip stream for a whole one (RFC 1952, RFC 9110 8.4).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractors.fetch_error import Answer, Body, FetchError
from extractors.records import Outcome

GZIP_MAGIC = b"\x1f\x8b"
_GZIP_FRAME = 31  # zlib's window bits for "gzip with header and trailer"
_SLICE = 4096  # small, so that a bad checksum costs no more than this, and a member's end copies no more
_MAX_PIECES = 20_000  # a chunk of one byte costs as much time as one of 64 kB
_MAX_MEMBERS = 1000  # a member costs time, not bytes: 250,000 empty ones fit into 5 MB


def read(answer: Answer, chunks: Iterable[bytes], max_wire: int, max_decoded: int, is_file_unpacked: bool) -> Body:
    """Read the body that `answer` announces; `is_file_unpacked` inflates a `.gz` file too, within `max_decoded`.

    It never raises a FetchError: where reading stopped early, `body.fault` says why.
    """
    try:
        is_gzip = is_gzip_coded(answer.header("content-encoding"))
        check_length(answer.header("content-length"), max_wire)
    except FetchError as fault:
        return Body(fault=fault)
    body = read_body(chunks, is_gzip, max_wire, max_decoded)
    if is_file_unpacked:
        body = unpack(body, max_decoded)
    if (is_gzip or is_file_unpacked) and body.content.startswith(GZIP_MAGIC):
        return Body(b"", body.n_wire_bytes, FetchError(Outcome.BAD_ENCODING, "the body is packed more than once"))
    return body


def is_gzip_coded(coding: str | None) -> bool:
    """Say whether the Content-Encoding is gzip (True) or none (False). Raises FetchError(BAD_ENCODING)."""
    layers = [layer for layer in (coding or "").lower().replace(" ", "").split(",") if layer not in ("", "identity")]
    if layers in (["gzip"], ["x-gzip"]):
        return True
    if not layers:
        return False
    raise FetchError(Outcome.BAD_ENCODING, f"the body is packed as {', '.join(layers)[:60]!r}; only gzip was asked for")


def check_length(announced: str | None, max_wire: int) -> None:
    """Raise FetchError(TOO_LARGE) if the Content-Length alone is too much."""
    if announced is not None and announced.isdecimal():
        _bound(int(announced), max_wire, "on the wire")


def read_body(chunks: Iterable[bytes], is_gzip: bool, max_wire: int, max_decoded: int) -> Body:
    """Collect `chunks` into a body."""
    content = bytearray()
    wire = Wire(chunks, max_wire)
    try:
        for piece in inflate(wire, max_decoded) if is_gzip else wire:
            content += piece
            _bound(len(content), max_decoded, "decoded")
    except FetchError as fault:
        return Body(bytes(content), wire.n_bytes, fault)
    return Body(bytes(content), wire.n_bytes)


def unpack(body: Body, max_decoded: int) -> Body:
    """Inflate a body that is itself a gzip file (`sitemap.xml.gz`); other bodies and unusable ones stay as they are."""
    if not body.content.startswith(GZIP_MAGIC) or (body.fault and body.fault.outcome is not Outcome.CORRUPT_BODY):
        return body
    inner = read_body([body.content], True, len(body.content), max_decoded)
    return Body(inner.content, body.n_wire_bytes, body.fault or inner.fault)


@dataclass(slots=True)
class Wire:
    """The chunks as they come, counted, up to a limit of bytes and of pieces."""

    chunks: Iterable[bytes]
    limit: int
    n_bytes: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[bytes]:
        for n_pieces, chunk in enumerate(self.chunks):
            self.n_bytes += len(chunk)
            if n_pieces > _MAX_PIECES:
                raise FetchError(Outcome.TOO_LARGE, f"the body comes in more than {_MAX_PIECES:,} pieces")
            _bound(self.n_bytes, self.limit, "on the wire")
            yield chunk


def inflate(chunks: Iterable[bytes], max_decoded: int) -> Iterator[bytes]:
    """Inflate a gzip stream of one or more members, piece by piece, at most one byte beyond `max_decoded`.

    Raises FetchError: TOO_LARGE, CORRUPT_BODY (cut, or wrong checksum), BAD_ENCODING (too many members).
    """
    n_decoded, n_members, is_open = 0, 0, False
    member = zlib.decompressobj(_GZIP_FRAME)
    for piece in _slices(chunks):
        rest = piece
        while rest:
            if not is_open:
                rest = rest.lstrip(b"\x00") if n_members else rest  # gzip allows zero padding between members
                if not rest:
                    break
                member, n_members, is_open = zlib.decompressobj(_GZIP_FRAME), n_members + 1, True
                _bound_members(n_members)
            content = _step(member, rest, max_decoded + 1 - n_decoded)
            n_decoded += len(content)
            yield content
            _bound(n_decoded, max_decoded, "decoded")
            rest = member.unused_data if member.eof else member.unconsumed_tail
            is_open = not member.eof
    if is_open or not n_members:
        raise FetchError(Outcome.CORRUPT_BODY, "the gzip body ends too early")


def _step(member: zlib._Decompress, piece: bytes, room: int) -> bytes:
    try:
        return member.decompress(piece, room)
    except zlib.error as error:
        raise FetchError(Outcome.CORRUPT_BODY, f"the gzip body is damaged ({error})") from None


def _slices(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), _SLICE):
            yield chunk[start : start + _SLICE]


def _bound(n_bytes: int, limit: int, where: str) -> None:
    if n_bytes > limit:
        raise FetchError(
            Outcome.TOO_LARGE, f"the body has more than {limit:,} bytes {where}; raise the limit if it is wanted"
        )


def _bound_members(n_members: int) -> None:
    if n_members > _MAX_MEMBERS:
        raise FetchError(Outcome.BAD_ENCODING, f"the gzip body has more than {_MAX_MEMBERS:,} members")
