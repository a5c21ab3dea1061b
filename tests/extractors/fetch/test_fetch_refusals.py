"""A site that does not want us, or not now: who refuses, for how long, and that it is left alone until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import time_machine

from config.schema import Settings
from extractors.fetch import Fetcher
from extractors.fetch_error import Answer
from extractors.fetch_verdict import retry_after
from extractors.records import Outcome, Request
from tests.extractors.fetch.hostile import FakeTime, HostileServer, Script, reply

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ARTICLE = b"<html><body>" + b"<p>How captcha-delivery.com and _cf_chl_opt work.</p>" * 10 + b"</body></html>"

BLOCKS = [
    # status, headers, body, who
    (401, [("x-datadome", "protected")], b"", "datadome"),
    (403, [("Server", "DataDome")], b"", "datadome"),
    (403, [], b"<script src=https://ct.captcha-delivery.com/c.js></script>", "datadome"),
    (403, [("cf-mitigated", "challenge"), ("Server", "cloudflare")], b"", "cloudflare"),
    (403, [("Server", "cloudflare")], b"error 1020", "cloudflare"),
    (403, [("Server", "AkamaiGHost")], b"Access Denied", "akamai"),
    (403, [], b"Reference #18 https://errors.edgesuite.net/18", "akamai"),
    (403, [], b"<div id=px-captcha></div>", "perimeterx"),
    (403, [("Server", "QRATOR")], b"", "qrator"),
    (403, [("Server", "ddos-guard")], b"", "ddos-guard"),
    (403, [("X-Iinfo", "1-2-3")], b"", "imperva"),
    (403, [("X-Sucuri-ID", "1")], b"", "sucuri"),
    (401, [], b"log in", None),
    (403, [], b"", None),
    # challenges behind other statuses
    (200, [], b"<script>var dd={'host':'geo.captcha-delivery.com'}</script>", "datadome"),
    (200, [], b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", "cloudflare"),
    (200, [], b"<script>self.AwsWafIntegration</script>", "aws-waf"),
    (200, [("cf-mitigated", "challenge")], b"", "cloudflare"),
    (202, [("x-amzn-waf-action", "challenge")], b"", "aws-waf"),
    (429, [("x-vercel-mitigated", "challenge")], b"", "vercel"),
    (503, [("cf-mitigated", "challenge")], b"", "cloudflare"),
    (503, [], b"<script>window._cf_chl_opt={}</script>", "cloudflare"),
]


@pytest.mark.parametrize(("status", "headers", "body", "who"), BLOCKS)
def test_a_block_is_told_with_its_blocker(
    status: int, headers: Sequence[tuple[str, str]], body: bytes, who: str | None, server: HostileServer, fetch: Fetcher
) -> None:
    fetched = fetch(Request(server.serve(reply(status, body, *headers)), "wire"))

    assert (fetched.outcome, fetched.blocker, fetched.status) == (Outcome.BLOCKED, who, status)
    assert fetched.body == b""
    assert "refuses programs" in (fetched.message or "")
    assert server.count("/x") == 1


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("x-datadome", "protected")], b"<p>fine</p>"),
        ([("Server", "cloudflare"), ("cf-ray", "1")], b"<p>fine</p>"),
        ([], ARTICLE),
        ([], b"<?xml version='1.0'?><rss><title>Who runs captcha-delivery.com?</title></rss>"),
        ([], b"captcha-delivery.com" + b" " * 60_000),
        ([], b"<script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script><p>fine</p>"),
    ],
)
def test_a_page_behind_a_guard_is_not_a_block(
    headers: Sequence[tuple[str, str]], body: bytes, server: HostileServer, settings: Settings
) -> None:
    fetched = Fetcher(settings)(Request(server.serve(reply(200, body, *headers)), "wire"))

    assert (fetched.outcome, fetched.blocker, fetched.body) == (Outcome.OK, None, body)


RETRY_AFTER = [
    ("120", 120),
    ("0", 0),
    ("000060", 60),
    ("86400", 86_400),
    ("86401", 86_400),
    (str(365 * 86_400), 86_400),
    ("9" * 5_000, 86_400),
    ("", None),
    ("soon", None),
    ("-5", None),
    ("1.5", None),
    ("1e3", None),
    ("١٢", None),
    ("120, 240", 240),
    ("120,soon", None),
    (format_datetime(NOW + timedelta(hours=1), usegmt=True), 3600),
    ("Sunday, 01-Mar-26 13:00:00 GMT", 3600),
    ("Sun, 01 Mar 2026 16:00:00 +0300", 3600),
    (format_datetime(NOW - timedelta(hours=1), usegmt=True), 0),
    (format_datetime(NOW + timedelta(days=365), usegmt=True), 86_400),
    ("Sun, 01 Mar 99999 13:00:00 GMT", None),
    ("Sun, 32 Mar 2026 13:00:00 GMT", None),
    ("Sun, 01 Mar 2026 13:00:00", 3600),
]


@pytest.mark.parametrize(("text", "seconds"), RETRY_AFTER, ids=lambda value: str(value)[:32])
def test_retry_after_in_all_its_forms(text: str, seconds: int | None) -> None:
    date = ("Date", format_datetime(NOW, usegmt=True))
    a_wrong_clock = NOW + timedelta(days=3)

    assert retry_after(Answer(429, (("Retry-After", text), date)), a_wrong_clock, 86_400) == seconds
    assert retry_after(Answer(429, (("Retry-After", text),)), NOW, 86_400) == seconds


@pytest.mark.parametrize("status", [429, 503])
def test_throttled_with_its_retry_after(status: int, server: HostileServer, fetch: Fetcher) -> None:
    fetched = fetch(Request(server.serve(reply(status, b"", ("Retry-After", "120"))), "wire"))

    assert (fetched.outcome, fetched.retry_after_s, fetched.n_attempts) == (Outcome.THROTTLED, 120, 1)
    assert server.count("/x") == 1


@pytest.mark.parametrize("headers", [[], [("Retry-After", "soon")], [("Retry-After", "0")]])
def test_a_throttle_without_a_time_holds_nothing_back(
    headers: Sequence[tuple[str, str]], server: HostileServer, fetch: Fetcher
) -> None:
    url = server.serve([reply(503, b"", *headers), reply(200, b"there")])

    assert fetch(Request(url, "wire")).outcome is Outcome.THROTTLED
    assert fetch(Request(url, "wire")).outcome is Outcome.OK


def test_no_request_goes_out_before_the_hour_is_over(server: HostileServer, settings: Settings) -> None:
    url = server.serve([reply(429, b"", ("Retry-After", "3600")), reply(200, b"there")])
    server.serve(reply(200, b"other"), "/other")

    with time_machine.travel(NOW, tick=False) as traveller:
        fetch = Fetcher(settings)
        assert fetch(Request(url, "wire")).retry_after_s == 3600
        for minutes in (0, 1, 30, 59):
            traveller.move_to(NOW + timedelta(minutes=minutes))
            for held in (fetch(Request(url, "wire")), fetch(Request(f"{server.base}/other", "wire"))):
                assert (held.outcome, held.n_attempts) == (Outcome.THROTTLED, 0)
                assert held.retry_after_s == 3600 - 60 * minutes
                assert "2026-03-01 13:00:00 UTC" in (held.message or "")
        assert (server.count("/x"), server.count("/other")) == (1, 0)

        traveller.move_to(NOW + timedelta(minutes=60, seconds=1))
        assert fetch(Request(url, "wire")).outcome is Outcome.OK
    assert server.count("/x") == 2


def test_a_hold_survives_the_process(server: HostileServer, settings: Settings, fake_time: FakeTime) -> None:
    url = server.serve([reply(429, b"", ("Retry-After", "3600")), reply(200, b"there")])
    first = Fetcher(settings, clock=fake_time.clock)
    first(Request(url, "wire"))

    second = Fetcher(settings, clock=fake_time.clock, holds=first.known_holds(), robots=first.known_robots())
    assert second(Request(url, "wire")).outcome is Outcome.THROTTLED
    assert server.count("/x") == 1

    fake_time.now_s += 3601
    assert second.known_holds() == {}
    assert second(Request(url, "wire")).outcome is Outcome.OK
    assert server.count("/robots.txt") == 1


def test_a_hold_stands_for_one_host_only(server: HostileServer, other_server: HostileServer, fetch: Fetcher) -> None:
    fetch(Request(server.serve(reply(429, b"", ("Retry-After", "60"))), "wire"))

    assert fetch(Request(other_server.serve(reply(200, b"there")), "wire")).outcome is Outcome.OK


def test_the_caller_may_hold_a_host_back(server: HostileServer, settings: Settings, fake_time: FakeTime) -> None:
    fetch = Fetcher(settings, clock=fake_time.clock)
    lane = server.base.removeprefix("http://")
    fetch.hold(lane, fake_time.clock() + timedelta(hours=2))
    fetch.hold(lane, fake_time.clock() + timedelta(hours=1))

    assert fetch(Request(server.serve(reply(200)), "wire")).retry_after_s == 7200
    assert server.asked == []


def test_a_hold_written_under_a_wrong_clock_is_dropped(
    server: HostileServer, settings: Settings, fake_time: FakeTime
) -> None:
    holds = {server.base.removeprefix("http://"): fake_time.clock() + timedelta(days=365)}
    fetch = Fetcher(settings, clock=fake_time.clock, holds=holds)

    assert fetch(Request(server.serve(reply(200, b"there")), "wire")).outcome is Outcome.OK


FLAKY = [
    # scripts, outcome, attempts
    ([reply(502), reply(504), reply(200, b"there")], Outcome.OK, 3),
    ([lambda talk: talk.reset(), lambda talk: talk.reset(), reply(200, b"there")], Outcome.OK, 3),
    ([lambda talk: None, reply(200, b"there")], Outcome.OK, 2),
    ([reply(502)], Outcome.HTTP_ERROR, 3),
    ([lambda talk: talk.reset()], Outcome.NETWORK_ERROR, 3),
    ([reply(500), reply(200, b"there")], Outcome.HTTP_ERROR, 1),
    ([reply(503), reply(200, b"there")], Outcome.THROTTLED, 1),
    ([reply(404), reply(200, b"there")], Outcome.GONE, 1),
    ([reply(200, b"x", length=9), reply(200, b"there")], Outcome.CORRUPT_BODY, 1),
]


@pytest.mark.parametrize(("scripts", "outcome", "n_attempts"), FLAKY)
def test_only_passing_faults_are_tried_again_and_twice_at_most(
    scripts: Sequence[Script], outcome: Outcome, n_attempts: int, server: HostileServer, fetch: Fetcher
) -> None:
    fetched = fetch(Request(server.serve(scripts), "wire"))

    assert (fetched.outcome, fetched.n_attempts) == (outcome, n_attempts)
    assert server.count("/x") == n_attempts


def test_retries_are_counted_over_all_redirects(server: HostileServer, fetch: Fetcher) -> None:
    url = server.serve([reply(502), reply(302, b"", ("Location", "/y"))])
    server.serve([reply(502), reply(502), reply(200, b"there")], "/y")

    fetched = fetch(Request(url, "wire"))

    assert (fetched.outcome, fetched.n_attempts, fetched.status) == (Outcome.HTTP_ERROR, 3, 502)
    assert (server.count("/x"), server.count("/y")) == (2, 2)


def test_nobody_listens(server: HostileServer, fetch: Fetcher) -> None:
    server.close()

    fetched = fetch(Request(server.serve(reply(200)), "wire"))

    assert fetched.outcome is Outcome.NETWORK_ERROR
    assert "refuses connections" in (fetched.message or "")
