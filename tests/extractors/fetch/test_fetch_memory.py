"""What the door remembers survives the process, and a broken memory is said to be one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import InputError
from extractors.fetch_memory import FetchMemory, dump_memory, load_memory
from extractors.fetch_robots import RobotsText

TIMES = st.datetimes(timezones=st.just(UTC))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)


@given(st.dictionaries(TEXTS, TIMES), st.dictionaries(TEXTS, st.builds(RobotsText, TIMES, TEXTS)))
def test_what_is_kept_comes_back(holds: dict[str, datetime], robots: dict[str, RobotsText]) -> None:
    assert load_memory(dump_memory(holds, robots)) == FetchMemory(holds, robots)


def test_no_memory_is_an_empty_one() -> None:
    assert load_memory(b"") == FetchMemory()


@pytest.mark.parametrize(
    "kept", [b"{", b"[]", b"\xff", b'{"holds": {"a": "soon"}}', b'{"holds": {"a": "2026-03-01T12:00:00"}}']
)
def test_a_broken_memory_is_said_to_be_one(kept: bytes) -> None:
    with pytest.raises(InputError, match="delete it"):
        load_memory(kept)
