"""The main job against the newsroom: three polls, balanced counts, promises kept, and one outcome an entry."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from config.settings import Config
from extractors.decide import MAX_TRIES, RETRY_AFTER
from extractors.records import Fetched, Outcome, Request
from flows.demo import ticking_from
from flows.journey import MAX_UNREACHABLE
from flows.newsroom import Newsroom
from flows.runs import Summary, run_ingest
from flows.workspace import open_workspace
from tests.flows.polling import FIRST, SECOND, ask, config_for, no_network, poll
from warehouse import checks, db, query

HALF_AN_HOUR = timedelta(minutes=30)
TRUTH = tomllib.loads((Path(__file__).parent / "newsroom" / "truth.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Summary], Newsroom]]:
    """Three polls: late November, mid December, and once more with nothing new."""
    data_dir = tmp_path_factory.mktemp("data")
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, data_dir)
        moments = (FIRST, SECOND, SECOND + timedelta(minutes=30))
        yield data_dir, [poll(config, newsroom, moment) for moment in moments], newsroom


def test_every_run_balances_and_the_second_brings_only_what_is_new(
    polled: tuple[Path, list[Summary], Newsroom],
) -> None:
    data_dir, (first, second, third), _ = polled
    for run in (first.run, second.run, third.run):
        assert run.n_seen == run.n_new + run.n_known + run.n_rejected + run.n_failed
    assert first.run.n_new > 30
    assert 0 < second.run.n_new < first.run.n_new
    assert (third.run.n_new, third.run.n_articles, third.run.n_failed) == (0, 0, 0)
    (stored,) = ask(data_dir, "select count(*) from core.article")
    assert stored == (first.run.n_articles + second.run.n_articles - n_rewritten(data_dir),)


def n_rewritten(data_dir: Path) -> int:
    ((n,),) = ask(data_dir, "select count(*) from core.revision where revision_number > 1")
    return int(n)


def test_a_poll_that_brings_nothing_says_why(polled: tuple[Path, list[Summary], Newsroom]) -> None:
    _, (_, _, third), newsroom = polled
    quiet = (Outcome.NOT_MODIFIED, Outcome.EMPTY_FEED)
    assert third.polls
    assert {poll.outcome for poll in third.polls} <= set(quiet)
    assert all(line.split()[1] in quiet and len(line.split()) > 3 for line in third.lines() if "." in line.split()[0])
    assert newsroom.requests[-1].status in (200, 304)


def test_an_idle_poll_leaves_the_events_alone_unless_something_they_are_made_of_has_changed(
    polled: tuple[Path, list[Summary], Newsroom], tmp_path: Path
) -> None:
    data_dir, (*_, third), newsroom = polled
    shutil.copytree(data_dir, tmp_path / "data")
    config = config_for(newsroom, tmp_path / "data")
    events, later = "select event_id, arrangement_id from core.event order by all", SECOND + timedelta(hours=1)
    before = ask(tmp_path / "data", events)
    with db.locked(tmp_path / "data"), db.connected(tmp_path / "data") as con:
        con.execute("delete from core.event_mention where event_id = (select min(event_id) from core.event)")
        con.execute("delete from core.event where event_id = (select min(event_id) from core.event)")
    assert poll(config, newsroom, later).run.n_events == third.run.n_events
    assert ask(tmp_path / "data", events) == before

    unpinned = tuple(replace(each, arrangements=()) for each in config.conflicts)
    poll(replace(config, conflicts=unpinned), newsroom, later + timedelta(hours=1))
    assert ask(tmp_path / "data", events) != before


def test_the_warehouse_is_sound(polled: tuple[Path, list[Summary], Newsroom]) -> None:
    data_dir, _, _ = polled
    with db.locked(data_dir), db.connected(data_dir) as con:
        assert [check for check in checks.run(con) if not check.is_sound] == []


def test_a_blocked_page_is_recorded_and_never_evaded(polled: tuple[Path, list[Summary], Newsroom]) -> None:
    data_dir, _, newsroom = polled
    rejected = ask(data_dir, "select url, message from ops.reject where reason = 'blocked'")
    assert len(rejected) == 3
    assert all("datadome" in message for _, message in rejected)
    blocked = [request.path for request in newsroom.requests if request.status == 401]
    assert sorted(blocked) == sorted(set(blocked)), "a blocked page is asked for once"


def test_a_story_rewritten_between_two_polls_has_two_revisions(polled: tuple[Path, list[Summary], Newsroom]) -> None:
    data_dir, _, _ = polled
    rewritten = ask(data_dir, "select article_id, count(*) from core.revision group by all having count(*) > 1")
    assert [n for _, n in rewritten] == [2]


PLACE_IDS = {"Agdam": "Aghdam"}


@pytest.mark.parametrize("truth", TRUTH["commitment"], ids=lambda truth: str(truth["place"]))
def test_the_promises_are_told_right(polled: tuple[Path, list[Summary], Newsroom], truth: dict[str, Any]) -> None:
    data_dir, _, _ = polled
    sql = "select first_due_on, due_on, done_on from commitments where type = 'territory_transfer' and place = $place"
    place_id = PLACE_IDS.get(truth["place"], truth["place"])
    rows = query.run(data_dir, sql, {"place": place_id}).rows
    assert list(rows) == [(truth["first_due_on"], truth["now_due_on"], truth["done_on"])]


def test_a_number_leads_back_to_the_fetched_bytes(polled: tuple[Path, list[Summary], Newsroom]) -> None:
    data_dir, _, _ = polled
    sql = """
        select mention.quote, page.archive_file, page.body_sha256, page.url
        from core.event_mention
        join core.mention using (mention_id)
        join core.revision on document_id = revision_id
        join raw.page using (page_id)
    """
    rows = ask(data_dir, sql)
    assert rows
    assert all((data_dir / "archive" / archive_file).is_file() for _, archive_file, _, _ in rows)


def test_a_dead_feed_and_a_broken_one_leave_their_neighbours_alone(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        tass_path = config.sources[1].feeds[0].url.removeprefix(newsroom.base_urls["tass"])
        newsroom.break_path("tass", tass_path, status=500)
        dead = replace(config.sources[0].feeds[0], url=f"{newsroom.base_urls['rferl']}/api/zdead-vomx-tpeq")
        rferl = replace(config.sources[0], feeds=(dead, *config.sources[0].feeds[1:]))
        summary = poll(replace(config, sources=(rferl, *config.sources[1:])), newsroom, FIRST)
    outcomes = {poll.feed_id: poll.outcome for poll in summary.polls}
    assert outcomes[dead.feed_id] is Outcome.EMPTY_FEED
    assert outcomes["tass.en"] is Outcome.HTTP_ERROR
    assert outcomes["reuters.news-sitemap"] is Outcome.NEW_ITEMS
    assert summary.has_answer


def test_what_was_left_is_fetched_though_the_feed_says_that_nothing_changed(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        moments = list(accumulate((wait + timedelta(minutes=1) for wait in RETRY_AFTER), initial=FIRST))
        polls = [poll_without_pages(config, newsroom, moment) for moment in (*moments, moments[-1] + HALF_AN_HOUR)]
        whole = poll_tass(config, newsroom, moments[-1] + 2 * HALF_AN_HOUR)
        idle = poll_tass(config, newsroom, moments[-1] + 3 * HALF_AN_HOUR)
    assert {each.run.n_failed for each in polls[:MAX_TRIES]} == {polls[0].run.n_seen}
    assert [each.polls[0].outcome for each in (*polls[1:], whole)] == [Outcome.NOT_MODIFIED] * (MAX_TRIES + 1)
    n_tried = 2 * MAX_UNREACHABLE  # the first ones nine times, until they are given up, then the next ones
    assert whole.run.n_new == polls[0].run.n_seen - n_tried + MAX_UNREACHABLE
    assert (idle.run.n_seen, idle.run.n_failed) == (0, 0)


def test_an_outage_of_hours_loses_no_page_at_the_pace_of_the_polls(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        polls = [poll_without_pages(config, newsroom, FIRST + n * timedelta(minutes=15)) for n in range(13)]
        after = [poll_tass(config, newsroom, FIRST + timedelta(hours=hours)) for hours in (4, 8)]
    assert sum(each.run.n_new for each in after) == polls[0].run.n_seen
    assert after[1].run.n_failed == 0


def test_a_run_that_is_stopped_before_its_first_poll_is_not_one_without_a_feed_that_is_due(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        poll(config, newsroom, FIRST, "tass")
        stopping = Event()
        with open_workspace(config, now=ticking_from(FIRST + timedelta(minutes=1)), stopping=stopping) as workspace:
            idle = run_ingest(workspace, ("tass",), due_only=True)
            stopping.set()
            stopped = run_ingest(workspace, due_only=True)
    assert (idle.run.message, idle.is_stopped) == ("no feed was due", False)
    assert (stopped.run.message, stopped.is_stopped) == ("stopped early; nothing new", True)


def test_a_stopped_run_says_so_and_the_next_one_goes_on_though_its_feed_is_unchanged(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        stopping = Event()
        with open_workspace(config, now=ticking_from(FIRST), stopping=stopping) as workspace:
            door = workspace.tools.fetch

            def fetch_and_stop(request: Request) -> Fetched:
                if request.kind == "page":
                    stopping.set()
                return door(request)

            stopped = run_ingest(replace(workspace, tools=replace(workspace.tools, fetch=fetch_and_stop)), ("tass",))
        rest = poll(config, newsroom, FIRST + HALF_AN_HOUR, "tass")
    assert stopped.is_stopped
    assert (stopped.run.message or "").startswith("stopped early; ")
    assert (stopped.run.n_new, stopped.run.n_failed) == (1, stopped.run.n_seen - 1)
    assert (rest.is_stopped, rest.run.n_new) == (False, stopped.run.n_failed)


def poll_tass(config: Config, newsroom: Newsroom, moment: datetime) -> Summary:
    """Poll TASS as of `moment`; its feed is that of the first day."""
    newsroom.move_to(FIRST)
    with open_workspace(config, now=ticking_from(moment)) as workspace:
        return run_ingest(workspace, ("tass",))


def poll_without_pages(config: Config, newsroom: Newsroom, moment: datetime) -> Summary:
    """Poll TASS as of `moment` while the host of its pages cannot be reached, though its feed answers."""
    newsroom.move_to(FIRST)
    with open_workspace(config, now=ticking_from(moment)) as workspace:
        door = workspace.tools.fetch

        def fetch(request: Request) -> Fetched:
            return replace(no_network(request), fetched_at=moment) if request.kind == "page" else door(request)

        return run_ingest(replace(workspace, tools=replace(workspace.tools, fetch=fetch)), ("tass",))


def test_questions_are_answered_while_a_run_holds_the_warehouse(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        poll(config, newsroom, FIRST, "tass")
        before = ask(tmp_path, "select count(*) from mentions")
        with open_workspace(config), db.connected(tmp_path):
            assert ask(tmp_path, "select count(*) from mentions") == before
        poll(config, newsroom, SECOND, "tass")
    assert ask(tmp_path, "select count(*) from mentions") > before
