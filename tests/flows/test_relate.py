"""Copies, stories, witnesses and changes through the real warehouse: the newsroom's truth, and any order of arrival."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.schema import Feed, Source
from extractors.dedupe_signature import VERSION
from extractors.records import Article, Batch
from flows.newsroom import Newsroom
from flows.newsroom.stories import OUTLETS, Story, body_paragraphs, load_stories
from flows.relate import relate
from flows.saved import unknown_source
from tests.flows.polling import ask, config_for, poll
from tests.warehouse.makers import SOURCES, hours, make_article, make_run
from warehouse import checks, db, load

TRUTH = tomllib.loads((Path(__file__).parent / "newsroom" / "truth.toml").read_text("utf-8"))
# Before and after each story that is rewritten.
MOMENTS = (
    datetime(2020, 11, 18, 8, tzinfo=UTC),
    datetime(2020, 11, 24, 8, tzinfo=UTC),
    datetime(2020, 11, 24, 14, tzinfo=UTC),
    datetime(2020, 11, 25, 14, tzinfo=UTC),
    datetime(2020, 11, 25, 20, tzinfo=UTC),
    datetime(2020, 11, 28, 12, tzinfo=UTC),
    datetime(2020, 11, 29, 8, tzinfo=UTC),
    datetime(2020, 12, 15, 20, tzinfo=UTC),
)


def courier_source(base_url: str) -> Source:
    """Give the small outlet, which reprints others and is not among the shipped sources."""
    feed = Feed("courier.news", f"{base_url}/feed/atom/", "rss", "en", "served by the newsroom", date(2020, 11, 1), 1.0)
    source = replace(unknown_source(f"{base_url}/"), source_id="courier", homepage=f"{base_url}/", feeds=(feed,))
    return replace(source, hosts=(base_url.removeprefix("http://"),), min_delay_s=0.001)


@pytest.fixture(scope="module")
def newsroom_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The newsroom read by a poll before and after each rewrite, its small reprinter included."""
    data_dir = tmp_path_factory.mktemp("data")
    with Newsroom(MOMENTS[0]) as newsroom:
        config = config_for(newsroom, data_dir)
        config = replace(config, sources=(*config.sources, courier_source(newsroom.base_urls["courier"])))
        for moment in MOMENTS:
            poll(config, newsroom, moment)
        yield data_dir


@pytest.fixture(scope="module")
def article_ids(newsroom_data: Path) -> dict[str, str]:
    """The article of each of the newsroom's stories that was read, by `outlet/id`."""
    rows = ask(newsroom_data, "select source_id, url, article_id from articles")
    keys = [story.key for outlet in OUTLETS for story in load_stories(outlet)]
    found = {}
    for source_id, url, article_id in rows:
        (key,) = [key for key in keys if key.split("/")[0] == source_id and names(key.split("/")[1], url)]
        found[key] = article_id
    return found


def names(story_id: str, url: str) -> bool:
    slugs = {story.id: story.slug for outlet in OUTLETS for story in load_stories(outlet)}
    return story_id in url or slugs[story_id] in url


@pytest.mark.parametrize("case", TRUTH["syndicated"], ids=lambda case: case["story"])
def test_a_reprint_is_found_with_its_original(
    newsroom_data: Path, article_ids: dict[str, str], case: dict[str, Any]
) -> None:
    copy, original = article_ids[case["story"]], article_ids[case["original"]]
    ((role, of, method, score),) = ask(
        newsroom_data, f"select role, of_article_id, method, score from story_articles where article_id = '{copy}'"
    )
    assert (role, of) == ("syndicated", original)
    assert method in ("near", "exact")
    assert score >= case["share"] - 0.1


def test_nothing_else_in_the_newsroom_is_taken_for_a_copy(newsroom_data: Path, article_ids: dict[str, str]) -> None:
    rows = ask(newsroom_data, "select article_id from story_articles where role in ('syndicated', 'near_duplicate')")
    assert {article_id for (article_id,) in rows} == {article_ids[case["story"]] for case in TRUTH["syndicated"]}
    updates = ask(newsroom_data, "select title from story_articles where role = 'update'")
    assert updates == []


