"""What was known on a day is told by the wordings that stood on it, not by what an article says now."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from extractors.records import Article, Batch, Mention
from extractors.verdicts import Verdict
from tests.warehouse.makers import hours, make_article, make_mention, make_run
from warehouse import db, load

DAY = 24
OLD, NEW = "Agdam goes over on November 30.", "Agdam goes over on December 5."


def promise(article: Article, day: date) -> Mention:
    return make_mention(article, status="scheduled", event_date=day)


def load_wordings(con: db.Connection, **more: Any) -> tuple[Mention, Mention]:
    """Load an article of 20 November that is found rewritten five days later, its words changed by nothing else."""
    first, second = make_article(text=OLD), make_article(text=NEW, at=5 * DAY, published_at=hours(-1), **more)
    told = promise(first, date(2020, 11, 30)), promise(second, date(2020, 12, 5))
    load.load(con, Batch(make_run(), articles=(first, second), mentions=told))
    return told


def quotes(con: db.Connection, day: int) -> list[str]:
    rows = con.execute("SELECT quotes FROM commitments_as_of($day)", {"day": date(2020, 11, day)}).fetchall()
    return [said["quote"] for (listed,) in rows for said in listed]


@pytest.mark.parametrize(("day", "expected"), [(19, []), (20, [OLD]), (24, [OLD]), (25, [NEW]), (30, [NEW])])
def test_an_article_tells_what_it_told_on_that_day(con: db.Connection, day: int, expected: list[str]) -> None:
    load_wordings(con)
    assert quotes(con, day) == expected


@pytest.mark.parametrize(
    ("modified", "expected"), [(2 * DAY, 22), (-1, 25), (9 * DAY, 25)], ids=["between", "before it was seen", "later"]
)
def test_an_outlet_s_word_on_when_it_changed_counts_where_it_can_be_true(
    con: db.Connection, modified: int, expected: int
) -> None:
    load_wordings(con, modified_at=hours(modified))
    assert min(day for day in range(20, 31) if quotes(con, day) == [NEW]) == expected


@pytest.mark.parametrize(("day", "expected"), [(21, [OLD]), (26, [NEW]), (28, [OLD])])
def test_a_wording_that_came_back_stands_again(con: db.Connection, day: int, expected: list[str]) -> None:
    load_wordings(con)
    load.load(con, Batch(make_run("run-2"), articles=(make_article(text=OLD, at=7 * DAY, published_at=hours(-1)),)))
    assert quotes(con, day) == expected


def test_a_verdict_holds_in_the_wording_before_too(con: db.Connection) -> None:
    old, _ = load_wordings(con)
    judged = datetime(2020, 12, 1, tzinfo=UTC)
    load.load_verdicts(con, [Verdict("v1", "rferl:1", OLD, old.type, "not_an_event", "", "", judged)])
    assert (quotes(con, 21), quotes(con, 26)) == ([], [NEW])
    assert con.execute("SELECT mention_id FROM verdicts").fetchall() == [(None,)]
