"""The watch of a source: whose an alert is, what a first run keeps to itself, and a ledger that was damaged."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows import alerts
from flows.alerts import SILENT, Alert, tell_new
from flows.ingest import heard
from flows.newsroom import Newsroom
from tests.flows.polling import FIRST, config_for, poll

OVERDUE = "trucewire.commitment.overdue"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Alert]:
    """What is sent to the server, which is none here."""
    told: list[Alert] = []

    def emit(found: Sequence[Alert]) -> None:
        told.extend(alert for alert in found if alert.kind != SILENT)

    monkeypatch.setattr(alerts, "emit", emit)
    return told


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One poll of late November 2020: what was due in December is overdue today."""
    data_dir = tmp_path_factory.mktemp("data")
    with Newsroom(FIRST) as newsroom:
        poll(config_for(newsroom, data_dir), newsroom, FIRST)
    return data_dir


@pytest.fixture
def data_dir(polled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(polled, tmp_path / "data"))


def ledger_of(data_dir: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data_dir / "alerts.jsonl").read_text("utf-8").splitlines()]


def begin(data_dir: Path, *source_ids: str) -> None:
    """Write a ledger as if the watch of some sources had begun before anything was there to tell."""
    lines = [json.dumps({"told_keys": [f"began|{source_id}"]}) + "\n" for source_id in source_ids]
    (data_dir / "alerts.jsonl").write_text("".join(lines), "utf-8")


def test_the_first_run_of_a_source_keeps_its_own_alerts_to_itself_and_tells_those_of_others(
    data_dir: Path, sent: list[Alert]
) -> None:
    begin(data_dir, "tass")
    tell_new(data_dir, {"rferl"})
    assert {alert.kind for alert in sent} == {"trucewire.violation.new", OVERDUE}
    assert all("tass" in alert.source_ids for alert in sent)
    titles = {"Commitment overdue: due on 2020-12-01", "Ceasefire violation reported", "Ceasefire violation alleged"}
    assert {alert.title for alert in sent} <= titles
    held = [line for line in ledger_of(data_dir)[1:] if line["alert_key"] not in {alert.alert_key for alert in sent}]
    assert {"trucewire.violation.new", "trucewire.watch.began"} <= {line["kind"] for line in held}
    assert all("rferl" in line["source_ids"] for line in held if line["kind"] != SILENT)
    sent.clear()
    tell_new(data_dir, {"rferl", "tass"})
    assert sent == []


def test_a_run_leaves_to_a_source_that_is_not_watched_yet_what_that_one_brought(
    data_dir: Path, sent: list[Alert]
) -> None:
    begin(data_dir, "reuters")
    tell_new(data_dir, {"reuters"})
    assert all("reuters" in alert.source_ids for alert in sent)
    told = {line.get("alert_key") for line in ledger_of(data_dir)}
    tell_new(data_dir, {"rferl", "tass"})
    held = [line for line in ledger_of(data_dir) if line.get("alert_key") not in told]
    assert held
    assert not any("reuters" in line["source_ids"] for line in held)


def test_a_run_that_heard_nothing_begins_no_watch(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        path = config.sources[1].feeds[0].url.removeprefix(newsroom.base_urls["tass"])
        newsroom.break_path("tass", path, status=500)
        summary = poll(config, newsroom, FIRST, "tass")
        both = poll(config, newsroom, FIRST + timedelta(hours=1), "reuters", "tass")
    assert heard(summary) == frozenset()
    assert heard(both) == {"reuters"}


def test_a_run_that_had_to_leave_a_source_to_a_later_one_begins_no_watch(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
        path = config.sources[1].feeds[0].url.removeprefix(newsroom.base_urls["tass"])
        newsroom.break_path("tass", path, 429, times=1)
        throttled, waiting = (poll(config, newsroom, FIRST + timedelta(seconds=n), "tass") for n in (0, 30))
        for story in newsroom.stories["tass"]:
            newsroom.break_path("tass", newsroom.url(story).removeprefix(newsroom.base_urls["tass"]), 500)
        failed = poll(config, newsroom, FIRST + timedelta(days=1), "tass")
        for story in newsroom.stories["tass"]:
            newsroom.mend_path("tass", newsroom.url(story).removeprefix(newsroom.base_urls["tass"]))
        brought = poll(config, newsroom, FIRST + timedelta(days=2), "tass")
    assert [poll.outcome for poll in waiting.polls] == ["not_due"]
    assert failed.run.n_seen == failed.run.n_failed > 0
    assert [heard(summary) for summary in (throttled, waiting, failed, brought)] == [set(), set(), set(), {"tass"}]
    assert heard(replace(brought, is_stopped=True)) == frozenset()


@pytest.mark.parametrize("broken", [b"{not json}\n", b'{"told_keys": 7}\n', b"\xff\xfe\n", b"[]\n"])
def test_a_broken_line_of_the_ledger_is_set_aside_and_said_and_the_rest_counts(
    data_dir: Path, sent: list[Alert], broken: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = data_dir / "alerts.jsonl"
    tell_new(data_dir, {"rferl", "tass", "reuters"})
    first, *rest = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(damaged := first + broken + b"".join(rest) + b'{"told_at": "20')
    with caplog.at_level(logging.WARNING, "trucewire.alerts"):
        tell_new(data_dir, {"rferl", "tass", "reuters"})
    (aside,) = data_dir.glob("alerts.jsonl.aside-*")
    assert aside.read_bytes() == damaged
    assert aside.name in caplog.text
    assert ledger.read_bytes() == first + b"".join(rest)
    assert sent == []
