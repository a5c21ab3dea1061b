"""Cuts a WARC file, gzipped or plain, into whole records, and goes on behind one that is cut or broken.

Knows of a record only how it begins and how long it says it is. One gzip member holds one record (ISO 28500:2017, annex
D); the file is mapped, not read, so that its size does not matter.
"""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import InputError

_GZIP = b"\x1f\x8b\x08"
_WARC = b"WARC/"
_CHUNK_BYTES = 1 << 16
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_FIRST_LINE = re.compile(rb"WARC/\d\.\d+\r?\n")
_HEADER_BYTES = 1 << 16
_HEADER_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Block:
    """One whole record as bytes, and where in the file it starts."""

    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch of the file from which no record can be had."""

    offset: int
    message: str


def blocks(path: Path, max_bytes: int) -> Iterator[Block | Broken]:
    """Give every record of a WARC file in order. A record of more than `max_bytes` is Broken. Raises InputError."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                return
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield from _blocks(data, max_bytes, path)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None


def _blocks(data: mmap.mmap, max_bytes: int, path: Path) -> Iterator[Block | Broken]:
    if data[:3] == _GZIP:
        cut, sign = _gzip_block, _GZIP
    elif data[:5] == _WARC:
        cut, sign = _plain_block, _WARC
    else:
        raise InputError(f"{path}: no WARC file (it begins {bytes(data[:8])!r})")
    position = 0
    while 0 <= position < len(data):
        found = cut(data, position, max_bytes)
        if isinstance(found, Broken):
            yield found
            position = _next_start(data, position + 1, sign)
        else:
            block, position = found
            yield block


def _next_start(data: mmap.mmap, position: int, sign: bytes) -> int:
    """Find where the next record begins, or -1. Bytes that only look like a gzip header inflate to no WARC."""
    while (position := data.find(sign, position)) >= 0:
        if sign == _WARC or _inflate(data, position, 5)[0] == _WARC:
            return position
        position += 1
    return -1


def _gzip_block(data: mmap.mmap, position: int, max_bytes: int) -> tuple[Block, int] | Broken:
    record, end, fault = _inflate(data, position, max_bytes + 1)
    if fault:
        return Broken(position, fault)
    if end is None:
        return Broken(position, f"a record of more than {max_bytes} bytes")
    needed = _needed_bytes(record)
    if needed is None or len(record) < needed:
        return Broken(position, "a record that is cut off" if needed else "no WARC record")
    if _WARC in record[needed:][:16]:
        return Broken(position, "several records in one gzip member; `warcio recompress` makes a file that can be read")
    return Block(position, record), end


def _inflate(data: mmap.mmap, position: int, max_bytes: int) -> tuple[bytes, int | None, str | None]:
    """Give (the first `max_bytes` of the member, where it ends or None if beyond them, what is wrong with it)."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    out = bytearray()
    while not inflate.eof and len(out) < max_bytes:
        waiting = inflate.unconsumed_tail
        if not waiting:
            waiting = data[position : position + _CHUNK_BYTES]
            position += len(waiting)
        if not waiting:
            return bytes(out), None, "the file is cut off inside a record"
        try:
            out += inflate.decompress(waiting, max_bytes - len(out))
        except zlib.error as error:
            return bytes(out), None, f"damaged gzip data ({error})"
    end = position - len(inflate.unused_data) if inflate.eof else None
    return bytes(out), end, None


def _plain_block(data: mmap.mmap, position: int, max_bytes: int) -> tuple[Block, int] | Broken:
    needed = _needed_bytes(data[position : position + _HEADER_BYTES])
    if needed is None:
        return Broken(position, "no WARC record")
    end = position + needed
    if end > len(data):
        return Broken(position, "the file is cut off inside a record")
    after = data[end : end + 4]
    start = end + len(after) - len(after.lstrip(b"\r\n"))
    is_followed = start > end and data[start : start + 5] == _WARC
    if not (is_followed or after == b"\r\n\r\n" or end == len(data)):
        return Broken(position, "a record that is cut off")
    if needed > max_bytes:
        return Broken(position, f"a record of more than {max_bytes} bytes")
    return Block(position, data[position:end]), start


def _needed_bytes(record: bytes) -> int | None:
    """Give how long a record is, header and content, by its own Content-Length; None when it has none.

    A header that is cut off runs into the next record's: it must not lend its address to the other's content.
    """
    end = _HEADER_END.search(record, 0, _HEADER_BYTES)
    head = record[: end.end()] if end else b""
    length = _LENGTH.search(head) if _FIRST_LINE.match(head) and head.count(b"WARC/1.") == 1 else None
    return len(head) + int(length.group(1)) if length else None
