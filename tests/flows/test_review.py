"""Analysts' verdicts: in by CSV or at a prompt, applied at once, kept through re-tagging and rebuilding, counted."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from config.settings import Config, load_config
from extractors.errors import InputError
from flows import review
from flows.rebuild import rebuild
from flows.runs import remake_events
from warehouse import checks, db, query
from warehouse.transaction import transaction

NOW = datetime(2026, 1, 2, tzinfo=UTC)
Row = dict[str, str]


@pytest.fixture
def config(newsroom_data_dir: Path, tmp_path: Path) -> Config:
    """The demo's warehouse, for a test to judge."""
    target = tmp_path / "data"
    shutil.copytree(newsroom_data_dir, target)
    shipped = load_config({})
    return replace(shipped, settings=replace(shipped.settings, data_dir=str(target)))


@pytest.fixture
def types(config: Config) -> list[str]:
    return list(config.ontology.types())


def ask(config: Config, sql: str, **parameters: object) -> tuple[tuple[Any, ...], ...]:
    return query.run(Path(config.settings.data_dir), sql, parameters).rows


def exported(config: Config, path: Path, **wanted: Any) -> list[Row]:
    review.export(path, review.to_review(config, **wanted))
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def judge(config: Config, types: list[str], path: Path, rows: list[Row]) -> review.Reviewed:
    return review.take(config, review.read_verdicts(write(path, rows), types, NOW))


def test_every_verdict_does_what_it_says(config: Config, types: list[str], tmp_path: Path) -> None:
    rows = exported(config, tmp_path / "todo.csv", limit=200)
    wrong, none, dated = rows[0], rows[1], next(row for row in rows[2:] if row["event_date"])
    wrong |= {"verdict": "wrong_type", "value": "mine_clearance"}
    none |= {"verdict": "not_an_event"}
    dated |= {"verdict": "right_date", "value": "2020-10-31"}
    done = judge(config, types, tmp_path / "given.csv", rows)
    assert (done.n_read, done.n_added, done.n_changed) == (3, 3, 0)
    found = ask(
        config,
        "SELECT mention_key, type, event_id IS NULL, event_date::VARCHAR, is_rejected FROM mentions "
        "WHERE verdict IS NOT NULL",
    )
    by_key = {row[0]: row[1:] for row in found}
    assert by_key[wrong["mention_key"]][:2] == ("mine_clearance", False)
    assert by_key[none["mention_key"]][1::2] == (True, True)
    assert by_key[dated["mention_key"]][2] == "2020-10-31"
    with db.connected(Path(config.settings.data_dir)) as con:
        assert [each for each in checks.run(con) if each.n_faults] == []


def test_the_same_verdicts_again_change_nothing_and_a_later_one_wins(
    config: Config, types: list[str], tmp_path: Path
) -> None:
    rows = exported(config, tmp_path / "todo.csv", limit=1)
    rows[0] |= {"verdict": "right"}
    judge(config, types, tmp_path / "given.csv", rows)
    assert judge(config, types, tmp_path / "given.csv", rows).n_changed == 0
    rows[0] |= {"verdict": "not_an_event"}
    assert judge(config, types, tmp_path / "given.csv", rows).n_changed == 1
    assert ask(config, "SELECT verdict FROM core.verdict") == (("not_an_event",),)


RETAGGED = {
    "a mention of a new id": "UPDATE core.mention SET mention_id = 'new-' || mention_id",
    "a quote that is cut otherwise": "UPDATE core.mention SET quote = quote[:-2], quote_end = quote_end - 1",
}


