"""The other views for analysts: articles, mentions, events, violations, lag, edits, feed health."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from config.schema import Actor, Conflict
from extractors.records import Article, Batch, Count, EntryOutcome, EntryResult, EventSet, Mention
from tests.warehouse.makers import (
    SOURCES,
    hours,
    make_article,
    make_batch,
    make_entry,
    make_event,
    make_event_set,
    make_feed_state,
    make_mention,
    make_run,
)
from warehouse import db, load


def ask(con: db.Connection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def test_an_article_and_its_mentions_show_what_it_says_now(con: db.Connection) -> None:
    old = make_article(text="Agdam was ceded.", title="Old title")
    new = make_article(text="Agdam was ceded. Lachin was not.", title="New title", at=2)
    mentions = (make_mention(old), make_mention(new), make_mention(new, "troop_withdrawal", "negated"))
    load.load(con, Batch(make_run(), articles=(old, new), mentions=mentions))
    assert ask(con, "SELECT title, n_revisions, n_mentions, source_name, origin FROM articles") == [
        ("New title", 2, 2, "RFERL", "rferl")
    ]
    assert ask(con, "SELECT type, family, places, title FROM mentions ORDER BY type") == [
        ("territory_transfer", "terms", ["Agdam"], "New title"),
        ("troop_withdrawal", "terms", ["Agdam"], "New title"),
    ]


def test_an_article_without_a_date_has_that_of_its_first_fetch(con: db.Connection) -> None:
    load.load(con, Batch(make_run(), articles=(make_article(published_at=None, at=3),)))
    assert ask(con, "SELECT published_at FROM articles") == [(hours(3),)]


def test_edits_show_what_was_withdrawn_changed_and_added(con: db.Connection) -> None:
    first = make_article(text="Baku broke the truce. Agdam was ceded. Prisoners go home.", title="Truce broken")
    second = make_article(text="Agdam, too, was ceded. Prisoners may go home. Mines went.", title="Truce holds", at=2)
    third = make_article(text="Agdam, too, was ceded. Prisoners may go home. Mines went!", title="Truce holds", at=3)
    kept = [make_mention(first, quote="Agdam was ceded.")]
    kept += [make_mention(each, quote="Agdam, too, was ceded.") for each in (second, third)]
    gone = make_mention(first, "ceasefire_violation", "alleged", quote="Baku broke the truce.")
    turned = make_mention(first, "prisoner_exchange", quote="Prisoners go home.")
    now = [
        make_mention(each, "prisoner_exchange", "scheduled", quote="Prisoners may go home.") for each in (second, third)
    ]
    came = [make_mention(each, "mine_clearance", quote="Mines went") for each in (second, third)]
    mentions = (*kept, gone, turned, *now, *came)
    load.load(con, Batch(make_run(), articles=(first, second, third), mentions=mentions))
    asked = "SELECT revision_number, change, type, quote_before, quote_now FROM edits ORDER BY revision_number, change"
    assert ask(con, asked) == [
        (2, "claim added", "mine_clearance", None, "Mines went"),
        (2, "claim changed", "prisoner_exchange", "Prisoners go home.", "Prisoners may go home."),
        (2, "claim withdrawn", "ceasefire_violation", "Baku broke the truce.", None),
        (2, "title", None, "Truce broken", "Truce holds"),
        (3, "text only", None, None, None),
    ]


def test_edits_tell_of_each_of_two_claims_that_begin_with_the_same_word(con: db.Connection) -> None:
    words = "Agdam and Lachin go over on the 20th and the 25th."
    first, second = make_article(text=words), make_article(text="Nothing goes over.", at=2)
    days = [date(2020, 11, 20), date(2020, 11, 25)]
    load.load(con, Batch(make_run(), articles=(first, second), mentions=_a_day_each(first, days)))
    asked = "SELECT change, coalesce(event_date_before, event_date_now) FROM edits ORDER BY ALL"
    assert ask(con, asked) == [("claim withdrawn", day) for day in days]
    third = make_article(text=words + " So they say.", at=3)
    load.load(con, Batch(make_run("run-2"), articles=(third,), mentions=_a_day_each(third, days)))
    assert ask(con, asked) == [(change, day) for change in ("claim added", "claim withdrawn") for day in days]


def _a_day_each(article: Article, days: Sequence[date]) -> tuple[Mention, ...]:
    return tuple(make_mention(article, status="scheduled", event_date=day) for day in days)


def test_an_event_shows_its_first_words(con: db.Connection) -> None:
    batch = make_batch()
    load.load(con, batch)
    load.replace_events(con, make_event_set(*batch.mentions))
    assert ask(con, "SELECT type, family, first_source_id, first_quote FROM events") == [
        ("territory_transfer", "terms", "rferl", "Agdam was ceded on November 20.")
    ]


LAGS = [
    ((0, 5), [("rferl", 1, 0.0), ("tass", 2, 5.0)]),
    ((6, 4.5), [("tass", 1, 0.0), ("rferl", 2, 1.5)]),
    ((3, 3), [("rferl", 1, 0.0), ("tass", 1, 0.0)]),
]


@pytest.mark.parametrize(("at", "expected"), LAGS)
def test_lag_counts_from_the_first_report(
    con: db.Connection, at: tuple[float, float], expected: list[tuple[str, int, float]]
) -> None:
    articles = (make_article(1, at=at[0]), make_article(2, at=at[1], source_id="tass"))
    mentions = tuple(map(make_mention, articles))
    retold = make_mention(make_article(3, at=-90, source_id="reuters"), is_background=True)
    load.load(con, Batch(make_run(), articles=articles, mentions=(*mentions, retold)))
    load.replace_events(con, make_event_set(*mentions, retold))
    answer = ask(con, "SELECT source_id, place_in_order, lag_hours FROM source_lag ORDER BY lag_hours, source_id")
    assert answer == expected


def test_violations_are_counted_a_day_by_claimant(con: db.Connection) -> None:
    def claim(number: int, claimant: str | None, accused: str, n: int | None, **more: Any) -> tuple[Any, Any]:
        article = make_article(number, f"Claim {number}.", source_id=more.pop("source_id", "rferl"))
        counts = (Count("violations", n, n, str(n)),) if n else ()
        who = {"attributed_to": claimant, "source_actors": (accused,)}
        return article, make_mention(article, "ceasefire_violation", "alleged", counts=counts, **who, **more)

    claims = [
        claim(1, "Yerevan", "Azerbaijan", 3),
        claim(2, "Yerevan", "Azerbaijan", 5, source_id="tass"),
        claim(3, "Baku", "Armenia", None),
        claim(4, "Yerevan", "Azerbaijan", None, event_date=date(2020, 11, 21)),
        claim(5, "Yerevan", "Azerbaijan", 99, is_background=True),
    ]
    load.load(con, Batch(make_run(), articles=tuple(a for a, _ in claims), mentions=tuple(m for _, m in claims)))
    answer = ask(
        con,
        "SELECT event_date, accused, claimant, n_mentions, n_witnesses, n_violations_high FROM violations ORDER BY ALL",
    )
    assert answer == [
        (date(2020, 11, 20), "Armenia", "Baku", 1, 1, None),
        (date(2020, 11, 20), "Azerbaijan", "Yerevan", 2, 2, 5),
        (date(2020, 11, 21), "Azerbaijan", "Yerevan", 1, 1, None),
    ]


@pytest.mark.parametrize(
    ("low", "others", "expected"),
    [(12, (12,), "Armenia"), (12, (), None), (None, (), None)],
    ids=["the same number", "no number", "no number, and dozens"],
)
def test_a_number_without_a_speaker_is_that_of_the_bulletin(
    con: db.Connection, low: int | None, others: tuple[int, ...], expected: str | None
) -> None:
    articles = (make_article(1), make_article(2))
    bulletin = Count("violations", low, low, "")
    mentions = (
        make_mention(articles[0], "ceasefire_violation", counts=(bulletin,), attributed_to="Armenia"),
        make_mention(articles[1], "ceasefire_violation", counts=tuple(Count("violations", n, n, "") for n in others)),
    )
    load.load(con, Batch(make_run(), articles=articles, mentions=mentions))
    load.replace_events(con, make_event_set(*mentions))
    assert ask(con, "SELECT speaker FROM mart.breaches WHERE url LIKE '%/2'") == [(expected,)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (([(100, None)], [(80, 80)]), (100, None)),
        (([(None, 50)], [(20, 20)]), (None, 50)),
        (([(100, 100)], [(100, None)]), (100, None)),
        (([(100, None)], [(100, 100)]), (100, None)),
        (([(3, 3), (7, 8)], [(None, None)]), (7, 8)),
        (([(None, None)], []), (None, None)),
    ],
    ids=[
        "more than 100, and 80",
        "up to 50, and 20",
        "100, and more",
        "more than 100, and 100",
        "two in a sentence, and dozens",
        "dozens",
    ],
)
def test_both_bounds_are_of_one_number(
    con: db.Connection, told: tuple[list[tuple[int | None, int | None]], ...], expected: tuple[int | None, int | None]
) -> None:
    articles = [make_article(number) for number, _ in enumerate(told)]
    mentions = [
        make_mention(article, "ceasefire_violation", counts=tuple(Count("violations", *each, "") for each in counts))
        for article, counts in zip(articles, told, strict=True)
    ]
    load.load(con, Batch(make_run(), articles=tuple(articles), mentions=tuple(mentions)))
    assert ask(con, "SELECT n_violations_low, n_violations_high FROM violations") == [expected]


@pytest.mark.parametrize(
    ("speaker", "parties", "expected"),
    [
        ("Armenia", ("Armenia",), (False, True)),
        ("OSCE", ("Armenia",), (True, False)),
        ("OSCE", ("Armenia", "OSCE"), (False, True)),
    ],
    ids=["a side", "an observer", "a body that is a party"],
)
def test_an_observer_is_no_side(
    con: db.Connection, speaker: str, parties: tuple[str, ...], expected: tuple[bool, bool]
) -> None:
    actors = (Actor("Armenia", "state", ("Armenia",)), Actor("OSCE", "body", ("OSCE",)))
    load.load_reference(con, (), (), actors, (Conflict("nk", "Karabakh", parties, ()),))
    article = make_article(1, "Claim.")
    mention = make_mention(article, "ceasefire_violation", "alleged", attributed_to=speaker)
    load.load(con, Batch(make_run(), articles=(article,), mentions=(mention,)))
    load.replace_events(con, make_event_set(mention))
    assert ask(con, "SELECT has_observer, is_one_sided FROM claims") == [expected]


def test_a_claim_s_words_stand_in_its_article_and_the_denial_s_in_its_own(con: db.Connection) -> None:
    texts = ("Prisoners may be freed.", "Yerevan says they were freed.", "Baku denies it.")
    articles = [make_article(number, text, at=number) for number, text in enumerate(texts)]
    told = (("hypothetical", None), ("actual", "Armenia"), ("denied", "Azerbaijan"))
    mentions = [
        make_mention(article, "prisoner_exchange", status, attributed_to=speaker)
        for article, (status, speaker) in zip(articles, told, strict=True)
    ]
    load.load(con, Batch(make_run(), articles=tuple(articles), mentions=tuple(mentions)))
    load.replace_events(con, make_event_set(*mentions))
    assert ask(con, "SELECT quote, url, denial_quote, denial_url FROM claims") == [
        (texts[1], articles[1].url, texts[2], articles[2].url)
    ]


def test_an_outlet_that_credits_others_is_one_witness_in_every_view(con: db.Connection) -> None:
    credits = ((), ("AFP",), ("AP",))
    articles = [make_article(number, credited_agencies=agencies) for number, agencies in enumerate(credits)]
    who = {"attributed_to": "Armenia", "event_date": date(2020, 11, 30), "date_basis": "explicit"}
    breaches = [make_mention(article, "ceasefire_violation", "alleged", **who) for article in articles]
    promises = [make_mention(article, status="scheduled", **who) for article in articles]
    load.load(con, Batch(make_run(), articles=tuple(articles), mentions=(*breaches, *promises)))
    load.replace_events(con, make_event_set(*breaches))
    assert ask(con, "SELECT n_witnesses FROM claims") == [(1,)]
    assert ask(con, "SELECT n_mentions, n_witnesses FROM violations") == [(3, 1)]
    assert ask(con, "SELECT n_mentions, n_witnesses, n_due_witnesses FROM commitments") == [(3, 1, 1)]


def test_feed_health_shows_polled_and_unpolled_disabled_and_forgotten_feeds(con: db.Connection) -> None:
    source = SOURCES[0]
    feeds = (
        source.feeds[0],
        replace(source.feeds[0], feed_id="rferl.never"),
        replace(source.feeds[0], feed_id="rferl.off", is_enabled=False),
    )
    load.load_reference(con, (replace(source, feeds=feeds),), (), (), ())
    states = (make_feed_state(at=200), make_feed_state("rferl.off"), make_feed_state("gone.news"))
    for number, at in ((1, 0), (2, 100), (3, 200)):
        run = replace(make_run(f"run-{number}"), started_at=hours(at))
        load.load(con, Batch(replace(run, n_seen=1, n_known=1), feed_states=states, results=(known(number),)))
    assert ask(con, "SELECT feed_id, health, n_new_in_7_days, n_polls FROM feed_health ORDER BY feed_id") == [
        ("gone.news", "ok", 0, 0),
        ("rferl.never", "never polled", 0, 0),
        ("rferl.news", "ok", 2, 0),
        ("rferl.off", "disabled", 0, 0),
    ]


def known(number: int) -> EntryResult:
    return EntryResult(make_entry(number), EntryOutcome.KNOWN)


def test_events_without_a_date_or_place_are_shown_too(con: db.Connection) -> None:
    article = make_article()
    mention = make_mention(article, event_date=None, places=())
    load.load(con, Batch(make_run(), articles=(article,), mentions=(mention,)))
    event = make_event((mention,), places=())
    load.replace_events(con, EventSet((event,), (("event-1", mention.mention_id),)))
    assert ask(con, "SELECT event_date, places FROM events") == [(None, [])]


# What of a wording is not in `articles`: its text and bytes, and what its article says better.
NOT_SHOWN = {
    "revision_id", "revision_number", "page_id", "text", "text_sha256", "fetched_at", "published_raw", "modified_raw",
    "dateline", "background_start", "headings", "captions",
}  # fmt: skip


def test_articles_show_all_that_is_known_of_a_wording(con: db.Connection) -> None:
    def columns(name: str) -> set[str]:
        return {str(row[0]) for row in con.execute(f"DESCRIBE {name}").fetchall()}

    assert columns("core.revision") - NOT_SHOWN <= columns("articles")


def test_an_article_in_another_language_than_declared_is_marked(con: db.Connection) -> None:
    article = replace(make_article(1), language_detected="ru", is_language_suspect=True, section="World", tags=("War",))
    load.load(con, Batch(make_run(), articles=(article,)))
    answer = ask(con, "SELECT section, tags, language_detected, is_language_suspect, is_encoding_suspect FROM articles")
    assert answer == [("World", ["War"], "ru", True, False)]
