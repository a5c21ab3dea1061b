"""Truces in the warehouse: pinned and found side by side, and relations with both quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from config.schema import Arrangement, Conflict
from extractors.arrangements import FoundArrangement
from extractors.records import Batch, EventRelation, EventSet
from tests.warehouse.makers import make_article, make_event, make_mention, make_run
from warehouse import db, load

DAY = date(2020, 11, 9)
FOUND = FoundArrangement("found-1", "nk", "Truce of 9 November 2020", DAY, None, None, ("Armenia", "Azerbaijan"))
PINNED = Arrangement("nk-1994", "Truce of 1994", date(1994, 5, 5), parties=("Armenia", "Azerbaijan"))
CONFLICT = Conflict("nk", "Nagorno-Karabakh", ("Armenia", "Azerbaijan"), ("Agdam",), (PINNED,))


def names(con: db.Connection) -> list[tuple[str, str]]:
    return con.execute("SELECT arrangement_id, origin FROM arrangements ORDER BY 1").fetchall()


def test_found_truces_come_and_go_with_events_and_pinned_ones_with_the_configuration(con: db.Connection) -> None:
    load.load_reference(con, (), (), (), (CONFLICT,))
    load.replace_events(con, EventSet(arrangements=(FOUND,)))
    assert names(con) == [("found-1", "found"), ("nk-1994", "pinned")]
    assert not load.load_reference(con, (), (), (), (CONFLICT,)).has_changed
    assert not load.replace_events(con, EventSet(arrangements=(FOUND,))).has_changed
    load.load_reference(con, (), (), (), (replace(CONFLICT, arrangements=()),))
    assert names(con) == [("found-1", "found")]
    load.replace_events(con, EventSet())
    assert names(con) == []


@pytest.fixture
def told(con: db.Connection) -> EventSet:
    """A truce, a breach of it and a handover under it, all of one article."""
    text = "They signed a truce. Soldiers broke the truce. Agdam was handed over."
    article = make_article(1, text)
    deal = make_mention(article, "ceasefire_agreed", quote="They signed a truce.", event_date=DAY)
    breach = make_mention(article, "ceasefire_violation", quote="Soldiers broke the truce.")
    term = make_mention(article, "territory_transfer", quote="Agdam was handed over.")
    load.load_reference(con, (), (), (), (CONFLICT,))
    load.load(con, Batch(make_run(), articles=(article,), mentions=(deal, breach, term)))
    events = [
        make_event((mention,), f"e{at}", arrangement_id="found-1") for at, mention in enumerate((deal, breach, term))
    ]
    made = EventSet(
        tuple(events),
        tuple((f"e{at}", mention.mention_id) for at, mention in enumerate((deal, breach, term))),
        (EventRelation("e1", "violates", breach.mention_id, deal.mention_id),),
        (FOUND,),
    )
    load.replace_events(con, made)
    return made


def test_a_truce_shows_its_terms_its_breaches_and_the_words_that_made_it(con: db.Connection, told: EventSet) -> None:
    row = con.execute(
        "SELECT n_events, n_violations, [term.type FOR term IN terms], quote, event_id FROM arrangements "
        "WHERE arrangement_id = 'found-1'"
    ).fetchone()
    assert row == (3, 1, ["territory_transfer"], "They signed a truce.", "e0")


def test_a_breach_told_as_history_is_no_breach_of_these_days(con: db.Connection, told: EventSet) -> None:
    events = tuple(replace(event, is_background=event.type == "ceasefire_violation") for event in told.events)
    load.replace_events(con, replace(told, events=events))
    rows = con.execute("SELECT n_events, n_violations FROM arrangements WHERE arrangement_id = 'found-1'").fetchall()
    assert rows == [(3, 0)]


def test_a_relation_has_both_quotes(con: db.Connection, told: EventSet) -> None:
    rows = con.execute("SELECT relation, from_quote, to_quote, event_id, to_event_id FROM relations").fetchall()
    assert rows == [("violates", "Soldiers broke the truce.", "They signed a truce.", "e1", "e0")]


def test_a_commitment_shows_the_found_truce_by_name(con: db.Connection, told: EventSet) -> None:
    article = make_article(2, "Agdam is due to be handed over by November 20.")
    promise = make_mention(article, "territory_transfer", "scheduled", source_actors=("Armenia",))
    load.load(con, Batch(make_run("later"), articles=(article,), mentions=(promise,)))
    rows = con.execute("SELECT DISTINCT arrangement FROM commitments_as_of(DATE '2020-12-31') WHERE place = 'Agdam'")
    assert rows.fetchall() == [("Truce of 9 November 2020",)]
