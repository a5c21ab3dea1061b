"""Saved pages and feeds go through the journey; the captures of shared/corpus each end in a sensible outcome."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.settings import Config
from extractors.errors import InputError
from extractors.records import Fetched, Outcome, Reason, Request
from flows import saved
from flows.workspace import Workspace, open_workspace
from tests.flows.polling import shipped_config
from warehouse import checks, db, query, replay

AT = datetime(2025, 5, 25, 12, tzinfo=UTC)
PAGES = {
    "pangea_html/VoiceOfAmerica_2024_04_28.html": ("https://www.voanews.com/a/a-page/7586902.html", 1, None),
    "reuters_html/Reuters_2023_05_16.html": ("https://www.reuters.com/world/nepal-2023-04-25/", 1, None),
    "reuters_html/newspaper_reuters1.html": ("https://www.reuters.com/article/one-idUS1", 1, None),
    "reuters_html/newspaper_reuters2.html": ("https://www.reuters.com/article/two-idUS2", 1, None),
    "reuters_html/newspaper_reuters2.txt": ("https://www.reuters.com/article/three-idUS3", 1, None),
}
FEEDS = {
    "feeds/real-cnn.rss": ("rferl", Outcome.NEW_ITEMS, {Reason.OFF_SITE}),
    "feeds/real-korean-times.rss": ("rferl", Outcome.NEW_ITEMS, {Reason.OFF_SITE}),
    "tass/tass_belga_newsml.xml": ("tass", Outcome.NOT_A_FEED, set()),
}


def no_network(request: Request) -> Fetched:
    """A fetch on a machine without a network."""
    return Fetched(request, Outcome.NETWORK_ERROR, AT, message="no network")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    config: Config = shipped_config()
    config = replace(config, settings=replace(config.settings, data_dir=str(tmp_path / "data")))
    with open_workspace(config, fetch=no_network, now=lambda: AT) as opened:
        yield opened


@pytest.mark.parametrize("name", PAGES)
def test_a_captured_page_becomes_an_article(shared_dir: Path, workspace: Workspace, name: str) -> None:
    url, n_new, reason = PAGES[name]
    summary = saved.ingest_page(workspace, shared_dir / "corpus" / name, url, None)
    assert [result.reason for result in summary.results] == [reason]
    assert summary.run.n_new == n_new


@pytest.mark.parametrize("name", FEEDS)
def test_a_captured_feed_ends_in_its_outcome(shared_dir: Path, workspace: Workspace, name: str) -> None:
    source_id, outcome, reasons = FEEDS[name]
    source = next(source for source in workspace.config.sources if source.source_id == source_id)
    summary = saved.ingest_feed(workspace, shared_dir / "corpus" / name, source)
    assert [poll.outcome for poll in summary.polls] == [outcome]
    assert {result.reason for result in summary.results} == reasons


@pytest.mark.slow
def test_every_captured_sitemap_of_rferl_is_accounted_for(shared_dir: Path, workspace: Workspace) -> None:
    source = next(source for source in workspace.config.sources if source.source_id == "rferl")
    outcomes: dict[str, Outcome] = {}
    for path in sorted((shared_dir / "corpus" / "rferl_sitemaps").glob("*.xml")):
        summary = saved.ingest_feed(workspace, path, source)
        outcomes[path.name] = summary.polls[0].outcome
        n_listed = path.read_text("utf-8").count("<loc>")
        if not path.name.endswith(".sitemap.xml"):
            assert summary.run.n_seen == n_listed
    assert len(outcomes) == 24
    empty = {name for name, outcome in outcomes.items() if outcome is Outcome.EMPTY_FEED}
    assert empty == {"rus.azatutyun.am.latest.xml", "rus.azatutyun.am.news.xml"}
    indexes = {name for name, outcome in outcomes.items() if outcome is Outcome.NETWORK_ERROR}
    assert indexes == {name for name in outcomes if name.endswith(".sitemap.xml")}
    others = set(outcomes.values()) - {Outcome.EMPTY_FEED, Outcome.NETWORK_ERROR}
    assert others == {Outcome.NEW_ITEMS, Outcome.NOTHING_NEW}, "`latest` lists again what `news` listed"


BAD_FILES = {
    "missing": (None, "no such file"),
    "empty": (b"  \n", "empty file"),
    "cut gzip": (gzip.compress(b"<html>" * 100)[:30], "cannot be read"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, name: str) -> None:
    body, words = BAD_FILES[name]
    path = tmp_path / "page.html"
    if body is not None:
        path.write_bytes(body)
    with pytest.raises(InputError, match=words) as caught:
        saved.read_file(path, 1_000_000)
    assert str(path) in str(caught.value)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "big.html").write_bytes(b"x" * 11)
    with pytest.raises(InputError, match="larger than 10 bytes"):
        saved.read_file(tmp_path / "big.html", 10)


def test_a_page_without_text_is_an_outcome_and_no_article(tmp_path: Path, workspace: Workspace) -> None:
    (tmp_path / "page.html").write_text("<html><body><nav>Menu</nav></body></html>", "utf-8")
    summary = saved.ingest_page(workspace, tmp_path / "page.html", "https://www.rferl.org/a/x/1.html", None)
    assert [result.reason for result in summary.results] == [Reason.NO_TEXT]
    assert not summary.has_answer


def test_a_plain_text_takes_the_day_it_is_given(tmp_path: Path, workspace: Workspace) -> None:
    text = "BAKU -- Azerbaijani troops entered the Kalbacar district on November 25 under the truce, officials said.\n"
    (tmp_path / "page.txt").write_text("Troops Enter Kalbacar\n\n" + text * 3, "utf-8")
    given = datetime(2020, 11, 25, tzinfo=UTC)
    summary = saved.ingest_page(workspace, tmp_path / "page.txt", "https://www.rferl.org/a/x/2.html", given)
    assert summary.run.n_articles == 1
    assert summary.run.n_mentions > 0


def mention_days(workspace: Workspace) -> list[tuple[object, ...]]:
    sql = "select event_date, date_basis from core.mention order by event_date, date_basis"
    return query.run(workspace.data_dir, sql).rows


UNDATED = (
    "<html><head><title>Truce agreed</title></head><body><article><h1>Truce agreed</h1>"
    "<p>Armenia and Azerbaijan agreed on a ceasefire on Tuesday, the two governments said in a joint statement.</p>"
    "<p>Azerbaijani forces shelled the town of Martuni, the defence ministry of Armenia said on Wednesday.</p>"
    "</article></body></html>"
)


def test_a_page_without_a_date_is_read_against_the_day_it_was_first_loaded(tmp_path: Path) -> None:
    page, url = tmp_path / "page.html", "https://www.example.org/news/truce"
    page.write_text(UNDATED)
    config = shipped_config()
    config = replace(config, settings=replace(config.settings, data_dir=str(tmp_path / "data")))
    days = []
    for at in (AT, AT + timedelta(days=9)):
        with open_workspace(config, fetch=no_network, now=lambda at=at: at) as workspace:
            summary = saved.ingest_page(workspace, page, url, None)
            assert any("no date found on the page; give --published-at" in line for line in summary.lines())
            days.append(mention_days(workspace))
            with db.connected(workspace.data_dir) as con:
                assert [check for check in checks.run(con) if check.n_faults] == []
                documents, _ = replay.documents(con, replay.Stretch(), 10)
                assert [document.published_at for document in documents] == [AT]
    assert days[0] == days[1], "a second look moves no date"
    assert days[0], "the page has mentions"
    assert all(AT.date() - timedelta(days=7) <= day <= AT.date() for day, _ in days[0])

    with open_workspace(config, fetch=no_network, now=lambda: AT) as workspace:
        summary = saved.ingest_page(workspace, page, url, datetime(2020, 11, 12, tzinfo=UTC))
        assert not any("no date found" in line for line in summary.lines())
        assert {day for day, _ in mention_days(workspace)} == {date(2020, 11, 10), date(2020, 11, 11)}
        with db.connected(workspace.data_dir) as con:
            documents, _ = replay.documents(con, replay.Stretch(), 10)
            assert [document.published_at for document in documents] == [datetime(2020, 11, 12, tzinfo=UTC)]


@pytest.mark.parametrize("url", ["https://www.rferl.org/", "https://www.example.org", "https://www.example.org/#top"])
def test_a_front_page_is_no_article(tmp_path: Path, workspace: Workspace, url: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(UNDATED)
    summary = saved.ingest_page(workspace, page, url, None)
    assert [result.reason for result in summary.results] == [Reason.FRONT_PAGE]
    assert not any("no date found" in line for line in summary.lines())
