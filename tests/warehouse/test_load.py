"""Loading: records equal rows, all or nothing, once however often and in whatever order."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from config.schema import Actor, Arrangement, Conflict, Feed, Place, Source
from extractors.arrangements import FoundArrangement
from extractors.errors import WarehouseError
from extractors.records import (
    Article,
    Batch,
    Entry,
    Event,
    EventRelation,
    EventSet,
    FeedState,
    Fetched,
    Mention,
    NoArticle,
    Page,
    Run,
    digest,
)
from extractors.relations import Duplicate, RevisionChange, Signature, Story, StoryMember, Witness
from extractors.verdicts import Verdict
from tests.warehouse.contents import contents, tables
from tests.warehouse.faults import InjectedError, failing
from tests.warehouse.makers import (
    ACTORS,
    CONFLICTS,
    EVENT_TYPES,
    PLACES,
    SOURCES,
    hours,
    make_article,
    make_batch,
    make_event_set,
    make_mention,
    make_page,
    make_run,
)
from warehouse import checks, db, load, sqlfiles
from warehouse.publish import row_counts
from warehouse.stage import Change
from warehouse.transaction import transaction

# Table, its record, fields that go elsewhere, columns that the load adds. The rest is equal, name by name.
TABLES = [
    ("ops.run", Run, (), ()),
    (
        "ops.fetch",
        Fetched,
        ("request", "headers", "body"),
        ("fetch_id", "run_id", "source_id", "feed_id", "kind", "url", "body_sha256", "n_body_bytes"),
    ),
    ("ops.reject", NoArticle, ("page_id",), ("reject_id", "run_id", "stage", "subject_id")),
    ("raw.page", Page, (), ()),
    ("raw.entry", Entry, (), ("first_seen_at", "last_seen_at")),
    ("ops.feed_state", FeedState, (), ()),
    ("core.revision", Article, ("url_variants",), ("last_fetched_at", "revision_number")),
    ("core.duplicate", Duplicate, (), ()),
    ("core.signature", Signature, (), ()),
    ("core.story", Story, (), ()),
    ("core.story_member", StoryMember, (), ()),
    ("core.witness", Witness, (), ()),
    ("core.revision_change", RevisionChange, (), ()),
    ("core.mention", Mention, (), ()),
    ("core.event", Event, (), ()),
    ("core.event_relation", EventRelation, (), ()),
    ("core.source", Source, ("feeds", "pages"), ()),
    ("core.feed", Feed, (), ("source_id",)),
    ("core.place", Place, (), ()),
    ("core.actor", Actor, (), ()),
    ("core.conflict", Conflict, load.CONFLICT_ELSEWHERE, ()),
    ("core.arrangement", Arrangement, ("is_standing",), ("conflict_id", "origin")),
    ("core.arrangement", FoundArrangement, (), ()),
]


# What flows.relate fills, after a load (tests/flows/test_relate.py).
RELATED = {
    "core.duplicate",
    "core.signature",
    "core.story",
    "core.story_member",
    "core.witness",
    "core.revision_change",
    "core.headline_act",
    "core.verdict",  # filled by `trucewire review` (tests/flows/test_review.py),
    "core.paragraph",
}


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The columns of every table of a new warehouse."""
    with db.writer(tmp_path_factory.mktemp("schema")) as con:
        return {name: set(con.table(name).columns) for name in tables(con)}


@pytest.mark.parametrize(("table", "record", "left_out", "added"), TABLES, ids=[row[0] for row in TABLES])
def test_the_columns_of_a_table_are_the_fields_of_its_record(
    columns: dict[str, set[str]], table: str, record: type, left_out: tuple[str, ...], added: tuple[str, ...]
) -> None:
    names = {field.name for field in fields(record)} - set(left_out)
    assert columns[table] == names | set(added)


def test_a_batch_fills_every_table(con: db.Connection) -> None:
    batch = make_batch()
    load.load(con, batch)
    load.replace_events(con, make_event_set(*batch.mentions))
    assert {name for name in tables(con) if not con.table(name).fetchall()} == RELATED
    assert [check for check in checks.run(con) if not check.is_sound] == []


