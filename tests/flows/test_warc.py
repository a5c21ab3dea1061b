"""Captures of others go through the journey: 2,000 records, some cut; a second run adds nothing."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from config.settings import Config
from extractors.errors import InputError
from flows.backfill import Backfilled
from flows.rebuild import rebuild
from flows.warc import backfill_warc
from flows.workspace import open_workspace
from tests.extractors.archive import warcs
from tests.flows.polling import ask, no_network, rows, shipped_config
from warehouse import checks, db

N_RECORDS = 2_000
START = datetime(2020, 11, 10, tzinfo=UTC)
PAGE = """<html><head><title>Day {n}</title><link rel="canonical" href="{url}"></head><body><div id="article-content">
<div class="wsw"><p>YEREVAN -- Report number {n}: the cease-fire along the front line near Aghdam was holding,
officials said.</p><p>Armenia must hand over the Lachin district by December 1, 2020, under the truce signed on
November 10, they added.</p>
</div></div></body></html>"""


def record(n: int) -> bytes:
    """Every eighth record is of a watched outlet, as few are in such files; every hundredth is damaged."""
    other = ("news.example/a", "other.example/b", "www.cnn.example/c")[n % 3]
    host = other if n % 8 else "www.rferl.org/a/report"
    url = f"https://{host}/{30_000_000 + n}.html"
    whole = warcs.response(url, PAGE.format(n=n, url=url).encode(), (START + timedelta(minutes=n)).isoformat())
    return whole[: len(whole) // 2] if n % 100 == 0 else whole


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warcs.write(tmp_path_factory.mktemp("warc") / "CC-NEWS-test.warc.gz", map(record, range(N_RECORDS)))


def config_in(data_dir: Path) -> Config:
    config = shipped_config()
    return replace(config, settings=replace(config.settings, data_dir=str(data_dir)))


def load(data_dir: Path, *paths: Path) -> tuple[Backfilled, str]:
    told: list[str] = []
    with open_workspace(config_in(data_dir), fetch=no_network) as workspace:
        done = backfill_warc(workspace, paths, told.append)
    return done, told[0]


@pytest.mark.slow
def test_two_thousand_records_go_through_and_a_second_run_adds_nothing(tmp_path: Path, file: Path) -> None:
    done, told = load(tmp_path, file)
    n_ours = N_RECORDS // 8 - N_RECORDS // 200
    assert f"{n_ours} captures of watched outlets" in told
    assert f"{N_RECORDS // 100} cut or wrong records" in told
    assert f"{N_RECORDS - n_ours - N_RECORDS // 100} captures of other sites" in told
    assert sum(run.n_new for run in done.runs) == n_ours
    assert ask(tmp_path, "select count(*), min(first_fetched_at) from core.article") == [
        (n_ours, START + timedelta(minutes=8))
    ]
    before = rows(tmp_path, "core", "raw")
    again, _ = load(tmp_path, file)
    after = rows(tmp_path, "core")
    assert (sum(run.n_new for run in again.runs), sum(run.n_known for run in again.runs)) == (0, n_ours)
    assert {name for name in after if before[name] != after[name]} == set()
    with db.locked(tmp_path), db.connected(tmp_path) as con:
        assert [check for check in checks.run(con) if not check.is_sound] == []
    rebuild(config_in(tmp_path))
    rebuilt = rows(tmp_path, "core")
    assert {name for name in after if rebuilt[name] != after[name]} == set()


def test_a_stop_ends_it_in_the_middle_of_a_file_and_leaves_the_others(tmp_path: Path) -> None:
    names = ("one", "two", "three")
    files = [warcs.write(tmp_path / f"{name}.warc.gz", map(record, range(8, 40))) for name in names]
    stopping, told = Event(), []

    def stop(_label: str, n_done: int, n_total: int, /) -> None:
        if 0 < n_done < n_total:
            stopping.set()

    with open_workspace(config_in(tmp_path / "data"), fetch=no_network, stopping=stopping, progress=stop) as workspace:
        done = backfill_warc(workspace, files, told.append)
    assert done.why_stopped == "it was stopped"
    assert [run.n_seen for run in done.runs] == [2]
    assert "2 captures of watched outlets" in told[0]
    rest, _ = load(tmp_path / "data", *files)
    assert (rest.why_stopped, sum(run.n_new for run in rest.runs)) == ("", 2)


def test_two_captures_of_one_article_are_its_revisions_in_the_order_of_time(tmp_path: Path) -> None:
    url = "https://www.rferl.org/a/report/30900000.html"
    later = warcs.response(url, PAGE.format(n=2, url=url).encode(), "2020-11-12T10:00:00Z")
    earlier = warcs.response(url, PAGE.format(n=1, url=url).encode(), "2020-11-11T10:00:00Z")
    same_text = warcs.response(url, PAGE.format(n=1, url=url).encode() + b"<!-- -->", "2020-11-11T11:00:00Z")
    load(tmp_path, warcs.write(tmp_path / "x.warc.gz", [later, same_text, earlier]))
    found = ask(tmp_path, "select title, fetched_at from core.revision order by revision_number")
    assert found == [
        ("Day 1", datetime(2020, 11, 11, 10, tzinfo=UTC)),
        ("Day 2", datetime(2020, 11, 12, 10, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("content", [None, b"<html>", gzip.compress(b"no warc", mtime=0)])
def test_a_file_that_is_no_warc_is_told_before_anything_is_loaded(tmp_path: Path, file: Path, content: bytes) -> None:
    other = tmp_path / "other.warc"
    if content is not None:
        other.write_bytes(content)
    if content is not None and content[:2] == b"\x1f\x8b":
        _, told = load(tmp_path, other)
        assert "1 cut or wrong records" in told
        return
    with pytest.raises(InputError, match=r"other\.warc: no "):
        load(tmp_path, file, other)
    assert not db.Paths(tmp_path).snapshot.exists()
