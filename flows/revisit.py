"""Looks again at the pages of fresh articles, so that a rewrite is seen though its feed does not tell of it.

Knows no Prefect, no clock and no socket. A page that is unchanged, gone or out of reach leaves a line in the log of
requests and nothing else: what is stored of the article stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from config.schema import Source
from extractors.records import Entry, Fetched, Outcome, Page, Request
from extractors.refetch import MAX_AGE, Revisit, refetch_due
from flows.journey import READABLE, UNREACHABLE, FetchedPages, Memory, Tools


def due_again(tools: Tools, source: Source, memory: Memory, asked_urls: Collection[str]) -> tuple[Revisit, ...]:
    """Give the fresh articles of a source that are due for another look and were not asked for in this run."""
    if source.fetch_pages != "full":
        return ()
    now = tools.now()
    found = memory.revisits(source.source_id, now - MAX_AGE)
    return refetch_due((revisit for revisit in found if revisit.entry.url not in asked_urls), now)


def fetch_again(tools: Tools, revisits: Sequence[Revisit]) -> FetchedPages:
    """Ask for each page on the condition that it has changed; stop at the first sign that the host has trouble."""
    fetches: list[Fetched] = []
    pages: list[tuple[Entry, Page]] = []
    for revisit in revisits:
        if tools.stopping.is_set():
            break
        fetched = tools.fetch(request_for(revisit))
        fetches.append(fetched)
        if fetched.outcome in READABLE:
            pages.append((revisit.entry, tools.archive.store(fetched)))
        elif fetched.outcome in UNREACHABLE or fetched.outcome is Outcome.THROTTLED:
            break
    tools.archive.flush()
    return FetchedPages(tuple(fetches), tuple(pages), ())


def request_for(revisit: Revisit) -> Request:
    """Give the conditional request for an article's page."""
    entry = revisit.entry
    return Request(
        entry.url or "",
        entry.source_id,
        "page",
        entry.feed_id,
        revisit.etag,
        revisit.last_modified,
        revisit.body_sha256,
    )
