"""The past is filled in from sitemaps: every address accounted for, nothing missing, nothing twice, after any kill."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.schema import Source
from config.settings import Config, load_config
from extractors.errors import InputError
from extractors.records import EntryOutcome, Fetched, Outcome, Request
from flows.backfill import Backfilled, backfill, make_plan
from flows.newsroom import Newsroom
from flows.workspace import open_workspace
from tests.flows.polling import FIRST, ask, config_for, poll
from warehouse import checks, db

pytestmark = pytest.mark.slow

END = datetime(2020, 12, 20, tzinfo=UTC)
FROM, TO = date(2020, 11, 1), date(2020, 12, 31)
PROCESS = Path(__file__).parent / "backfill_process.py"


def source_of(config: Config, source_id: str) -> Source:
    return next(source for source in config.sources if source.source_id == source_id)


def run(
    config: Config, source_id: str, from_on: date = FROM, to_on: date = TO, batch_size: int = 5
) -> tuple[Backfilled, list[str]]:
    told: list[str] = []
    with open_workspace(config) as workspace:
        return backfill(workspace, source_of(config, source_id), from_on, to_on, told.append, batch_size), told


def stored(data_dir: Path) -> list[str]:
    return [article_id for (article_id,) in ask(data_dir, "select article_id from core.article order by all")]


@pytest.mark.parametrize(
    ("source_id", "prefix"), [("rferl", "pangea:"), pytest.param("tass", "tass:com:", marks=pytest.mark.slow)]
)
def test_a_backfill_brings_all_in_order_and_a_second_one_nothing(tmp_path: Path, source_id: str, prefix: str) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        done, told = run(config, source_id)
        pages = [newsroom.base_urls[source_id] + request.path for request in newsroom.requests]
        again, _ = run(config, source_id)
        stories = {newsroom.url(story): story for story in newsroom.stories[source_id]}
    assert stored(tmp_path) == sorted(f"{prefix}{story.id}" for story in stories.values())
    times = [stories[url].published_at for url in pages if url in stories]
    assert len(times) == len(stories)
    assert done.why_stopped == ""
    assert sum(one.n_new for one in done.runs) == len(stories)
    assert [sum(getattr(one, name) for one in again.runs) for name in ("n_new", "n_failed", "n_revisions")] == [0, 0, 0]
    assert any("left at" in line for line in told)
    assert ask(tmp_path, "select distinct kind from ops.run") == [("backfill",)]


@pytest.mark.slow
def test_pages_are_asked_for_in_the_order_of_the_sitemaps_dates(tmp_path: Path) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        with open_workspace(config) as workspace:
            plan = make_plan(workspace, source_of(config, "rferl"), FROM, TO)
            newsroom.forget_requests()
            backfill(workspace, source_of(config, "rferl"), FROM, TO, lambda _: None, 5)
        asked = [request.path for request in newsroom.requests if request.path.startswith("/a/")]
    times = [entry.published_at for entry in plan.decision.wanted]
    assert times == sorted(time for time in times if time)
    assert asked == [(entry.url or "").removeprefix(newsroom.base_urls["rferl"]) for entry in plan.decision.wanted]


def test_only_the_days_asked_for_are_taken(tmp_path: Path) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        run(config, "rferl", date(2020, 11, 10), date(2020, 11, 20))
    days = ask(tmp_path, "select min(published_at), max(published_at) from raw.entry where feed_id = 'rferl.backfill'")
    assert days[0][0].date() >= date(2020, 11, 10)
    assert days[0][1].date() <= date(2020, 11, 20)


@pytest.mark.slow
def test_what_the_polls_brought_is_not_fetched_again(tmp_path: Path) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        n_polled = poll(config, newsroom, END, "rferl").run.n_articles
        newsroom.forget_requests()
        done, _ = run(config, "rferl")
        n_asked = len([request for request in newsroom.requests if request.path.startswith("/a/")])
    assert n_asked == sum(one.n_new for one in done.runs) > 0
    assert sum(one.n_known for one in done.runs) == n_polled


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_random_and_run_again_nothing_is_missing_and_nothing_twice(tmp_path: Path, seed: int) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        urls = [f"{outlet}={url}" for outlet, url in newsroom.base_urls.items()]
        command = [sys.executable, str(PROCESS), str(tmp_path), "rferl", *urls]
        n_until_killed = random.Random(seed).randrange(14, 40)
        victim = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2])
        wait_for_requests(newsroom, n_until_killed, victim)
        victim.kill()
        assert victim.wait() == -9
        run(config, "rferl", batch_size=4)
        asked = [request.path for request in newsroom.requests if request.path.startswith("/a/")]
        assert stored(tmp_path) == sorted(f"pangea:{story.id}" for story in newsroom.stories["rferl"])
    assert max(asked.count(path) for path in asked) <= 2
    with db.locked(tmp_path), db.connected(tmp_path) as con:
        assert [check for check in checks.run(con) if not check.is_sound] == []


def wait_for_requests(newsroom: Newsroom, n_requests: int, victim: subprocess.Popen[bytes]) -> None:
    while newsroom.count("rferl") < n_requests and victim.poll() is None:
        try:
            victim.wait(0.01)
        except subprocess.TimeoutExpired:
            continue


def test_a_host_that_asks_to_slow_down_ends_it_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        path = newsroom.url(newsroom.stories["rferl"][10]).removeprefix(newsroom.base_urls["rferl"])
        newsroom.break_path("rferl", path, 429, times=1)
        first, _ = run(config, "rferl")
        second, _ = run(config, "rferl")
        assert stored(tmp_path) == sorted(f"pangea:{story.id}" for story in newsroom.stories["rferl"])
    assert "slow down" in first.why_stopped
    assert second.why_stopped == ""


def test_without_any_sitemap_it_is_not_finished(tmp_path: Path) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        for url in source_of(config, "rferl").archive_sitemaps:
            newsroom.break_path("rferl", url.removeprefix(newsroom.base_urls["rferl"]), 404)
        done, _ = run(config, "rferl")
    assert done.why_stopped == "none of the sitemaps could be read"


def test_with_a_sitemap_missing_it_is_not_finished_though_the_others_are_loaded(tmp_path: Path) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        with open_workspace(config) as workspace:
            plan = make_plan(workspace, source_of(config, "rferl"), FROM, TO)
        dead = next(sitemap for sitemap in plan.sitemaps if sitemap.reading and sitemap.reading.kind != "sitemap_index")
        newsroom.break_path("rferl", dead.fetched.request.url.removeprefix(newsroom.base_urls["rferl"]), 500)
        done, _ = run(config, "rferl")
    assert done.why_stopped == f"1 of {len(plan.sitemaps)} sitemaps could not be read whole"
    assert stored(tmp_path)


def test_an_index_of_sitemaps_that_was_read_leaves_nothing_unread(tmp_path: Path) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        tass = source_of(config, "tass")
        by_index = replace(tass, archive_sitemaps=(f"{newsroom.base_urls['tass']}/sitemap.xml",))
        done, told = run(replace(config, sources=(by_index,)), "tass")
    assert done.why_stopped == ""
    assert told[0] == "2 sitemaps asked for, 0 of them without an answer"
    assert stored(tmp_path)


@pytest.mark.parametrize(("n_broken", "why"), [(1, ""), (99, "every page failed")])
def test_it_is_finished_though_a_page_failed_but_not_when_all_did(tmp_path: Path, n_broken: int, why: str) -> None:
    with Newsroom(END) as newsroom:
        config = config_for(newsroom, tmp_path)
        urls = [newsroom.url(story) for story in newsroom.stories["rferl"][:n_broken]]
        paths = [url.removeprefix(newsroom.base_urls["rferl"]) for url in urls]
        for path in paths:
            newsroom.break_path("rferl", path, 404)
        done, _ = run(config, "rferl")
        for path in paths:
            newsroom.mend_path("rferl", path)
        again, _ = run(config, "rferl")
    assert done.why_stopped == why
    assert f"failed {len(paths)}: fetch_failed" in "\n".join(done.lines())
    assert sum(one.n_new for one in again.runs) == sum(one.n_failed for one in done.runs) > 0


def test_an_outlet_without_archive_sitemaps_is_refused(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom, pytest.raises(InputError, match="no archive_sitemaps"):
        run(config_for(newsroom, tmp_path), "reuters")


HOSTS = ("www.rferl.org", "www.azatutyun.am", "www.azadliq.org", "www.currenttime.tv", "www.ekhokavkaza.com")


@pytest.mark.parametrize("host", HOSTS)
def test_every_address_of_the_real_sitemaps_is_accounted_for(shared_dir: Path, tmp_path: Path, host: str) -> None:
    """The captures of 25 May 2025: the index leads to news, latest and sections; the numbered ones are not there."""
    folder = shared_dir / "corpus" / "rferl_sitemaps"
    at = datetime(2025, 5, 25, 12, tzinfo=UTC)

    def fetch(request: Request) -> Fetched:
        name = request.url.rpartition("/")[2].removesuffix(".xml.gz").removesuffix(".xml").rpartition("_")[2]
        path = folder / f"{host}.{name}.xml"
        if not path.exists():
            return Fetched(request, Outcome.GONE, at, 404)
        return Fetched(request, Outcome.OK, at, 200, request.url, (), path.read_bytes())

    config = load_config({})
    config = replace(config, settings=replace(config.settings, data_dir=str(tmp_path)))
    source = replace(config.sources[0], archive_sitemaps=(f"https://{host}/sitemap.xml",))
    with open_workspace(config, fetch=fetch, now=lambda: at) as workspace:
        plan = make_plan(workspace, source, date(2025, 5, 1), date(2025, 5, 25))
    listed = [path.read_text("utf-8").count("<url>") for path in folder.glob(f"{host}.*.xml")]
    inside = len(plan.decision.wanted) + len(plan.decision.settled)
    assert plan.n_listed == sum(listed) > 100
    assert plan.n_listed == inside + plan.n_outside + plan.n_repeated + plan.n_undated
    assert inside > 0
    languages = {result.outcome for result in plan.decision.settled}
    assert languages <= {EntryOutcome.REJECTED, EntryOutcome.KNOWN}
