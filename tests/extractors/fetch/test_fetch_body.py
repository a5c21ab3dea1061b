"""The bounded inflate: below its bound it is gzip.decompress, above it it stops, whatever the pieces."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.fetch_body import read_body, unpack
from extractors.records import Outcome

LIMIT = 50_000
CONTENT = st.one_of(st.binary(max_size=3_000), st.builds(lambda size: b"\x00" * size, st.integers(0, 2 * LIMIT)))


def pieces(data: bytes, cuts: list[int]) -> Iterator[bytes]:
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return (data[start:end] for start, end in pairwise(edges))


@given(st.lists(CONTENT, min_size=1, max_size=4), st.lists(st.integers(0, 10**6), max_size=6), st.integers(0, 9))
def test_inflate_equals_gzip_below_the_bound(members: list[bytes], cuts: list[int], level: int) -> None:
    packed = b"".join(gzip.compress(member, level) for member in members)

    body = read_body(pieces(packed, cuts), True, 10**6, LIMIT)

    whole = gzip.decompress(packed)
    if len(whole) <= LIMIT:
        assert (body.content, body.fault, body.n_wire_bytes) == (whole, None, len(packed))
    else:
        assert body.fault is not None
        assert body.fault.outcome is Outcome.TOO_LARGE
        assert len(body.content) <= LIMIT + 1


@given(st.binary(min_size=1, max_size=3_000), st.integers(1, 10**6))
def test_a_cut_stream_is_never_taken_for_a_whole_one(content: bytes, cut: int) -> None:
    packed = gzip.compress(content)
    kept = packed[: cut % len(packed)]

    body = read_body([kept], True, 10**6, LIMIT)

    assert body.fault is not None
    assert body.fault.outcome is Outcome.CORRUPT_BODY
    assert content.startswith(body.content)


@given(st.binary(max_size=200))
@example(b"\x1f\x8b")
@example(gzip.compress(b"") + b"\x00")
@example(b"\x00" + gzip.compress(b"x"))
def test_any_bytes_end_as_gzip_takes_them_or_in_a_fault(data: bytes) -> None:
    body = read_body([data], True, 10**6, LIMIT)

    try:
        expected = gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        assert body.fault is not None
    else:
        # gzip takes no bytes at all for an empty body; an answer said to be gzip that is empty is broken.
        assert (body.fault is not None) if not data else (body.content, body.fault) == (expected, None)


@given(st.binary(max_size=200), st.integers(0, 100))
def test_plain_bytes_are_counted(data: bytes, limit: int) -> None:
    body = read_body(pieces(data, [7, 50]), False, limit, 10**6)

    assert (body.fault is None) == (len(data) <= limit)
    if body.fault is None:
        assert body.content == data


@pytest.mark.parametrize("size", [LIMIT - 1, LIMIT, LIMIT + 1])
def test_the_bound_is_exact(size: int) -> None:
    packed = gzip.compress(b"\x00" * size)

    for body in (read_body([packed], True, 10**6, LIMIT), unpack(read_body([packed], False, 10**6, LIMIT), LIMIT)):
        assert (body.fault is None) == (size <= LIMIT)


def test_a_wrong_checksum_costs_no_more_than_the_last_slice() -> None:
    content = Random(1).randbytes(20_000)
    packed = gzip.compress(content)

    body = read_body([packed[:-8] + b"00000000"], True, 10**6, LIMIT)

    assert body.fault is not None
    assert body.fault.outcome is Outcome.CORRUPT_BODY
    assert content.startswith(body.content)
    assert len(body.content) > 15_000
