"""The doctor tells each feed's state as it is, asked or stored, and finds the feeds a site names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import Config
from extractors.children import Children
from extractors.errors import InputError
from extractors.feed_links import feed_links, sitemap_links
from extractors.fetch import Fetcher
from extractors.records import Outcome
from flows import cli, commands_replay
from flows.discover import discover
from flows.doctor import Proof, prove_offline, prove_online
from flows.newsroom import Newsroom
from flows.workspace import silent
from tests.flows.polling import FIRST, config_for, poll

N_NEWS = 18  # out by then


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(FIRST) as opened:
        yield opened


def by_feed(proofs: Iterator[Proof]) -> dict[str, Proof]:
    return {proof.feed.feed_id: proof for proof in proofs}


def test_every_feed_is_asked_and_told_apart(newsroom: Newsroom, tmp_path: Path) -> None:
    config = config_for(newsroom, tmp_path)
    newsroom.break_path("tass", "/rss/v2.xml", 500)
    newsroom.break_path("rferl", "/api/zpiirl-vomx-tpe_gmr", 200, {"Content-Type": "text/html"}, b"<html><p>hello")
    proofs = by_feed(prove_online(config, config.sources, silent))
    assert set(proofs) == {feed.feed_id for source in config.sources for feed in source.feeds}
    assert proofs["rferl.news"].outcome is Outcome.OK
    assert proofs["rferl.russia"].outcome is Outcome.NOT_A_FEED
    assert proofs["tass.en"].outcome is Outcome.HTTP_ERROR
    assert proofs["reuters.news-sitemap-index"].reading is not None
    assert proofs["reuters.news-sitemap-index"].reading.kind == "sitemap_index"
    row = proofs["rferl.news"].row(FIRST)
    assert (row[2], row[7], row[8]) == (200, "allowed", "never polled")
    assert row[5] == N_NEWS
    assert row[6] is not None
    assert row[6] <= FIRST
    assert not tmp_path.joinpath("trucewire.duckdb").exists(), "the doctor changes nothing"


def test_robots_are_heeded_and_told(newsroom: Newsroom, tmp_path: Path) -> None:
    config = config_for(newsroom, tmp_path)
    newsroom.break_path("tass", "/robots.txt", 200, {}, b"User-agent: *\nDisallow: /rss/\n")
    proofs = by_feed(prove_online(config, config.sources[1:2], silent))
    assert (proofs["tass.en"].outcome, proofs["tass.en"].row(FIRST)[7]) == (Outcome.ROBOTS_DENIED, "denied")
    assert newsroom.count("tass", "/rss/v2.xml") == 0


def test_offline_it_reads_what_is_stored_and_asks_nobody(newsroom: Newsroom, tmp_path: Path) -> None:
    config = config_for(newsroom, tmp_path)
    poll(config, newsroom, FIRST, "rferl")
    newsroom.forget_requests()
    proofs = by_feed(prove_offline(config, config.sources))
    assert newsroom.requests == ()
    assert proofs["rferl.news"].outcome is Outcome.OK
    assert proofs["rferl.news"].health.startswith("ok (new_items")
    assert proofs["tass.en"].outcome is None
    assert len(proofs["rferl.news"].reading.entries if proofs["rferl.news"].reading else ()) == N_NEWS


@pytest.mark.parametrize("path", ["", "/rssfeeds"])
def test_feeds_are_found_by_the_list_and_the_sitemap_index(newsroom: Newsroom, tmp_path: Path, path: str) -> None:
    config = config_for(newsroom, tmp_path)
    base = newsroom.base_urls["rferl"]
    with Children(config.settings.limits) as children:
        found = {one.url: one for one in discover(Fetcher(config.settings), children, base + path, silent)}
    assert f"{base}/api/znewsroom-vomx-armenia" in found
    assert found[f"{base}/api/znewsroom-vomx-armenia"].named_by == f"{base}/rssfeeds"
    assert found[f"{base}/sitemap.xml"].kind == "sitemap_index"
    assert found[f"{base}/sitemap_8_news.xml.gz"].kind == "news_sitemap"
    assert found[f"{base}/api/zbqiml-vomx-tpeqkmy"].n_items == N_NEWS


def test_an_address_that_is_none_is_refused(newsroom: Newsroom, tmp_path: Path) -> None:
    config = config_for(newsroom, tmp_path)
    with Children(config.settings.limits) as children, pytest.raises(InputError, match="no http"):
        list(discover(Fetcher(config.settings), children, "javascript:alert(1)", silent))


LINKS = [
    ('<link rel="alternate" type="application/rss+xml" href="/rss">', ("https://x.example/rss",)),
    ('<link rel="alternate" hreflang="de" href="/de">', ()),
    ('<a href="/feed/">feed</a> <a href="/feedback">no</a>', ("https://x.example/feed/",)),
    ('<a type="application/atom+xml" href="https://y.example/a#top">a</a>', ("https://y.example/a",)),
    ('<a href="javascript:rss.xml">x</a><a href="mailto:rss@x">y</a>', ()),
    ("<p>" * 3, ()),
    ("", ()),
]


@pytest.mark.parametrize(("markup", "links"), LINKS)
def test_feed_links_of_a_page(markup: str, links: tuple[str, ...]) -> None:
    assert feed_links(markup.encode(), "text/html", "https://x.example/") == links


def test_sitemap_links_of_robots() -> None:
    text = "User-agent: *\nDisallow:\nSitemap: /a.xml\nSITEMAP:https://y.example/b.xml\nsitemap: ftp://z/c.xml\n"
    assert sitemap_links(text, "https://x.example/q") == ("https://x.example/a.xml", "https://y.example/b.xml")


@pytest.fixture
def command(newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The commands of cli_replay, with the newsroom as their outlets."""
    config = config_for(newsroom, tmp_path)
    monkeypatch.setattr(commands_replay, "load_config", lambda: config)
    return config


