"""Decides what becomes of each entry before anything is fetched: known, rejected, or wanted.

A pure decider between reading a feed and fetching pages; knows no database and no network.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from config.schema import Source
from extractors import identity
from extractors.records import Entry, EntryOutcome, EntryResult, KnownEntry, Reason

# How long an entry waits after its first failed try, its second, and so on: an outage of a weekend loses nothing.
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (10, 30, 60, 120, 240, 480, 960, 1920))
MAX_TRIES = len(RETRY_AFTER) + 1


@dataclass(frozen=True, slots=True)
class Decision:
    """`settled` entries have their outcome; `wanted` ones get it from their page. Together: every entry, once."""

    settled: tuple[EntryResult, ...]
    wanted: tuple[Entry, ...]


def article_id_of(entry: Entry, source: Source) -> str | None:
    """Give the id of the article an entry points to, or None when it points to none of this source's pages."""
    if entry.url is None or identity.source_of(entry.url, (source,)) is None:
        return None
    return identity.article_id(entry.url, source)


def decide(
    entries: Sequence[Entry],
    source: Source,
    known_entries: Mapping[str, KnownEntry],
    known_article_ids: Collection[str],
    now: datetime | None = None,
) -> Decision:
    """Settle or want each entry, in feed order. An article listed twice in one poll is wanted once.

    An entry that failed is wanted again when its time has come at `now`; without `now`, at once.
    """
    settled: list[EntryResult] = []
    wanted: dict[str | None, Entry] = {}
    for entry in entries:
        known, article_id = known_entries.get(entry.entry_id), article_id_of(entry, source)
        result = _rejected(entry, source)
        if result is None and article_id in wanted:
            result = EntryResult(entry, EntryOutcome.KNOWN, None, "another entry of this poll leads there", article_id)
        result = result or _known(entry, source, known, known_article_ids, now)
        if result is None:
            wanted[article_id] = entry
        else:
            settled.append(result)
    return Decision(tuple(settled), tuple(wanted.values()))


def _rejected(entry: Entry, source: Source) -> EntryResult | None:
    reason, message = _fault(entry, source)
    return None if reason is None else EntryResult(entry, EntryOutcome.REJECTED, reason, message)


def _fault(entry: Entry, source: Source) -> tuple[Reason | None, str]:
    if entry.url is None:
        return Reason.NO_LINK, "the entry has neither a link nor a guid that is one"
    if identity.source_of(entry.url, (source,)) is None:
        return Reason.OFF_SITE, f"the link leads away from {source.source_id}; its hosts are in sources.toml"
    if entry.language and entry.language.split("-")[0].lower() != source.language:
        return Reason.LANGUAGE, f"the entry is in {entry.language}, the source is read in {source.language}"
    return None, ""


def _known(
    entry: Entry, source: Source, known: KnownEntry | None, article_ids: Collection[str], now: datetime | None
) -> EntryResult | None:
    article_id = article_id_of(entry, source)
    if known is None:
        message = "its article is stored already" if article_id in article_ids else None
    elif (known.title, known.published_raw) != (entry.title, entry.published_raw):
        message = None
    else:
        message = _same_as_before(known, now)
    if message is not None:
        return EntryResult(entry, EntryOutcome.KNOWN, None, message, article_id)
    if source.fetch_pages == "metadata":
        return EntryResult(
            entry, EntryOutcome.REJECTED, Reason.METADATA_ONLY, f"{source.source_id} is read by its feed alone"
        )
    return None


def _same_as_before(known: KnownEntry, now: datetime | None) -> str | None:
    if known.outcome is not EntryOutcome.FAILED:
        return "seen before, unchanged"
    if known.n_failed >= MAX_TRIES:
        return f"given up after {known.n_failed} tries"
    if now is None or known.failed_at is None:
        return None
    due_at = known.failed_at + RETRY_AFTER[known.n_failed - 1]
    return f"failed {known.n_failed} times; tried again after {due_at:%Y-%m-%d %H:%M} UTC" if now < due_at else None
