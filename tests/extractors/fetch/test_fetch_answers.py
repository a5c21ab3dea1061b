"""Each trouble of the network that an answer can be: played by a hostile server, ended as it should."""

from __future__ import annotations

import gzip
import socket
import zlib
from dataclasses import dataclass, field
from hashlib import sha256

import pytest

from config.schema import Settings
from extractors.fetch import Fetcher
from extractors.records import Outcome, Request
from tests.extractors.fetch.hostile import HostileServer, KeepingBackend, Script, Talk, raw, reply

TEXT = b"<rss>" + b"a truce was agreed. " * 200 + b"</rss>"
PACKED = gzip.compress(TEXT)
ZIPPED = ("Content-Encoding", "gzip")
OK = b"HTTP/1.1 200 OK\r\n"
BOMB = gzip.compress(b"0" * 2_000_000)


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> Script:
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + end)


def endless(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        talk.send(b"0" * 65_536)


def endless_header(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        talk.send(b"0" * 4096)


def endless_informational(talk: Talk) -> None:
    while True:
        talk.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def drip_headers(talk: Talk) -> None:
    talk.drip(b"HTTP/1.1 200 OK\r\nX: " + b"0" * 10_000, 0.05)


def drip_body(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\n\r\n")
    talk.drip(b"0" * 10_000, 0.05)


def silent(talk: Talk) -> None:
    talk.silence()


def silent_in_body(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
    talk.silence()


def reset_in_body(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + TEXT[:1000])
    talk.closing.wait(0.05)  # so that the bytes arrive before the reset discards them
    talk.reset()


@dataclass(frozen=True)
class Case:
    name: str
    script: Script
    outcome: Outcome
    kind: str = "page"
    body: bytes = b""
    asked: dict[str, str] = field(default_factory=dict)


CASES = [
    Case("plain", reply(200, TEXT), Outcome.OK, body=TEXT),
    Case("203", reply(203, TEXT), Outcome.OK, body=TEXT),
    Case("empty", reply(200), Outcome.OK),
    Case("204", raw(b"HTTP/1.1 204 No Content\r\n\r\n"), Outcome.OK),
    Case("206 unasked", reply(206, TEXT), Outcome.HTTP_ERROR),
    Case("close ends the body", raw(b"HTTP/1.0 200 OK\r\n\r\n" + TEXT), Outcome.OK, body=TEXT),
    Case("chunked", chunked(TEXT[:10], TEXT[10:]), Outcome.OK, body=TEXT),
    Case("gzip", reply(200, PACKED, ZIPPED), Outcome.OK, body=TEXT),
    Case("x-gzip", reply(200, PACKED, ("content-encoding", "X-GZIP")), Outcome.OK, body=TEXT),
    Case("identity", reply(200, TEXT, ("Content-Encoding", "identity")), Outcome.OK, body=TEXT),
    Case("two members", reply(200, PACKED + PACKED, ZIPPED), Outcome.OK, body=TEXT * 2),
    Case("padded gzip", reply(200, PACKED + b"\x00" * 512, ZIPPED), Outcome.OK, body=TEXT),
    # what is too large
    Case("1 GB announced", reply(200, b"x", length=1_000_000_000), Outcome.TOO_LARGE),
    Case("20 digits announced", reply(200, b"x", length=10**19), Outcome.TOO_LARGE),
    Case("400 digits announced", reply(200, b"x", length=10**400), Outcome.NETWORK_ERROR),
    Case("endless", endless, Outcome.TOO_LARGE),
    Case("endless feed", endless, Outcome.TOO_LARGE, "feed"),
    Case("bomb", reply(200, BOMB, ZIPPED), Outcome.TOO_LARGE),
    Case("bomb of zeros in many members", reply(200, gzip.compress(b"0" * 9_000) * 50, ZIPPED), Outcome.TOO_LARGE),
    Case("bomb as a file", reply(200, BOMB), Outcome.TOO_LARGE, "sitemap"),
    Case("endless header", endless_header, Outcome.TOO_LARGE),
    Case("endless informational answers", endless_informational, Outcome.TOO_LARGE),
    # encodings
    Case("brotli", reply(200, b"\x0b\x02\x80", ("Content-Encoding", "br")), Outcome.BAD_ENCODING),
    Case("zstd", reply(200, b"\x28\xb5\x2f\xfd", ("Content-Encoding", "zstd")), Outcome.BAD_ENCODING),
    Case("deflate", reply(200, zlib.compress(TEXT), ("Content-Encoding", "deflate")), Outcome.BAD_ENCODING),
    Case("gzip twice, said", reply(200, b"", ("Content-Encoding", "gzip, gzip")), Outcome.BAD_ENCODING),
    Case("gzip twice, in two headers", reply(200, PACKED, ZIPPED, ZIPPED), Outcome.BAD_ENCODING),
    Case("gzip in gzip", reply(200, gzip.compress(PACKED), ZIPPED), Outcome.BAD_ENCODING),
    Case("gzip in gzip in a feed", reply(200, gzip.compress(PACKED), ZIPPED), Outcome.BAD_ENCODING, "feed"),
    Case("bomb in gzip", reply(200, gzip.compress(BOMB), ZIPPED), Outcome.BAD_ENCODING),
    Case("empty members without end", reply(200, gzip.compress(b"") * 1_500, ZIPPED), Outcome.BAD_ENCODING),
    # .xml.gz
    Case("xml.gz", reply(200, PACKED), Outcome.OK, "sitemap", TEXT),
    Case("xml.gz, also coded", reply(200, gzip.compress(PACKED), ZIPPED), Outcome.OK, "sitemap", TEXT),
    Case("xml.gz, coded as itself", reply(200, PACKED, ZIPPED), Outcome.OK, "sitemap", TEXT),
    Case("three layers", reply(200, gzip.compress(gzip.compress(PACKED)), ZIPPED), Outcome.BAD_ENCODING, "sitemap"),
    Case("a page's gz file stays as it is", reply(200, PACKED), Outcome.OK, "page", PACKED),
    # cut and damaged
    Case("cut gzip", reply(200, PACKED[:-10], ZIPPED), Outcome.CORRUPT_BODY),
    Case("not gzip at all", reply(200, TEXT, ZIPPED), Outcome.CORRUPT_BODY),
    Case("no gzip byte", reply(200, b"", ZIPPED), Outcome.CORRUPT_BODY),
    Case("wrong checksum", reply(200, PACKED[:-8] + b"00000000", ZIPPED), Outcome.CORRUPT_BODY),
    Case("garbage after gzip", reply(200, PACKED + b"garbage", ZIPPED), Outcome.CORRUPT_BODY),
    Case("second member cut", reply(200, PACKED + PACKED[:-9], ZIPPED), Outcome.CORRUPT_BODY),
    Case("shorter than said", reply(200, TEXT, length=len(TEXT) + 9), Outcome.CORRUPT_BODY),
    Case("cut chunked", chunked(TEXT, end=b""), Outcome.CORRUPT_BODY),
    Case("cut within a chunk", chunked(TEXT, end=b"ff\r\nabc"), Outcome.CORRUPT_BODY),
    Case("reset in body", reset_in_body, Outcome.CORRUPT_BODY),
    Case("cut feed", reply(200, TEXT, length=len(TEXT) + 9), Outcome.PARTIAL, "feed", TEXT),
    Case("cut chunked feed", chunked(TEXT, end=b""), Outcome.PARTIAL, "feed", TEXT),
    Case("reset in feed", reset_in_body, Outcome.PARTIAL, "feed", TEXT[:1000]),
    Case("second member cut in feed", reply(200, PACKED + PACKED[:4], ZIPPED), Outcome.PARTIAL, "feed", TEXT),
    Case("cut xml.gz", reply(200, PACKED + PACKED[:4]), Outcome.PARTIAL, "sitemap", TEXT),
    Case("feed cut before anything came", reply(200, b"", length=9), Outcome.CORRUPT_BODY, "feed"),
    # time
    Case("dripping headers", drip_headers, Outcome.DEADLINE),
    Case("dripping body", drip_body, Outcome.DEADLINE),
    Case("dripping feed", drip_body, Outcome.DEADLINE, "feed"),
    Case("silent", silent, Outcome.TIMEOUT),
    Case("silent in body", silent_in_body, Outcome.TIMEOUT),
    # not HTTP
    Case("not HTTP", raw(b"220 mail.example ESMTP\r\n"), Outcome.NETWORK_ERROR),
    Case("a header that is none", raw(b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n"), Outcome.NETWORK_ERROR),
    Case("two lengths", raw(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), Outcome.NETWORK_ERROR),
    Case("switching protocols", raw(b"HTTP/1.1 101 X\r\nUpgrade: x\r\n\r\n"), Outcome.NETWORK_ERROR),
    # status
    Case("404", reply(404, b"gone"), Outcome.GONE),
    Case("410", reply(410), Outcome.GONE),
    Case("400", reply(400), Outcome.HTTP_ERROR),
    Case("418", reply(418), Outcome.HTTP_ERROR),
    Case("500", reply(500), Outcome.HTTP_ERROR),
    Case("599", reply(599), Outcome.HTTP_ERROR),
    Case("300", reply(300), Outcome.HTTP_ERROR),
    # conditional
    Case("304", reply(304), Outcome.NOT_MODIFIED, asked={"etag": '"1"'}),
    Case("304 to a date", reply(304), Outcome.NOT_MODIFIED, asked={"last_modified": "Wed, 13 Jul 2022 19:56:14 GMT"}),
    Case("304 unasked", reply(304), Outcome.HTTP_ERROR),
    Case("same body", reply(200, PACKED, ZIPPED), Outcome.SAME_BODY, asked={"body_sha256": sha256(TEXT).hexdigest()}),
    Case("other body", reply(200, TEXT), Outcome.OK, body=TEXT, asked={"body_sha256": sha256(b"x").hexdigest()}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_each_answer_ends_in_its_outcome(case: Case, server: HostileServer, fetch: Fetcher) -> None:
    url = server.serve(case.script)

    fetched = fetch(Request(url, "wire", case.kind, **case.asked))

    assert (fetched.outcome, fetched.body) == (case.outcome, case.body)
    assert fetched.elapsed_s < 3
    assert fetched.n_attempts == 1
    assert (fetched.message is None) == (case.outcome in (Outcome.OK, Outcome.NOT_MODIFIED, Outcome.SAME_BODY))
    assert server.count("/x") == 1


@pytest.mark.parametrize(
    "script",
    [reply(200, TEXT), reply(404, TEXT), reply(302, b"", ("Location", "/x")), endless, silent_in_body, raw(b"x")],
)
def test_no_connection_is_left_open(script: Script, server: HostileServer, settings: Settings) -> None:
    backend = KeepingBackend()
    Fetcher(settings, backend=backend)(Request(server.serve(script), "wire"))

    assert len(backend.sockets) >= 2
    assert {kept.fileno() for kept in backend.sockets} == {-1}


def test_an_answer_is_told_in_full(server: HostileServer, fetch: Fetcher) -> None:
    url = server.serve(reply(200, PACKED, ZIPPED, ("ETag", '"1"'), ("X-Name", "a"), ("X-Name", "b")))

    fetched = fetch(Request(f"{url}#part", "wire"))

    assert fetched.status == 200
    assert fetched.final_url == url
    assert fetched.header("etag") == '"1"'
    assert [value for name, value in fetched.headers if name == "X-Name"] == ["a", "b"]
    assert fetched.n_wire_bytes == len(PACKED)
    assert fetched.fetched_at.tzinfo is not None
    assert 0 < fetched.elapsed_s < 1


def test_validators_are_sent_as_they_were_left(server: HostileServer, fetch: Fetcher) -> None:
    url = server.serve(reply(304))

    fetched = fetch(Request(url, "wire", "feed", etag='W/"1"', last_modified="Wed, 13 Jul 2022 19:56:14 GMT"))

    assert fetched.n_wire_bytes == 0
    sent = server.asked[-1].headers
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('W/"1"', "Wed, 13 Jul 2022 19:56:14 GMT")


@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', '"ü"', '"\x00"', ""])
def test_a_validator_that_cannot_stand_in_a_header_is_left_out(
    etag: str, server: HostileServer, fetch: Fetcher
) -> None:
    fetched = fetch(Request(server.serve(reply(200, TEXT)), "wire", etag=etag))

    assert fetched.outcome is Outcome.OK
    assert not {"If-None-Match", "X-Evil"} & set(server.asked[-1].headers)


def test_one_user_agent_with_its_contact_asks_for_gzip_only(server: HostileServer, fetch: Fetcher) -> None:
    fetch(Request(server.serve(reply(200)), "wire"))

    assert server.asked
    for talk in server.asked:
        assert talk.headers["User-Agent"].startswith("trucewire/")
        assert talk.headers["User-Agent"].endswith("(+desk@example.org)")
        assert talk.headers["Accept-Encoding"] == "gzip"
        assert "Cookie" not in talk.headers


def test_cookies_are_not_kept(server: HostileServer, fetch: Fetcher) -> None:
    url = server.serve(reply(200, TEXT, ("Set-Cookie", "id=1; Path=/")))

    fetch(Request(url, "wire"))
    fetch(Request(url, "wire"))

    assert "Cookie" not in server.asked[-1].headers


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_an_ipv6_literal_is_asked_by_its_name(fetch: Fetcher) -> None:
    server = HostileServer(family=socket.AF_INET6)

    fetched = fetch(Request(server.serve(reply(200, TEXT)), "wire"))
    server.close()

    assert (fetched.outcome, fetched.body) == (Outcome.OK, TEXT)
    assert server.asked[-1].headers["Host"] == f"[::1]:{server.port}"