@pytest.mark.parametrize("change", ["", *RETAGGED.values()], ids=["as tagged", *RETAGGED])
def test_two_mentions_of_one_event_are_joined_and_stay_so(
    config: Config, types: list[str], tmp_path: Path, change: str
) -> None:
    ((one, one_event, other, other_event),) = ask(
        config,
        "SELECT a.mention_key, a.event_id, b.mention_key, b.event_id FROM mentions a JOIN mentions b "
        "ON a.type = b.type AND a.type = 'ceasefire_violation' AND a.event_id < b.event_id ORDER BY ALL LIMIT 1",
    )
    assert one_event != other_event
    rows = [row for row in exported(config, tmp_path / "todo.csv", limit=1000) if row["mention_key"] == one]
    rows[0] |= {"verdict": "same_event_as", "value": other}
    judge(config, types, tmp_path / "given.csv", rows)
    with db.connected(Path(config.settings.data_dir)) as con, transaction(con):
        con.execute(
            "CREATE TEMP TABLE told AS "
            "SELECT revision_id, quote_start, type FROM mentions WHERE mention_key IN ($a, $b)",
            {"a": one, "b": other},
        )
        con.execute(change or "SELECT 1")
        remake_events(config, con)
        joined = "SELECT count(DISTINCT event_id) FROM mentions JOIN told USING (revision_id, quote_start, type)"
        found = con.execute(joined).fetchall()
    assert found == [(1,)]


@pytest.fixture
def judged(config: Config, types: list[str], tmp_path: Path) -> Row:
    """One mention that an analyst has called no event."""
    rows = exported(config, tmp_path / "todo.csv", limit=1)
    rows[0] |= {"verdict": "not_an_event"}
    judge(config, types, tmp_path / "given.csv", rows)
    return rows[0]


@pytest.mark.parametrize("change", RETAGGED.values(), ids=RETAGGED.keys())
def test_a_verdict_survives_retagging(config: Config, judged: Row, change: str) -> None:
    with db.connected(Path(config.settings.data_dir)) as con, transaction(con):
        con.execute(change)
        remake_events(config, con)
        found = con.execute("SELECT type, event_id FROM mentions WHERE is_rejected").fetchall()
    assert found == [(judged["type"], None)]


def test_a_verdict_waits_when_its_mention_is_gone(config: Config, judged: Row) -> None:
    with db.connected(Path(config.settings.data_dir)) as con, transaction(con):
        con.execute("DELETE FROM core.mention WHERE type = $type", {"type": judged["type"]})
        remake_events(config, con)
        assert con.execute("SELECT verdict, mention_id FROM verdicts").fetchall() == [("not_an_event", None)]


def test_a_verdict_waits_when_the_other_mention_that_it_names_is_gone(
    config: Config, types: list[str], tmp_path: Path
) -> None:
    one, other = exported(config, tmp_path / "todo.csv", type="peace_talks", limit=2)
    same = [one | {"verdict": "same_event_as", "value": other["mention_key"]}]
    assert judge(config, types, tmp_path / "given.csv", same).n_waiting == 0
    with db.connected(Path(config.settings.data_dir)) as con:
        con.execute("DELETE FROM core.mention WHERE quote = $quote", {"quote": other["quote"]})
    assert judge(config, types, tmp_path / "given.csv", same).n_waiting == 1


def test_a_verdict_survives_a_rebuild(config: Config, judged: Row) -> None:
    rebuild(config)
    assert ask(config, "SELECT type, event_id FROM mentions WHERE is_rejected") == ((judged["type"], None),)


def test_verdicts_are_counted_by_type(config: Config, types: list[str], tmp_path: Path) -> None:
    rows = exported(config, tmp_path / "todo.csv", type="peace_talks", limit=4)
    for row, verdict in zip(rows, ("right", "right", "not_an_event", "wrong_type"), strict=True):
        row |= {"verdict": verdict}
    judge(config, types, tmp_path / "given.csv", rows)
    counted = review.precision(Path(config.settings.data_dir))
    assert [row[:6] for row in counted.rows] == [("peace_talks", 4, 2, 1, 1, 0.5), ("all", 4, 2, 1, 1, 0.5)]


def test_what_is_judged_is_not_shown_again(config: Config, judged: Row) -> None:
    keys = {row[3] for row in review.to_review(config, limit=10_000).rows}
    assert judged["mention_key"] not in keys


BAD = [
    ({"verdict": "wrong"}, "row 2: verdict 'wrong' is not one of"),
    ({"verdict": "right", "type": "party"}, "row 2: type 'party' is not one of"),
    ({"verdict": "wrong_type", "value": "party"}, "row 2: value 'party' is no type"),
    ({"verdict": "right_date", "value": "25.11.2020"}, "row 2: value '25.11.2020' is no day"),
    ({"verdict": "right_date", "value": "20201125"}, "row 2: value '20201125' is no day"),
    ({"verdict": "right_date", "value": "9999-12-31"}, "row 2: value '9999-12-31' is no day"),
    ({"verdict": "same_event_as", "value": ""}, "row 2: value '' is no mention_key"),
    ({"verdict": "right", "quote": " "}, "row 2: article_id and quote must not be empty"),
]


