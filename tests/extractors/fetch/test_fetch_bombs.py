"""Bombs against the shipped limits, in a child process: growth under 150 MB, done within 3 s."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache

import pytest

from extractors.records import Outcome
from tests.extractors.fetch import one_fetch
from tests.extractors.fetch.hostile import HostileServer, Script, Talk, reply

MB = 1_000_000
ZIPPED = ("Content-Encoding", "gzip")


def gigabyte(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(1_000):
        talk.send(b"0" * MB)


def tiny_chunks(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        talk.send(b"1\r\n0\r\n" * 10_000)


@cache
def packed() -> bytes:
    """Pack a gigabyte of zeros without holding them: when first asked for, for it takes seconds."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31, strategy=zlib.Z_RLE)
    return b"".join(packer.compress(bytes(MB)) for _ in range(1_000)) + packer.flush()


Bomb = tuple[Callable[[], Script], str, Outcome]
BOMBS: dict[str, Bomb] = {
    "1 GB": (lambda: gigabyte, "page", Outcome.TOO_LARGE),
    "1 GB packed into 1 MB": (lambda: reply(200, packed(), ZIPPED), "page", Outcome.TOO_LARGE),
    "1 GB packed twice": (lambda: reply(200, gzip.compress(packed()), ZIPPED), "feed", Outcome.BAD_ENCODING),
    "1 GB as a file": (lambda: reply(200, packed()), "sitemap", Outcome.TOO_LARGE),
    "1 GB as a packed file": (lambda: reply(200, gzip.compress(packed()), ZIPPED), "sitemap", Outcome.TOO_LARGE),
    "200,000 members": (lambda: reply(200, gzip.compress(b"") * 200_000, ZIPPED), "page", Outcome.BAD_ENCODING),
    "chunks of one byte": (lambda: tiny_chunks, "page", Outcome.TOO_LARGE),
    "brotli": (lambda: reply(200, b"\x0b", ("Content-Encoding", "br")), "page", Outcome.BAD_ENCODING),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(name: str, server: HostileServer) -> None:
    make_script, kind, expected = BOMBS[name]
    url = server.serve(make_script())

    child = subprocess.run(
        [sys.executable, "-m", one_fetch.__name__, url, kind], capture_output=True, text=True, timeout=60, check=True
    )

    outcome, took_s, growth_bytes, n_wire_bytes = json.loads(child.stdout)
    assert outcome == expected
    assert took_s < 3
    assert growth_bytes < 150 * MB
    assert n_wire_bytes < 6 * MB
