"""One request and how it ended, as the network door gives it to every room.

Knows no network; what an outcome means is said in extractors.outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from extractors.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to fetch. `etag`, `last_modified`, `body_sha256` are what the last answer to this URL left behind."""

    url: str
    source_id: str
    kind: str = "page"  # feed, page, sitemap, robots
    feed_id: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """How one request ended. `body` is decoded content bytes, empty unless the outcome brought one.

    `outcome` is OK, NOT_MODIFIED, SAME_BODY, PARTIAL or a failure; what a poll ends in is decided from the entries.
    """

    request: Request
    outcome: Outcome
    fetched_at: datetime
    status: int | None = None
    final_url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    n_wire_bytes: int = 0
    elapsed_s: float = 0.0
    n_attempts: int = 1
    blocker: str | None = None
    retry_after_s: int | None = None
    message: str | None = None

    @property
    def body_sha256(self) -> str:
        """Hex SHA-256 of the decoded body."""
        return sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """Give the last value of the header `name` (any case), or None."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[-1] if values else None
