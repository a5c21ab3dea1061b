"""A newsroom, a plain client to look at it, and the truth a right pipeline must find in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.newsroom import Newsroom, Story
from flows.newsroom.stories import OUTLETS, load_stories


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What a right pipeline must find: truth.toml."""
    return tomllib.loads((Path(__file__).parent / "truth.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def by_key() -> dict[str, Story]:
    """Every story by `outlet/id`."""
    return {story.key: story for outlet in OUTLETS for story in load_stories(outlet)}


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A newsroom at the end of its story, with an empty log."""
    with Newsroom() as room:
        yield room


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    """A client that asks for nothing by itself: no redirects, no proxies, no compression."""
    with httpx.Client(trust_env=False, headers={"Accept-Encoding": "identity"}, timeout=5) as one:
        yield one