def test_a_reprint_is_no_witness_apart_from_its_original(newsroom_data: Path, article_ids: dict[str, str]) -> None:
    for case in TRUTH["syndicated"]:
        copy = article_ids[case["story"]]
        outlet = case["original"].split("/")[0]
        origins = ask(newsroom_data, f"select origin from articles where article_id = '{copy}'")
        assert origins == [(outlet,)], case["story"]
        both = f"""
            select count(*) from witnesses as copy join witnesses as original
            on original.event_id = copy.event_id and original.origin = copy.origin and original.counts_as_witness
            where copy.article_id = '{copy}' and original.article_id = '{article_ids[case["original"]]}'
            and copy.counts_as_witness"""
        assert ask(newsroom_data, both) == [(0,)], case["story"]


def test_every_event_has_as_many_witnesses_as_rows_that_count(newsroom_data: Path) -> None:
    wrong = """
        select event_id, n_witnesses, count(*) filter (counts_as_witness) as n_found
        from events left join witnesses using (event_id) where coalesce(subject, 'event') = 'event'
        group by all having n_witnesses <> n_found"""
    assert ask(newsroom_data, wrong) == []
    assert ask(newsroom_data, "select count(*) from witnesses where why is null or why = ''") == [(0,)]
    states = ask(newsroom_data, "select distinct source_id from witnesses where is_state_outlet")
    assert states == [("tass",)]


def test_outlets_that_tell_one_act_are_one_story(newsroom_data: Path, article_ids: dict[str, str]) -> None:
    told = ["rferl/30967211", "tass/1226645", "reuters/KBN2850X1", "courier/4140"]
    ids = ", ".join(f"'{article_ids[key]}'" for key in told)
    rows = ask(newsroom_data, f"select distinct story_id from story_articles where article_id in ({ids})")
    assert len(rows) == 1
    ((n_articles, n_outlets, n_witnesses),) = ask(
        newsroom_data, f"select n_articles, n_outlets, n_witnesses from stories where story_id = '{rows[0][0]}'"
    )
    assert n_articles >= 4
    assert n_outlets == 4
    assert n_witnesses == 2, "RFE/RL credits Reuters and TASS, the reprinter Reuters"


KINDS = {"rferl/30967211": "major", "rferl/30972586": "major", "tass/1226102": "correction"}


@pytest.mark.parametrize("case", TRUTH["rewritten"], ids=lambda case: case["story"])
def test_a_rewritten_story_has_its_kind_of_change_and_its_diff(
    newsroom_data: Path, article_ids: dict[str, str], case: dict[str, Any]
) -> None:
    ((kind, ratio, diff),) = ask(
        newsroom_data,
        "select kind, ratio, diff from core.revision_change "
        f"where article_id = '{article_ids[case['story']]}' and previous_revision_id is not null",
    )
    assert kind == KINDS[case["story"]]
    assert 0 < ratio < 1
    assert any(line.startswith("-") and case["only_first"] in line for line in diff.split("\n"))
    assert any(line.startswith("+") and case["only_second"] in line for line in diff.split("\n"))


def test_the_warehouse_is_sound_with_its_stories(newsroom_data: Path) -> None:
    with db.locked(newsroom_data), db.connected(newsroom_data) as con:
        assert [check for check in checks.run(con) if not check.is_sound] == []
        assert relate(con) == 0
        for table in ("core.story", "core.story_member", "core.signature", "core.headline_act", "core.revision_change"):
            assert con.table(table).fetchall()


# Articles that copy, update and tell the same, to be loaded in any order.
def article(number: int, story: Story, source_id: str, at: float, keep: slice = slice(None), lead: str = "") -> Article:
    paragraphs = [*filter(None, [lead]), *body_paragraphs(story.revisions[0])[keep]]
    return make_article(number, "\n\n".join(paragraphs), at, source_id, published_at=hours(at))


