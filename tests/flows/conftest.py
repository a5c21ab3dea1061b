"""What several tests of the flows share: a real Prefect server on loopback, and warehouses to read.

The demo's warehouse is made once for all workers of a session; nothing may write to it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import Config
from flows.demo import POLLS, newsroom_at, poll_at
from flows.demo_marker import MARKER, MARKER_TEXT
from flows.workspace import silent
from tests.flows.hostile import fill_with_hostile_text
from tests.flows.once import common_folder, made_once
from tests.flows.polling import config_at, config_for
from tests.flows.serving import serving


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server that all tests share: each finds what the others left."""
    with serving(tmp_path_factory.mktemp("prefect"), common_folder(tmp_path_factory)) as environment:
        yield environment


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server of this test alone, for claims about everything that happened on it."""
    with serving(tmp_path_factory.mktemp("prefect"), common_folder(tmp_path_factory)) as environment:
        yield environment


@pytest.fixture(scope="session")
def polled_newsroom(tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, Path]:
    """The configuration and the data directory of `trucewire demo`: three polls of the newsroom. For reading only."""
    data_dir, base_urls = made_once(tmp_path_factory, "newsroom-data", three_polls)
    return config_at(base_urls, data_dir), data_dir


def three_polls(data_dir: Path) -> Mapping[str, str]:
    """Fill a data directory as `trucewire demo` does; give the addresses of the newsroom's outlets."""
    (data_dir / MARKER).write_text(MARKER_TEXT, "utf-8")
    with newsroom_at(POLLS[0]) as newsroom:
        config = config_for(newsroom, data_dir)
        for moment in POLLS:
            assert poll_at(config, newsroom, moment, silent).has_answer
    return newsroom.base_urls


@pytest.fixture(scope="session")
def newsroom_data_dir(polled_newsroom: tuple[Config, Path]) -> Path:
    """The data directory of `trucewire demo`. For reading only."""
    return polled_newsroom[1]


@pytest.fixture
def newsroom_copy(polled_newsroom: tuple[Config, Path], tmp_path: Path) -> tuple[Config, Path]:
    """A copy of it that a test may spoil."""
    config, data_dir = polled_newsroom
    target = tmp_path / "data"
    shutil.copytree(data_dir, target)
    return replace(config, settings=replace(config.settings, data_dir=str(target))), target


@pytest.fixture(scope="session")
def hostile_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small warehouse whose titles, quotes, names and addresses all try to break out. For reading only."""
    return fill_with_hostile_text(tmp_path_factory.mktemp("hostile-data"))
