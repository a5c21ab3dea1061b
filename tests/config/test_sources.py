"""sources.toml says what is known of the outlets, and no more."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from config.load import read_sources
from config.schema import Feed, PageRules, Source

SOURCES = {source.source_id: source for source in read_sources()}
FEEDS = [feed for source in SOURCES.values() for feed in source.feeds]
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "adding-a-source.md"

CAPTURES = [
    ("rferl", "pangea_html/VoiceOfAmerica_2024_04_28.html", "After a series of lower-paying jobs"),
    ("reuters", "reuters_html/Reuters_2023_05_16.html", "KATHMANDU,"),
    ("reuters", "reuters_html/newspaper_reuters1.html", "MUMBAI (Reuters)"),
]
DATELINES = [
    ("tass", "YEREVAN, September 27. /TASS/. The sides agreed.", "YEREVAN"),
    ("tass", "MOSCOW, January 21. /TASS/. The Kremlin said.", "MOSCOW"),
    ("reuters", "KATHMANDU, April 25 (Reuters) - Nepal said.", "KATHMANDU"),
    ("reuters", "MUMBAI (Reuters) - The index ended flat.", "MUMBAI"),
    ("rferl", "BAKU -- Azerbaijani units moved in.", "BAKU"),
]
CREDITS = [
    "With reporting by Reuters, AFP, dpa, TASS, Interfax, and AP",
    "Based on reporting by Reuters and AP",
    "This story is based on reporting by TASS.",
]


@pytest.mark.parametrize("feed", FEEDS, ids=[feed.feed_id for feed in FEEDS])
def test_a_feed_has_its_evidence(feed: Feed) -> None:
    assert len(feed.evidence) > 30
    assert feed.proved_on <= date(2026, 12, 31)
    assert feed.is_enabled or "Off: " in feed.evidence


def test_reuters_pages_are_not_fetched() -> None:
    assert SOURCES["reuters"].fetch_pages == "metadata"
    assert SOURCES["tass"].kind == "state"


@pytest.mark.parametrize(("source_id", "file", "begins"), CAPTURES)
def test_the_body_stands_where_the_rules_say(shared_dir: Path, source_id: str, file: str, begins: str) -> None:
    page = html.fromstring((shared_dir / "corpus" / file).read_bytes())
    found: Any = page.xpath(SOURCES[source_id].pages.body_xpath)
    assert begins in " ".join(found[0].text_content().split())


def test_the_dateline_beside_the_paragraphs_is_found(shared_dir: Path) -> None:
    page = html.fromstring((shared_dir / "corpus/pangea_html/VoiceOfAmerica_2024_04_28.html").read_bytes())
    found: Any = page.xpath(SOURCES["rferl"].pages.dateline_xpath)
    assert found[0].text_content().startswith("AUBURN, Wash.")


@pytest.mark.parametrize(("source_id", "text", "place"), DATELINES)
def test_a_dateline_is_told_from_the_text(source_id: str, text: str, place: str) -> None:
    found = re.search(SOURCES[source_id].pages.dateline_pattern, text)
    assert found is not None
    assert found["place"] == place


@pytest.mark.parametrize("line", CREDITS)
def test_a_credit_names_its_agencies_in_group_one(line: str) -> None:
    found = [re.search(pattern, line) for pattern in SOURCES["rferl"].pages.credit_lines]
    assert any(match and ("TASS" in match[1] or "AP" in match[1]) for match in found)


@pytest.mark.parametrize("name", [field.name for kind in (Source, Feed, PageRules) for field in fields(kind)])
def test_every_key_is_explained(name: str) -> None:
    assert f"`{name}`" in GUIDE.read_text("utf-8")
