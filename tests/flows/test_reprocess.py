"""Today's code over stored pages: nothing changes where the code did not, and what it reads differently is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from config.settings import Config
from flows import replay_position, reprocess
from flows.reprocess import Reprocessed, Stage
from flows.workspace import open_workspace
from tests.flows.polling import FIRST, SECOND, no_network, rows
from warehouse import checks, db
from warehouse.replay import Stretch

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(newsroom_copy: tuple[Config, Path]) -> tuple[Config, Path]:
    """The newsroom polled before and after a rewrite; a test may spoil it."""
    return newsroom_copy


def run(config: Config, stage: Stage, stretch: Stretch | None = None, batch_size: int = 10) -> Reprocessed:
    at = SECOND + timedelta(days=1)
    with open_workspace(config, fetch=no_network, now=lambda: at) as workspace:
        return reprocess.reprocess(workspace, stage, stretch or Stretch(), batch_size)


def change(data_dir: Path, *statements: str) -> None:
    """Change the stored rows, as if other code had made them."""
    with db.locked(data_dir), db.connected(data_dir) as con:
        for statement in statements:
            con.execute(statement)


@pytest.mark.parametrize("stage", ["extract", "tag"])
def test_with_the_same_code_nothing_changes(copy: tuple[Config, Path], stage: Stage) -> None:
    config, data_dir = copy
    before = rows(data_dir, "core")
    done = run(config, stage)
    after = rows(data_dir, "core")
    assert {name for name in before if before[name] != after[name]} == set()
    assert done.is_complete
    assert done.run.n_seen == done.run.n_known + done.run.n_rejected > 40
    assert all(not any(counts.values()) for counts in done.changes.values())


def test_what_an_older_tagger_missed_or_made_up_is_mended_and_counted(copy: tuple[Config, Path]) -> None:
    config, data_dir = copy
    before = rows(data_dir, "core")
    change(
        data_dir,
        "update core.mention set status = 'planned' where mention_id = (select max(mention_id) from core.mention)",
        "delete from core.mention where mention_id = (select min(mention_id) from core.mention)",
        "insert into core.mention select * replace ('made-up' as mention_id) from core.mention limit 1",
    )
    done = run(config, "tag")
    assert done.changes["mentions"] == {"added": 1, "gone": 1, "altered": 1}
    after = rows(data_dir, "core")
    assert {name for name in before if before[name] != after[name]} == set()


ONE = "(select min(latest_revision_id) from core.article where n_revisions = 1)"
IDS = "latest_revision_id = 'older', first_revision_id = 'older'"
OLDER_READING = (
    f"update core.revision set revision_id = 'older', text = 'Share' where revision_id = {ONE}",
    f"update core.article set {IDS} where latest_revision_id = {ONE}",
)


@pytest.mark.slow
def test_what_an_older_extractor_read_gives_way_to_what_is_read_now(copy: tuple[Config, Path]) -> None:
    config, data_dir = copy
    before = rows(data_dir, "core")
    change(data_dir, *OLDER_READING)
    done = run(config, "extract")
    assert (done.changes["revisions"]["added"], done.changes["revisions"]["gone"]) == (1, 1)
    after = rows(data_dir, "core")
    assert {name for name in before if before[name] != after[name]} == set()


@pytest.mark.slow
def test_a_page_that_gives_no_article_any_more_loses_it_with_all_that_hangs_on_it(copy: tuple[Config, Path]) -> None:
    """An extractor that takes pages of fewer words for none: some articles go, with mentions and stories."""
    config, data_dir = copy
    short = rows(data_dir, "core")
    sources = tuple(replace(source, pages=replace(source.pages, body_xpath="//nothing")) for source in config.sources)
    tass = replace(sources[1], pages=replace(config.sources[1].pages, noise_lines=(".*",)))
    done = run(replace(config, sources=(config.sources[0], tass, config.sources[2])), "extract")
    assert done.run.n_rejected > 10
    assert done.changes["articles"]["gone"] > 10
    after = rows(data_dir, "core")
    assert len(after["core.article"]) == len(short["core.article"]) - done.changes["articles"]["gone"]
    with db.locked(data_dir), db.connected(data_dir) as con:
        assert [check for check in checks.run(con) if not check.is_sound] == []
    again = run(config, "extract")
    assert again.changes["articles"]["added"] == done.changes["articles"]["gone"]
    restored = rows(data_dir, "core")
    assert {name for name in short if short[name] != restored[name]} == set()


def test_a_cut_run_goes_on_where_it_was(copy: tuple[Config, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    config, _ = copy
    whole = run(config, "tag", batch_size=10).run.n_seen

    class KilledError(Exception):
        """What stands for kill -9: nothing after it runs."""

    loaded = 0

    def dying(*args: Any) -> None:
        nonlocal loaded
        if loaded == 3:
            raise KilledError
        loaded += 1
        original(*args)

    original = reprocess._load
    monkeypatch.setattr(reprocess, "_load", dying)
    with pytest.raises(KilledError):
        run(config, "tag", batch_size=10)
    monkeypatch.setattr(reprocess, "_load", original)
    assert run(config, "extract", Stretch("tass"), batch_size=10).went_on is False
    monkeypatch.setattr(reprocess, "_load", dying)
    loaded = 0
    with pytest.raises(KilledError):
        run(config, "tag", batch_size=10)
    monkeypatch.setattr(reprocess, "_load", original)
    rest = run(config, "tag", batch_size=10)
    assert rest.went_on
    assert rest.run.n_seen == whole - 30
    assert run(config, "tag", batch_size=10).went_on is False


def test_newer_code_begins_anew(copy: tuple[Config, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _, data_dir = copy
    left = replay_position.keep(data_dir, "tag", Stretch(), SECOND, "x")
    assert replay_position.go_on(data_dir, "tag", Stretch()) == left
    monkeypatch.setattr(replay_position, "code", lambda: "newer")
    assert replay_position.go_on(data_dir, "tag", Stretch()) == Stretch()


@pytest.mark.parametrize("name", ["tag.py", "model.tsv.gz"])
def test_another_model_is_newer_code_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(replay_position, "extractors", SimpleNamespace(__path__=[str(tmp_path)]))
    (tmp_path / name).write_bytes(b"old")
    before = replay_position.code()
    (tmp_path / name).write_bytes(b"new")
    assert replay_position.code() != before


def test_a_file_of_ones_own_configuration_is_newer_code_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = replay_position.code()
    (tmp_path / "ontology.toml").write_text("", "utf-8")
    monkeypatch.setenv("TRUCEWIRE_CONFIG", str(tmp_path))
    assert replay_position.code() != before


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["extract", "tag"])
def test_only_the_stretch_asked_for_is_read(copy: tuple[Config, Path], stage: Stage) -> None:
    config, _ = copy
    half = FIRST + timedelta(days=2)
    tass = [run(config, stage, Stretch("tass", *bounds)).run.n_seen for bounds in ((None, half), (half, None))]
    assert all(tass)
    assert sum(tass) == run(config, stage, Stretch("tass")).run.n_seen < run(config, stage).run.n_seen


@pytest.mark.slow
def test_articles_go_over_to_the_id_of_a_changed_rule_and_back(copy: tuple[Config, Path]) -> None:
    config, data_dir = copy
    before = rows(data_dir, "core")
    rferl = config.sources[0]
    by_address = replace(config, sources=(replace(rferl, identity="url"), *config.sources[1:]))
    with db.locked(data_dir), db.connected(data_dir) as con:
        n_rferl = con.execute("select count(*) from core.article where source_id = 'rferl'").fetchall()[0][0]
    done = run(by_address, "identity")
    assert done.changes["articles"] == {"added": n_rferl, "gone": n_rferl, "altered": 0}
    assert done.n_moved == 0
    with db.locked(data_dir), db.connected(data_dir) as con:
        ids = con.execute("select article_id[:4] from core.article where source_id = 'rferl'").fetchall()
        assert set(ids) == {("url:",)}
        assert [check for check in checks.run(con) if not check.is_sound] == []
    told = run(config, "tag", Stretch(to_at=FIRST - timedelta(days=99)))
    assert told.n_moved == n_rferl
    assert f"{n_rferl} articles have another id by today's rules: trucewire reprocess --stage identity" in told.lines()
    back = run(config, "identity")
    assert n_rferl <= back.run.n_seen < len(before["core.revision"])
    after = rows(data_dir, "core")
    assert {name for name in before if before[name] != after[name]} == set()
