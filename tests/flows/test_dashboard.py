"""The dashboard in a real browser: runs, the health of feeds, the brief, after two polls of the newsroom.

Pictures of what was seen are kept under .ci/out/.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from flows.newsroom import Newsroom
from tests.flows import watched
from tests.flows.chromium import asked_for, opened, programs, screenshot, wait_for
from tests.flows.prefect_api import ask

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.prefect, pytest.mark.timeout(400)]
PICTURES = Path(__file__).resolve().parents[2] / ".ci" / "out"
POLLS = (datetime(2020, 11, 28, 12, tzinfo=UTC), datetime(2020, 12, 15, 20, tzinfo=UTC))
POLL = "import asyncio; from flows.ingest import ingest; [asyncio.run(ingest(s, False)) for s in ('rferl', 'tass')]"
BRIEF = "import asyncio; from flows.maintenance import write_brief; asyncio.run(write_brief())"
HOSTILE = """
from datetime import UTC, datetime
from pathlib import Path
from prefect import flow
from flows import artifacts
from warehouse.query import rows_of
@flow
def show_hostile(data_dir: str) -> None:
    artifacts.show_brief(Path(data_dir), datetime(2000, 1, 1, tzinfo=UTC), "Hostile words")
    rows = rows_of(Path(data_dir), "dashboard/feed_health", {"source_id": None})
    artifacts.create_table_artifact(table=[artifacts.plain_row(row) for row in rows], key="hostile-table")
import sys
show_hostile(sys.argv[1])
"""


def run_python(environment: dict[str, str], script: str, *arguments: str) -> None:
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def polled_server(prefect_server: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A server that has seen two polls of two outlets and a brief."""
    programs()
    folder = tmp_path_factory.mktemp("watched")
    environment = {**prefect_server, **watched.environment(folder)}
    with Newsroom(POLLS[0]) as newsroom:
        watched.write_sources(folder, newsroom, ("rferl", "tass"))
        for moment in POLLS:
            newsroom.move_to(moment)
            run_python(environment, POLL)
    run_python(environment, BRIEF)
    run_python(environment, BRIEF)
    return environment


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Chrome]:
    with opened(tmp_path / "profile") as browser:
        yield browser


def dashboard_of(environment: dict[str, str]) -> str:
    return environment["PREFECT_API_URL"].removesuffix("/api")


def latest(environment: dict[str, str], key: str) -> dict[str, Any]:
    question = {"artifacts": {"key": {"any_": [key]}}}
    (found,) = ask(environment, "/artifacts/latest/filter", question)
    return found


def open_artifact(page: Chrome, environment: dict[str, str], key: str, words: str) -> str:
    page.get(f"{dashboard_of(environment)}/artifacts/artifact/{latest(environment, key)['latest_id']}")
    return wait_for(page, words)


def assert_nothing_left_the_machine(page: Chrome, environment: dict[str, str]) -> None:
    asked = asked_for(page)
    assert asked
    assert [url for url in asked if not url.startswith((dashboard_of(environment), "data:", "blob:"))] == []


def test_the_runs_page_names_the_runs(polled_server: dict[str, str], page: Chrome) -> None:
    page.get(f"{dashboard_of(polled_server)}/runs")
    text = wait_for(page, "ingest tass")
    assert text.count("Completed") >= 4
    assert "ingest rferl" in text
    screenshot(page, PICTURES / "dashboard-runs.png")
    assert_nothing_left_the_machine(page, polled_server)


def test_feed_health_is_a_table_with_a_history(polled_server: dict[str, str], page: Chrome) -> None:
    text = open_artifact(page, polled_server, "feed-health-rferl", "rferl.news")
    assert "entries seen" in text
    assert "rferl.iran" in text
    screenshot(page, PICTURES / "dashboard-feed-health.png")
    page.get(f"{dashboard_of(polled_server)}/artifacts/key/feed-health-rferl")
    wait_for(page, "Created feed-health-rferl")
    links = "return [...document.querySelectorAll('a')].filter(a => a.href.includes('/artifacts/artifact/')).length"
    assert page.execute_script(links) == 2, "one a poll"
    screenshot(page, PICTURES / "dashboard-feed-health-history.png")


def test_the_brief_tells_events_with_links_and_draws_the_days(polled_server: dict[str, str], page: Chrome) -> None:
    text = open_artifact(page, polled_server, "brief", "Ceasefire brief")
    assert "New events:" in text
    assert "Overdue commitments:" in text
    drawn = "return [...document.images].filter(i => i.alt.startsWith('Events first reported') && i.naturalWidth > 200)"
    assert page.execute_script(f"{drawn}.length") == 1
    screenshot(page, PICTURES / "dashboard-brief.png")
    addresses = page.execute_script("return [...document.querySelectorAll('li a')].map(a => a.href)")
    assert len([url for url in addresses if "/a/" in url or "tass" in url or ".html" in url]) > 10
    assert_nothing_left_the_machine(page, polled_server)


def test_hostile_words_show_as_they_are_written(
    polled_server: dict[str, str], hostile_data_dir: Path, page: Chrome
) -> None:
    run_python(polled_server, HOSTILE, str(hostile_data_dir))
    for key, words in (("brief", "Hostile words"), ("hostile-table", "feed_id")):
        open_artifact(page, polled_server, key, words)
        screenshot(page, PICTURES / f"dashboard-hostile-{key}.png")
        inside = "const main = document.querySelector('main') || document.body; return [...main.querySelectorAll"
        assert page.execute_script(f"{inside}('script, iframe, object, embed, form')].length") == 0
        schemes = page.execute_script(f"{inside}('a')].map(a => a.protocol)")
        assert set(schemes) <= {"http:", "https:"}
        pictures = page.execute_script(f"{inside}('img')].map(i => i.src.slice(0, 19))")
        assert set(pictures) <= {"data:image/svg+xml;"}
        assert_nothing_left_the_machine(page, polled_server)
