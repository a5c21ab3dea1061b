"""Loads what travels into the warehouse: all of a batch in one transaction, each row once however often it comes.

Knows no clock and no network. Which row wins when two tell of the same thing is said in `sql/load/<name>.sql`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import duckdb

from config.ontology import EventType
from config.schema import Actor, Conflict, Place, Source
from extractors.records import Article, Batch, EventSet, Mention, Run
from extractors.verdicts import Verdict
from warehouse import ledger, paragraphs
from warehouse.rows import Row, storable, to_row
from warehouse.stage import Change, merge, schema_of
from warehouse.transaction import transaction

# Which table each file of sql/load stages rows for.
TABLES = {
    "run": "ops.run",
    "fetch": "ops.fetch",
    "poll": "ops.poll",
    "feed_state": "ops.feed_state",
    "entry": "raw.entry",
    "entry_result": "ops.entry_result",
    "reject": "ops.reject",
    "page": "raw.page",
    "revision": "core.revision",
    "stale_reading": "core.revision",
    "unread": "core.revision",
    "article": "core.revision",
    "article_gone": "core.article",
    "article_url": "core.article_url",
    "mention": "core.mention",
    "mention_gone": "core.mention",
    "event": "core.event",
    "event_mention": "core.event_mention",
    "event_relation": "core.event_relation",
    "source": "core.source",
    "feed": "core.feed",
    "place": "core.place",
    "actor": "core.actor",
    "conflict": "core.conflict",
    "verdict": "core.verdict",
    "event_type": "core.event_type",
    "arrangement": "core.arrangement",
    "found_arrangement": "core.arrangement",
}
# Truces have a table of their own; whom "the separatists" and "the peacekeepers" stand for steers the tagger alone.
CONFLICT_ELSEWHERE = ("arrangements", "blocs", "peacekeepers")


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load changed, by the name of its file in sql/load; parts that changed nothing are left out."""

    changes: dict[str, Change]

    @property
    def has_changed(self) -> bool:
        """True when any row was added, altered or taken away."""
        return bool(self.changes)


def load(con: duckdb.DuckDBPyConnection, batch: Batch) -> LoadResult:
    """Load a batch, all of it or nothing; the same batch again changes nothing.

    Raises WarehouseError when the run's counts do not balance.
    """
    ledger.check_balance(batch)
    with transaction(con):
        result = _merge_all(con, _filled((*_run_parts(batch), *_article_parts(batch), *_mention_parts(batch))))
        if "stale_reading" in result.changes:
            _merge(con, "article_gone", ())
            paragraphs.forget_gone(con)
    return result


def load_run(con: duckdb.DuckDBPyConnection, run: Run) -> LoadResult:
    """Write the run's row again, for counts that are known only after its batch was loaded."""
    return load(con, Batch(run))


def forget_readings(con: duckdb.DuckDBPyConnection, page_ids: Sequence[str], article_ids: Sequence[str]) -> LoadResult:
    """Take away what was read from pages that give no article any more, and make `article_ids` anew of what is left."""
    with transaction(con):
        result = _merge_all(
            con,
            (
                ("unread", [{"page_id": page_id} for page_id in page_ids]),
                ("article", [{"article_id": article_id} for article_id in article_ids]),
                ("article_gone", ()),
            ),
        )
        paragraphs.forget_gone(con)
    return result


def replace_events(con: duckdb.DuckDBPyConnection, event_set: EventSet) -> LoadResult:
    """Make the given events all there are; those that stay the same are left alone."""
    pairs = ({"event_id": event_id, "mention_id": mention_id} for event_id, mention_id in event_set.event_mentions)
    with transaction(con):
        return _merge_all(
            con,
            (
                ("event", map(to_row, event_set.events)),
                ("event_mention", pairs),
                ("event_relation", map(to_row, event_set.relations)),
                ("found_arrangement", map(to_row, event_set.arrangements)),
            ),
        )


