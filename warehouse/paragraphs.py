"""Notes the paragraphs of revisions, and which are standing background (codebook section 3).

Knows no text: a paragraph is known by a hash of its words, and what shares them is looked up by it. The same are
standing in whatever order revisions come and go.
"""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from warehouse import sqlfiles
from warehouse.stage import merge_arrow
from warehouse.transaction import transaction


def note(con: duckdb.DuckDBPyConnection, revision_ids: Collection[str]) -> None:
    """Note the paragraphs of these revisions, and judge anew all that share a wording with one of them."""
    found = con.execute(sqlfiles.read("known/paragraphs"), {"ids": "\n".join(revision_ids)}).to_arrow_table()
    with transaction(con):
        merge_arrow(con, "paragraph", found)
        merge_arrow(con, "paragraph_standing", found)


def forget_gone(con: duckdb.DuckDBPyConnection) -> None:
    """Take away the paragraphs of readings that are no more, and judge anew all that shared a wording with one."""
    gone = con.execute(sqlfiles.read("known/gone_paragraphs")).to_arrow_table()
    with transaction(con):
        sqlfiles.run(con, "load/paragraph_gone")
        merge_arrow(con, "paragraph_standing", gone)
