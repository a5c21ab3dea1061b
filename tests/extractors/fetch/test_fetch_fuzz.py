"""Whatever a server says, every fetch ends in an outcome; nothing is raised."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from config.schema import Settings
from extractors.fetch import Fetcher
from extractors.records import Outcome, Request
from tests.extractors.fetch.hostile import LIMITS, HostileServer, raw

# Pieces from which broken answers are put together.
WORDS = st.sampled_from(
    [b"HTTP/1.1 ", b"200 OK", b"302 X", b"304 X", b"429 X", b"\r\n", b"\n", b"\r\n\r\n", b": ", b"0\r\n\r\n",
     b"5\r\nabcde\r\n", b"Content-Length", b"Content-Encoding",
     b"Transfer-Encoding", b"chunked", b"gzip", b"\x1f\x8b\x08\x00", b"Location",
     b"/x", b"//", b"http:", b"Retry-After", b"Date", b"99", b"-1", b"\x00", b"\xff", b"ETag", b"1e9"]
)  # fmt: skip
NAMES = [b"Location", b"Retry-After", b"Content-Length", b"Content-Encoding", b"Date", b"Transfer-Encoding"]
ANSWERS = st.one_of(
    st.binary(max_size=100),
    st.lists(WORDS, max_size=20).map(b"".join),
    st.lists(WORDS, max_size=20).map(lambda words: b"HTTP/1.1 200 OK\r\n" + b"".join(words)),
    st.builds(
        lambda status, name, value: b"HTTP/1.1 %d X\r\n%s: %s\r\n\r\nbody" % (status, name, value),
        st.integers(100, 999),
        st.sampled_from(NAMES),
        st.binary(max_size=30).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b"")),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile() -> Iterator[HostileServer]:
    server = HostileServer()
    yield server
    server.close()


@examples(deadline=None)  # the time is the network's
@given(answer=ANSWERS, kind=st.sampled_from(["feed", "page", "sitemap"]))
def test_any_answer_ends_in_an_outcome(answer: bytes, kind: str, hostile: HostileServer) -> None:
    fetch = Fetcher(Settings(allow_loopback=True, limits=LIMITS), sleep=lambda _: None, resolve=lambda host, port: [])
    url = hostile.serve([raw(answer), raw(b"HTTP/1.1 418 X\r\n\r\n")])
    hostile.asked.clear()

    fetched = fetch(Request(url, "wire", kind, etag='"1"'))

    assert isinstance(fetched.outcome, Outcome)
    assert fetched.body == b"" or fetched.outcome in (Outcome.OK, Outcome.PARTIAL)
    assert (fetched.message is None) == (fetched.outcome in (Outcome.OK, Outcome.NOT_MODIFIED))
