"""What a user can meet is documented: outcomes, commands, settings. Tables have a test of their own."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from config.schema import Limits, Settings
from config.settings import VARIABLES
from extractors.outcomes import Basis, EntryOutcome, Outcome, Reason
from flows.cli import app

DOCS = Path(__file__).resolve().parents[1] / "docs"
README = DOCS.parent / "README.md"
WORDS = [str(word) for words in (Outcome, EntryOutcome, Reason, Basis) for word in words]
SETTINGS = [*(field.name for kind in (Settings, Limits) for field in fields(kind)), *VARIABLES]
COMMANDS = [name for name in app if not name.startswith("-")]


@pytest.mark.parametrize("word", WORDS)
def test_every_outcome_is_explained(word: str) -> None:
    assert f"| `{word}` |" in (DOCS / "outcomes.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`trucewire {name}" in README.read_text("utf-8")


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in (DOCS / "configuration.md").read_text("utf-8")


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = []
    for page in [README, *DOCS.rglob("*.md")]:
        prose = "\n".join(line for line in page.read_text("utf-8").splitlines() if not line.startswith("    "))
        for target in prose.split("](")[1:]:
            name = target.split(")")[0].split("#")[0]
            if name and "://" not in name and not (page.parent / name).exists():
                broken.append(f"{page.name}: {name}")
    assert broken == []


def test_no_code_sends_its_reader_to_a_page_that_is_not_here() -> None:
    root = DOCS.parent
    here = {page.name for page in root.rglob("*.md") if ".venv" not in page.parts}
    rooms = ("config", "extractors", "warehouse", "flows")
    named = {
        f"{file.relative_to(root)}: {name}"
        for room in rooms
        for file in (root / room).rglob("*.py")
        for name in re.findall(r"[\w-]+\.md\b", file.read_text("utf-8"))
        if name not in here
    }
    assert named == set()