def exit_code(arguments: list[str]) -> int:
    """Run one command line as a process would."""
    try:
        return cli.run(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)


def test_the_commands_print_what_they_found(
    command: Config, newsroom: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    poll(command, newsroom, FIRST, "tass")
    assert exit_code(["doctor", "--source", "tass", "--offline"]) == 0, "tass.ru is stored nowhere, but it is off"
    out = capsys.readouterr().out
    assert "tass.en" in out
    assert exit_code(["archive", "verify"]) == 0
    assert "0 faults" in capsys.readouterr().out
    assert exit_code(["reprocess", "--stage", "tag"]) == 0
    assert "mentions   0 added, 0 gone, 0 altered" in capsys.readouterr().out
    assert exit_code(["rebuild"]) == 0
    assert "0 faults in the archive" in capsys.readouterr().out
    assert exit_code(["backfill", "--source", "tass", "--from", "2020-11-01", "--to", "2020-12-31"]) == 0
    assert "entries seen" in capsys.readouterr().out
    assert exit_code(["doctor", "--discover", newsroom.base_urls["rferl"]]) == 0
    file = sorted((tmp_path / "archive").glob("*-tass-*"))[0]
    file.write_bytes(file.read_bytes()[:-200])
    assert exit_code(["archive", "verify"]) == 1
    told = capsys.readouterr().out
    assert "SHA-256" in told
    assert "cut off inside a record" in told


@pytest.mark.parametrize(
    "arguments",
    [["backfill"], ["backfill", "--source", "tass"], ["backfill", "--source", "nobody", "--from", "2020-01-01"],
     ["backfill", "--source", "tass", "--warc", "x.warc"], ["backfill", "--warc", "absent.warc"],
     ["reprocess", "--source", "nobody"], ["reprocess", "--stage", "sing"], ["reprocess", "--from", "soon"]],
)  # fmt: skip
def test_wrong_usage_is_exit_2(command: Config, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(arguments) == 2
    assert "trucewire: " in capsys.readouterr().err
