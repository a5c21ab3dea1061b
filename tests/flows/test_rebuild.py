"""The warehouse is made anew from the archive: the rows of core are those it replaces, whatever became of the old."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from config.settings import Config
from extractors.errors import InputError
from flows import saved
from flows.newsroom import Newsroom
from flows.rebuild import rebuild
from flows.workspace import open_workspace
from tests.flows.polling import FIRST, SECOND, ask, config_for, poll, rows
from warehouse import checks, db

pytestmark = pytest.mark.slow

PAGE = """<html><head><title>Truce holds</title></head><body><article><h1>Truce holds</h1><p>The truce along the line of
contact near Aghdam was holding on Tuesday, the ministry of defence said, after a night without shelling.</p>
<p>Both sides agreed to extend the ceasefire until December 1, the statement of the ministry said.</p></article>
</body></html>"""


@pytest.fixture
def copy(newsroom_copy: tuple[Config, Path]) -> tuple[Config, Path]:
    """Three polls of the newsroom, and a page that the user gave with its date; a test may spoil it."""
    config, data_dir = newsroom_copy
    page = data_dir / "page.html"
    page.write_text(PAGE, "utf-8")
    at = SECOND + timedelta(hours=2)
    with open_workspace(config, now=lambda: at) as workspace:
        saved.ingest_page(workspace, page, "https://desk.example/truce", SECOND)
    return config, data_dir


def test_the_rows_are_those_it_replaces(copy: tuple[Config, Path]) -> None:
    config, data_dir = copy
    before = rows(data_dir, "core", "raw")
    assert all(before[name] for name in ("core.article", "core.mention", "core.event", "core.story", "raw.page"))
    rebuilt = rebuild(config)
    after = rows(data_dir, "core", "raw")
    assert {name for name in before if before[name] != after[name]} == set()
    assert rebuilt.faults == ()
    assert rebuilt.set_aside is not None
    assert rebuilt.set_aside.is_file()


def test_the_log_is_carried_over_and_the_warehouse_is_sound(copy: tuple[Config, Path]) -> None:
    config, data_dir = copy
    before = rows(data_dir, "ops")
    rebuild(config)
    after = rows(data_dir, "ops")
    lost = {name: set(map(repr, before[name])) - set(map(repr, after[name])) for name in before}
    del lost["ops.migration"]  # says when each step was taken on this file
    assert set(lost) >= {"ops.run", "ops.fetch", "ops.poll", "ops.feed_state", "ops.entry_result", "ops.reject"}
    assert set.union(*lost.values()) == set()
    with db.locked(data_dir), db.connected(data_dir) as con:
        assert [check for check in checks.run(con) if not check.is_sound] == []


def spoil_truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def spoil_noise(path: Path) -> None:
    path.write_bytes(b"noise" * 4000)


@pytest.mark.parametrize("spoil", [spoil_truncated, spoil_noise, Path.unlink], ids=lambda spoil: spoil.__name__)
def test_a_lost_or_spoilt_warehouse_comes_back_from_the_archive_alone(copy: tuple[Config, Path], spoil: Any) -> None:
    config, data_dir = copy
    before = rows(data_dir, "core")
    db.Paths(data_dir).snapshot.unlink()
    spoil(db.Paths(data_dir).warehouse)
    rebuilt = rebuild(config)
    after = rows(data_dir, "core")
    assert {name for name in before if before[name] != after[name]} == set()
    assert rebuilt.carried_from is None
    with db.locked(data_dir), db.connected(data_dir) as con:
        assert [check for check in checks.run(con) if not check.is_sound] == []


@pytest.mark.slow
def test_after_a_rebuild_from_the_archive_alone_only_open_entries_are_asked_for(tmp_path: Path) -> None:
    with Newsroom(SECOND) as newsroom:
        config = config_for(newsroom, tmp_path)
        poll(config, newsroom, SECOND)
        for path in (db.Paths(tmp_path).warehouse, db.Paths(tmp_path).snapshot):
            path.unlink()
        rebuild(config)
        newsroom.forget_requests()
        poll(config, newsroom, SECOND + timedelta(hours=1))
        # A fresh page that is looked at again answers 304: it was asked for with what the archive knows of it.
        pages = [each for each in newsroom.requests if "sitemap" not in each.path and each.status not in (304, 401)]
        assert [request.path for request in pages if request.path.startswith(("/a/", "/world/"))] == []
    assert ask(tmp_path, "select count(*) from core.revision where revision_number > 1") == [(0,)]


def test_an_empty_archive_rebuilds_nothing(tmp_path: Path) -> None:
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, tmp_path)
    with pytest.raises(InputError, match="nothing to rebuild from"):
        rebuild(config)
