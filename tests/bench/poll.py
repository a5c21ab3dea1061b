"""Speed of polling: 200 feeds of 50 items from loopback, all new and all unchanged; one feed of 10,000 items.

Knows no page: the feeds' outlets are read by title and link (`fetch_pages = "metadata"`), so that polling is measured.
"""

from __future__ import annotations

import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from pathlib import Path

from config.schema import Feed, Source
from config.settings import Config, load_config
from extractors import feeds
from flows.runs import Summary, run_ingest
from flows.workspace import open_workspace

N_SOURCES, N_FEEDS_EACH, N_ITEMS = 8, 25, 50
N_FLOOD = 10_000
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


class _Server(ThreadingHTTPServer):
    """Serves /feed/<number> with a validator, 304 to those who know it; counts requests."""

    daemon_threads = True
    request_queue_size = 128
    n_requests = 0
    count_lock = threading.Lock()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        with self.server.count_lock:
            self.server.n_requests += 1
        if not self.path.startswith("/feed/"):
            self._send(404, b"", {})
            return
        body = feed_body(self.path.rpartition("/")[2], N_ITEMS, self.server.base_url)
        etag = f'"{sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self._send(304, b"", {"ETag": etag})
        else:
            self._send(200, body, {"ETag": etag, "Content-Type": "application/rss+xml"})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


def feed_body(name: str, n_items: int, base_url: str) -> bytes:
    """Make an RSS feed with titles, summaries and dates of usual length."""
    item = (
        "<item><title>Report {n} of {name}: the truce along the line was holding on Tuesday</title>"
        "<description>Officials of both sides said that no violation was recorded during the night. {n}</description>"
        "<link>{base_url}/a/{name}/{n}.html</link><guid>{base_url}/a/{name}/{n}.html</guid>"
        "<pubDate>Sun, 01 Mar 2026 11:00:00 +0000</pubDate></item>"
    )
    items = "".join(item.format(n=n, name=name, base_url=base_url) for n in range(n_items))
    return f'<rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'.encode()


@contextmanager
def serving() -> Iterator[_Server]:
    """Serve the feeds on loopback."""
    server = _Server(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def config_for(base_url: str, data_dir: str) -> Config:
    """Give a configuration of 8 outlets with 25 feeds each, all on the server."""
    config = load_config({})
    settings = replace(config.settings, data_dir=data_dir, allow_loopback=True)
    return replace(config, settings=settings, sources=tuple(_source(n, base_url) for n in range(N_SOURCES)))


def _source(number: int, base_url: str) -> Source:
    feeds_of = tuple(
        Feed(
            f"wire{number}.f{n}", f"{base_url}/feed/{number}-{n}", "rss", "en", "made for this", date(2026, 1, 1), 50.0
        )
        for n in range(N_FEEDS_EACH)
    )
    host = base_url.removeprefix("http://")
    return Source(
        f"wire{number}", f"Wire {number}", "agency", "US", f"{base_url}/", (host,), "url", "en", "none", "0 * * * *",
        "UTC", feeds_of, fetch_pages="metadata", min_delay_s=0.0001, max_connections=8,
    )  # fmt: skip


def poll(config: Config, at: datetime) -> tuple[Summary, float]:
    """Run one ingest; give its summary and how many seconds it took, opening and publishing included."""
    started_s = time.perf_counter()
    with open_workspace(config, now=lambda: at) as workspace:
        summary = run_ingest(workspace)
    return summary, time.perf_counter() - started_s


def bench() -> list[tuple[str, str, float]]:
    """Give (what was measured, its unit, the figure)."""
    with serving() as server, tempfile.TemporaryDirectory() as data_dir:
        config = config_for(server.base_url, data_dir)
        found = []
        for what, at in (("all new", AT), ("all unchanged", AT.replace(hour=13))):
            server.n_requests = 0
            summary, elapsed_s = poll(config, at)
            n_items = N_SOURCES * N_FEEDS_EACH * N_ITEMS
            found += [
                (f"poll of 200 feeds of 50 items, {what}: time", "s", elapsed_s),
                (f"poll of 200 feeds of 50 items, {what}: rate", "items/s", n_items / elapsed_s),
                (f"poll of 200 feeds of 50 items, {what}: requests", "requests", float(server.n_requests)),
                (f"poll of 200 feeds of 50 items, {what}: entries seen", "entries", float(summary.run.n_seen)),
            ]
    return [*found, *_flood()]


def _flood() -> list[tuple[str, str, float]]:
    """Read one feed of 10,000 items in a process of its own; memory is what its peak grew by."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        return one.submit(_read_flood).result()


def _peak_kb() -> int:
    """Give the most memory that this process had; not that of the process it was started from, as getrusage does."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text("ascii").partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _read_flood() -> list[tuple[str, str, float]]:
    config = load_config({})
    feed = config.sources[0].feeds[0]
    body = feed_body("flood", N_FLOOD, "https://www.rferl.org")
    before_kb = _peak_kb()
    started_s = time.perf_counter()
    reading = feeds.read(body, feed=feed, content_type="application/rss+xml", limits=config.settings.limits)
    elapsed_s = time.perf_counter() - started_s
    grown_mb = (_peak_kb() - before_kb) / 1024
    return [
        ("feed of 10,000 items: entries read", "entries", float(len(reading.entries))),
        ("feed of 10,000 items: time", "s", elapsed_s),
        (f"feed of 10,000 items ({len(body) / 1e6:.1f} MB): memory grown by", "MB", grown_mb),
    ]


if __name__ == "__main__":
    print(*(f"{what}: {value:.4g} {unit}" for what, unit, value in bench()), sep="\n")
