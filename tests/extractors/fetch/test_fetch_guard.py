"""No address but a public one is ever connected to: not by its form, not by DNS, not by a redirect."""

from __future__ import annotations

import dataclasses
import logging
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Event

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from config.schema import Settings
from extractors.fetch import Fetcher
from extractors.fetch_guard import is_open
from extractors.fetch_robots import RobotsText
from extractors.records import Outcome, Request
from tests.extractors.fetch.hostile import LIMITS, FakeTime, HostileServer, RecordingBackend, reply

PUBLIC_V4 = "93.184.215.14"
PUBLIC_V6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"

CLOSED = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "224.0.1.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1",
    "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:0:7f00:1::", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:a00:1::", "2002:5db8:d70e::1",
    "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "2606::5efe:10.0.0.1", "2606::200:5efe:10.0.0.1", "2606::1%eth0", "", "localhost", "1", "0x7f000001", "127.1",
]  # fmt: skip
OPEN = [PUBLIC_V4, PUBLIC_V6, "1.1.1.1", "172.32.0.1", "100.128.0.1", f"::ffff:{PUBLIC_V4}", f"64:ff9b::{PUBLIC_V4}"]

# What an address may be written like to slip through a check of names.
DISGUISED_HOSTS = [
    "2130706433", "0x7f000001", "0X7F.0.0.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "127.0.0.1.", "0", "0x",
    "1.1.1.1.1", "256.256.256.256", "127。0。0。1", "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1", "example.0x7f",
    "[::ffff:127.0.0.1]", "[::1]", "[fe80::1%25eth0]", "[::]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "10.0.0.1",
    "169.254.169.254", "exa mple.org", "exa_m!ple.org", "a" * 64 + "." + "b" * 300, "",
    "xn--", "xn--a.org", "xn--\u00fc.org",
]  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_closed_addresses_are_refused(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", OPEN)
def test_public_addresses_pass(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_loopback_passes_where_it_is_allowed(address: str) -> None:
    assert is_open(address, allow_loopback=True)


LOOPBACK = ("127.", "::1", "::ffff:7f00:1")


@pytest.mark.parametrize("address", [each for each in CLOSED if "127." not in each and each not in LOOPBACK])
def test_allowing_loopback_opens_nothing_else(address: str) -> None:
    assert not is_open(address, allow_loopback=True)


@given(st.ip_addresses(v=4))
def test_no_private_ipv4_address_passes_in_any_form(ip: IPv4Address) -> None:
    is_closed = not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local
    forms = [str(ip), f"::ffff:{ip}", f"64:ff9b::{ip}"]
    tunnels = [f"2002:{int(ip) >> 16:x}:{int(ip) & 0xFFFF:x}::1", f"2001::{ip}", f"::{ip}", f"2606::5efe:{ip}"]

    assert not (is_closed and any(is_open(form) for form in forms))
    assert not any(is_open(form) for form in tunnels)


@given(st.ip_addresses(v=6))
def test_no_private_ipv6_address_passes(ip: IPv6Address) -> None:
    carried = ip.ipv4_mapped or ip.sixtofour
    is_closed = not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_site_local or ip.is_link_local

    if is_open(str(ip)):
        assert (carried or ip_address("1.1.1.1")).is_global
        assert carried or not is_closed or str(ip).startswith("64:ff9b::")


def guarded(addresses: dict[str, list[str]] | None = None) -> tuple[Fetcher, RecordingBackend]:
    """A door that may not use loopback, over a backend that notes every connection; robots.txt is known already."""
    backend, time = RecordingBackend(), FakeTime()
    origins = ["http://site.example", "https://site.example"]
    fetcher = Fetcher(
        Settings(limits=dataclasses.replace(LIMITS, quick_retries=0)),
        resolve=lambda host, port: (addresses or {}).get(host, []),
        backend=backend,
        robots={origin: RobotsText(time.clock(), "") for origin in origins},
        clock=time.clock,
        sleep=time.sleep,
    )
    return fetcher, backend


@pytest.mark.parametrize("host", DISGUISED_HOSTS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_disguised_hosts_are_refused_without_a_lookup_or_connection(scheme: str, host: str) -> None:
    fetcher, backend = guarded()

    fetched = fetcher(Request(f"{scheme}://{host}/", "wire"))

    assert fetched.outcome is Outcome.REFUSED_ADDRESS
    assert backend.connected == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "data:text/html,x", "ftp://site.example/", "gopher://site.example/", "/dev/zero", "x", "",
     "javascript:alert(1)", "http://", "http:///x", "http:\\\\site.example\\", "http://site.example:0/",
     "http://site.example:99999/", "http://[::1", "http://site.example/" + "a" * 2048, "http://site.example/\x00",
     "//site.example/", "http://\ud800/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    fetcher, backend = guarded()

    assert fetcher(Request(url, "wire")).outcome is Outcome.REFUSED_ADDRESS
    assert backend.connected == []


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.0.0.1"], ["::1"], ["fe80::1"], ["::ffff:10.0.0.1"], ["64:ff9b::a00:1"],
     [PUBLIC_V4, "10.0.0.1"], ["10.0.0.1", PUBLIC_V4], [PUBLIC_V6, PUBLIC_V4, "fd00::1"], ["nonsense"]],
    ids=",".join,
)  # fmt: skip
def test_a_name_is_refused_if_any_of_its_addresses_is_closed(addresses: list[str]) -> None:
    fetcher, backend = guarded({"site.example": addresses})

    fetched = fetcher(Request("https://site.example/", "wire"))

    assert fetched.outcome is Outcome.REFUSED_ADDRESS
    assert "site.example" in (fetched.message or "")
    assert backend.connected == []


def test_what_is_connected_to_is_what_was_checked() -> None:
    """DNS rebinding: the name leads elsewhere when it is asked a second time."""
    answers = iter([[PUBLIC_V4, PUBLIC_V6], ["127.0.0.1"], ["10.0.0.1"]])
    backend, time = RecordingBackend(), FakeTime()
    fetcher = Fetcher(
        Settings(limits=LIMITS),
        resolve=lambda host, port: next(answers),
        backend=backend,
        robots={"http://site.example": RobotsText(time.clock(), "")},
        clock=time.clock,
        sleep=time.sleep,
    )

    fetched = fetcher(Request("http://site.example/", "wire"))

    # The first try went to the addresses it had checked, the second found the name turned and sent nothing.
    assert backend.connected == [PUBLIC_V4, PUBLIC_V6]
    assert (fetched.outcome, fetched.n_attempts) == (Outcome.REFUSED_ADDRESS, 2)


def test_a_dead_host_is_tried_three_times_and_ends_as_timeout() -> None:
    time = FakeTime()
    backend = RecordingBackend(time)
    fetcher = Fetcher(
        Settings(),
        resolve=lambda host, port: [PUBLIC_V6, PUBLIC_V4],
        backend=backend,
        robots={"http://site.example": RobotsText(time.clock(), "")},
        clock=time.clock,
        monotonic=time.monotonic,
        sleep=time.sleep,
    )

    fetched = fetcher(Request("http://site.example/", "wire"))

    assert (fetched.outcome, fetched.n_attempts) == (Outcome.TIMEOUT, 3)
    assert backend.connected == [PUBLIC_V6, PUBLIC_V4] * 3
    assert fetched.elapsed_s < 30


def test_a_name_that_does_not_resolve() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    fetched = Fetcher(Settings(limits=LIMITS), resolve=resolve)(Request("https://gone.example/", "wire"))

    assert fetched.outcome is Outcome.NETWORK_ERROR
    assert "gone.example does not resolve" in (fetched.message or "")


def test_slow_dns_ends_in_time(settings: Settings) -> None:
    is_over = Event()

    def resolve(host: str, port: int) -> list[str]:
        is_over.wait(10)
        return []

    fetched = Fetcher(settings, resolve=resolve)(Request("http://slow.example/", "wire"))
    is_over.set()

    assert fetched.outcome is Outcome.TIMEOUT
    assert "DNS" in (fetched.message or "")


@pytest.mark.parametrize(
    ("location", "outcome"),
    [
        ("/x", Outcome.BAD_REDIRECT),
        ("", Outcome.BAD_REDIRECT),
        ("file:///etc/passwd", Outcome.BAD_REDIRECT),
        ("data:text/html,x", Outcome.BAD_REDIRECT),
        ("javascript:alert(1)", Outcome.BAD_REDIRECT),
        ("http://[::1", Outcome.BAD_REDIRECT),
        ("http://ex\x7fample/", Outcome.BAD_REDIRECT),
        ("/" + "a" * 3000, Outcome.BAD_REDIRECT),
        ("http://\xff\xfe.example/", Outcome.BAD_REDIRECT),
        ("http://10.0.0.1/", Outcome.REFUSED_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", Outcome.REFUSED_ADDRESS),
        ("http://2130706433/", Outcome.REFUSED_ADDRESS),
        ("http://0x7f000001/", Outcome.REFUSED_ADDRESS),
        ("https://xn--/", Outcome.REFUSED_ADDRESS),
        ("http://[fe80::1]/", Outcome.REFUSED_ADDRESS),
        ("http://[::ffff:10.0.0.1]/", Outcome.REFUSED_ADDRESS),
        ("//192.168.0.1/", Outcome.REFUSED_ADDRESS),
        ("http://inner.example/", Outcome.REFUSED_ADDRESS),
        ("http://user:word@10.0.0.1/", Outcome.REFUSED_ADDRESS),
    ],
)
def test_redirects_are_checked_like_addresses(
    location: str, outcome: Outcome, server: HostileServer, settings: Settings
) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["10.1.2.3"] if host == "inner.example" else [host]

    url = server.serve(reply(302, b"", ("Location", location)))

    fetched = Fetcher(settings, resolve=resolve)(Request(url, "wire"))

    assert fetched.outcome is outcome
    assert fetched.body == b""
    assert server.count("/x") == (6 if location == "/x" else 1)


def test_a_redirect_to_loopback_is_refused_where_loopback_is_not_allowed() -> None:
    fetcher, backend = guarded({"site.example": ["127.0.0.1"]})

    assert fetcher(Request("http://site.example/", "wire")).outcome is Outcome.REFUSED_ADDRESS
    assert backend.connected == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_five_redirects_are_followed(status: int, server: HostileServer, fetch: Fetcher) -> None:
    for i in range(5):
        server.serve(reply(status, b"", ("Location", f"/{i + 1}")), f"/{i}")
    server.serve(reply(200, b"there"), "/5")

    fetched = fetch(Request(f"{server.base}/0", "wire"))

    assert (fetched.outcome, fetched.body, fetched.n_attempts) == (Outcome.OK, b"there", 1)
    assert fetched.final_url == f"{server.base}/5"


def test_a_sixth_redirect_is_not_followed(server: HostileServer, fetch: Fetcher) -> None:
    for i in range(6):
        server.serve(reply(302, b"", ("Location", f"/{i + 1}")), f"/{i}")

    fetched = fetch(Request(f"{server.base}/0", "wire"))

    assert (fetched.outcome, fetched.status) == (Outcome.BAD_REDIRECT, 302)
    assert server.count("/6") == 0


def test_credentials_and_validators_stay_with_their_host(
    server: HostileServer, other_server: HostileServer, fetch: Fetcher
) -> None:
    """127.0.0.1 sends us to itself, then to another port, then to localhost: another host."""
    other = other_server.base.replace("127.0.0.1", "localhost")
    server.serve(reply(302, b"", ("Location", "/b")), "/a")
    server.serve(reply(302, b"", ("Location", f"{other_server.base}/c")), "/b")
    other_server.serve(reply(302, b"", ("Location", f"{other.replace('//', '//eve:word@')}/d")), "/c")
    other_server.serve(reply(200, b"there"), "/d")

    url = server.base.replace("//", "//user:secret@")
    fetched = fetch(Request(f"{url}/a", "wire", etag='"1"'))

    sent = {talk.path: talk.headers for talk in [*server.asked, *other_server.asked]}
    assert sent["/a"]["Authorization"] == sent["/b"]["Authorization"] == "Basic dXNlcjpzZWNyZXQ="
    assert [("If-None-Match" in sent[path]) for path in ("/a", "/b", "/c", "/d")] == [True, True, True, False]
    assert not any("Authorization" in sent[path] for path in ("/robots.txt", "/c", "/d"))
    assert fetched.final_url == f"{other}/d"


@pytest.mark.parametrize(
    "break_it",
    [
        lambda server: server.serve(reply(500)),
        lambda server: server.serve(reply(302, b"", ("Location", "http://10.0.0.1/?key=secret"))),
        lambda server: server.serve(reply(302, b"", ("Location", "ftp://user:secret@x.example/"))),
        lambda server: server.serve(lambda talk: talk.reset()),
        lambda server: server.serve(reply(403)),
        lambda server: server.serve(reply(200, b"x", length=9)),
    ],
)
def test_no_secret_gets_into_a_message_or_a_log(
    break_it: Callable[[HostileServer], str], server: HostileServer, fetch: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = break_it(server).replace("//", "//user:secret@") + "?key=secret"
    server.scripts["/x?key=secret"] = server.scripts["/x"]

    fetched = fetch(Request(url, "wire"))

    assert fetched.outcome is not Outcome.OK
    assert "secret" not in (fetched.message or "")
    assert "user:" not in (fetched.final_url or "")
    # What the server itself says in its Location is no secret of ours; httpcore tells it when asked for debug lines.
    lines = [record.getMessage() for record in caplog.records]
    assert not any("secret" in line for line in lines if "Location" not in line)


def test_proxies_from_the_environment_are_not_used(
    server: HostileServer, fetch: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert fetch(Request(server.serve(reply(200, b"x")), "wire")).outcome is Outcome.OK


GUARDED = guarded()


@examples(deadline=None)  # each lookup has a thread of its own
@given(st.text(max_size=60))
def test_any_text_for_an_address_ends_in_an_outcome(text: str) -> None:
    fetcher, backend = GUARDED

    for url in (text, f"http://{text}", f"https://site.example/{text}", f"http://site.example:{text}"):
        assert fetcher(Request(url, "wire")).outcome in (Outcome.REFUSED_ADDRESS, Outcome.NETWORK_ERROR)
    assert backend.connected == []
