"""A hostile server plays a table of hostile feeds; each row ends in its outcome, and its neighbours are loaded."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.schema import Feed, Limits, Source
from config.settings import Config
from extractors.records import Outcome, Poll
from flows.runs import Summary, run_ingest
from flows.workspace import open_workspace
from tests.extractors.fetch.hostile import HostileServer, Script, make_source, raw, reply
from tests.flows.polling import ask, shipped_config
from warehouse import checks, db

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
XML = ("Content-Type", "application/rss+xml")


def rss(items: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def item(n: int, title: str = "Report", more: str = "<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>") -> str:
    return f"<item><title>{title} {n}</title><link>/a/{n}.html</link>{more}</item>"


GOOD = rss("".join(item(n) for n in range(3)))
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
)
CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><body><div id='cf-challenge'>Cloudflare</div></body></html>"
)
ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(100_000))

# What comes: (the answer, what the poll ends in, how many entries were met; None: it does not matter).
ROWS: dict[str, tuple[Script, set[Outcome], int | None]] = {
    "a path as body": (reply(200, b"/dev/zero", XML), {Outcome.NOT_A_FEED}, 0),
    "a URL as body": (reply(200, b"http://127.0.0.1/x", XML), {Outcome.NOT_A_FEED}, 0),
    "entity bomb": (reply(200, rss(item(1, "&i; &x;"), BOMB), XML), {Outcome.NEW_ITEMS, Outcome.NOT_A_FEED}, None),
    "a flood of comments": (reply(200, b"&lt;!--" * 150_000 + GOOD, XML), {Outcome.NOT_A_FEED}, 0),
    "newlines before the doctype": (reply(200, b"\n" * 900_000 + BOMB.encode() + GOOD, XML), {Outcome.NOT_A_FEED}, 0),
    "100k attributes": (reply(200, rss(f"<item {ATTRIBUTES}><title>x</title><link>/a/1.html</link></item>"), XML),
                        {Outcome.NEW_ITEMS, Outcome.NOT_A_FEED}, None),
    "an author of 64 kB": (reply(200, rss(item(1, more=f"<author>{'(' * 65_536}</author>")), XML),
                           {Outcome.NEW_ITEMS, Outcome.NOT_A_FEED}, None),
    "characters that are none": (reply(200, rss(item(1, "&#xD800;&#1114112;&#0;")), XML), {Outcome.NEW_ITEMS}, 1),
    "a web page": (reply(200, b"<html><body><p>hello</p></body></html>"), {Outcome.NOT_A_FEED}, 0),
    "a PDF": (reply(200, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", XML), {Outcome.NOT_A_FEED}, 0),
    "an image": (reply(200, b"\x89PNG\r\n\x1a\n" + bytes(500), XML), {Outcome.NOT_A_FEED}, 0),
    "random bytes": (reply(200, bytes(range(256)) * 40, XML), {Outcome.NOT_A_FEED}, 0),
    "nothing": (reply(200, b"", XML), {Outcome.NOT_A_FEED}, 0),
    "an empty rss": (reply(200, b"<rss></rss>", XML), {Outcome.EMPTY_FEED}, 0),
    "a challenge page": (reply(200, CHALLENGE), {Outcome.BLOCKED}, 0),
    "no guid, no link, no date": (reply(200, rss("<item><title>x</title></item><item/>"), XML), {Outcome.NEW_ITEMS}, 1),
    "impossible dates": (
        reply(200, rss("".join(item(n, more=f"<pubDate>{day}</pubDate>") for n, day in enumerate(
            ("0000-00-00", "1614596400", "31 Dec 99999", "Вс, 01 мар 2026", "Fri, 01 Jan 2100 00:00:00 GMT")))), XML),
        {Outcome.NEW_ITEMS}, 5),
    "windows-1251 in name only": (
        reply(200, rss(item(1, "Перемирие"), '<?xml version="1.0" encoding="windows-1251"?>'), XML),
        {Outcome.NEW_ITEMS}, 1),
    "UTF-16": (reply(200, rss(item(1), "").decode().encode("utf-16"), XML), {Outcome.NEW_ITEMS}, 1),
    "NUL, escapes, overrides": (
        reply(200, rss(item(1, "a\x1b[2J\x00\u202eb=cmd|' /C calc'!A0")), XML), {Outcome.NEW_ITEMS}, 1),
    "a cut feed": (reply(200, rss("".join(item(n) for n in range(9)))[:-200], XML), {Outcome.PARTIAL}, None),
    "a cut body": (raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 99999\r\n\r\n" + GOOD[:-60]),
                   {Outcome.PARTIAL}, None),
    "cut gzip": (reply(200, gzip.compress(GOOD * 9)[:-20], ("Content-Encoding", "gzip")),
                 {Outcome.CORRUPT_BODY, Outcome.PARTIAL}, None),
    "a gzip bomb": (reply(200, gzip.compress(b" " * 60_000_000), ("Content-Encoding", "gzip")), {Outcome.TOO_LARGE}, 0),
    "more items than are read": (reply(200, rss("".join(item(n) for n in range(700))), XML), {Outcome.NEW_ITEMS}, 500),
    "refused": (reply(403), {Outcome.BLOCKED}, 0),
    "gone": (reply(410), {Outcome.GONE}, 0),
    "broken": (reply(500), {Outcome.HTTP_ERROR}, 0),
    "a redirect to a private address": (
        reply(302, b"", ("Location", "http://10.0.0.1/feed")), {Outcome.REFUSED_ADDRESS}, 0),
    "a redirect to a file": (reply(302, b"", ("Location", "file:///etc/passwd")), {Outcome.BAD_REDIRECT}, 0),
}  # fmt: skip
LIMITS = Limits(feed_items=500, request_s=10.0, child_s=10.0, decoded_bytes=5_000_000)


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Poll], Summary]]:
    """One run over all rows, a good feed before each and behind the last; every outlet is on the one server."""
    server = HostileServer()
    data_dir = tmp_path_factory.mktemp("data")
    try:
        source = _source(server)
        config: Config = shipped_config()
        settings = replace(config.settings, data_dir=str(data_dir), allow_loopback=True, limits=LIMITS)
        with open_workspace(replace(config, settings=settings, sources=(source,)), now=lambda: AT) as workspace:
            summary = run_ingest(workspace)
        yield data_dir, {poll.feed_id: poll for poll in summary.polls}, summary
    finally:
        server.close()


def _source(server: HostileServer) -> Source:
    feeds = []
    for n, (script, _, _) in enumerate(ROWS.values()):
        good = rss("".join(item(10_000 + 10 * n + k) for k in range(3)))
        feeds += [_feed(f"good{n}", server.serve(reply(200, good, XML), f"/good/{n}"))]
        feeds += [_feed(f"row{n}", server.serve(script, f"/row/{n}"))]
    host = server.base.removeprefix("http://")
    return make_source(
        "wire", homepage=server.base + "/", hosts=(host,), feeds=tuple(feeds), fetch_pages="metadata",
        min_delay_s=0.001, max_connections=4,
    )  # fmt: skip


def _feed(name: str, url: str) -> Feed:
    return Feed(f"wire.{name}", url, "rss", "en", "made for this", date(2026, 1, 1), 10.0)


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_the_feeds_table_ends_in_its_outcome(polled: tuple[Path, dict[str, Poll], Summary], name: str) -> None:
    _, polls, summary = polled
    feed_id = f"wire.row{list(ROWS).index(name)}"
    _, outcomes, n_entries = ROWS[name]
    assert polls[feed_id].outcome in outcomes, polls[feed_id].message
    if n_entries is not None:
        assert sum(result.entry.feed_id == feed_id for result in summary.results) == n_entries


def test_every_neighbour_is_loaded_and_the_run_balances(polled: tuple[Path, dict[str, Poll], Summary]) -> None:
    data_dir, polls, summary = polled
    good = [poll.outcome for feed_id, poll in polls.items() if feed_id.startswith("wire.good")]
    assert good == [Outcome.NEW_ITEMS] * len(ROWS)
    run = summary.run
    assert run.n_seen == run.n_new + run.n_known + run.n_rejected + run.n_failed
    stored = ask(data_dir, "select count(*) from raw.entry where feed_id like 'wire.good%'")
    assert stored == [(3 * len(ROWS),)]
    with db.locked(data_dir), db.connected(data_dir) as con:
        assert [check for check in checks.run(con) if not check.is_sound] == []


def test_no_implausible_date_and_no_nul_is_stored(polled: tuple[Path, dict[str, Poll], Summary]) -> None:
    data_dir, _, _ = polled
    dates = ask(data_dir, "select max(published_at), min(published_at) from raw.entry")
    assert all(at <= AT for at in dates[0])
    assert ask(data_dir, "select count(*) from raw.entry where contains(title, chr(0))") == [(0,)]