def test_the_same_batch_again_changes_nothing_and_says_so(con: db.Connection) -> None:
    batch = make_batch()
    assert load.load(con, batch).changes["mention"] == Change(n_inserted=2)
    load.replace_events(con, make_event_set(*batch.mentions))
    before = contents(con)
    assert not load.load(con, batch).has_changed
    assert not load.replace_events(con, make_event_set(*batch.mentions)).has_changed
    assert not load.load_reference(con, SOURCES, PLACES, ACTORS, CONFLICTS, EVENT_TYPES).has_changed
    assert contents(con) == before


def load_with_events(con: db.Connection, batch: Batch, then: Exception | None = None) -> None:
    with transaction(con):
        load.load(con, batch)
        load.replace_events(con, make_event_set(*batch.mentions))
        if then is not None:
            raise then


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_a_load_that_fails_at_any_statement_changes_nothing(data_dir: Path, step: int) -> None:
    """Fault injection: fail at the n-th statement for every `step`-th n, then go on as if a new run began."""
    batch = make_batch()
    with db.writer(data_dir) as con:
        empty = row_counts(con)
        fail_at = 1
        while True:
            try:
                load_with_events(failing(con, fail_at), batch)
                break
            except InjectedError:
                assert row_counts(con) == empty, f"failed at statement {fail_at}"
                fail_at += step
        assert fail_at > 40
        assert len(contents(con)["core.mention"]) == 2


def test_load_and_events_are_one_transaction(con: db.Connection) -> None:
    before = contents(con)
    with pytest.raises(InjectedError):
        load_with_events(con, make_batch(), then=InjectedError())
    assert contents(con) == before


UNBALANCED = {
    "a sum that is not n_seen": replace(make_batch(), run=make_run(n_seen=5, n_new=1)),
    "counts that are not those of the results": replace(make_batch(), run=make_run(n_seen=4, n_new=4)),
}


@pytest.mark.parametrize("batch", UNBALANCED.values(), ids=UNBALANCED)
def test_a_run_that_does_not_balance_is_refused(con: db.Connection, batch: Batch) -> None:
    before = contents(con)
    with pytest.raises(WarehouseError, match="run-1"):
        load.load(con, batch)
    assert contents(con) == before


def test_the_runs_row_can_be_written_again_with_counts_known_later(con: db.Connection) -> None:
    batch = make_batch()
    load.load(con, batch)
    load.load_run(con, replace(batch.run, n_events=7))
    assert con.execute("SELECT n_events FROM ops.run").fetchall() == [(7,)]


def test_mentions_of_tagged_documents_are_replaced_and_others_stay(con: db.Connection) -> None:
    batch = make_batch()
    load.load(con, batch)
    first, other = batch.articles
    found_now = make_mention(first, "troop_withdrawal")
    load.load(con, Batch(make_run("run-2"), mentions=(found_now,), tagged_ids=(first.revision_id,)))
    rows = set(con.execute("SELECT document_id, type FROM core.mention").fetchall())
    assert rows == {(first.revision_id, "troop_withdrawal"), (other.revision_id, "territory_transfer")}
    load.load(con, Batch(make_run("run-3"), tagged_ids=(first.revision_id,)))
    assert con.execute("SELECT document_id FROM core.mention").fetchall() == [(other.revision_id,)]


def test_events_that_are_no_longer_made_go(con: db.Connection) -> None:
    batch = make_batch()
    load.load(con, batch)
    load.replace_events(con, make_event_set(*batch.mentions))
    load.replace_events(con, EventSet())
    assert con.execute("SELECT count(*) FROM core.event_mention").fetchall() == [(0,)]


