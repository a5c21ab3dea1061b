"""The one network door: asks for one address, guarded, bounded, polite and conditional, and says how it ended.

Knows no feed, no page and no database. What the network does is a `Fetched`, never an exception; the reasons for the
rules stand in docs/decisions/fetching.md, the limits in config.schema.Limits.

    fetch.py          the way of one request: robots, turn, tries, redirects, verdict
    fetch_guard.py    which addresses may be asked
    fetch_sites.py    whose host it is, how it wants to be asked
    fetch_ask.py      what is sent
    fetch_wire.py     one request over one connection, under the deadline
    fetch_body.py     the body within bounds
    fetch_verdict.py  what an answer means
    fetch_pace.py     when a host may be asked
    fetch_robots.py   what a site allows
    fetch_error.py    how a fetch breaks off
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from types import TracebackType
from typing import Self

import httpcore
import httpx
import stamina

from config.schema import Settings, Source
from extractors import fetch_body, fetch_guard, fetch_verdict
from extractors.fetch_ask import headers_for, next_url, origin_of, user_agent
from extractors.fetch_error import Answer, Body, Deadline, FetchError
from extractors.fetch_pace import Pace
from extractors.fetch_robots import Robots, RobotsText
from extractors.fetch_sites import Sites
from extractors.fetch_wire import Line, exchange
from extractors.records import Fetched, Outcome, Request

__all__ = ["Fetcher", "RobotsText"]

_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING_STATUS = (502, 504)
_ERROR_BODY_BYTES = 65_536  # enough to read a blocker's name
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.1, 1.0

# A retry is told by `n_attempts`; without this, Python prints stamina's warning to the user's terminal.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@cache
def _system_tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


@dataclass(slots=True)
class Trip:
    """One request under way."""

    request: Request
    deadline: Deadline
    url: httpx.URL | None = None
    n_attempts: int = 0
    n_retries: int = 0
    n_wire_bytes: int = 0


class Fetcher:
    """The network door. Thread-safe; make one a run, call it from as many threads as there are sources.

    `holds` (host -> aware UTC time before which it is not asked) and `robots` are what an earlier process remembered
    (`known_holds()`, `known_robots()`). `resolve` gives the addresses of a host, `clock` the aware UTC time;
    `monotonic`, `sleep`, `tls` and `backend` are there for tests.
    """

    def __init__(
        self,
        settings: Settings,
        sources: Sequence[Source] = (),
        *,
        holds: Mapping[str, datetime] | None = None,
        robots: Mapping[str, RobotsText] | None = None,
        resolve: fetch_guard.Resolve = fetch_guard.system_resolve,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        tls: ssl.SSLContext | None = None,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._limits = settings.limits
        self._allow_loopback = settings.allow_loopback
        self._agent = user_agent(settings.contact)
        self._sites = Sites(sources)
        self._resolve = resolve
        self._clock = clock
        self._monotonic = monotonic
        self._pace = Pace(holds or {}, settings.limits.retry_after_s, clock, monotonic, sleep)
        self._robots = Robots(robots or {}, clock, self._read_robots)
        self._tls = tls or _system_tls()
        self._backend = backend or httpcore.SyncBackend()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is kept open between requests: each has a connection of its own."""

    def __call__(self, request: Request) -> Fetched:
        """Fetch `request.url` and say how it ended; see `Fetched` for the shapes."""
        trip = Trip(request, Deadline(self._limits.request_s, self._monotonic))
        try:
            answer = self._follow(trip)
        except FetchError as fault:
            return self._broken_off(trip, fault)
        return self._fetched(trip, answer)

    def hold(self, host: str, until: datetime) -> None:
        """Send nothing to `host` before `until` (aware UTC)."""
        self._pace.hold(host, until)

    def known_holds(self) -> dict[str, datetime]:
        """Give the holds in force, by host: what the next process hands over as `holds`."""
        return self._pace.known_holds()

    def known_robots(self) -> dict[str, RobotsText]:
        """Give the robots.txt texts in force, by origin: what the next process hands over as `robots`."""
        return self._robots.known()

    def _follow(self, trip: Trip) -> Answer:
        first = fetch_guard.parse_url(trip.request.url, self._limits.url_chars)
        trip.url = first.copy_with(userinfo=b"")
        for _ in range(self._limits.redirects + 1):
            answer = self._ask(trip, trip.url, first)
            if answer.status not in _REDIRECTS:
                return answer
            trip.url = next_url(trip.url, answer, self._limits.url_chars)
        raise FetchError(
            Outcome.BAD_REDIRECT,
            f"the site redirects more than {self._limits.redirects} times; see where the address leads",
            answer=answer,
        )

    def _ask(self, trip: Trip, url: httpx.URL, first: httpx.URL) -> Answer:
        """Ask one host, again after a passing fault: the one place where anything is retried."""
        if trip.request.kind != "robots":
            with trip.deadline.paused():
                self._robots.check(origin_of(url), str(url))
        tries = stamina.retry_context(
            on=lambda error: isinstance(error, FetchError) and error.is_passing,
            attempts=1 + self._limits.quick_retries - trip.n_retries,
            timeout=None,  # the deadline says when it is over; stamina would count the wait for a turn
            wait_initial=_FIRST_WAIT_S,
            wait_max=_LONGEST_WAIT_S,
            wait_jitter=_FIRST_WAIT_S,
        )
        for attempt in tries:
            trip.n_retries += attempt.num > 1
            with attempt:
                return self._try(trip, url, headers_for(trip.request, url, first, self._agent))
        raise AssertionError("stamina gave no attempt")

    def _try(self, trip: Trip, url: httpx.URL, headers: Iterable[tuple[str, str]]) -> Answer:
        lane, manners = self._sites.lane(url), self._sites.manners(url, trip.request.source_id)
        asked_s = min(self._robots.crawl_delay_s(origin_of(url)), self._limits.crawl_delay_s)
        with trip.deadline.paused():
            self._pace.enter(lane, max(manners.delay_s, asked_s), manners.max_connections)
        try:
            trip.n_attempts = 1 + trip.n_retries
            answer = self._exchange(trip, url, headers)
        finally:
            self._pace.leave(lane)
        trip.n_wire_bytes += answer.body.n_wire_bytes
        self._heed(lane, answer)
        if answer.status in _PASSING_STATUS:
            message = f"{url.host} answered with status {answer.status}; the next poll tries again"
            raise FetchError(Outcome.HTTP_ERROR, message, is_passing=True, answer=answer)
        return answer

    def _exchange(self, trip: Trip, url: httpx.URL, headers: Iterable[tuple[str, str]]) -> Answer:
        limits = self._limits
        dns_s = min(limits.dns_s, trip.deadline.left_s())
        addresses = fetch_guard.addresses_of(url, self._resolve, dns_s, self._allow_loopback)
        line = Line(trip.deadline, limits.header_bytes, url.host)
        return exchange(url, headers, addresses, line, self._tls, self._backend, self._reader(trip.request))

    def _reader(self, request: Request) -> Callable[[Answer, Iterable[bytes]], Body]:
        limits = self._limits

        def read(answer: Answer, chunks: Iterable[bytes]) -> Body:
            if answer.status in (200, 203):
                return fetch_body.read(
                    answer, chunks, limits.wire_bytes, limits.decoded_bytes, request.kind == "sitemap"
                )
            if answer.status in (401, 403, 429, 503):
                return fetch_body.read(answer, chunks, _ERROR_BODY_BYTES, _ERROR_BODY_BYTES, False)
            return Body()

        return read

    def _heed(self, lane: str, answer: Answer) -> None:
        """Remember a Retry-After, so that the host is left alone until then."""
        if answer.status not in (429, 503):
            return
        now = self._clock()
        wait_s = fetch_verdict.retry_after(answer, now, self._limits.retry_after_s)
        if wait_s:
            self._pace.hold(lane, now + timedelta(seconds=wait_s))

    def _read_robots(self, url: str) -> Fetched:
        return self(Request(url=url, source_id="", kind="robots"))

    def _fetched(self, trip: Trip, answer: Answer) -> Fetched:
        now = self._clock()
        verdict = fetch_verdict.judge(trip.request, answer, now, self._limits.retry_after_s)
        return Fetched(
            request=trip.request,
            outcome=verdict.outcome,
            fetched_at=now,
            status=answer.status,
            final_url=str(trip.url),
            headers=answer.headers,
            body=verdict.body,
            n_wire_bytes=trip.n_wire_bytes,
            elapsed_s=trip.deadline.spent_s(),
            n_attempts=trip.n_attempts,
            blocker=verdict.blocker,
            retry_after_s=verdict.retry_after_s,
            message=verdict.message,
        )

    def _broken_off(self, trip: Trip, fault: FetchError) -> Fetched:
        return Fetched(
            request=trip.request,
            outcome=fault.outcome,
            fetched_at=self._clock(),
            status=fault.answer.status if fault.answer else None,
            final_url=str(trip.url) if trip.url else None,
            headers=fault.answer.headers if fault.answer else (),
            n_wire_bytes=trip.n_wire_bytes,
            elapsed_s=trip.deadline.spent_s(),
            n_attempts=trip.n_attempts,
            retry_after_s=fault.retry_after_s,
            message=fault.message,
        )
