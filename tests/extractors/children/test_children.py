"""A child that hangs, dies or eats memory costs its own item; what it was given and its order survive."""

from __future__ import annotations

import operator
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.load import read_sources
from config.schema import Feed, Limits, Source
from extractors.archive import Archive
from extractors.children import Children
from extractors.errors import StorageError
from extractors.records import Article, Fetched, NoArticle, Outcome, Page, Reason, Request

LIMITS = Limits(child_s=1.0, child_bytes=700_000_000)
AT = datetime(2026, 7, 30, tzinfo=UTC)
FEED = Feed("rferl.news", "https://www.rferl.org/api/x", "rss", "en", "a test", date(2026, 1, 1), 10)
RFERL = next(source for source in read_sources() if source.source_id == "rferl")


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with Children(LIMITS) as pool:
        yield pool


def test_a_result_comes_back(children: Children) -> None:
    assert children.run(operator.mul, 6, 7) == 42


BAD = [
    ("hangs", (time.sleep, 60), Reason.EXTRACT_TIMEOUT),
    ("eats memory", (bytearray, 5_000_000_000), Reason.EXTRACT_OOM),
    ("ends itself", (os._exit, 9), Reason.EXTRACT_OOM),
    ("is killed", (signal.raise_signal, signal.SIGKILL), Reason.EXTRACT_OOM),
]