def test_wordings_are_numbered_by_first_fetch_even_when_an_older_one_arrives_late(con: db.Connection) -> None:
    old, new = make_article(text="Old words.", at=0), make_article(text="New words.", at=5)
    for run_id, article in (("run-1", new), ("run-2", old)):
        page = make_page(1, article.text, 0 if article is old else 5)
        load.load(con, Batch(make_run(run_id), articles=(article,), pages=(page,)))
    numbers = con.execute("SELECT text, revision_number FROM core.revision ORDER BY 2").fetchall()
    assert numbers == [("Old words.", 1), ("New words.", 2)]
    latest = con.execute("SELECT latest_revision_id, n_revisions, published_at FROM core.article").fetchall()
    assert latest == [(new.revision_id, 2, hours(-1))]


def test_an_article_that_goes_back_to_its_old_words_has_those_as_latest(con: db.Connection) -> None:
    first, second = make_article(text="A.", at=0), make_article(text="B.", at=1)
    back = replace(first, fetched_at=hours(2), page_id="another page")
    for number, article in enumerate((first, second, back)):
        load.load(con, Batch(make_run(f"run-{number}"), articles=(article,)))
    assert con.execute("SELECT latest_revision_id, n_revisions FROM core.article").fetchall() == [
        (first.revision_id, 2)
    ]


def test_a_page_read_anew_has_one_reading_with_its_mentions(con: db.Connection) -> None:
    """A newer extractor reads other words out of the same stored page: what was read before goes."""
    batch = make_batch()
    load.load(con, batch)
    page = batch.pages[0]
    anew = replace(make_article(text="Agdam was ceded."), page_id=page.page_id)
    mention = make_mention(anew)
    reread = Batch(make_run("run-2"), articles=(anew,), mentions=(mention,), tagged_ids=(anew.revision_id,))
    load.load(con, reread)
    load.replace_events(con, make_event_set(mention))
    texts = con.execute("SELECT text FROM core.revision WHERE page_id = ?", [page.page_id]).fetchall()
    assert texts == [("Agdam was ceded.",)]
    assert con.execute("SELECT count(*) FROM core.duplicate").fetchall() == [(0,)]
    assert [check for check in checks.run(con) if not check.is_sound] == []


def test_text_that_cannot_be_stored_keeps_its_offsets(con: db.Connection) -> None:
    text = "Agdam\x00 was \ud800ceded on November 20."
    article = replace(make_article(), text=text)
    mention = make_mention(article, quote="ceded on November 20")
    batch = Batch(make_run(), pages=(make_page(),), articles=(article,), mentions=(mention,))
    load.load(con, batch)
    assert con.execute("SELECT text FROM core.revision").fetchall() == [
        ("Agdam\ufffd was \ufffdceded on November 20.",)
    ]
    assert next(check for check in checks.run(con) if check.name == "quotes").is_sound


def test_a_value_without_a_column_is_an_error_that_names_it(con: db.Connection) -> None:
    from warehouse.stage import merge, schema_of

    with pytest.raises(KeyError, match="colour"):
        merge(con, "run", schema_of(con, "ops.run"), [{"run_id": "x", "colour": "red"}])


@pytest.mark.parametrize("name", sqlfiles.names("load"))
def test_a_merge_updates_or_deletes_as_a_lake_takes_no_more(name: str) -> None:
    for statement in sqlfiles.read(name).split(";"):
        assert statement.count("THEN UPDATE") + statement.count("THEN DELETE") <= 1


def test_a_verdict_given_again_keeps_the_words_of_the_mention_that_has_come(con: db.Connection) -> None:
    one, other = (make_article(number, f"Lachin goes over, {number}.") for number in (1, 2))
    load.load(con, Batch(make_run(), articles=(one,), mentions=(make_mention(one),)))
    key = digest(other.article_id, other.text, "territory_transfer")
    verdict = Verdict("v1", one.article_id, one.text, "territory_transfer", "same_event_as", key, "", hours(9))
    load.load_verdicts(con, [verdict])
    load.load(con, Batch(make_run("run-2"), articles=(other,), mentions=(make_mention(other),)))
    assert load.load_verdicts(con, [verdict]).n_updated == 1
    assert con.execute("SELECT other.quote FROM core.verdict").fetchall() == [(other.text,)]
