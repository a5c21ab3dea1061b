"""Runs the main job against the built-in newsroom: real servers on loopback, three polls, one warehouse.

Knows the newsroom and the shipped sources, whose addresses it points at the newsroom; nothing else differs from a
real run. All that the newsroom tells was written for it: a file beside the warehouse says so.
"""

from __future__ import annotations

import shlex
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from config.schema import Feed, Source
from config.settings import Config, load_config
from extractors.errors import InputError
from flows.console import note, print_rows, say
from flows.demo_marker import MARKER, MARKER_TEXT, is_demo
from flows.journey import Progress
from flows.newsroom import Newsroom
from flows.runs import Summary, run_ingest
from flows.server import is_free
from flows.workspace import open_workspace
from warehouse import db, lake, query

# The first poll meets a claim that its outlet takes back the same evening; the third finds nothing new.
POLLS = (
    datetime(2020, 11, 28, 12, 0, tzinfo=UTC),
    datetime(2020, 12, 15, 20, 0, tzinfo=UTC),
    datetime(2020, 12, 15, 20, 30, tzinfo=UTC),
)
# Fixed, so that a second demo finds the addresses of the first; another port is taken where one is in use.
PORTS = {"rferl": 8471, "tass": 8472, "reuters": 8473, "courier": 8474}
COMMITMENTS = """
select place, first_due_on, due_on, len(postponements) as times_moved, done_on, outcome, days_late,
    days_late_first as days_after_first_date, n_witnesses as witnesses
from commitments
where type = 'territory_transfer' and place is not null
order by due_on
"""
NEXT = (
    "select type, status, event_date, places, quote from mentions where type = 'territory_transfer' limit 5",
    "select type, place, first_due_on, due_on, done_on, outcome from commitments where place is not null",
    "select event_date, type, status, places, n_outlets, n_witnesses from events where is_disputed",
    "select feed_id, health, last_outcome, message from feed_health",
)


def run_demo(progress: Progress, keep_serving: bool = False) -> bool:
    """Poll the newsroom three times as its clock goes on, print what each feed did and the promises kept.

    A demo that was loaded already is not polled again: a second time it would tell of the same days twice.
    Gives False when a feed's poll failed that should not have. Raises InputError when the data directory holds a
    warehouse that the demo did not make.
    """
    shipped = load_config()
    data_dir = Path(shipped.settings.data_dir)
    mark(data_dir)
    is_there = is_loaded(data_dir)
    with newsroom_at(POLLS[0]) as newsroom:
        config = demo_config(shipped, newsroom.base_urls)
        summaries = [] if is_there else [poll_at(config, newsroom, moment, progress) for moment in POLLS]
        if is_there:
            say(f"The demo is loaded already in {data_dir}. To start afresh: rm -r {shlex.quote(str(data_dir))}")
            say("")
        show_results(config)
        if keep_serving:
            serve_until_stopped(newsroom)
    return all(summary.has_answer for summary in summaries)


def mark(data_dir: Path) -> None:
    """Say in the data directory that it holds the demo. Raises InputError when something else is kept there."""
    if lake.lake_of(data_dir):
        raise InputError("made-up articles do not belong in a lake; unset TRUCEWIRE_WAREHOUSE for the demo")
    paths = db.Paths(data_dir)
    if (paths.warehouse.exists() or paths.snapshot.exists()) and not is_demo(data_dir):
        raise InputError(
            f"{data_dir} holds a warehouse that the demo did not make, and made-up articles do not belong in it; "
            "name another directory: TRUCEWIRE_DATA=demo-data trucewire demo"
        )
    with db.storage_errors():
        data_dir.mkdir(parents=True, exist_ok=True)
        (data_dir / MARKER).write_text(MARKER_TEXT, "utf-8")


def is_loaded(data_dir: Path) -> bool:
    """Say whether the last poll of the demo is in the warehouse."""
    if not db.Paths(data_dir).snapshot.exists():
        return False
    return query.run(data_dir, "FROM ops.run WHERE started_at >= $last", {"last": POLLS[-1]}).n_rows > 0


def newsroom_at(moment: datetime) -> Newsroom:
    """Make the newsroom on its usual ports, or on free ones where those are taken."""
    return Newsroom(moment, ports={outlet: port for outlet, port in PORTS.items() if is_free(port)})


def demo_config(shipped: Config, base_urls: Mapping[str, str]) -> Config:
    """Give the shipped configuration with the three outlets' addresses those of the newsroom, loopback allowed."""
    sources = tuple(demo_source(source, base_urls[source.source_id]) for source in shipped.sources)
    return replace(shipped, sources=sources, settings=replace(shipped.settings, allow_loopback=True))


def demo_source(source: Source, base_url: str) -> Source:
    """Point a source at the newsroom. Its Reuters lets pages be read, as a licensed one would."""
    feeds = tuple(demo_feed(feed, base_url) for feed in source.feeds)
    return replace(
        source,
        homepage=f"{base_url}/",
        hosts=(urlsplit(base_url).netloc,),
        feeds=feeds,
        archive_sitemaps=tuple(demo_url(url, base_url) for url in source.archive_sitemaps),
        fetch_pages="full",
        min_delay_s=0.001,
        max_connections=4,
    )


def demo_feed(feed: Feed, base_url: str) -> Feed:
    """Point a feed at the same path of the newsroom."""
    return replace(feed, url=demo_url(feed.url, base_url))


def demo_url(url: str, base_url: str) -> str:
    """Give the address of the same path of the newsroom."""
    parts = urlsplit(url)
    return f"{base_url}{parts.path}{'?' + parts.query if parts.query else ''}"


def poll_at(config: Config, newsroom: Newsroom, moment: datetime, progress: Progress) -> Summary:
    """Move the newsroom's clock, run one ingest as of that time, and print how it went."""
    newsroom.move_to(moment)
    say(f"== Poll of {moment:%d %B %Y, %H:%M} UTC")
    with open_workspace(config, progress=progress, now=ticking_from(moment)) as workspace:
        summary = run_ingest(workspace)
    for line in summary.lines():
        say(line)
    say("")
    return summary


def ticking_from(moment: datetime) -> Callable[[], datetime]:
    """Give a clock that starts at `moment` and goes on as time does."""
    started_s = time.monotonic()
    return lambda: moment + timedelta(seconds=time.monotonic() - started_s)


def show_results(config: Config) -> None:
    """Print the commitments and the queries to go on with."""
    result = query.run(Path(config.settings.data_dir), COMMITMENTS)
    say("== Commitments: districts to be handed over under the truce of 10 November 2020")
    print_rows(result.columns, result.rows, "table")
    say("")
    say("== Go on with")
    for sql in NEXT:
        say(f'.venv/bin/trucewire sql "{sql}"')


def serve_until_stopped(newsroom: Newsroom) -> None:
    """Keep the newsroom running until Ctrl-C."""
    for outlet, base_url in newsroom.base_urls.items():
        note(f"{outlet}: {base_url}")
    note("The newsroom stays open, so that article links work; Ctrl-C ends it.")
    threading.Event().wait()