@pytest.mark.parametrize(("item", "reason"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_bad_item_has_its_reason_and_the_others_their_results(
    children: Children, item: tuple[object, ...], reason: Reason
) -> None:
    items = [*((abs, -number) for number in range(5)), item, *((abs, -number) for number in range(5, 10))]
    assert list(children.map(operator.call, items)) == [0, 1, 2, 3, 4, reason, 5, 6, 7, 8, 9]


def test_the_limit_holds_in_time() -> None:
    started = time.monotonic()
    with Children(replace(LIMITS, child_s=0.2)) as impatient:
        assert impatient.run(time.sleep, 60) is Reason.EXTRACT_TIMEOUT
    assert time.monotonic() - started < 10


def test_an_exception_of_the_function_is_raised_here(children: Children) -> None:
    with pytest.raises(ZeroDivisionError):
        children.run(operator.truediv, 1, 0)


def test_the_children_are_used_again(children: Children) -> None:
    pids = {children.run(os.getpid) for _ in range(8)}
    assert os.getpid() not in pids
    assert len(pids) <= LIMITS.workers


def test_leaving_ends_the_children() -> None:
    with Children(LIMITS) as pool:
        pid = pool.run(os.getpid)
    assert isinstance(pid, int)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def fetched(body: bytes, url: str = "https://www.rferl.org/api/x", content_type: str = "text/xml") -> Fetched:
    request = Request(url, "rferl", "feed", "rferl.news")
    return Fetched(request, Outcome.OK, AT, 200, url, (("Content-Type", content_type),), body)


ITEM = "<item><title>T</title><link>https://www.rferl.org/a/x/1.html</link><pubDate>%s</pubDate></item>"


def test_a_feed_is_read_in_a_child(children: Children) -> None:
    items = ITEM % "Wed, 29 Jul 2026 16:44:35 +0300" + ITEM.replace("1.html", "2.html") % "x"
    body = f"<rss><channel>{items}</channel></rss>"
    reading = children.read_feed(fetched(body.encode()), FEED)
    assert (reading.outcome, len(reading.entries)) == (Outcome.OK, 2)
    assert reading.entries[0].published_at == datetime(2026, 7, 29, 13, 44, 35, tzinfo=UTC)


def test_the_day_of_fetching_bounds_the_dates_of_a_feed(children: Children) -> None:
    body = f"<rss><channel>{ITEM % 'Wed, 05 Aug 2026 16:44:35 +0300'}</channel></rss>"
    (entry,) = children.read_feed(fetched(body.encode()), FEED).entries
    assert (entry.published_raw, entry.published_at) == ("Wed, 05 Aug 2026 16:44:35 +0300", None)


# Floods that hang feedparser for 10 s and more.
FLOODS = [
    ("attributes", f"<rss><channel><item {' '.join(f'a{n}=1' for n in range(100_000))}></item></channel></rss>"),
    ("comment starts", "<rss><channel><item><title>" + "&lt;!--" * 200_000 + "</title></item></channel></rss>"),
    ("line ends before the doctype", "<?xml version='1.0'?>" + "\n" * 200_000 + "<!DOCTYPE x><rss></rss>"),
    ("an author of 64 kB", f"<rss><channel><item><author>{'a@' * 32_000}</author></item></channel></rss>"),
]  # fmt: skip


@pytest.mark.parametrize("body", [case[1] for case in FLOODS], ids=[case[0] for case in FLOODS])
def test_a_flooded_feed_ends_in_time_with_an_outcome(children: Children, body: str) -> None:
    started = time.monotonic()
    reading = children.read_feed(fetched(body.encode()), FEED)
    assert time.monotonic() - started < LIMITS.child_s + 9
    assert reading.outcome in (Outcome.OK, Outcome.PARTIAL, Outcome.EMPTY_FEED, Outcome.NOT_A_FEED)
    if not reading.entries:
        assert reading.message


STORY_LINE = "BAKU -- Azerbaijan has taken charge of the Kalbacar district, the second of three, on November 25."
STORY = "<p>BAKU -- Azerbaijan has taken charge of the Kalbacar district, the second of three, on November 25.</p>" * 3


def article_page(inner: str) -> bytes:
    return (
        f"<html><body><h1>T</h1><div id='article-content'><div class='wsw'>{inner}</div></div></body></html>".encode()
    )


FLOODED = [
    ("2 MB of <p>word", "<p>word " * 285_000, Reason.EXTRACT_TIMEOUT),
    ("2 MB of <td>", "<table><tr>" + "<td>word " * 220_000, Reason.EXTRACT_TIMEOUT),
    ("10 MB of <br>", "<br>" * 2_400_000, None),
    ("attributes", f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>", Reason.EXTRACT_TIMEOUT),
]


@pytest.mark.slow
@pytest.mark.parametrize("source", [RFERL, None], ids=["configured", "unknown"])
def test_pages_that_hang_or_swell_leave_the_other_pages_alone(
    children: Children, tmp_path: Path, source: Source | None
) -> None:
    """Hazards, pages, row 1. Trafilatura hangs on some; a body that is declared is read without it, flood or not."""
    bodies = [article_page(STORY), *(article_page(flood) for _, flood, _ in FLOODED), article_page(STORY)]
    readings = read_batch(children, tmp_path, bodies, source)
    assert [type(reading) for reading in readings] == [Article, *[NoArticle] * len(FLOODED), Article]
    for (name, _, reason), reading in zip(FLOODED, readings[1:-1], strict=True):
        assert isinstance(reading, NoArticle)
        assert source or reason in (reading.reason, None), name
        assert reading.reason in (Reason.EXTRACT_TIMEOUT, Reason.EXTRACT_OOM, Reason.NO_TEXT, Reason.PARSE_TRUNCATED), (
            name
        )
        assert reading.message


def read_batch(
    children: Children, folder: Path, bodies: list[bytes], source: Source | None
) -> list[Article | NoArticle]:
    """Read pages through the archive; whatever comes of them, their bytes stay."""
    with Archive(folder) as archive:
        pages: list[tuple[None, Page]] = []
        for number, body in enumerate(bodies):
            url = f"https://www.rferl.org/a/x/{number}.html"
            pages.append((None, archive.store(fetched(body, url, "text/html"))))
        readings = children.read_articles(archive, pages, source)
        assert [archive.read(page) for _, page in pages] == bodies
    return readings


def ld(written: str) -> str:
    return f"<script type='application/ld+json'>{written}</script>"


WALL = "<h1>Before you continue</h1><p>We and our 831 partners store cookies. We value your privacy.</p>"
LOCKED = f"<p>{STORY[3:100]}</p><p>Subscribe to continue reading this story.</p>"
CHALLENGE = "<html><title>Just a moment...</title><p>Checking your browser before accessing news.example.</p></html>"
# Every hostile page, beside the floods above; None is an article.
ROWS = [
    ("broken JSON-LD", ld('{"@type":"NewsArticle","headline":"T"') + STORY, None),
    ("JSON-LD nested without end", ld("[" * 200_000) + STORY, None),
    ("300 unclosed <div> before the article", "<div>" * 300 + STORY, None),
    ("a node of 10 MB before the article", f"<script>{'x' * 10_000_000}</script>{STORY}", None),
    ("3,000 unclosed <div>", "<div>" * 3_000 + STORY, Reason.PARSE_TRUNCATED),
    ("a node of 10 MB of text", f"<p>{'word ' * 2_000_000}</p>", Reason.PARSE_TRUNCATED),
    ("consent wall", WALL, Reason.CONSENT_WALL),
    ("paywall", LOCKED, Reason.PAYWALL),
    ("challenge", CHALLENGE, Reason.CHALLENGE),
    ("live blog", ld('{"@type":"LiveBlogPosting"}') + STORY, Reason.LIVE_PAGE),
    ("video page", ld('{"@type":"VideoObject"}') + "<p>A convoy crosses the pass.</p>", Reason.VIDEO_PAGE),
    ("error page with 200", "<title>404 - Page not found</title><p>No such page.</p>", Reason.ERROR_PAGE),
    ("a PDF called HTML", "%PDF-1.7 \x00\x01", Reason.NOT_HTML),
    ("nothing", "", Reason.NO_TEXT),
]


@pytest.mark.parametrize("source", [RFERL, None], ids=["configured", "unknown"])
def test_every_bad_page_has_its_outcome_and_its_neighbours_are_read(tmp_path: Path, source: Source | None) -> None:
    bodies = []
    for _, inner, _ in ROWS:
        is_whole = inner.startswith(("<html", "%PDF")) or not inner
        bodies += [inner.encode() if is_whole else article_page(inner), article_page(STORY)]
    with Children(Limits()) as patient:
        readings = read_batch(patient, tmp_path, bodies, source)
    found = {name: getattr(reading, "reason", None) for (name, *_), reading in zip(ROWS, readings[::2], strict=True)}
    assert found == {name: reason for name, _, reason in ROWS}
    texts = {reading.text for reading in readings[1::2] if isinstance(reading, Article)}
    assert texts == {STORY_LINE}
    assert all(isinstance(reading, Article) for reading in readings[1::2])


def test_a_page_that_the_archive_does_not_give_back_is_an_error_of_the_disk(children: Children, tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        page = archive.store(fetched(article_page(STORY), "https://www.rferl.org/a/x/1.html", "text/html"))
        lost = replace(page, body_sha256="0" * 64)
        with pytest.raises(StorageError, match="another SHA-256"):
            children.read_articles(archive, [(None, page), (None, lost)], RFERL)


def test_a_child_that_dies_while_idle_costs_nothing() -> None:
    with Children(replace(Limits(), workers=1)) as children:
        idle = children.run(os.getpid)
        assert isinstance(idle, int)
        os.kill(idle, signal.SIGKILL)
        assert children.run(abs, -1) == 1
        assert list(children.map(abs, [(-2,), (-3,)])) == [2, 3]


def test_sources_that_ask_at_once_share_one_pool() -> None:
    with Children(replace(Limits(), workers=1)) as children, ThreadPoolExecutor(8) as threads:
        pids = set(threads.map(lambda _: children.run(os.getpid), range(16)))
    assert len(pids) == 1
