"""A paragraph that an outlet printed long before in another article is standing background, whatever came in first."""

from __future__ import annotations

from itertools import permutations

import pytest

from extractors.records import Article, Batch
from tests.warehouse.makers import SOURCES, make_article, make_mention, make_run
from warehouse import db, known, load, paragraphs

LEAD = "The district was handed over on Friday, the ministry said, and 1,200 people left it the day before, it added."
HISTORY = (
    "Fighting that broke out in the early 1990s killed 30,000 people and ended with a truce in 1994, and no peace."
)
SHORT = "It gave no details."


def hours_after(days: float) -> float:
    return 24 * days


def told(number: int, days: float, source_id: str = "rferl", lead: str = LEAD) -> Article:
    return make_article(number, f"{lead}{number}\n{SHORT}\n{HISTORY}", hours_after(days), source_id)


def standing(con: db.Connection, articles: tuple[Article, ...]) -> list[tuple[str, str]]:
    """Load the articles one after another; give (article, text of the paragraph) of what is standing, and undo it."""
    con.execute("BEGIN")
    for number, article in enumerate(articles):
        load.load(con, Batch(make_run(f"run-{number}"), articles=(article,)))
        paragraphs.note(con, [article.revision_id])
    found = con.execute(
        "SELECT article_id, text[paragraph_start + 1:paragraph_end] FROM core.paragraph JOIN core.revision "
        "USING (revision_id) WHERE is_standing ORDER BY ALL"
    ).fetchall()
    con.execute("ROLLBACK")
    return found


CASES = [
    ("ten days later", (told(1, 0), told(2, 10)), [("rferl:2", HISTORY)]),
    ("nine days later", (told(1, 0), told(2, 9)), []),
    ("another outlet", (told(1, 0), told(2, 20, "tass")), []),
    ("in capitals", (told(1, 0), make_article(2, HISTORY.upper(), hours_after(12))), [("rferl:2", HISTORY.upper())]),
    ("the third of three", (told(1, 0), told(2, 5), told(3, 12)), [("rferl:3", HISTORY)]),
    ("the same article rewritten", (told(1, 0), told(1, 20, lead="Rewritten " + LEAD)), []),
    ("too short to be told by", (make_article(1, SHORT, 0), make_article(2, SHORT, 480)), []),
]  # fmt: skip


@pytest.mark.parametrize(("articles", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_repeated_is_standing_in_whatever_order_it_comes(
    con: db.Connection, articles: tuple[Article, ...], found: list[tuple[str, str]]
) -> None:
    for order in permutations(articles):
        assert standing(con, order) == found


def test_a_mention_in_it_is_background_in_the_view(con: db.Connection) -> None:
    first, second = told(1, 0), told(2, 11)
    mentions = [
        make_mention(article, quote="ended with a truce in 1994", is_background=False) for article in (first, second)
    ] + [make_mention(second, quote="handed over on Friday", is_background=False)]
    load.load(con, Batch(make_run(), articles=(first, second), mentions=tuple(mentions)))
    paragraphs.note(con, [first.revision_id, second.revision_id])
    found = con.execute("SELECT article_id, quote, is_background FROM mart.mentions ORDER BY ALL").fetchall()
    assert found == [
        ("rferl:1", "ended with a truce in 1994", False),
        ("rferl:2", "ended with a truce in 1994", True),
        ("rferl:2", "handed over on Friday", False),
    ]


def test_the_event_maker_is_told(con: db.Connection) -> None:
    first, second = told(1, 0), told(2, 11)
    mentions = tuple(make_mention(article, quote="ended with a truce in 1994") for article in (first, second))
    load.load(con, Batch(make_run(), articles=(first, second), mentions=mentions))
    paragraphs.note(con, [first.revision_id, second.revision_id])
    found = known.reports(con, SOURCES)
    assert [(report.article_id, report.mention.is_background) for report in found] == [
        ("rferl:1", False),
        ("rferl:2", True),
    ]


@pytest.mark.parametrize(("basis", "has_day"), [("dateline", False), ("publication", False), ("explicit", True)])
def test_the_day_of_a_print_is_not_that_of_the_history_it_repeats(
    con: db.Connection, basis: str, has_day: bool
) -> None:
    first, second = told(1, 0), told(2, 11)
    mentions = tuple(
        make_mention(article, quote="ended with a truce in 1994", date_basis=basis) for article in (first, second)
    )
    load.load(con, Batch(make_run(), articles=(first, second), mentions=mentions))
    paragraphs.note(con, [first.revision_id, second.revision_id])
    read = [(each.mention.event_date is not None, each.mention.date_basis) for each in known.reports(con, SOURCES)]
    shown = con.execute("SELECT event_date IS NOT NULL, date_basis FROM mentions ORDER BY article_id").fetchall()
    assert read == shown == [(True, basis), (has_day, basis if has_day else "none")]


def test_when_the_older_print_goes_the_later_is_news_again(con: db.Connection) -> None:
    first, second = told(1, 0), told(2, 11)
    load.load(con, Batch(make_run(), articles=(first, second)))
    paragraphs.note(con, [first.revision_id, second.revision_id])
    assert con.execute("SELECT count(*) FROM core.paragraph WHERE is_standing").fetchall() == [(1,)]
    load.forget_readings(con, [first.page_id], [first.article_id])
    assert con.execute("SELECT count(*) FROM core.paragraph WHERE is_standing").fetchall() == [(0,)]
