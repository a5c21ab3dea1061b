"""Reports of one promise that are late, wrong or at odds, and the one answer they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractors.records import Batch
from tests.warehouse.makers import make_event_set, make_run
from tests.warehouse.promises import DEC1, Said, article_of, commitments, nov, tell
from warehouse import db, load

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
    "a move that does not say from when starts at what its outlet promised": (
        (
            Said("reuters", 14, "scheduled", nov(15)),
            Said("tass", 20, "scheduled", nov(15)),
            Said("tass", 20, "postponed", nov(25)),
        ),
        (nov(15), nov(25), [(nov(15), nov(25))], None, "overdue"),
    ),
    "two halves of one move are one": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("tass", 15, "postponed", nov(25)),
            Said("tass", 15, "postponed", None, nov(15)),
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
    "moved twice, and the second move does not say from when": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("rferl", 15, "postponed", nov(20), nov(15)),
            Said("rferl", 20, "postponed", nov(25)),
            Said("tass", 20, "postponed", nov(25), nov(20)),
        ),
        (nov(15), nov(25), [(nov(15), nov(20)), (nov(20), nov(25))], None, "overdue"),
    ),
    "one outlet tells the first part, another only the second": (
        (
            Said("rferl", 10, "scheduled", nov(14), type="peacekeeper_deployment"),
            Said("rferl", 11, "actual", nov(11), type="peacekeeper_deployment"),
            Said("tass", 12, "actual", nov(12), type="peacekeeper_deployment"),
        ),
        (nov(14), nov(14), [], nov(11), "kept"),
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
    "what has no day is not at the place of what else has none": (
        (
            Said("rferl", 10, "scheduled", nov(15)),
            Said("rferl", 10, "scheduled", None, places=("Lachin",)),
            Said("tass", 12, "postponed", None, nov(15), places=()),
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
