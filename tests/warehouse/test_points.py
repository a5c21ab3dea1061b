"""Where exports put things on a map: by the id of a place, since two places may share a name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from config.schema import Conflict, Place
from extractors.records import Batch, PlaceRef
from tests.warehouse.makers import make_article, make_mention, make_run
from warehouse import db, load, sqlfiles

PLACES = (
    Place("Kalba", "town", ("Kalba",), lat=1.0, lon=1.0),
    Place("Kalba (Beland)", "town", ("Kalba in Beland",), lat=2.0, lon=2.0),
    Place("Upland", "region", ("Upland",), lat=3.0, lon=3.0),
)


def place(place_id: str) -> PlaceRef:
    return PlaceRef(place_id, place_id.split(" (")[0], place_id, 0, len(place_id), "event")


def points(con: db.Connection, kind: str) -> list[Any]:
    rows = con.execute(sqlfiles.read(f"exports/{kind}")).to_arrow_table().to_pylist()
    return [[(point["place"], point["lat"]) for point in row["points"]] for row in rows]


@pytest.mark.parametrize(
    ("kind", "type", "status"),
    [
        ("mentions", "territory_transfer", "scheduled"),
        ("commitments", "territory_transfer", "scheduled"),
        ("violations", "ceasefire_violation", "alleged"),
    ],
)
def test_of_two_places_with_one_name_the_right_one_is_on_the_map(
    con: db.Connection, kind: str, type: str, status: str
) -> None:
    load.load_reference(con, (), PLACES, (), ())
    article = make_article(1, "Kalba.")
    told = make_mention(article, type, status, places=(place("Kalba (Beland)"),), event_date=date(2020, 12, 1))
    load.load(con, Batch(make_run(), articles=(article,), mentions=(told,)))
    assert points(con, kind) == [[("Kalba (Beland)", 2.0)]]


@pytest.mark.parametrize("kind", ["mentions", "violations"])
def test_a_town_comes_before_the_region_that_is_named_before_it(con: db.Connection, kind: str) -> None:
    load.load_reference(con, (), PLACES, (), ())
    article = make_article(1, "Upland, Kalba.")
    told = make_mention(article, "ceasefire_violation", places=(place("Upland"), place("Kalba")))
    load.load(con, Batch(make_run(), articles=(article,), mentions=(told,)))
    assert points(con, kind) == [[("Kalba", 1.0), ("Upland", 3.0)]]


def test_a_promise_under_no_truce_is_of_the_conflict_that_the_gazetteer_gives_its_place(con: db.Connection) -> None:
    town = Place("Kalba", "town", ("Kalba",), conflicts=("upland",))
    load.load_reference(con, (), (town,), (), (Conflict("upland", "Upland", ("Aland", "Beland"), ()),))
    article = make_article(1, "Kalba.")
    told = make_mention(article, status="scheduled", places=(place("Kalba"),), event_date=date(2020, 12, 1))
    load.load(con, Batch(make_run(), articles=(article,), mentions=(told,)))
    asked = {"conflict": "upland", "from_on": date(2020, 11, 1), "to_on": date(2021, 1, 1), "as_of": date(2020, 12, 31)}
    assert len(con.execute(sqlfiles.read("report/commitments"), asked).fetchall()) == 1
