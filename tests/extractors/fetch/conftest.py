"""Fixtures of the network door's tests: hostile servers, the door with small limits, a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from config.schema import Settings
from extractors.fetch import Fetcher
from tests.extractors.fetch.hostile import LIMITS, FakeTime, HostileServer


@pytest.fixture
def server() -> Iterator[HostileServer]:
    hostile = HostileServer()
    yield hostile
    hostile.close()


@pytest.fixture
def other_server() -> Iterator[HostileServer]:
    hostile = HostileServer()
    yield hostile
    hostile.close()


@pytest.fixture
def settings() -> Settings:
    return Settings(allow_loopback=True, contact="desk@example.org", limits=LIMITS)


@pytest.fixture
def fetch(settings: Settings) -> Fetcher:
    return Fetcher(settings)


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()