@pytest.mark.parametrize(("change", "message"), BAD)
def test_a_wrong_row_is_named(change: Row, message: str, tmp_path: Path) -> None:
    row = {"article_id": "a", "quote": "words", "type": "peace_talks", "verdict": "right", "value": "", "note": ""}
    with pytest.raises(InputError, match=r"given\.csv, ") as error:
        review.read_verdicts(write(tmp_path / "given.csv", [row | change]), ["peace_talks"], NOW)
    assert message in str(error.value)


def test_a_file_saved_with_semicolons_is_read_the_same(tmp_path: Path) -> None:
    text = 'article_id;quote;type;verdict\na;"words, and; more";peace_talks;right\n'
    (tmp_path / "given.csv").write_text(text, "utf-8-sig")
    (verdict,) = review.read_verdicts(tmp_path / "given.csv", ["peace_talks"], NOW)
    assert (verdict.article_id, verdict.quote) == ("a", "words, and; more")


def test_a_file_without_the_columns_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column article_id, type, verdict"):
        review.read_verdicts(write(tmp_path / "given.csv", [{"quote": "words"}]), ["peace_talks"], NOW)


def test_an_article_that_is_not_there_stores_nothing(config: Config, types: list[str], tmp_path: Path) -> None:
    rows = exported(config, tmp_path / "todo.csv", limit=1)
    rows[0] |= {"verdict": "right", "article_id": "elsewhere"}
    with pytest.raises(InputError, match="'elsewhere' is not in the warehouse; nothing was stored"):
        judge(config, types, tmp_path / "given.csv", rows)
    assert ask(config, "SELECT count(*) FROM core.verdict") == ((0,),)


def answers(*typed: str) -> Callable[[str], str]:
    waiting: Iterator[str] = iter(typed)

    def answer(_prompt: str) -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return answer


PROMPTED = {
    "right, then stop": (("r", "", "q"), [("right", "")]),
    "passed over": (("", "n", "", "q"), [("not_an_event", "")]),
    "two matters of one": (("r", "d", "2020-11-25", "", "q"), [("right", ""), ("right_date", "2020-11-25")]),
    "a slip is asked again": (("x", "t", "peace", "t", "peace_talks", "q"), [("wrong_type", "peace_talks")]),
    "the end of input": (("r",), [("right", "")]),
}


@pytest.mark.parametrize(("typed", "wanted"), PROMPTED.values(), ids=PROMPTED.keys())
def test_the_prompt_takes_what_is_typed(
    config: Config, types: list[str], typed: tuple[str, ...], wanted: list[tuple[str, str]]
) -> None:
    said: list[str] = []
    found = review.to_review(config, limit=3)
    given = list(review.asked(found, types, answers(*typed), said.append))
    assert [(each.verdict, each.value) for each in given] == wanted
    assert any(found.rows[0][1] in line for line in said)


def test_an_event_that_is_none_is_said_to_be_none(config: Config) -> None:
    with pytest.raises(InputError, match="no such event: 'zzzz'"):
        review.to_review(config, event_id="zzzz")
    ((event_id,),) = ask(config, "SELECT event_id FROM events ORDER BY ALL LIMIT 1")
    assert review.to_review(config, event_id=event_id[:6]).n_rows > 0


@pytest.mark.parametrize(
    "slip",
    [{"quote": "Words that nobody wrote."}, {"verdict": "same_event_as", "value": "0" * 32}],
    ids=["other words", "a key that is none"],
)
def test_a_verdict_that_changes_nothing_is_told(
    config: Config, types: list[str], tmp_path: Path, slip: dict[str, str]
) -> None:
    right, wrong = exported(config, tmp_path / "todo.csv", limit=2)
    rows = [right | {"verdict": "right"}, wrong | {"verdict": "right"} | slip]
    done = judge(config, types, tmp_path / "given.csv", rows)
    assert (done.n_added, done.n_waiting) == (2, 1)
