"""What is asked of the warehouse says the same in whatever time zone the reader's program is: days are those of UTC."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.records import Batch
from tests.warehouse.makers import hours, make_article, make_event_set, make_mention, make_run
from warehouse import db, load

MACROS = (
    "commitments_as_of(DATE '2020-11-20')",
    "mart.term_reports(DATE '2020-11-20')",
    "events_of(NULL, DATE '2020-11-20', DATE '2020-11-20', DATE '2020-11-20')",
)


def answers(con: db.Connection, zone: str) -> dict[str, list[Any]]:
    con.execute(f"SET TimeZone = '{zone}'")
    views = con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'").fetchall()
    asked = (*(f"mart.{name}" for (name,) in views), *MACROS)
    return {what: con.execute(f"FROM {what} ORDER BY ALL").fetchall() for what in asked}


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_no_answer_hangs_on_the_time_zone_of_the_session(con: db.Connection, zone: str) -> None:
    articles = (make_article(1, at=18.5), make_article(2, at=20))  # published at 23:30 and at 01:00 UTC
    promises = [make_mention(each, status="scheduled", event_date=date(2020, 11, 30)) for each in articles]
    doings = [make_mention(each, "troop_withdrawal", event_date=None) for each in articles]
    load.load(con, Batch(make_run(), articles=articles, mentions=(*promises, *doings)))
    load.replace_events(con, make_event_set(*doings))
    con.execute("UPDATE core.event SET event_date = NULL, first_reported_at = ?", [hours(17.5)])
    expected = answers(con, "UTC")
    assert all(len(expected[macro]) == 1 for macro in MACROS)
    assert answers(con, zone) == expected
