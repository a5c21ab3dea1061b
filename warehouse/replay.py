"""What a replay asks of the warehouse: stored pages and revisions a batch at a time, and what changed in between.

Knows no extractor and no tagger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb
from pydantic import TypeAdapter

from extractors.records import Document, Page
from warehouse import sqlfiles
from warehouse.rows import fetch

_Page = TypeAdapter(Page)
_Document = TypeAdapter(Document)
Prints = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What to replay: one outlet or all, fetched in [from_at, to_at), after the row (after_at, after_id)."""

    source_id: str | None = None
    from_at: datetime | None = None
    to_at: datetime | None = None
    after_at: datetime | None = None
    after_id: str = ""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article as far as its identity goes."""

    article_id: str
    source_id: str
    url: str
    url_variants: tuple[str, ...]


_KnownArticle = TypeAdapter(KnownArticle)


def addressed(con: duckdb.DuckDBPyConnection) -> tuple[KnownArticle, ...]:
    """Give every stored article with its addresses."""
    return fetch(con, _KnownArticle, sqlfiles.read("replay/addressed"))


def pages(
    con: duckdb.DuckDBPyConnection, stretch: Stretch, n_rows: int, article_ids: Sequence[str] | None = None
) -> tuple[Page, ...]:
    """Give the next stored article pages, oldest first; with `article_ids` those alone that these were read from."""
    of = _of_articles(article_ids)
    return fetch(con, _Page, sqlfiles.read("replay/pages"), **_parameters(stretch), **of, n_rows=n_rows)


def documents(
    con: duckdb.DuckDBPyConnection, stretch: Stretch, n_rows: int
) -> tuple[tuple[Document, ...], datetime | None]:
    """Give the next revisions to be tagged, oldest first, and when the last of them was first fetched."""
    found = fetch(con, _Document, sqlfiles.read("replay/documents"), **_parameters(stretch), n_rows=n_rows)
    if not found:
        return found, None
    sql = sqlfiles.read("replay/document_times")
    return found, con.execute(sql, {"ids": [found[-1].document_id]}).fetchall()[0][1]


def count(
    con: duckdb.DuckDBPyConnection, stretch: Stretch, stage: str, article_ids: Sequence[str] | None = None
) -> int:
    """Give how many revisions (stage `tag`) or pages (any other, of `article_ids` alone where given) there are."""
    if stage == "tag":
        name, of = "replay/count_documents", {}
    else:
        name, of = "replay/count_pages", _of_articles(article_ids)
    return int(con.execute(sqlfiles.read(name), {**_parameters(stretch), **of}).fetchall()[0][0])


def articles_of_pages(con: duckdb.DuckDBPyConnection, page_ids: Sequence[str]) -> list[str]:
    """Give the ids of the articles that were read from these pages."""
    rows = con.execute(sqlfiles.read("replay/articles_of_pages"), {"page_ids": list(page_ids)}).fetchall()
    return [row[0] for row in rows]


def kin(con: duckdb.DuckDBPyConnection, article_ids: Sequence[str]) -> list[str]:
    """Give the latest revisions of all articles that stand in a story with one of these."""
    rows = con.execute(sqlfiles.read("replay/kin"), {"article_ids": list(article_ids)}).fetchall()
    return [row[0] for row in rows]


def prints(con: duckdb.DuckDBPyConnection) -> Prints:
    """Give a hash of every article, revision, mention and event, by kind and id."""
    rows = con.execute(sqlfiles.read("replay/prints")).fetchall()
    return {(kind, row_id): print_ for kind, row_id, print_ in rows}


def changes(before: Prints, after: Prints) -> dict[str, Counter[str]]:
    """Count, for each kind, the rows that were `added`, are `gone`, and say something else (`altered`)."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in ("articles", "revisions", "mentions", "events")}
    for kind, row_id in after.keys() - before.keys():
        found[kind]["added"] += bool(row_id)
    for kind, row_id in before.keys() - after.keys():
        found[kind]["gone"] += bool(row_id)
    for kind, row_id in after.keys() & before.keys():
        found[kind]["altered"] += after[kind, row_id] != before[kind, row_id]
    return found


def _of_articles(article_ids: Sequence[str] | None) -> dict[str, object]:
    return {"article_ids": None if article_ids is None else list(article_ids)}


def _parameters(stretch: Stretch) -> dict[str, object]:
    return {
        "source_id": stretch.source_id,
        "from_at": stretch.from_at,
        "to_at": stretch.to_at,
        "after_at": stretch.after_at,
        "after_id": stretch.after_id,
    }
