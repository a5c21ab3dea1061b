"""Look-ups: what was loaded comes back as the records that went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from extractors.records import Article, Batch, EntryOutcome, EntryResult, Outcome, Reason
from extractors.relations import StoryMember
from extractors.stories import StorySet
from tests.warehouse.makers import (
    SOURCES,
    hours,
    make_article,
    make_batch,
    make_entry,
    make_fetched,
    make_mention,
    make_page,
    make_run,
)
from warehouse import db, known, load, load_kinship


def test_feed_states_pages_entries_and_mentions_come_back_as_they_went_in(con: db.Connection) -> None:
    batch = make_batch()
    load.load(con, batch)
    assert tuple(known.feed_states(con).values()) == batch.feed_states
    assert set(known.pages(con)) == set(batch.pages)
    entry = batch.results[0].entry
    assert known.entries_of_urls(con, [str(entry.url), "https://other.example/"]) == {entry.url: entry}
    assert {report.mention for report in known.reports(con, SOURCES)} == set(batch.mentions)


def test_known_entries_say_how_each_ended_last(con: db.Connection) -> None:
    batch = make_batch()
    load.load(con, batch)
    ids = [result.entry.entry_id for result in batch.results]
    entries = known.known_entries(con, [*ids, "never seen"])
    assert [entries[entry_id].outcome for entry_id in ids] == list(EntryOutcome)
    assert (entries[ids[0]].article_id, entries[ids[0]].title) == ("rferl:1", "Story 1")
    assert (entries[ids[3]].reason, entries[ids[3]].n_failed) == (Reason.NO_TEXT, 1)
    assert set(entries) == set(ids)


def test_a_run_that_was_stopped_is_no_failure_of_the_entry(con: db.Connection) -> None:
    entry = make_entry()
    for number, reason in enumerate((Reason.FETCH_FAILED, Reason.INTERRUPTED, Reason.FETCH_FAILED)):
        run = replace(make_run(f"run-{number}", n_seen=1, n_failed=1), started_at=hours(number))
        load.load(con, Batch(run, results=(EntryResult(entry, EntryOutcome.FAILED, reason),)))
    assert known.known_entries(con, [entry.entry_id])[entry.entry_id].n_failed == 2


@pytest.mark.parametrize(("outcome", "ended"), [(Outcome.OK, "known"), (Outcome.GONE, "failed")])
def test_an_entry_that_failed_is_known_once_its_page_has_come(con: db.Connection, outcome: Outcome, ended: str) -> None:
    entry = make_entry()
    failed = replace(make_run("run-1", n_seen=1, n_failed=1), started_at=hours(0))
    load.load(con, Batch(failed, results=(EntryResult(entry, EntryOutcome.FAILED, Reason.FETCH_FAILED),)))
    page = replace(make_fetched(str(entry.url), at=1, kind="page"), outcome=outcome)
    load.load(con, Batch(replace(make_run("run-2"), started_at=hours(1)), fetches=(page,)))
    assert known.known_entries(con, [entry.entry_id])[entry.entry_id].outcome == ended
    left = known.left_entries(con, entry.feed_id, (timedelta(minutes=10),), hours(2), 9)
    assert left == ((entry,) if ended == "failed" else ())


def test_an_entry_is_left_from_the_time_of_its_next_try_on_until_there_is_none(con: db.Connection) -> None:
    entry, waits = make_entry(), (timedelta(hours=1), timedelta(hours=2))
    found = []
    for number, at in enumerate((0, 1, 3)):
        run = replace(make_run(f"run-{number}", n_seen=1, n_failed=1), started_at=hours(at))
        load.load(con, Batch(run, results=(EntryResult(entry, EntryOutcome.FAILED, Reason.FETCH_FAILED),)))
        found.append([bool(known.left_entries(con, entry.feed_id, waits, hours(n), 9)) for n in (0.9, 1, 2.9, 3, 99)])
    assert found == [[False, True, True, True, True], [False, False, False, True, True], [False] * 5]


def test_the_revisions_of_an_article_are_given_in_order(con: db.Connection) -> None:
    first, second = make_article(text="Old words."), make_article(text="New words.", at=2)
    copy = make_article(2, text="Old words.", at=-3, source_id="tass")
    load.load(con, Batch(make_run(), articles=(first, second, copy)))
    found = known.revision_ids(con, ["rferl:1", "no such"])
    assert found == {"rferl:1": (first.revision_id, second.revision_id)}


def test_pages_are_given_oldest_first(con: db.Connection) -> None:
    pages = tuple(make_page(number, at=number) for number in (3, 1, 2))
    load.load(con, Batch(make_run(), pages=pages))
    assert [page.fetched_at for page in known.pages(con)] == [hours(1), hours(2), hours(3)]


def test_only_what_an_article_says_now_is_reported(con: db.Connection) -> None:
    old, new = make_article(text="Agdam was ceded."), make_article(text="Agdam was not ceded.", at=1)
    load.load(con, Batch(make_run(), articles=(old, new), mentions=(make_mention(old), make_mention(new))))
    assert [report.mention.quote for report in known.reports(con, SOURCES)] == ["Agdam was not ceded."]


ORIGINAL = make_article(1, source_id="reuters")
COPY = make_article(2, at=5, source_id="rferl")
ORIGINS = {
    "its own word": ([make_article()], (), {"rferl:1": ("rferl", False)}),
    "the agency it credits": (
        [make_article(credited_agencies=("Reuters",))],
        (),
        {"rferl:1": ("reuters", False)},
    ),
    "an agency we do not watch": ([make_article(credited_agencies=("AFP",))], (), {"rferl:1": ("afp", False)}),
    "of several, one we watch": (
        [make_article(credited_agencies=("AFP", "TASS"))],
        (),
        {"rferl:1": ("tass", False)},
    ),
    "crediting itself is its own word": (
        [make_article(1, source_id="tass", credited_agencies=("TASS",))],
        (),
        {"tass:1": ("tass", True)},
    ),
    "a copy has its original's origin": (
        [ORIGINAL, COPY],
        (StoryMember("s", COPY.article_id, "syndicated", "reuters:1", "exact", 1.0, ("reuters",), "has the words"),),
        {"reuters:1": ("reuters", False), "rferl:2": ("reuters", False)},
    ),
    "but what it credits goes before": (
        [ORIGINAL, replace(COPY, credited_agencies=("TASS",))],
        (StoryMember("s", COPY.article_id, "syndicated", "reuters:1", "exact", 1.0, ("reuters",), "has the words"),),
        {"reuters:1": ("reuters", False), "rferl:2": ("tass", False)},
    ),
}


@pytest.mark.parametrize(("articles", "members", "expected"), ORIGINS.values(), ids=ORIGINS)
def test_a_report_has_the_origin_of_its_words(
    con: db.Connection,
    articles: list[Article],
    members: tuple[StoryMember, ...],
    expected: dict[str, tuple[str, bool]],
) -> None:
    mentions = tuple(map(make_mention, articles))
    load.load(con, Batch(make_run(), articles=tuple(articles), mentions=mentions))
    load_kinship.replace_stories(con, StorySet(members=members))
    reports = known.reports(con, SOURCES)
    assert {report.article_id: (report.origin, report.is_state_outlet) for report in reports} == expected
