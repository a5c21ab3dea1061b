"""What one outlet says of a promise, told to a warehouse and asked for again, for tests; knows no case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from extractors.records import Article, Batch, Mention
from tests.warehouse.makers import make_article, make_mention, make_place, make_run
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
