"""Promises that hang together: captives who go home in turns, a withdrawal from a place whose handover is put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from extractors.arrangements import FoundArrangement
from extractors.records import Batch
from tests.warehouse.makers import make_event_set, make_run
from tests.warehouse.promises import DEC1, Said, article_of, commitments, nov, tell
from warehouse import db, load

FREED = Said("reuters", 11, "scheduled", nov(15), places=("Kalbajar",), type="prisoner_exchange")
Turn = tuple[date | None, date | None, str]


def turns(con: db.Connection, as_of: date) -> list[Turn]:
    asked = "SELECT due_on, done_on, outcome FROM commitments_as_of($as_of) WHERE type = 'prisoner_exchange'"
    rows = con.execute(f"{asked} ORDER BY due_on", {"as_of": as_of})
    return [(row[0], row[1], row[2]) for row in rows.fetchall()]


def done(day: int, **more: Any) -> Said:
    return replace(FREED, day=day, status="actual", on=nov(day), **more)


CASES: dict[str, tuple[tuple[Said, ...], list[Turn]]] = {
    "each turn has its day": (
        (FREED, done(15), replace(FREED, day=16, on=nov(20)), done(20), replace(FREED, day=21, on=nov(26))),
        [(nov(15), nov(15), "kept"), (nov(20), nov(20), "kept"), (nov(26), None, "overdue")],
    ),
    "wherever they are handed over": (
        (FREED, done(15, places=("Lachin",)), replace(FREED, day=16, places=("Agdam",), on=DEC1)),
        [(nov(15), nov(15), "kept"), (DEC1, None, "pending")],
    ),
    "a date that is mended before the day is no second turn": (
        (FREED, replace(FREED, day=13, on=nov(17)), done(17)),
        [(nov(17), nov(17), "kept")],
    ),
    "a turn that comes late is the one that was due": (
        (FREED, done(18)),
        [(nov(15), nov(18), "late")],
    ),
}


@pytest.mark.parametrize(("reports", "expected"), CASES.values(), ids=CASES)
def test_captives_go_home_in_turns(con: db.Connection, reports: tuple[Said, ...], expected: list[Turn]) -> None:
    tell(con, *reports)
    assert turns(con, nov(28)) == expected


def test_who_went_home_before_the_next_were_promised_are_not_the_next(con: db.Connection) -> None:
    article, first = article_of(1, done(12))
    _, promise = article_of(2, replace(FREED, day=12))
    load.load(
        con,
        Batch(make_run(), articles=(article,), mentions=(first, replace(promise, document_id=article.revision_id))),
    )
    assert turns(con, nov(14)) == [(nov(15), None, "pending")]


LEAVING = Said("reuters", 10, "scheduled", nov(15), type="troop_withdrawal", role="origin")
MOVED = Said("tass", 15, "postponed", nov(25), nov(15))


MOVES = {
    "that place, that day": (MOVED, nov(25), "kept"),
    "another day": (replace(MOVED, was=nov(17)), nov(15), "late"),
    "another place": (replace(MOVED, places=("Agdam",)), nov(15), "late"),
}


@pytest.mark.parametrize(("moved", "due_on", "outcome"), MOVES.values(), ids=MOVES)
def test_a_handover_that_is_put_off_puts_off_the_withdrawal(
    con: db.Connection, moved: Said, due_on: date, outcome: str
) -> None:
    tell(con, LEAVING, moved, replace(LEAVING, day=25, status="actual", on=nov(25)))
    rows = con.execute(
        "SELECT first_due_on, due_on, done_on, outcome FROM commitments_as_of($as_of) WHERE type = 'troop_withdrawal'",
        {"as_of": DEC1},
    ).fetchall()
    assert rows == [(nov(15), due_on, nov(25), outcome)]


KEEPERS = replace(LEAVING, day=14, status="actual", on=nov(13), type="peacekeeper_deployment", direction="out")


@pytest.mark.parametrize(
    ("left", "done_on"),
    [(KEEPERS, nov(13)), (replace(KEEPERS, direction="in"), None), (replace(KEEPERS, places=("Agdam",)), None)],
    ids=["they leave", "they come", "they leave another place"],
)
def test_forces_that_were_to_leave_may_be_called_peacekeepers(
    con: db.Connection, left: Said, done_on: date | None
) -> None:
    tell(con, LEAVING, left)
    asked = "SELECT done_on FROM commitments_as_of($as_of) WHERE type = 'troop_withdrawal'"
    assert con.execute(asked, {"as_of": DEC1}).fetchall() == [(done_on,)]


def test_a_promise_under_a_found_truce_of_no_watched_conflict_has_its_name(con: db.Connection) -> None:
    promise = replace(LEAVING, places=("Elsewhere",))
    article, mention = article_of(0, promise)
    load.load(con, Batch(make_run(), articles=(article,), mentions=(mention,)))
    found = FoundArrangement("found-1", "", "Truce of 9 November 2020", nov(9), None, None, ("Aland", "Beland"), ())
    events = make_event_set(mention)
    told = replace(events, events=tuple(replace(each, arrangement_id="found-1") for each in events.events))
    load.replace_events(con, replace(told, arrangements=(found,)))
    assert commitments(con)["Elsewhere"]["arrangement"] == "Truce of 9 November 2020"