def some_articles() -> list[Article]:
    stories = {story.key: story for outlet in OUTLETS for story in load_stories(outlet)}
    kalbacar, senate = stories["rferl/30967211"], stories["rferl/30969442"]
    lead = "The parliament took it up a day later, and so did the crowds in the streets. " * 3
    return [
        article(1, kalbacar, "rferl", 1),
        article(2, kalbacar, "courier", 2, slice(0, 3)),
        article(3, kalbacar, "tass", 3),
        article(4, kalbacar, "rferl", 4, slice(0, 4), lead),
        article(5, senate, "reuters", 5),
        article(6, senate, "courier", 6, slice(1, None), "A lead of our own."),
        replace(
            article(1, kalbacar, "rferl", 0), revision_id="rewritten", page_id="again", title="New", fetched_at=hours(9)
        ),
    ]


TABLES = ("core.duplicate", "core.story", "core.story_member", "core.witness", "core.revision_change", "core.paragraph")


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[db.Connection]:
    """An open warehouse with its reference tables and nothing else."""
    with db.writer(tmp_path_factory.mktemp("warehouse")) as connection:
        load.load_reference(connection, SOURCES, (), (), ())
        yield connection


def related(con: db.Connection, batches: list[list[Article]]) -> dict[str, list[tuple[Any, ...]]]:
    """Load the batches one by one, each related as it comes; give the rows, and leave the warehouse as it was."""
    con.execute("BEGIN")
    for number, batch in enumerate(batches):
        load.load(con, Batch(make_run(f"run-{number}"), articles=tuple(batch)))
        relate(con, [each.revision_id for each in batch])
    rows = {table: sorted(con.table(table).fetchall(), key=repr) for table in TABLES}
    con.execute("ROLLBACK")
    return rows


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(7)), cuts=st.sets(st.integers(1, 6), max_size=4))
def test_articles_in_any_order_and_any_batches_make_the_same_stories(
    con: db.Connection, order: list[int], cuts: set[int]
) -> None:
    articles = some_articles()
    bounds = [0, *sorted(cuts), len(order)]
    batches = [[articles[at] for at in order[start:end]] for start, end in pairwise(bounds)]
    assert related(con, batches) == related(con, [articles])


def test_the_shuffled_articles_hold_every_relation(con: db.Connection) -> None:
    rows = related(con, [some_articles()])
    assert {(row[2], row[4]) for row in rows["core.duplicate"]} == {
        ("exact", "copy"),
        ("near", "copy"),
        ("near", "update"),
    }
    roles = {row[1]: row[2] for row in rows["core.story_member"]}
    assert roles == {
        "rferl:1": "original",
        "courier:2": "syndicated",
        "tass:3": "syndicated",
        "rferl:4": "update",
        "reuters:5": "original",
        "courier:6": "syndicated",
    }


def test_a_signature_of_an_older_version_is_made_anew(con: db.Connection) -> None:
    con.execute("BEGIN")
    load.load(con, Batch(make_run(), articles=tuple(some_articles())))
    relate(con)
    con.execute("UPDATE core.signature SET version = 'older'")
    con.execute("UPDATE core.duplicate SET version = 'older', score = 0.99")
    assert relate(con) == 7
    versions = con.execute("SELECT version FROM core.signature UNION SELECT version FROM core.duplicate").fetchall()
    assert versions == [(VERSION,)]
    con.execute("ROLLBACK")


def test_a_signature_follows_the_time_of_an_older_print(con: db.Connection) -> None:
    late = replace(some_articles()[0], published_at=None, fetched_at=hours(9))
    early = replace(late, page_id="older", fetched_at=hours(2))
    con.execute("BEGIN")
    for number, each in enumerate((late, early)):
        load.load(con, Batch(make_run(f"run-{number}"), articles=(each,)))
        assert relate(con, loaded_ids=[each.revision_id]) == 1
    assert con.execute("SELECT published_at FROM core.signature").fetchall() == [(hours(2),)]
    assert relate(con, loaded_ids=[early.revision_id]) == 0
    con.execute("ROLLBACK")
