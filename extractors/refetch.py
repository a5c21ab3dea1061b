"""Says which articles are to be fetched again: often while they are fresh, then less, then never.

Knows no clock and no network: `now` is given. News is rewritten in place in its first hours; an old page is left alone,
out of politeness. The requests are conditional, so that an unchanged page costs a header.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from extractors.records import Entry

# Up to this age of an article, so much time between two looks at it.
SCHEDULE = (
    (timedelta(hours=6), timedelta(hours=1)),
    (timedelta(days=1), timedelta(hours=4)),
    (timedelta(days=3), timedelta(hours=12)),
    (timedelta(days=7), timedelta(days=2)),
)
MAX_AGE = SCHEDULE[-1][0]
MAX_A_RUN = 40


@dataclass(frozen=True, slots=True)
class Revisit:
    """An article that may be looked at again: its entry, when its page was last asked for, and what that left."""

    article_id: str
    entry: Entry
    published_at: datetime
    last_asked_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None


def refetch_due(revisits: Iterable[Revisit], now: datetime) -> tuple[Revisit, ...]:
    """Give the articles whose next look is due, the longest unseen first, at most MAX_A_RUN of them.

    An article dated in the future is as old as its last fetch says.
    """
    due = [revisit for revisit in revisits if is_due(revisit.published_at, revisit.last_asked_at, now)]
    return tuple(sorted(due, key=lambda each: (each.last_asked_at, each.article_id))[:MAX_A_RUN])


def is_due(published_at: datetime, last_asked_at: datetime, now: datetime) -> bool:
    """Say whether a page is to be asked for again."""
    age = now - min(published_at, last_asked_at)
    pause = next((pause for up_to, pause in SCHEDULE if age <= up_to), None)
    return pause is not None and now - last_asked_at >= pause
