"""A law of the load: batches in any order, any of them twice, give the same rows (promises 1 and 8)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.records import Batch
from tests.warehouse.contents import contents
from tests.warehouse.makers import (
    hours,
    make_article,
    make_entry,
    make_feed_state,
    make_mention,
    make_page,
    make_run,
)
from tests.warehouse.test_load import make_batch
from warehouse import db, load

WORDS = ("Agdam was ceded.", "Kalbajar is to be ceded.", "Lachin follows.")


def story(number: int, at: int, words: str) -> Batch:
    """Give a run that met one story with these words at this hour."""
    article = make_article(number, words, at)
    other = make_article(number + 1, words, at)
    run = replace(make_run(f"run-{number}-{at}"), started_at=hours(at))
    return Batch(
        run=run,
        feed_states=(make_feed_state(at=at),),
        pages=(make_page(number, words, at), make_page(number + 1, words, at)),
        articles=(article, other),
        mentions=(make_mention(article, event_date=None), make_mention(other, event_date=None)),
        tagged_ids=(article.revision_id, other.revision_id),
    )


batches = st.lists(
    st.builds(story, st.integers(1, 3), st.integers(0, 5), st.sampled_from(WORDS)),
    min_size=1,
    max_size=4,
    unique_by=lambda batch: batch.run.run_id,
)


@pytest.mark.slow
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=batches, data=st.data())
def test_batches_in_any_order_give_the_same_rows(con: db.Connection, first: list[Batch], data: st.DataObject) -> None:
    second = data.draw(st.permutations([*first, first[0]]))
    assert loaded(con, first) == loaded(con, second)


def loaded(con: db.Connection, batches: list[Batch]) -> dict[str, list[str]]:
    con.execute("BEGIN")
    for batch in batches:
        load.load(con, batch)
    rows = contents(con)
    con.execute("ROLLBACK")
    return rows


def test_the_latest_wording_of_an_entry_wins_and_first_sight_is_kept(con: db.Connection) -> None:
    early, late = make_batch("run-1", at=0), make_batch("run-2", at=3)
    changed = replace(late.results[0], entry=make_entry(1, title="New title"))
    late = replace(late, results=(changed, *late.results[1:]))
    for order in ((early, late), (late, early)):
        con.execute("BEGIN")
        for batch in order:
            load.load(con, batch)
        row = con.execute("SELECT title, first_seen_at, last_seen_at FROM raw.entry WHERE title LIKE 'New%'")
        assert row.fetchall() == [("New title", hours(0), hours(3))]
        assert con.execute("SELECT last_polled_at FROM ops.feed_state").fetchall() == [(hours(3),)]
        con.execute("ROLLBACK")
