"""The words and the picture of the brief: harmless whatever comes in, and about the right events."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import artifacts, brief, markdown
from flows.maintenance import brief_since
from flows.sparkline import sparkline
from warehouse.query import rows_of

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@given(st.text())
def test_escaped_text_has_no_mark_that_is_not_escaped_and_stays_one_line(raw: str) -> None:
    escaped = markdown.text(raw)
    assert re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", escaped)) is None
    assert len(escaped.splitlines()) <= 1


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", " javascript:x", "//x.example", "", "ftp://x.example"],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert markdown.link("a [word](x)", url) == markdown.text("a [word](x)")


@given(st.text())
def test_an_address_cannot_leave_its_link(path: str) -> None:
    inside = markdown.link("x", f"https://x.example/{path}").removeprefix("[x](<").removesuffix(">)")
    assert not set(inside) & set('<>() \n\t\\"')


@given(st.lists(st.tuples(st.dates(), st.integers(0, 10**6)), max_size=60))
def test_the_picture_is_sound_svg_with_a_bar_a_day(days: list[tuple[date, int]]) -> None:
    picture = ET.fromstring(sparkline(days))
    bars = picture.findall("{http://www.w3.org/2000/svg}rect")
    assert len(bars) == len(days)
    assert all(0 < float(bar.attrib["height"]) <= 64 for bar in bars)


def test_the_brief_tells_what_came_since_the_moment_and_nothing_else(newsroom_data_dir: Path) -> None:
    news = rows_of(newsroom_data_dir, "dashboard/news", {"since": LONG_AGO, "source_id": None})
    assert all(row["is_new"] for row in news)
    later = datetime.now(UTC) + timedelta(days=1)
    assert rows_of(newsroom_data_dir, "dashboard/news", {"since": later, "source_id": None}) == []
    assert "## New events: none" in brief.write(newsroom_data_dir, later, "Nothing")


def test_an_event_of_an_article_rewritten_since_is_changed_not_new(newsroom_data_dir: Path) -> None:
    between = datetime(2020, 12, 1, tzinfo=UTC)
    news = rows_of(newsroom_data_dir, "dashboard/news", {"since": between, "source_id": None})
    assert {row["is_new"] for row in news} == {True, False}


def test_days_without_events_are_counted_too(newsroom_data_dir: Path) -> None:
    days = rows_of(newsroom_data_dir, "dashboard/events_a_day")
    assert len(days) == 42
    assert [row["reported_on"] for row in days] == [days[0]["reported_on"] + timedelta(days=n) for n in range(42)]
    assert min(row["n_events"] for row in days) == 0
    assert sum(row["n_events"] for row in days) > 50


def test_the_news_of_a_poll_are_those_of_its_source_alone(newsroom_data_dir: Path) -> None:
    words = brief.write_news(newsroom_data_dir, LONG_AGO, "Of one", "tass")
    assert set(re.findall(r"\(\[(\w+)\]", words)) == {"tass"}
    assert re.findall(r"^## (\w+)", words, re.MULTILINE) == ["New", "Events"]


def test_a_feed_that_is_not_well_is_told_with_the_reason(newsroom_data_dir: Path) -> None:
    feeds = rows_of(newsroom_data_dir, "dashboard/feed_health", {"source_id": None})
    assert {row["health"] for row in feeds} >= {"ok", "empty"}
    assert all(row["why"] for row in feeds if row["health"] != "ok")
    assert feeds[-1]["health"] == "ok"
    assert "| empty | it answers with no items |" in brief.write(newsroom_data_dir, LONG_AGO, "All")


def test_an_overdue_commitment_names_its_truce_and_its_latest_word() -> None:
    row = {
        "arrangement": "Truce of 10 November",
        "type": "territory_transfer",
        "place": "Lachin",
        "by_whom": ["Armenia"],
        "due_on": date(2020, 12, 1),
        "days_late": 3,
        "n_witnesses": 2,
        "url": "https://x.example/a",
        "source_id": "tass",
        "published_at": datetime(2020, 11, 28, 23, tzinfo=UTC),
    }
    table = brief.overdue_section([row])[1]
    assert "Truce of 10 November | territory transfer" in table
    assert "[tass](<https://x.example/a>), 28 Nov 2020 |" in table


@pytest.mark.parametrize(
    ("last", "since"),
    [
        (None, datetime(2020, 11, 28, 6, tzinfo=UTC)),
        (datetime(2020, 11, 28, 12, tzinfo=UTC), datetime(2020, 11, 28, 6, tzinfo=UTC)),
        (datetime(2020, 11, 26, 6, tzinfo=UTC), datetime(2020, 11, 26, 5, 30, tzinfo=UTC)),
    ],
)
def test_a_brief_goes_back_to_the_last_one_and_a_day_at_least(
    last: datetime | None, since: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artifacts, "last_shown_at", lambda _key: last)
    assert brief_since(datetime(2020, 11, 29, 6, tzinfo=UTC), 24) == since
