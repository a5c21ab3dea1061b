"""What was promised and what became of it: the demo's three districts, as of any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from extractors.records import Batch
from tests.warehouse.makers import make_run
from tests.warehouse.promises import DEC1, Said, article_of, commitments, nov, tell
from warehouse import db, load

THREE_DISTRICTS = (
    Said("rferl", 10, "scheduled", nov(15)),
    Said("tass", 10, "scheduled", nov(15)),
    Said("rferl", 10, "scheduled", nov(20), places=("Agdam",)),
    Said("tass", 10, "scheduled", nov(20), places=("Agdam",)),
    Said("rferl", 10, "scheduled", DEC1, places=("Lachin",)),
    Said("rferl", 15, "postponed", nov(25), nov(15)),
    Said("tass", 15, "postponed", nov(25), nov(15)),
    Said("rferl", 20, "actual", nov(20), places=("Agdam",), basis="publication"),
    Said("tass", 21, "actual", nov(20), places=("Agdam",)),
    Said("rferl", 25, "actual", nov(25)),
    Said("tass", 25, "actual", nov(25), basis="publication"),
    Said("rferl", 30, "scheduled", DEC1, places=("Lachin",)),
)


def test_the_three_districts_of_the_truce_are_right_in_every_cell(con: db.Connection) -> None:
    tell(con, *THREE_DISTRICTS)
    found = commitments(con, nov(30))
    dates = {
        place: (row["first_due_on"], row["due_on"], row["done_on"], row["outcome"], row["days_late"])
        for place, row in found.items()
    }
    assert dates == {
        "Agdam": (nov(20), nov(20), nov(20), "kept", 0),
        "Kalbajar": (nov(15), nov(25), nov(25), "kept", 0),
        "Lachin": (DEC1, DEC1, None, "pending", None),
    }
    kalbajar = found["Kalbajar"]
    assert kalbajar["days_late_first"] == 10
    assert [(move["from"], move["to"], move["n_witnesses"]) for move in kalbajar["postponements"]] == [
        (nov(15), nov(25), 2)
    ]
    assert kalbajar["postponements"][0]["quote"] == "Report 5 of rferl: postponed 2020-11-25."
    assert kalbajar["arrangement"] == "Truce of 10 November 2020"
    assert kalbajar["by_whom"] == ["Armenia"]
    assert (kalbajar["n_witnesses"], kalbajar["n_mentions"], len(kalbajar["quotes"])) == (2, 6, 6)


AS_OF = [
    (nov(9), {}),
    (nov(12), {"Kalbajar": (nov(15), "pending"), "Agdam": (nov(20), "pending"), "Lachin": (DEC1, "pending")}),
    (nov(17), {"Kalbajar": (nov(25), "pending"), "Agdam": (nov(20), "pending"), "Lachin": (DEC1, "pending")}),
    (nov(25), {"Kalbajar": (nov(25), "kept"), "Agdam": (nov(20), "kept"), "Lachin": (DEC1, "pending")}),
    (date(2020, 12, 4), {"Kalbajar": (nov(25), "kept"), "Agdam": (nov(20), "kept"), "Lachin": (DEC1, "overdue")}),
]


@pytest.mark.parametrize(("as_of", "expected"), AS_OF, ids=[str(row[0]) for row in AS_OF])
def test_a_day_knows_only_what_was_published_by_then(
    con: db.Connection, as_of: date, expected: dict[str, tuple[date, str]]
) -> None:
    tell(con, *THREE_DISTRICTS)
    found = commitments(con, as_of)
    assert {place: (row["due_on"], row["outcome"]) for place, row in found.items()} == expected
    if "Lachin" in found and as_of > DEC1:
        assert (found["Lachin"]["is_overdue"], found["Lachin"]["days_late"]) == (True, 3)


def test_the_view_is_the_macro_of_today(con: db.Connection) -> None:
    tell(con, *THREE_DISTRICTS)
    today = con.execute("FROM commitments_as_of(current_date)").fetchall()
    assert con.execute("FROM commitments").fetchall() == today
    assert con.execute("SELECT place FROM commitments WHERE is_overdue").fetchall() == [("Lachin",)]


@pytest.mark.slow
def test_the_order_of_loading_does_not_matter(con: db.Connection) -> None:
    pairs = [article_of(number, said) for number, said in enumerate(THREE_DISTRICTS)]
    answers = []
    for name, order in (("there", pairs), ("back", pairs[::-1])):
        con.execute("BEGIN")
        for number, (article, mention) in enumerate(order):
            load.load(con, Batch(make_run(f"{name}-{number}"), articles=(article,), mentions=(mention,)))
        answers.append(commitments(con))
        con.execute("ROLLBACK")
    assert answers[0] == answers[1]


def test_other_types_families_and_statuses_make_no_commitment(con: db.Connection) -> None:
    tell(
        con,
        Said("rferl", 10, "scheduled", nov(15), type="peace_talks"),
        Said("rferl", 10, "hypothetical", nov(15)),
        Said("rferl", 10, "alleged", nov(15)),
        Said("rferl", 10, "actual", nov(10)),
        Said("rferl", 10, "scheduled", None),
    )
    assert commitments(con) == {}


def test_what_lies_outside_every_theatre_or_before_every_truce_has_no_arrangement(con: db.Connection) -> None:
    tell(con, Said("rferl", 10, "scheduled", nov(15), places=("Elsewhere",)), Said("rferl", 11, "scheduled", nov(5)))
    found = commitments(con)
    assert found["Elsewhere"]["arrangement"] is None
    assert found["Kalbajar"]["arrangement"] is None


def test_leaving_is_a_term_of_its_own(con: db.Connection) -> None:
    arriving = Said("rferl", 10, "scheduled", nov(15), type="peacekeeper_deployment", direction="in")
    tell(con, arriving, replace(arriving, on=nov(25), direction="out"))
    rows = con.execute("SELECT direction, due_on FROM commitments ORDER BY due_on").fetchall()
    assert rows == [(None, nov(15)), ("out", nov(25))]


def test_a_claim_that_an_article_took_back_counts_no_more(con: db.Connection) -> None:
    article, mention = article_of(1, Said("rferl", 10, "scheduled", nov(15)))
    load.load(con, Batch(make_run("run-1"), articles=(article,), mentions=(mention,)))
    assert set(commitments(con)) == {"Kalbajar"}
    rewritten = replace(
        article,
        revision_id="rewritten",
        page_id="second page",
        text="Nothing is due.",
        fetched_at=datetime(2020, 11, 30, tzinfo=UTC),
    )
    load.load(con, Batch(make_run("run-2"), articles=(rewritten,), tagged_ids=("rewritten",)))
    assert commitments(con) == {}
    gone = con.execute("SELECT change, quote_before FROM edits").fetchall()
    assert gone == [("claim withdrawn", mention.quote)]
