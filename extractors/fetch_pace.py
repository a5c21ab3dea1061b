"""Keeps the peace with each host: so many connections at once, a pause between requests, no request before its time.

Knows no HTTP. Holds (do not ask before) are wall-clock times, since they outlive the process; pauses are measured by
the monotonic clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Condition

from extractors.fetch_error import FetchError
from extractors.records import Outcome


@dataclass(slots=True)
class Lane:
    """One host's traffic."""

    n_open: int = 0
    next_s: float = 0.0


class Pace:
    """Gives each request its turn. Thread-safe."""

    def __init__(
        self,
        holds: Mapping[str, datetime],
        max_hold_s: float,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._holds = dict(holds)
        # A hold longer than any we would make was written by a clock that was wrong.
        self._max_hold = timedelta(seconds=2 * max_hold_s)
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep
        self._lanes: dict[str, Lane] = {}
        self._changed = Condition()

    def enter(self, host: str, delay_s: float, max_connections: int) -> None:
        """Wait for a turn at `host`, at least `delay_s` after the last one began. Raises FetchError(THROTTLED) if held.

        Every `enter` that returns is followed by a `leave`.
        """
        self.check(host)
        wait_s = self._take_turn(host, delay_s, max_connections)
        try:
            if wait_s > 0:
                self._sleep(wait_s)
            self.check(host)
        except BaseException:
            self.leave(host)
            raise

    def leave(self, host: str) -> None:
        """Give the turn back."""
        with self._changed:
            self._lanes[host].n_open -= 1
            self._changed.notify_all()

    def check(self, host: str) -> None:
        """Raise FetchError(THROTTLED) if `host` is not to be asked yet."""
        until = self.known_holds().get(host)
        if until is not None:
            left_s = max(1, round((until - self._clock()).total_seconds()))
            raise FetchError(
                Outcome.THROTTLED,
                f"{host} asked not to be asked before {until:%Y-%m-%d %H:%M:%S} UTC; nothing was sent",
                retry_after_s=left_s,
            )

    def hold(self, host: str, until: datetime) -> None:
        """Send nothing to `host` before `until` (aware UTC); of two holds the later one counts."""
        with self._changed:
            known = self._holds.get(host)
            self._holds[host] = until if known is None else max(known, until)

    def known_holds(self) -> dict[str, datetime]:
        """Give the holds in force, by host."""
        now = self._clock()
        with self._changed:
            self._holds = {host: until for host, until in self._holds.items() if now < until <= now + self._max_hold}
            return dict(self._holds)

    def _take_turn(self, host: str, delay_s: float, max_connections: int) -> float:
        with self._changed:
            lane = self._lanes.setdefault(host, Lane())
            self._changed.wait_for(lambda: lane.n_open < max_connections)
            lane.n_open += 1
            now = self._monotonic()
            turn_s = max(now, lane.next_s)
            lane.next_s = turn_s + delay_s
            return turn_s - now
