"""The newsroom: four outlets on loopback ports, one clock, a log of what was asked, faults on demand.

Does not know the pipeline that reads it; the outlets' pages and feeds are theirs (rferl.py, tass.py, ...).
"""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Self

from flows.newsroom import courier, reuters, rferl, rferl_feeds, tass
from flows.newsroom.edition import Edition, edition_at
from flows.newsroom.markup import Reply
from flows.newsroom.server import Fault, Ledger, Request, start_server
from flows.newsroom.stories import OUTLETS, Story, load_stories

# Every story is out by then, and every rewrite made.
END = datetime(2020, 12, 20, tzinfo=UTC)

ANSWERS: dict[str, Callable[[str, Edition], Reply | None]] = {
    "rferl": rferl.answer,
    "tass": tass.answer,
    "reuters": reuters.answer,
    "courier": courier.answer,
}
URLS: dict[str, Callable[[Story, str], str]] = {
    "rferl": rferl_feeds.story_url,
    "tass": tass.story_url,
    "reuters": reuters.story_url,
    "courier": courier.story_url,
}
_ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /private/\nCrawl-delay: 0.05\n\nSitemap: {base_url}{sitemap}\n"
_SITEMAPS = {
    "rferl": "/sitemap.xml",
    "tass": "/sitemap.xml",
    "reuters": f"{reuters.INDEX_PATH}?outputType=xml",
    "courier": "/feed/atom/",
}


class Newsroom:
    """A context manager that serves the outlets while it is open, as they stood at `now`.

    `now` is any time with a zone; `ports` may fix an outlet's port (default: any free one); `sitemap_page_size` is
    the number of entries on a page of the Reuters news sitemap.
    """

    def __init__(
        self,
        now: datetime = END,
        *,
        ports: Mapping[str, int] | None = None,
        sitemap_page_size: int = 100,
    ) -> None:
        self.now = _utc(now)
        self.stories: dict[str, tuple[Story, ...]] = {outlet: load_stories(outlet) for outlet in OUTLETS}
        self.base_urls: dict[str, str] = {}
        self._ports = dict(ports or {})
        self._sitemap_page_size = sitemap_page_size
        self._ledger = Ledger()
        self._servers: list[ThreadingHTTPServer] = []

    def __enter__(self) -> Self:
        for outlet in OUTLETS:
            server = start_server(outlet, self._ports.get(outlet, 0), self._reply_to(outlet), self._ledger)
            self._servers.append(server)
            self.base_urls[outlet] = f"http://127.0.0.1:{server.server_port}"
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with ThreadPoolExecutor() as pool:
            list(pool.map(ThreadingHTTPServer.shutdown, self._servers))
        for server in self._servers:
            server.server_close()
        self._servers.clear()

    def move_to(self, now: datetime) -> None:
        """Set the clock; feeds and pages change at once. Going back is allowed."""
        self.now = _utc(now)

    def edition(self, outlet: str) -> Edition:
        """What that outlet shows now."""
        return edition_at(self.now, self.base_urls[outlet], self.stories[outlet], self._sitemap_page_size)

    def url(self, story: Story) -> str:
        """The canonical address of a story."""
        return URLS[story.outlet](story, self.base_urls[story.outlet])

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request answered so far, in order."""
        with self._ledger.lock:
            return tuple(self._ledger.requests)

    def count(self, outlet: str | None = None, path: str | None = None, status: int | None = None) -> int:
        """How many requests match all that is given; `path` matches with and without its query."""
        return sum(
            (outlet is None or request.outlet == outlet)
            and (path is None or path in (request.path, request.path.partition("?")[0]))
            and (status is None or request.status == status)
            for request in self.requests
        )

    def n_bytes(self, outlet: str | None = None) -> int:
        """Body bytes sent so far."""
        return sum(request.n_bytes for request in self.requests if outlet in (None, request.outlet))

    def forget_requests(self) -> None:
        """Empty the log."""
        with self._ledger.lock:
            self._ledger.requests.clear()

    def break_path(
        self,
        outlet: str,
        path: str,
        status: int = 503,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        times: int | None = None,
    ) -> None:
        """Let a path answer `status` with these headers and body, `times` times or until `mend_path`."""
        with self._ledger.lock:
            self._ledger.faults[(outlet, path)] = Fault(status, dict(headers or {}), body, times)

    def mend_path(self, outlet: str, path: str) -> None:
        """Undo `break_path`; a path that is not broken stays as it is."""
        with self._ledger.lock:
            self._ledger.faults.pop((outlet, path), None)

    def _reply_to(self, outlet: str) -> Callable[[str], Reply | None]:
        def reply_to(path: str) -> Reply | None:
            edition = self.edition(outlet)
            if path == "/robots.txt":
                robots = _ROBOTS.format(base_url=edition.base_url, sitemap=_SITEMAPS[outlet])
                return Reply(robots.encode(), "text/plain; charset=utf-8")
            return ANSWERS[outlet](path, edition)

        return reply_to


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no zone: give a time such as 2020-11-25T12:00:00+00:00")
    return moment.astimezone(UTC)
