"""What counts as a report that an event was done: for witnesses, for the lag of outlets, for the number of breaches."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.records import Article, Batch, Count, Mention
from extractors.relations import Witness
from tests.warehouse.makers import make_article, make_event, make_event_set, make_mention, make_run
from tests.warehouse.promises import Said, commitments, nov, tell
from warehouse import db, load, load_kinship

OUTLETS = ("rferl", "tass", "reuters")


def tell_event(con: db.Connection, *told: tuple[Article, Mention]) -> None:
    """Load these articles as reports of one event of 20 November, each its own witness."""
    articles, mentions = tuple(article for article, _ in told), tuple(mention for _, mention in told)
    load.load(con, Batch(make_run(), articles=articles, mentions=mentions))
    events = make_event_set(*mentions)
    load.replace_events(con, type(events)((make_event(mentions, n_witnesses=len(told)),), events.event_mentions))
    load_kinship.replace_event_witnesses(
        con,
        [
            Witness("event", "event-1", each.article_id, each.source_id, True, "own report")
            for each in {article.article_id: article for article in articles}.values()
        ],
    )


def said(number: int, status: str, at: float = 0, **more: Any) -> tuple[Article, Mention]:
    article = make_article(number, f"Report {number}.", at=at, source_id=OUTLETS[number - 1])
    return article, make_mention(article, status=status, **more)


STANCES = {
    "actual": "confirming",
    "alleged": "alleging",
    "scheduled": "promising",
    "postponed": "promising",
    "denied": "denying",
    "negated": "denying",
    "hypothetical": "supposing",
}


@pytest.mark.parametrize(("status", "stance"), STANCES.items())
def test_only_what_is_told_as_done_confirms(con: db.Connection, status: str, stance: str) -> None:
    tell_event(con, said(1, "actual"), said(2, status))
    rows = con.execute("SELECT source_id, stance FROM witnesses ORDER BY source_id").fetchall()
    assert rows == [("rferl", "confirming"), ("tass", stance)]
    counts = con.execute("SELECT n_witnesses, n_confirming, n_denying FROM events").fetchall()
    assert counts == [(2, 1 + (stance == "confirming"), int(stance == "denying"))]


def test_history_retold_confirms_nothing(con: db.Connection) -> None:
    tell_event(con, said(1, "actual"), said(2, "actual", is_background=True))
    assert con.execute("SELECT n_confirming FROM events").fetchall() == [(1,)]
    assert con.execute("SELECT stance FROM witnesses WHERE source_id = 'tass'").fetchall() == [("retelling",)]


def test_an_article_that_confirms_and_denies_confirms_and_shows_those_words(con: db.Connection) -> None:
    article = make_article(1, "Baku denies it. The town was ceded.")
    denial = make_mention(article, status="denied", quote="Baku denies it.")
    doing = make_mention(article, quote="The town was ceded.")
    tell_event(con, (article, denial), (article, doing))
    assert con.execute("SELECT stance, quote FROM witnesses").fetchall() == [("confirming", "The town was ceded.")]
    assert con.execute("SELECT n_confirming, n_denying FROM events").fetchall() == [(1, 0)]


LAGS: dict[str, tuple[dict[str, Any], bool]] = {
    "the doing": ({"status": "actual", "at": 5}, True),
    "its promise": ({"status": "scheduled", "at": -200}, False),
    "its denial": ({"status": "denied", "at": 5}, False),
    "history": ({"status": "actual", "at": 5, "is_background": True}, False),
    "a week later": ({"status": "actual", "at": 7 * 24}, True),
    "more than a week later": ({"status": "actual", "at": 7 * 24 + 1}, False),
    "of another day": ({"status": "actual", "at": -200, "event_date": date(2020, 11, 12)}, False),
    "of the next day, as the sentence says": ({"status": "actual", "at": 5, "event_date": date(2020, 11, 21)}, True),
    "of the next day, by its dateline": (
        {"status": "actual", "at": 5, "event_date": date(2020, 11, 21), "date_basis": "dateline"},
        False,
    ),
    "of no day": ({"status": "actual", "at": 5, "event_date": None}, False),
}


@pytest.mark.parametrize(("other", "counts"), LAGS.values(), ids=LAGS)
def test_lag_is_of_reports_of_the_doing(con: db.Connection, other: dict[str, Any], counts: bool) -> None:
    tell_event(con, said(1, "actual"), said(2, **other))
    rows = con.execute("SELECT source_id, lag_hours FROM source_lag ORDER BY lag_hours").fetchall()
    assert rows == [("rferl", 0.0), *([("tass", float(other["at"]))] if counts else [])]


@pytest.mark.parametrize(("number", "n_rows"), [(3, 1), (4, 2)], ids=["the same number", "another number"])
def test_a_number_with_no_speaker_is_that_of_its_bulletin(con: db.Connection, number: int, n_rows: int) -> None:
    def counted(outlet: int, n: int, speaker: str | None) -> tuple[Article, Mention]:
        counts = (Count("violations", n, n, str(n)),)
        return said(outlet, "actual", type="ceasefire_violation", counts=counts, attributed_to=speaker)

    tell_event(con, counted(1, 3, "Russian Defense Ministry"), counted(2, number, None))
    claimants = {row[0] for row in con.execute("SELECT claimant FROM violations").fetchall()}
    assert len(claimants) == n_rows
    assert "Russian Defense Ministry" in claimants


MOVES = {
    "who promised the old date and later the new": ((Said("tass", 10, "scheduled", nov(15)),), 2),
    "who only knows the new date": ((), 1),
}


@pytest.mark.parametrize(("before", "n_witnesses"), MOVES.values(), ids=MOVES)
def test_who_bears_a_move_out(con: db.Connection, before: tuple[Said, ...], n_witnesses: int) -> None:
    moved = Said("rferl", 16, "postponed", nov(25), nov(15))
    tell(con, *before, moved, Said("tass", 16, "scheduled", nov(25)))
    (promise,) = commitments(con).values()
    assert [(move["from"], move["to"], move["n_witnesses"]) for move in promise["postponements"]] == [
        (nov(15), nov(25), n_witnesses)
    ]
