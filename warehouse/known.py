"""What the warehouse knows already, looked up by ids: what the journey needs before it decides anything.

Knows no feed and decides nothing. Every function takes a connection and gives records; ids that are not known are
simply absent from the answer. Times are UTC.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import duckdb
from pydantic import TypeAdapter

from config.schema import Source
from extractors.records import Entry, FeedState, KnownEntry, Page, Report
from extractors.refetch import Revisit
from extractors.verdicts import Correction
from warehouse import sqlfiles
from warehouse.rows import fetch

_Correction = TypeAdapter(Correction)
_Entry = TypeAdapter(Entry)
_FeedState = TypeAdapter(FeedState)
_KnownEntry = TypeAdapter(KnownEntry)
_Page = TypeAdapter(Page)
_Report = TypeAdapter(Report)
_Revisit = TypeAdapter(Revisit)


def feed_states(con: duckdb.DuckDBPyConnection) -> dict[str, FeedState]:
    """Give what the latest poll of each feed left, by feed_id."""
    states = fetch(con, _FeedState, sqlfiles.read("known/feed_states"))
    return {state.feed_id: state for state in states}


def known_entries(con: duckdb.DuckDBPyConnection, entry_ids: Iterable[str]) -> dict[str, KnownEntry]:
    """Give those of the entries that were met before, by entry_id, with what became of them."""
    entries = fetch(con, _KnownEntry, sqlfiles.read("known/entries"), ids=list(entry_ids))
    return {entry.entry_id: entry for entry in entries}


def entries_of_urls(con: duckdb.DuckDBPyConnection, urls: Iterable[str]) -> dict[str, Entry]:
    """Give the entry last seen for each link, by url: what a feed said of a page that is read anew."""
    entries = fetch(con, _Entry, sqlfiles.read("known/entries_of_urls"), urls=list(urls))
    return {entry.url: entry for entry in entries if entry.url is not None}


def left_entries(
    con: duckdb.DuckDBPyConnection, feed_id: str, retry_after: Sequence[timedelta], now: datetime, n_most: int
) -> tuple[Entry, ...]:
    """Give at most `n_most` entries of a feed that failed last and are to be tried again by `now`.

    `retry_after` says how long after the first failed try, the second, and so on; after the last there is none.
    """
    waits_s = [int(wait.total_seconds()) for wait in retry_after]
    asked = {"feed_id": feed_id, "waits_s": waits_s, "now": now, "n_most": n_most}
    return fetch(con, _Entry, sqlfiles.read("known/left_entries"), **asked)


def revision_ids(con: duckdb.DuckDBPyConnection, article_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the ids of the known revisions of each article in order of their numbers, by article_id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = con.execute(sqlfiles.read("known/revision_ids"), {"ids": list(article_ids)}).fetchall()
    for article_id, revision_id in rows:
        found[article_id].append(revision_id)
    return {article_id: tuple(ids) for article_id, ids in found.items()}


def reports(con: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> tuple[Report, ...]:
    """Give every mention of what each article says now, as reports to make events of (codebook section 8).

    `origin` is that of the view `origins`; it needs `load_reference` to know the agencies by name. `sources` say which
    outlets are of a state.
    """
    states = [source.source_id for source in sources if source.kind == "state"]
    return fetch(con, _Report, sqlfiles.read("known/reports"), state_outlets=states)


def do_events_lag(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether some mention that counts has no event, or an event has a mention that counts no more."""
    return bool(con.execute(sqlfiles.read("known/events_lag")).fetchall()[0][0])


def n_events(con: duckdb.DuckDBPyConnection) -> int:
    """Give the number of events stored."""
    return int(con.execute("SELECT count(*) FROM core.event").fetchall()[0][0])


def corrections(con: duckdb.DuckDBPyConnection) -> tuple[Correction, ...]:
    """Give what the verdicts of analysts change in the mentions of today."""
    return fetch(con, _Correction, sqlfiles.read("known/corrections"))


def same_events(con: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str], ...]:
    """Give the pairs of mention ids that an analyst says are of one event."""
    return tuple(con.execute(sqlfiles.read("known/same_events")).fetchall())


def pages(con: duckdb.DuckDBPyConnection) -> tuple[Page, ...]:
    """Give every stored page, oldest first, to be read back."""
    return fetch(con, _Page, sqlfiles.read("known/pages"))


def revisits(con: duckdb.DuckDBPyConnection, source_id: str, since_at: datetime) -> tuple[Revisit, ...]:
    """Give the articles of an outlet published since `since_at` with a stored page, and when it was last asked for."""
    return fetch(con, _Revisit, sqlfiles.read("known/revisits"), source_id=source_id, since_at=since_at)
