"""How gently a site is asked: robots.txt, pauses, connections at once."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Lock, Thread

import httpx
import pytest

from config.schema import Settings
from extractors.fetch import Fetcher
from extractors.fetch_error import FetchError
from extractors.fetch_pace import Pace
from extractors.fetch_robots import RobotsText
from extractors.fetch_sites import Manners, Sites
from extractors.records import Outcome, Request
from tests.extractors.fetch.hostile import FakeTime, HostileServer, Script, Talk, make_source, reply

RULES = b"""
User-agent: *
Disallow: /closed

User-agent: trucewire
Disallow: /not-you
Allow: /not-you/but-this
Crawl-delay: 5
"""

ROBOTS = [
    # answer for /robots.txt, what comes of /x
    (reply(200, RULES), Outcome.OK),
    (reply(200, b"User-agent: trucewire\nDisallow: /"), Outcome.ROBOTS_DENIED),
    (reply(200, b"User-agent: *\nDisallow: /x"), Outcome.ROBOTS_DENIED),
    (reply(200, b"User-agent: *\nDisallow: /x\nUser-agent: TruceWire\nDisallow:"), Outcome.OK),
    (reply(200, b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /x"), Outcome.ROBOTS_DENIED),
    (reply(200, b"\xff\xfe\x00garbage" * 100), Outcome.OK),
    (reply(200, b"<html>not robots</html>"), Outcome.OK),
    (reply(200, b"User-agent: *\nDisallow: /x\n", length=500), Outcome.ROBOTS_DENIED),
    (reply(404), Outcome.OK),
    (reply(401), Outcome.OK),
    (reply(403), Outcome.OK),
    (reply(410), Outcome.OK),
    (reply(302, b"", ("Location", "/robots.txt")), Outcome.OK),
    (reply(302, b"", ("Location", "/rules")), Outcome.ROBOTS_DENIED),
    (reply(500), Outcome.ROBOTS_DENIED),
    (reply(502), Outcome.ROBOTS_DENIED),
    (reply(200, b"", ("Content-Encoding", "br")), Outcome.ROBOTS_DENIED),
    (reply(429, b"", ("Retry-After", "60")), Outcome.THROTTLED),
    (reply(503), Outcome.THROTTLED),
    (reply(302, b"", ("Location", "http://10.0.0.1/")), Outcome.REFUSED_ADDRESS),
    (lambda talk: talk.reset(), Outcome.NETWORK_ERROR),
    (lambda talk: talk.silence(), Outcome.TIMEOUT),
]


@pytest.mark.parametrize(("script", "outcome"), ROBOTS)
def test_what_an_answer_for_robots_txt_means(
    script: Script, outcome: Outcome, server: HostileServer, fetch: Fetcher
) -> None:
    server.serve(script, "/robots.txt")
    server.serve(reply(200, b"User-agent: *\nDisallow: /x"), "/rules")
    url = server.serve(reply(200, b"there"))

    fetched = fetch(Request(url, "wire"))

    assert fetched.outcome is outcome
    assert server.count("/x") == (1 if outcome is Outcome.OK else 0)
    assert fetched.n_attempts == server.count("/x")


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/closed", Outcome.OK),
        ("/not-you", Outcome.ROBOTS_DENIED),
        ("/not-you/x?y=1", Outcome.ROBOTS_DENIED),
        ("/not-you/but-this", Outcome.OK),
    ],
)
def test_our_own_group_of_rules_counts(path: str, outcome: Outcome, server: HostileServer, settings: Settings) -> None:
    server.serve(reply(200, RULES), "/robots.txt")
    server.serve(reply(200, b"there"), path)

    assert Fetcher(settings)(Request(server.base + path, "wire")).outcome is outcome


def test_robots_txt_is_read_once_a_day(server: HostileServer, settings: Settings, fake_time: FakeTime) -> None:
    fetch = Fetcher(settings, clock=fake_time.clock)
    url = server.serve(reply(200, b"there"))
    for _ in range(3):
        fetch(Request(url, "wire"))
    assert server.count("/robots.txt") == 1

    fake_time.now_s += timedelta(hours=24).total_seconds()
    fetch(Request(url, "wire"))
    assert server.count("/robots.txt") == 2


def test_a_failure_is_not_asked_for_again_at_once(
    server: HostileServer, settings: Settings, fake_time: FakeTime
) -> None:
    server.serve([reply(500), reply(404)], "/robots.txt")
    fetch = Fetcher(settings, clock=fake_time.clock)
    url = server.serve(reply(200, b"there"))
    assert [fetch(Request(url, "wire")).outcome for _ in range(3)] == [Outcome.ROBOTS_DENIED] * 3
    assert server.count("/robots.txt") == 1

    fake_time.now_s += 60
    assert fetch(Request(url, "wire")).outcome is Outcome.OK


def test_what_an_earlier_process_read_is_used(server: HostileServer, settings: Settings, fake_time: FakeTime) -> None:
    known = {server.base: RobotsText(fake_time.clock(), "User-agent: *\nDisallow: /x")}
    fetch = Fetcher(settings, clock=fake_time.clock, robots=known)

    assert fetch(Request(server.serve(reply(200)), "wire")).outcome is Outcome.ROBOTS_DENIED
    assert fetch.known_robots() == known
    assert server.asked == []


def test_the_rules_of_the_site_a_redirect_leads_to_count(
    server: HostileServer, other_server: HostileServer, fetch: Fetcher
) -> None:
    other_server.serve(reply(200, b"User-agent: *\nDisallow: /"), "/robots.txt")
    target = other_server.serve(reply(200, b"there"))

    fetched = fetch(Request(server.serve(reply(302, b"", ("Location", target))), "wire"))

    assert fetched.outcome is Outcome.ROBOTS_DENIED
    assert other_server.count("/x") == 0


def test_threads_share_one_reading_of_robots_txt(server: HostileServer, fetch: Fetcher) -> None:
    url = server.serve(reply(200, b"there"))

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: fetch(Request(url, "wire")).outcome, range(40)))

    assert set(outcomes) == {Outcome.OK}
    assert (server.count("/robots.txt"), server.count("/x")) == (1, 40)


@pytest.mark.parametrize(
    ("robots", "expected_s"),
    [
        (b"", 3.0),
        (b"User-agent: *\nCrawl-delay: 1", 3.0),
        (b"User-agent: *\nCrawl-delay: 7", 7.0),
        (b"User-agent: *\nCrawl-delay: 86400", 30.0),
        (b"User-agent: *\nCrawl-delay: nan", 3.0),
        (b"User-agent: *\nCrawl-delay: -4", 3.0),
    ],
)
def test_the_pause_between_requests(
    robots: bytes, expected_s: float, server: HostileServer, settings: Settings, fake_time: FakeTime
) -> None:
    source = make_source(hosts=("127.0.0.1",), min_delay_s=3.0)
    known = {server.base: RobotsText(fake_time.clock(), robots.decode())}
    url = server.serve(reply(200, b"there"))
    fetch = Fetcher(
        settings, [source], robots=known, clock=fake_time.clock, monotonic=fake_time.monotonic, sleep=fake_time.sleep
    )

    outcomes = [fetch(Request(url, "wire")).outcome for _ in range(3)]

    assert outcomes == [Outcome.OK] * 3
    assert fake_time.slept == [expected_s, expected_s]


def test_redirects_and_retries_wait_for_their_turn_too(
    server: HostileServer, settings: Settings, fake_time: FakeTime
) -> None:
    source = make_source(hosts=("127.0.0.1",), min_delay_s=3.0)
    url = server.serve([reply(502), reply(302, b"", ("Location", "/y"))])
    server.serve(reply(200, b"there"), "/y")
    fetch = Fetcher(settings, [source], monotonic=fake_time.monotonic, sleep=fake_time.sleep)

    fetched = fetch(Request(url, "wire"))

    assert fetched.outcome is Outcome.OK
    assert fake_time.slept == [3.0] * 3  # robots.txt, then /x twice, then /y
    assert fetched.elapsed_s == 0


def test_reading_robots_txt_is_not_counted(server: HostileServer, settings: Settings, fake_time: FakeTime) -> None:
    def slow(talk: Talk) -> None:
        fake_time.now_s += 0.6 * settings.limits.request_s
        reply(200)(talk)

    server.serve(slow, "/robots.txt")
    fetch = Fetcher(settings, monotonic=fake_time.monotonic, sleep=fake_time.sleep)

    fetched = fetch(Request(server.serve(slow), "wire"))

    assert fetched.outcome is Outcome.OK
    assert fetched.elapsed_s == pytest.approx(0.6 * settings.limits.request_s)


def test_loopback_is_not_paced_unless_a_source_says_so(
    server: HostileServer, settings: Settings, fake_time: FakeTime
) -> None:
    fetch = Fetcher(settings, monotonic=fake_time.monotonic, sleep=fake_time.sleep)
    for _ in range(3):
        fetch(Request(server.serve(reply(200, b"there")), "wire"))

    assert fake_time.slept == []


def test_no_more_connections_at_once_than_the_source_allows(server: HostileServer, settings: Settings) -> None:
    lock, counts = Lock(), {"open": 0, "most": 0}
    is_one_too_many = Event()

    def busy(talk: Talk) -> None:
        with lock:
            counts["open"] += 1
            counts["most"] = max(counts.values())
            if counts["open"] > 2:
                is_one_too_many.set()
        is_one_too_many.wait(0.1)  # time for a third to come, if one does
        with lock:
            counts["open"] -= 1
        reply(200, b"there")(talk)

    source = make_source(hosts=("127.0.0.1",), min_delay_s=0.000_001, max_connections=2)
    fetch = Fetcher(settings, [source])
    url = server.serve(busy)

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda _: fetch(Request(url, "wire")).outcome, range(6)))

    assert outcomes == [Outcome.OK] * 6
    assert counts["most"] == 2


def test_a_hold_set_while_waiting_is_heeded(fake_time: FakeTime) -> None:
    pace = Pace({}, 86_400, fake_time.clock, fake_time.monotonic, lambda _: hold())

    def hold() -> None:
        pace.hold("wire.example", fake_time.clock() + timedelta(hours=1))

    pace.enter("wire.example", 2.0, 1)
    pace.leave("wire.example")
    with pytest.raises(FetchError, match="not to be asked before 2026-03-01 13:00:00 UTC"):
        pace.enter("wire.example", 2.0, 1)

    # The turn was given back: with the hold over, the next one gets in.
    fake_time.now_s += 7200
    entering = Thread(target=pace.enter, args=("wire.example", 0.0, 1), daemon=True)
    entering.start()
    entering.join(5)
    assert not entering.is_alive()


WIRE = make_source(min_delay_s=3.0, max_connections=2, archive_sitemaps=("https://archive.example/s.xml",))
LOCAL_A = make_source("a", hosts=("127.0.0.1",), homepage="http://127.0.0.1:8001/", min_delay_s=0.1)
LOCAL_B = make_source("b", hosts=("127.0.0.1", "127.0.0.1:8002"), homepage="http://127.0.0.1:8002/", min_delay_s=0.2)


@pytest.mark.parametrize(
    ("url", "source_id", "manners"),
    [
        ("https://wire.example/x", "wire", Manners(3.0, 2)),
        ("https://WIRE.example./x", "wire", Manners(3.0, 2)),
        ("https://news.wire.example/x", "other", Manners(3.0, 2)),
        ("https://archive.example/x", "wire", Manners(3.0, 2)),
        ("https://notwire.example/x", "wire", Manners(2.0, 1)),
        ("https://93.184.215.14/x", "wire", Manners(2.0, 1)),
        ("http://127.0.0.1:9999/x", "a", Manners(0.1, 1)),
        ("http://127.0.0.1:9999/x", "b", Manners(0.2, 1)),
        ("http://127.0.0.1:8002/x", "a", Manners(0.2, 1)),
        ("http://[::1]:9999/x", "a", Manners(0.0, 8)),
        ("http://localhost/x", "a", Manners(0.0, 8)),
    ],
)
def test_whose_manners_a_host_wants(url: str, source_id: str, manners: Manners) -> None:
    assert Sites([WIRE, LOCAL_A, LOCAL_B]).manners(httpx.URL(url), source_id) == manners


@pytest.mark.parametrize(
    ("urls", "n_lanes"),
    [
        (["https://a.example/", "http://a.example/x", "https://A.example.:8443/"], 1),
        (["https://a.example/", "https://b.example/"], 2),
        (["http://127.0.0.1:1/", "http://127.0.0.1:2/"], 2),
    ],
)
def test_one_host_is_one_lane(urls: Sequence[str], n_lanes: int) -> None:
    sites = Sites([])

    assert len({sites.lane(httpx.URL(url)) for url in urls}) == n_lanes
