"""Remembers what each site's robots.txt allows (RFC 9309).

Knows no network: it is given a function that reads one robots.txt. Rules are kept 24 hours, a failure to read them a
minute, so that one run does not ask a broken site again for each of its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from protego import Protego

from extractors.fetch_error import FetchError
from extractors.records import Fetched, Outcome

AGENT = "trucewire"
_KEPT = timedelta(hours=24)
_KEPT_FAILURE = timedelta(minutes=1)
_MAX_CHARS = 500 * 1024  # RFC 9309 2.5: what must be parsed at least


@dataclass(frozen=True, slots=True)
class RobotsText:
    """A robots.txt as it was read: the empty text allows everything."""

    read_at: datetime
    text: str


@dataclass(slots=True)
class _Rules:
    known: RobotsText
    parsed: Protego


class Robots:
    """The rules of every site asked so far. Thread-safe; one thread at a time reads the rules of one site."""

    def __init__(
        self, known: Mapping[str, RobotsText], clock: Callable[[], datetime], read: Callable[[str], Fetched]
    ) -> None:
        self._rules = {origin: _Rules(robots, Protego.parse(robots.text)) for origin, robots in known.items()}
        self._faults: dict[str, tuple[datetime, FetchError]] = {}
        self._clock = clock
        self._read = read
        self._lock = Lock()
        self._reading: dict[str, Lock] = {}

    def check(self, origin: str, url: str) -> None:
        """Raise FetchError if `url` is not to be fetched: ROBOTS_DENIED, or what kept robots.txt from being read."""
        if not self._of(origin).can_fetch(url, AGENT):
            raise FetchError(
                Outcome.ROBOTS_DENIED,
                f"{origin}/robots.txt does not allow programs here; leave this address out, or ask the site",
            )

    def crawl_delay_s(self, origin: str) -> float:
        """Give the pause in seconds that `origin` asks for, as far as it is known: 0 when it asks for none."""
        rules = self._rules.get(origin)
        delay_s = rules.parsed.crawl_delay(AGENT) if rules is not None else None
        return max(0.0, delay_s) if delay_s is not None else 0.0

    def known(self) -> dict[str, RobotsText]:
        """Give the texts in force, by origin, for the next process."""
        return {origin: rules.known for origin, rules in list(self._rules.items()) if self._is_fresh(rules.known)}

    def _of(self, origin: str) -> Protego:
        with self._lock:
            reading = self._reading.setdefault(origin, Lock())
        with reading:
            rules = self._rules.get(origin)
            if rules is None or not self._is_fresh(rules.known):
                rules = self._renew(origin)
            return rules.parsed

    def _renew(self, origin: str) -> _Rules:
        failed_at, fault = self._faults.get(origin, (None, None))
        if failed_at is not None and fault is not None and abs(self._clock() - failed_at) < _KEPT_FAILURE:
            raise fault.with_traceback(None)
        try:
            text = judge(self._read(f"{origin}/robots.txt"), origin)
        except FetchError as failure:
            self._faults[origin] = (self._clock(), failure)
            raise
        self._rules[origin] = _Rules(RobotsText(self._clock(), text), Protego.parse(text))
        return self._rules[origin]

    def _is_fresh(self, known: RobotsText) -> bool:
        # abs: a text from the future was written by a clock that was wrong.
        return abs(self._clock() - known.read_at) < _KEPT


def judge(fetched: Fetched, origin: str) -> str:
    """Give the rules that an answer for robots.txt stands for (RFC 9309 2.3.1). Raises FetchError if for none."""
    outcome, status = fetched.outcome, fetched.status or 0
    if outcome in (Outcome.OK, Outcome.PARTIAL):
        # A byte order mark would hide the first line, which says whom the rules are for.
        return fetched.body.decode("utf-8-sig", "replace")[:_MAX_CHARS]
    if outcome is Outcome.THROTTLED:
        raise FetchError(outcome, fetched.message or "throttled", retry_after_s=fetched.retry_after_s)
    if outcome is Outcome.BAD_REDIRECT or 400 <= status < 500:
        return ""
    if status == 0 and outcome is not Outcome.ROBOTS_DENIED:
        raise FetchError(outcome, fetched.message or outcome)
    raise FetchError(
        Outcome.ROBOTS_DENIED,
        f"{origin}/robots.txt cannot be read ({fetched.message}); until it can, nothing else is asked for",
    )
