"""TLS is checked always: for the name that was asked, at the address that was checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.schema import Settings
from extractors.fetch import Fetcher
from extractors.records import Outcome, Request
from tests.extractors.fetch.certificates import Signed, client_tls, make, server_tls
from tests.extractors.fetch.hostile import HostileServer, make_source, raw, reply

AUTHORITY = make("test authority")

CASES = {
    "right": (make("wire.example", AUTHORITY), Outcome.OK, None),
    "self-signed": (make("wire.example"), Outcome.TLS_ERROR, "self-signed"),
    "expired": (make("wire.example", AUTHORITY, days=-1), Outcome.TLS_ERROR, "expired"),
    "wrong name": (make("other.example", AUTHORITY), Outcome.TLS_ERROR, "not valid for 'wire.example'"),
    "unknown authority": (make("wire.example", make("nobody")), Outcome.TLS_ERROR, "unable to get local issuer"),
}


def door(settings: Settings) -> Fetcher:
    source = make_source(min_delay_s=0.001)
    return Fetcher(settings, [source], resolve=lambda host, port: ["127.0.0.1"], tls=client_tls(AUTHORITY))


@pytest.mark.parametrize("case", CASES)
def test_a_certificate_is_checked_for_the_name(case: str, settings: Settings, tmp_path: Path) -> None:
    signed, outcome, why = CASES[case]
    server = HostileServer(server_tls(signed, tmp_path))
    server.serve(reply(200, b"there"))

    fetched = door(settings)(Request(f"https://wire.example:{server.port}/x", "wire"))
    server.close()

    assert fetched.outcome is outcome
    assert (why or "") in (fetched.message or "")
    assert server.count("/x") == len(server.asked) - server.count("/robots.txt") == (outcome is Outcome.OK)


def test_the_shipped_authorities_do_not_trust_ours(settings: Settings, tmp_path: Path) -> None:
    server = HostileServer(server_tls(CASES["right"][0], tmp_path))
    fetch = Fetcher(settings, resolve=lambda host, port: ["127.0.0.1"])

    assert fetch(Request(f"https://wire.example:{server.port}/x", "wire")).outcome is Outcome.TLS_ERROR
    server.close()


def test_a_redirect_from_https_to_http_carries_no_credentials(
    settings: Settings, server: HostileServer, tmp_path: Path
) -> None:
    right: Signed = CASES["right"][0]
    safe = HostileServer(server_tls(right, tmp_path))
    server.serve(reply(200, b"there"))
    safe.serve(reply(302, b"", ("Location", f"http://wire.example:{server.port}/x")))

    fetched = door(settings)(Request(f"https://user:secret@wire.example:{safe.port}/x", "wire"))
    safe.close()

    assert fetched.outcome is Outcome.OK
    assert "Authorization" in safe.asked[-1].headers
    assert "Authorization" not in server.asked[-1].headers


def test_what_does_not_speak_tls(settings: Settings, server: HostileServer) -> None:
    server.greeting = raw(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    fetched = door(settings)(Request(f"https://wire.example:{server.port}/x", "wire"))

    assert fetched.outcome is Outcome.TLS_ERROR
    assert "no safe connection to wire.example" in (fetched.message or "")


def test_a_handshake_that_drips_ends_in_time(settings: Settings, server: HostileServer) -> None:
    server.greeting = lambda talk: talk.drip(b"\x16\x03\x01\x40\x00" + b"\x00" * 10_000, 0.05)

    fetched = door(settings)(Request(f"https://wire.example:{server.port}/x", "wire"))

    assert fetched.outcome in (Outcome.TIMEOUT, Outcome.DEADLINE)  # a handshake is a connect: it is tried again
    assert fetched.elapsed_s < 3
