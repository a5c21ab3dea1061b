"""Runs what may hang or eat memory in child processes with a time and a memory limit (pebble), in order, on all cores.

Knows no task but the two that read what came from outside: feeds and pages. A child that dies, hangs or runs out of
memory costs its own item only; an exception of the function itself is raised here, because it is a bug.

The children are forked from a server that has imported the extractors once (`forkserver`): no child pays for the
import, and no child inherits a connection, a lock or a thread of the caller.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from config.schema import Feed, Limits, Source
from extractors import archive
from extractors.archive import Archive
from extractors.records import Article, Entry, FeedReading, Fetched, NoArticle, Outcome, Page, Reason

T = TypeVar("T")
Bundle = tuple[tuple[Entry | None, Page], ...]

_PRELOADED = ["extractors.articles", "extractors.feeds"]
# A child that has seen this many items is replaced: what one page leaves behind in memory does not add up.
_MAX_TASKS = 400
# Pages travel in bundles: to hand one over costs the parent half of what reading a page costs the child.
_BUNDLE = 8
_MESSAGES = {
    Reason.EXTRACT_TIMEOUT: "reading it took longer than {seconds:g} s; the bytes are kept for a later extractor",
    Reason.EXTRACT_OOM: "reading it took more than {megabytes} MB; the bytes are kept for a later extractor",
}


class Children:
    """A pool of limited children that is started at the first use and ended with the context."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pool: ProcessPool | None = None
        self._starting = threading.Lock()  # sources are polled side by side: two must not start a pool each
        self._ending = ExitStack()

    def __enter__(self) -> Children:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children, whatever they are doing."""
        self._ending.close()
        self._pool = None

    def run(self, function: Callable[..., T], *args: object) -> T | Reason:
        """Give what `function(*args)` returns, or EXTRACT_TIMEOUT or EXTRACT_OOM. Function and values must pickle."""
        return next(self.map(function, [args]))

    def map(self, function: Callable[..., T], items: Iterable[tuple[object, ...]]) -> Iterator[T | Reason]:
        """Give the result of `function(*item)` for each item, in order; a few items are under way at a time."""
        under_way: deque[tuple[Future[T], tuple[object, ...]]] = deque()
        for item in items:
            under_way.append((self._schedule(function, item), item))
            if len(under_way) >= 2 * self._limits.workers:
                future, waiting = under_way.popleft()
                found = self._settled(function, future, waiting)
                yield found
        while under_way:
            future, waiting = under_way.popleft()
            found = self._settled(function, future, waiting)
            yield found

    def _settled(self, function: Callable[..., T], future: Future[T], item: tuple[object, ...]) -> T | Reason:
        """Give the result; once more from a new pool where a child that died while idle broke the old one."""
        try:
            return _result(future)
        except BrokenProcessPool:
            return _result(self._schedule(function, item))

    def read_feed(self, fetched: Fetched, feed: Feed) -> FeedReading:
        """Read a feed that was fetched. One that cannot be read within the limits is NOT_A_FEED, saying so."""
        found = self.run(_read_feed, fetched, feed, self._limits)
        if isinstance(found, Reason):
            return FeedReading(Outcome.NOT_A_FEED, "none", message=self._message(found))
        return found

    def read_articles(
        self, stored: Archive, pages: Sequence[tuple[Entry | None, Page]], source: Source | None
    ) -> list[Article | NoArticle]:
        """Read the article of each stored page, in the order of `pages`; `source` is the outlet of them all.

        A bundle that takes too long or too much is read again page by page, so that one page costs only itself. Raises
        StorageError where the archive does not give a page back.
        """
        size = max(1, min(_BUNDLE, len(pages) // (2 * self._limits.workers)))
        bundles = [tuple(pages[start : start + size]) for start in range(0, len(pages), size)]
        results = self.map(_read_bundle, ((stored.folder, bundle, source, self._limits) for bundle in bundles))
        readings: list[Article | NoArticle] = []
        for bundle, found in zip(bundles, results, strict=True):
            readings += self._one_by_one(stored, bundle, source) if isinstance(found, Reason) else found
        return readings

    def _one_by_one(self, stored: Archive, bundle: Bundle, source: Source | None) -> list[Article | NoArticle]:
        results = self.map(_read_bundle, ((stored.folder, (item,), source, self._limits) for item in bundle))
        return [
            NoArticle(page.page_id, page.url, found, self._message(found)) if isinstance(found, Reason) else found[0]
            for (_, page), found in zip(bundle, results, strict=True)
        ]

    def _message(self, reason: Reason) -> str:
        return _MESSAGES[reason].format(seconds=self._limits.child_s, megabytes=self._limits.child_bytes // 1_000_000)

    def _schedule(self, function: Callable[..., T], args: Sequence[object]) -> Future[T]:
        with self._starting:
            if self._pool is None or not self._pool.active:  # a child that dies while idle breaks pebble's pool
                self._pool = _pool(self._limits)
                self._ending.callback(self._pool.join)
                self._ending.callback(self._pool.stop)
            pool = self._pool
        future: Future[T] = pool.schedule(function, args=list(args), timeout=self._limits.child_s)
        return future


def _pool(limits: Limits) -> ProcessPool:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return ProcessPool(
        max_workers=limits.workers,
        max_tasks=_MAX_TASKS,
        initializer=_limit_child,
        initargs=[limits.child_bytes],
        context=context,
    )


def _limit_child(max_bytes: int) -> None:
    """Bound what this process may add to its address space; leave Ctrl-C to the parent, which ends its children itself.

    A child imports its parent's main module, which may reserve a gigabyte before anything is read. SIGTERM ends it at
    once: pebble's own handler waits for C code to return, three seconds for a page that floods the parser.
    """
    bound = _address_space_bytes() + max_bytes
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _address_space_bytes() -> int:
    """Give how large this process is now; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text("ascii").split()[0]) * resource.getpagesize() if statm.exists() else 0


def _result(future: Future[T]) -> T | Reason:
    try:
        return future.result()
    except FutureTimeoutError:
        return Reason.EXTRACT_TIMEOUT
    except (MemoryError, ProcessExpired):
        # A child that vanished was ended by the kernel or by a crash in C code short of memory.
        return Reason.EXTRACT_OOM


# Their server has imported the readers for the children; the caller, which reads nothing, need not.
def _read_feed(fetched: Fetched, feed: Feed, limits: Limits) -> FeedReading:
    from extractors import feeds

    return feeds.read(
        fetched.body,
        feed=feed,
        content_type=fetched.header("content-type"),
        limits=limits,
        source_id=fetched.request.source_id,
        fetched_at=fetched.fetched_at,
        final_url=fetched.final_url,
    )


def _read_bundle(folder: Path, bundle: Bundle, source: Source | None, limits: Limits) -> list[Article | NoArticle]:
    from extractors import articles

    return [
        articles.read(archive.read(folder, page), page=page, source=source, entry=entry, limits=limits)
        for entry, page in bundle
    ]