def load_verdicts(con: duckdb.DuckDBPyConnection, verdicts: Iterable[Verdict]) -> Change:
    """Add or renew what analysts say of mentions; no other load touches it."""
    return _merge(con, "verdict", tuple(map(to_row, verdicts)))


def load_reference(
    con: duckdb.DuckDBPyConnection,
    sources: Sequence[Source],
    places: Sequence[Place],
    actors: Sequence[Actor],
    conflicts: Sequence[Conflict],
    event_types: Sequence[EventType] = (),
) -> LoadResult:
    """Make the tables of what is watched, and of what counts as an event, equal to config/."""
    with transaction(con):
        return _merge_all(
            con,
            (
                ("source", (to_row(source, leave_out=("feeds", "pages")) for source in sources)),
                ("feed", (to_row(feed, source_id=source.source_id) for source in sources for feed in source.feeds)),
                ("place", map(to_row, places)),
                ("actor", map(to_row, actors)),
                ("conflict", (to_row(conflict, leave_out=CONFLICT_ELSEWHERE) for conflict in conflicts)),
                ("arrangement", _arrangement_rows(conflicts)),
                ("event_type", (to_row(each, leave_out=("plover", "cameo", "acled")) for each in event_types)),
            ),
        )


Part = tuple[str, Iterable[Row]]


def _filled(parts: Iterable[Part]) -> Iterator[Part]:
    """Leave out the parts without rows: a batch adds to what is there."""
    for name, rows in parts:
        listed = tuple(rows)
        if listed:
            yield name, listed


def _merge_all(con: duckdb.DuckDBPyConnection, parts: Iterable[Part]) -> LoadResult:
    changes = {name: _merge(con, name, tuple(rows)) for name, rows in parts}
    return LoadResult({name: change for name, change in changes.items() if change})


def _merge(con: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row]) -> Change:
    return merge(con, name, schema_of(con, TABLES[name]), rows)


def _run_parts(batch: Batch) -> tuple[Part, ...]:
    return (
        ("run", [to_row(batch.run)]),
        ("fetch", ledger.fetch_rows(batch)),
        ("poll", ledger.poll_rows(batch)),
        ("feed_state", map(to_row, batch.feed_states)),
        ("entry", ledger.entry_rows(batch)),
        ("entry_result", ledger.entry_result_rows(batch)),
        ("reject", ledger.reject_rows(batch)),
        ("page", map(to_row, batch.pages)),
    )


def _article_parts(batch: Batch) -> tuple[Part, ...]:
    rows = [to_row(article, ("url_variants",), last_fetched_at=article.fetched_at) for article in batch.articles]
    return (
        ("stale_reading", rows),
        ("revision", rows),
        ("article", rows),
        ("article_url", _article_url_rows(batch.articles)),
    )


def _mention_parts(batch: Batch) -> tuple[Part, ...]:
    found = list(_first_of_each(batch.mentions))
    return (
        ("mention_gone", [*found, *({"document_id": document_id} for document_id in batch.tagged_ids)]),
        ("mention", found),
    )


def _first_of_each(mentions: Iterable[Mention]) -> Iterator[Row]:
    """Give the mentions as rows, one an id: two with the same id are the same claim in the same words."""
    unique: dict[str, Mention] = {}
    for mention in mentions:
        unique.setdefault(mention.mention_id, mention)
    return map(to_row, unique.values())


def _article_url_rows(articles: Iterable[Article]) -> Iterator[Row]:
    for article in articles:
        for url in (article.url, *article.url_variants):
            yield {"article_id": article.article_id, "url": storable(url)}


def _arrangement_rows(conflicts: Iterable[Conflict]) -> Iterator[Row]:
    for conflict in conflicts:
        for arrangement in conflict.arrangements:
            # Whether a truce is taken to be in force unsaid steers the tagger alone.
            yield to_row(arrangement, leave_out=("is_standing",), conflict_id=conflict.conflict_id, origin="pinned")
