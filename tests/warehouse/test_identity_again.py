"""An article read again under another id goes over to it whole: identity rules can be changed and re-run."""

from __future__ import annotations

from dataclasses import replace

from extractors.records import digest
from tests.warehouse.makers import make_article, make_batch
from warehouse import db, load


def test_an_article_read_under_a_new_id_leaves_nothing_under_the_old(con: db.Connection) -> None:
    old = make_article(1)
    new = replace(
        old,
        article_id="pangea:1",
        revision_id=digest("pangea:1", old.title, None, old.text),
        url_variants=(*old.url_variants, "https://news.example/a/1.html"),
    )
    load.load(con, replace(make_batch(), articles=(old,), mentions=()))
    load.load(con, replace(make_batch("run-2", at=1), articles=(new,), mentions=()))
    assert con.execute("SELECT article_id, n_revisions FROM core.article").fetchall() == [("pangea:1", 1)]
    assert con.execute("SELECT DISTINCT article_id FROM core.revision").fetchall() == [("pangea:1",)]
    found = con.execute("SELECT DISTINCT article_id, count(*) OVER () FROM core.article_url").fetchall()
    assert found == [("pangea:1", 3)]
