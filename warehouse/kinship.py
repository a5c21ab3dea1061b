"""What the warehouse knows of how articles relate: what is to be compared with what, and what joins articles.

Knows no threshold and compares nothing. Every function takes a connection and gives records, in a fixed order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

import duckdb
from pydantic import TypeAdapter

from extractors.dedupe_signature import MIN_SHARED_BANDS
from extractors.relations import Link, RevisionText, Signature, Telling, Wording
from warehouse import sqlfiles
from warehouse.rows import fetch

_Link = TypeAdapter(Link)
_RevisionText = TypeAdapter(RevisionText)
_Telling = TypeAdapter(Telling)
_Wording = TypeAdapter(Wording)


def unsigned(con: duckdb.DuckDBPyConnection, version: str, revision_ids: Collection[str]) -> tuple[Wording, ...]:
    """Give those of the revisions that have no signature of this version and their present time, oldest first."""
    return fetch(con, _Wording, sqlfiles.read("known/unsigned"), ids=_lines(revision_ids), version=version)


def left_out(con: duckdb.DuckDBPyConnection, version: str) -> tuple[str, ...]:
    """Give all revisions without a signature of this version. Where none is, two counts tell it and no id is read."""
    n_revisions, n_signed = con.execute(sqlfiles.read("known/n_signed"), {"version": version}).fetchall()[0]
    if n_revisions == n_signed:
        return ()
    rows = con.execute(sqlfiles.read("known/left_out"), {"version": version}).fetchall()
    return tuple(revision_id for (revision_id,) in rows)


def wordings(con: duckdb.DuckDBPyConnection, revision_ids: Collection[str]) -> dict[str, Wording]:
    """Give revisions as they are compared, by revision_id."""
    found = fetch(con, _Wording, sqlfiles.read("known/wordings"), ids=_lines(revision_ids))
    return {wording.revision_id: wording for wording in found}


def look_alikes(
    con: duckdb.DuckDBPyConnection, fresh: Sequence[Signature], window: timedelta
) -> tuple[tuple[str, str], ...]:
    """Give the pairs (revision_id, revision_id) of a fresh, stored signature and another that shares bands with it.

    Only revisions published within `window` of each other: what is read grows with the days that `fresh` spans, not
    with the archive.
    """
    if not fresh:
        return ()
    days = [signature.published_at for signature in fresh]
    parameters = {
        "ids": _lines(signature.revision_id for signature in fresh),
        "version": fresh[0].version,
        "from_at": min(days) - window,
        "to_at": max(days) + window,
        "window": window,
        "min_shared_bands": MIN_SHARED_BANDS,
    }
    return tuple(con.execute(sqlfiles.read("known/look_alikes"), parameters).fetchall())


def same_words(con: duckdb.DuckDBPyConnection, fresh: Sequence[Signature]) -> tuple[tuple[str, ...], ...]:
    """Give the revision_ids of each group of two or more that have the words of one of the fresh signatures."""
    if not fresh:
        return ()
    groups: defaultdict[str, list[str]] = defaultdict(list)
    digests = _lines(signature.words_digest for signature in fresh)
    asked = con.execute(sqlfiles.read("known/same_words"), {"digests": digests, "version": fresh[0].version})
    for words_digest, revision_id in asked.fetchall():
        groups[words_digest].append(revision_id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def headline_acts(con: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Give (article_id, act) for the act that each of these articles tells first, once for each of its places."""
    found = con.execute(sqlfiles.read("known/headline_acts"), {"ids": _lines(article_ids)})
    return tuple(found.fetchall())


def kin(con: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> tuple[Telling, ...]:
    """Give all articles that are, or were so far, of one story with any of these, themselves included."""
    return fetch(con, _Telling, sqlfiles.read("known/kin"), ids=_lines(article_ids))


def links(con: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> tuple[Link, ...]:
    """Give what joins these articles with one another."""
    return fetch(con, _Link, sqlfiles.read("known/links"), ids=_lines(article_ids))


def articles_of(con: duckdb.DuckDBPyConnection, revision_ids: Collection[str]) -> tuple[str, ...]:
    """Give the articles that these revisions belong to."""
    rows = con.execute(sqlfiles.read("known/articles_of"), {"ids": _lines(revision_ids)}).fetchall()
    return tuple(article_id for (article_id,) in rows)


def revision_texts(con: duckdb.DuckDBPyConnection, article_ids: Collection[str]) -> tuple[RevisionText, ...]:
    """Give all wordings of these articles, by article and number."""
    return fetch(con, _RevisionText, sqlfiles.read("known/revision_texts"), ids=_lines(article_ids))


def _lines(ids: Iterable[str]) -> str:
    """Give ids as one parameter: DuckDB looks for numpy anew at each value of a list, a third of a millisecond each."""
    return "\n".join(ids)
