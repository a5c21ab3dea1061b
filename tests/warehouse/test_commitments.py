"""What was promised and what became of it: the demo's three districts, and reports that are late, wrong or at odds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from extractors.records import Article, Batch, Mention
from tests.warehouse.makers import make_article, make_event_set, make_mention, make_place, make_run
from warehouse import db, load


@dataclass(frozen=True)
class Said:
    """What one outlet says of a term: on which day (of November 2020), and the dates it names."""

    source_id: str
    day: int
    status: str
    on: date | None
    was: date | None = None
    places: tuple[str, ...] = ("Kalbajar",)
    context: tuple[str, ...] = ()
    basis: str = "explicit"
    precision: str = "day"
    type: str = "territory_transfer"
    until: date | None = None
    direction: str | None = None
    credits: tuple[str, ...] = ()
    role: str = "event"


def nov(day: int) -> date:
    return date(2020, 11, day)


DEC1 = date(2020, 12, 1)


def article_of(number: int, said: Said) -> tuple[Article, Mention]:
    words = f"Report {number} of {said.source_id}: {said.status} {said.on}."
    published_at = datetime(2020, 11, 1, 9, number % 60, tzinfo=UTC).replace(day=said.day)
    article = make_article(
        number, words, source_id=said.source_id, published_at=published_at, credited_agencies=said.credits
    )
    mention = make_mention(
        article,
        said.type,
        said.status,
        event_date=said.on,
        event_date_end=said.until,
        original_date=said.was,
        date_basis=said.basis if said.on else "none",
        date_precision=said.precision if said.on else "none",
        places=tuple(make_place(place, said.role) for place in said.places),
        context_places=tuple(map(make_place, said.context)),
        direction=said.direction,
        source_actors=("Armenia",),
    )
    return article, mention


def tell(con: db.Connection, *reports: Said) -> None:
    pairs = [article_of(number, said) for number, said in enumerate(reports)]
    load.load(
        con,
        Batch(
            make_run(), articles=tuple(article for article, _ in pairs), mentions=tuple(mention for _, mention in pairs)
        ),
    )


def commitments(con: db.Connection, as_of: date = date(2020, 12, 31)) -> dict[str, dict[str, Any]]:
    """Give the commitments known on a day, by place."""
    answer = con.execute("FROM commitments_as_of($as_of)", {"as_of": as_of})
    names = [column[0] for column in answer.description]
    rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    return {str(row["place"]): row for row in rows}


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


# What is said of one place, and what must come of it: first due, due, moves (from, to), done, outcome.
Expected = tuple[date | None, date | None, list[tuple[date | None, date | None]], date | None, str]
CASES: dict[str, tuple[tuple[Said, ...], Expected]] = {
    "history retold after the move does not bring the old date back": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("rferl", 15, "postponed", nov(25), nov(15)),
            Said("tass", 18, "scheduled", nov(15)),
            Said("tass", 26, "scheduled", nov(15)),
        ),
        (nov(15), nov(25), [(nov(15), nov(25))], None, "overdue"),
    ),
    "one outlet's slip does not outvote two": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("tass", 10, "scheduled", nov(15)),
            Said("reuters", 12, "scheduled", nov(10)),
        ),
        (nov(15), nov(15), [], None, "overdue"),
    ),
    "an outlet that mends its word has one vote, for its latest": (
        (
            Said("rferl", 10, "scheduled", nov(13)),
            Said("rferl", 11, "scheduled", nov(13)),
            Said("rferl", 12, "scheduled", nov(13)),
            Said("rferl", 13, "scheduled", nov(15)),
            Said("tass", 13, "scheduled", nov(15)),
        ),
        (nov(15), nov(15), [], None, "overdue"),
    ),
    "a move to the same day is none": (
        (Said("rferl", 10, "scheduled", nov(15)), Said("tass", 12, "postponed", nov(15), nov(15))),
        (nov(15), nov(15), [], None, "overdue"),
    ),
    "one against one: the later word wins, and with no move told there is one due date": (
        (Said("rferl", 10, "scheduled", nov(15)), Said("tass", 12, "scheduled", nov(16))),
        (nov(16), nov(16), [], None, "overdue"),
    ),
    "nothing is put off to an earlier day": (
        (Said("rferl", 10, "scheduled", nov(20)), Said("rferl", 12, "postponed", nov(20), nov(28))),
        (nov(20), nov(20), [(None, nov(20))], None, "overdue"),
    ),
    "a promise must name its day: that of publication is none": (
        (Said("tass", 10, "scheduled", nov(10), basis="dateline"), Said("rferl", 11, "scheduled", nov(15))),
        (nov(15), nov(15), [], None, "overdue"),
    ),
    "what is still promised after the last word of its doing was not done by it": (
        (
            Said("reuters", 10, "actual", nov(10), basis="dateline"),
            Said("rferl", 12, "scheduled", nov(15)),
        ),
        (nov(15), nov(15), [], None, "overdue"),
    ),
    "one outlet that lags does not undo what two say is done": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("rferl", 12, "actual", nov(12)),
            Said("tass", 12, "actual", nov(12)),
            Said("reuters", 13, "scheduled", nov(15)),
        ),
        (nov(15), nov(15), [], nov(12), "kept"),
    ),
    "what goes on in parts is done with the first part after the promise": (
        (
            Said("rferl", 12, "scheduled", nov(14), type="displaced_return"),
            Said("tass", 13, "actual", nov(11), type="displaced_return"),
            Said("tass", 14, "actual", nov(14), type="displaced_return", basis="dateline"),
            Said("tass", 22, "actual", nov(21), type="displaced_return"),
        ),
        (nov(14), nov(14), [], nov(14), "kept"),
    ),
    "a place that changed hands has been left": (
        (
            Said("rferl", 10, "scheduled", nov(15), type="troop_withdrawal"),
            Said("tass", 16, "actual", nov(15), type="territory_transfer"),
        ),
        (nov(15), nov(15), [], nov(15), "kept"),
    ),
    "a sentence about one place is believed before one about three": (
        (
            Said("rferl", 10, "scheduled", DEC1, places=("Kalbajar", "Agdam", "Lachin")),
            Said("tass", 11, "scheduled", nov(15)),
            Said("reuters", 12, "scheduled", nov(15)),
            Said("afp", 12, "scheduled", DEC1, places=("Kalbajar", "Agdam", "Lachin")),
        ),
        (nov(15), nov(15), [], None, "overdue"),
    ),
    "a reprint of one outlet's slip adds no vote": (
        (
            Said("reuters", 10, "scheduled", nov(10)),
            Said("rferl", 10, "scheduled", nov(10), credits=("Reuters",)),
            Said("courier", 10, "scheduled", nov(10), credits=("Reuters",)),
            Said("tass", 11, "scheduled", nov(15)),
            Said("afp", 11, "scheduled", nov(15)),
        ),
        (nov(15), nov(15), [], None, "overdue"),
    ),
    "a move from a date that nobody promised is not believed beside one that was": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("rferl", 15, "postponed", nov(25), nov(15)),
            Said("tass", 19, "postponed", nov(15), nov(9)),
        ),
        (nov(15), nov(25), [(nov(15), nov(25))], None, "overdue"),
    ),
    "a better witnessed move beats one to another day": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("rferl", 15, "postponed", nov(25), nov(15)),
            Said("tass", 15, "postponed", nov(25), nov(15)),
            Said("reuters", 15, "postponed", nov(22), nov(15)),
        ),
        (nov(15), nov(25), [(nov(15), nov(25))], None, "overdue"),
    ),
    "moved twice": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("rferl", 15, "postponed", nov(20), nov(15)),
            Said("tass", 20, "postponed", nov(25), nov(20)),
            Said("rferl", 26, "actual", nov(26)),
        ),
        (nov(15), nov(25), [(nov(15), nov(20)), (nov(20), nov(25))], nov(26), "late"),
    ),
    "only the move is reported": (
        (Said("rferl", 15, "postponed", nov(25), nov(15)),),
        (nov(15), nov(25), [(nov(15), nov(25))], None, "overdue"),
    ),
    "put off with no new date keeps the old one": (
        (Said("rferl", 10, "scheduled", nov(15)), Said("rferl", 15, "postponed", None, nov(15))),
        (nov(15), nov(15), [(nov(15), None)], None, "overdue"),
    ),
    "a date in the sentence beats the day of the dateline": (
        (
            Said("rferl", 10, "scheduled", nov(20)),
            Said("rferl", 21, "actual", nov(21), basis="publication"),
            Said("tass", 21, "actual", nov(21), basis="publication"),
            Said("reuters", 22, "actual", nov(20)),
        ),
        (nov(20), nov(20), [], nov(20), "kept"),
    ),
    "done early": (
        (Said("rferl", 10, "scheduled", nov(20)), Said("rferl", 18, "actual", nov(18))),
        (nov(20), nov(20), [], nov(18), "kept"),
    ),
    "a doing dated after its own report, or over several days, is none": (
        (
            Said("rferl", 10, "scheduled", nov(20)),
            Said("rferl", 12, "actual", nov(19)),
            Said("tass", 19, "actual", nov(16), until=nov(19)),
        ),
        (nov(20), nov(20), [], None, "overdue"),
    ),
    "a doing before the truce was declared belongs to another story": (
        (Said("rferl", 10, "scheduled", nov(20)), Said("rferl", 11, "actual", nov(5))),
        (nov(20), nov(20), [], None, "overdue"),
    ),
    "a range is due at its end": (
        (Said("rferl", 10, "scheduled", nov(15), until=nov(20)),),
        (nov(20), nov(20), [], None, "overdue"),
    ),
    "a day beats the end of a month": (
        (
            Said("rferl", 10, "scheduled", nov(20)),
            Said("tass", 12, "scheduled", nov(1), precision="month"),
            Said("reuters", 13, "scheduled", nov(1), precision="month"),
        ),
        (nov(20), nov(20), [], None, "overdue"),
    ),
    "the end of a month, where no day is named": (
        (Said("rferl", 10, "scheduled", nov(1), precision="month"),),
        (nov(30), nov(30), [], None, "overdue"),
    ),
    "the place is left to the sentences around": (
        (Said("rferl", 10, "scheduled", nov(15)), Said("rferl", 15, "postponed", nov(25), nov(15), (), ("Kalbajar",))),
        (nov(15), nov(25), [(nov(15), nov(25))], None, "overdue"),
    ),
}


# A sentence that names no place for the act, those beside it, and the places under which the promise must stand.
SITES: dict[str, tuple[tuple[Said, ...], str, list[str | None]]] = {
    "the one place of its article": (
        (Said("rferl", 10, "scheduled", None), Said("rferl", 10, "scheduled", nov(15), places=())),
        "article",
        ["Kalbajar"],
    ),
    "no place where the article names two": (
        (
            Said("rferl", 10, "scheduled", None, places=("Kalbajar", "Agdam")),
            Said("rferl", 10, "scheduled", nov(15), places=()),
        ),
        "article",
        [],
    ),
    "the one place of its event": (
        (Said("tass", 10, "actual", nov(12)), Said("rferl", 10, "scheduled", nov(15), places=())),
        "event",
        ["Kalbajar"],
    ),
    "of several places of its event the one of that day": (
        (
            Said("tass", 10, "actual", nov(12), places=("Agdam",)),
            Said("reuters", 10, "actual", nov(15)),
            Said("rferl", 10, "scheduled", nov(15), places=()),
        ),
        "event",
        ["Kalbajar"],
    ),
    "people come home to a place, not from one": (
        (Said("rferl", 10, "scheduled", nov(15), type="displaced_return", role="origin"),),
        "article",
        [],
    ),
    "forces leave a place, not for one": (
        (Said("rferl", 10, "scheduled", nov(15), type="troop_withdrawal", role="origin"),),
        "article",
        ["Kalbajar"],
    ),
}


@pytest.mark.parametrize(("reports", "shared", "places"), SITES.values(), ids=SITES)
def test_a_promise_stands_at_the_place_of_the_act(
    con: db.Connection, reports: tuple[Said, ...], shared: str, places: list[str | None]
) -> None:
    pairs = [article_of(number, said) for number, said in enumerate(reports)]
    if shared == "article":
        words = " ".join(article.text for article, _ in pairs)
        article = replace(pairs[0][0], text=words)
        pairs = [(article, replace(mention, document_id=article.revision_id)) for _, mention in pairs]
    mentions = tuple(mention for _, mention in pairs)
    articles = {article.article_id: article for article, _ in pairs}
    load.load(con, Batch(make_run(), articles=tuple(articles.values()), mentions=mentions))
    if shared == "event":
        load.replace_events(con, make_event_set(*mentions))
    assert [row["place"] for row in commitments(con).values() if row["due_on"] == nov(15)] == places


@pytest.mark.parametrize(("reports", "expected"), CASES.values(), ids=CASES)
def test_conflicting_reports_come_to_one_answer(
    con: db.Connection, reports: tuple[Said, ...], expected: Expected
) -> None:
    tell(con, *reports)
    row = commitments(con)["Kalbajar"]
    assert row["type"] == reports[0].type
    moves = [(move["from"], move["to"]) for move in row["postponements"]]
    assert (row["first_due_on"], row["due_on"], moves, row["done_on"], row["outcome"]) == expected


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
