"""Loads how articles relate: signatures, edges between copies, stories with their witnesses, changes of wording.

Knows no text. Like warehouse.load: one transaction, each row once, the same rows again change nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import duckdb

from extractors.relations import Duplicate, RevisionChange, Signature, Witness
from extractors.stories import StorySet
from warehouse.rows import Row, to_row
from warehouse.stage import Change, merge, schema_of
from warehouse.transaction import transaction


def load_signatures(con: duckdb.DuckDBPyConnection, signatures: Iterable[Signature]) -> Change:
    """Add signatures; a revision has one, the latest."""
    return _merge(con, "signature", "core.signature", map(to_row, signatures))


def replace_duplicates(
    con: duckdb.DuckDBPyConnection, method: str, compared_ids: Collection[str], found: Sequence[Duplicate]
) -> None:
    """Make the edges found all there are of this method at the revisions that were compared."""
    rows = [to_row(duplicate) for duplicate in found]
    compared: list[Row] = [{"revision_id": revision_id, "method": method} for revision_id in compared_ids]
    with transaction(con):
        _merge(con, "duplicate_gone", "core.duplicate", [*rows, *compared])
        _merge(con, "duplicate", "core.duplicate", rows)


def replace_headline_acts(
    con: duckdb.DuckDBPyConnection, article_ids: Iterable[str], acts: Iterable[tuple[str, str]]
) -> None:
    """Make these (article_id, act) pairs all there are of the articles."""
    rows: list[Row] = [{"article_id": article_id, "act": act} for article_id, act in acts]
    looked_at: list[Row] = [{"article_id": article_id, "act": None} for article_id in article_ids]
    _merge(con, "headline_act", "core.headline_act", [*rows, *looked_at])


def replace_stories(con: duckdb.DuckDBPyConnection, story_set: StorySet) -> None:
    """Put the stories in the place of those that their members belonged to."""
    members = [to_row(member) for member in story_set.members]
    with transaction(con):
        _merge(con, "story_gone", "core.story_member", members)
        _merge(con, "story_member", "core.story_member", members)
        _merge(con, "story", "core.story", map(to_row, story_set.stories))
        _merge(con, "story_witness", "core.witness", map(to_row, story_set.witnesses))


def replace_event_witnesses(con: duckdb.DuckDBPyConnection, witnesses: Iterable[Witness]) -> Change:
    """Make these the only witnesses of events."""
    return _merge(con, "event_witness", "core.witness", map(to_row, witnesses))


def load_changes(con: duckdb.DuckDBPyConnection, changes: Iterable[RevisionChange]) -> Change:
    """Add or renew how wordings differ."""
    return _merge(con, "revision_change", "core.revision_change", map(to_row, changes))


def _merge(con: duckdb.DuckDBPyConnection, name: str, table: str, rows: Iterable[Row]) -> Change:
    return merge(con, name, schema_of(con, table), rows)
