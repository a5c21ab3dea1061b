"""How a fetch breaks off inside the network door: one exception that carries an outcome, and the clock it is under.

Knows no socket and no policy. Nothing of this leaves the door: extractors.fetch turns each fault into a `Fetched`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from extractors.records import Outcome

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The content of one answer, decoded, and why reading it stopped early (None: it is whole)."""

    content: bytes = b""
    n_wire_bytes: int = 0
    fault: FetchError | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one host said to one request."""

    status: int
    headers: Headers
    body: Body = Body()

    def header(self, name: str) -> str | None:
        """Give all values of the header `name` (lower case) joined by commas, or None."""
        values = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(values) if values else None


class FetchError(Exception):
    """A fetch that cannot go on. `is_passing` faults are worth a quick retry; `message` never carries a secret."""

    def __init__(
        self,
        outcome: Outcome,
        message: str,
        *,
        is_passing: bool = False,
        answer: Answer | None = None,
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message
        self.is_passing = is_passing
        self.answer = answer
        self.retry_after_s = retry_after_s


class Deadline:
    """How long one fetch may take over all hops and retries; waiting for one's turn is not counted."""

    def __init__(self, limit_s: float, monotonic: Callable[[], float]) -> None:
        self.limit_s = limit_s
        self._monotonic = monotonic
        self._started = monotonic()
        self._paused_s = 0.0

    def spent_s(self) -> float:
        """Give the seconds used so far."""
        return self._monotonic() - self._started - self._paused_s

    def left_s(self) -> float:
        """Give the seconds that are left. Raises FetchError(DEADLINE) when there are none."""
        left = self.limit_s - self.spent_s()
        if left <= 0:
            raise FetchError(Outcome.DEADLINE, f"not done within {self.limit_s:g} s; the next poll tries again")
        return left

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the clock while the fetch waits for its turn or for robots.txt."""
        began = self._monotonic()
        try:
            yield
        finally:
            self._paused_s += self._monotonic() - began
