"""Datelines, credits and the standing background, as the outlets print them."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from config.load import read_sources
from config.schema import PageRules, Source
from extractors.article_background import background_index
from extractors.article_credits import credit_line_start, read_credits
from extractors.article_dateline import find

SOURCES = {source.source_id: source for source in read_sources()}
RFERL, TASS, REUTERS = SOURCES["rferl"], SOURCES["tass"], SOURCES["reuters"]
PUBLISHED_AT = datetime(2020, 11, 25, 9, 40, tzinfo=UTC)

# (as printed, first place, day near 25 November 2020, agency)
DATELINES = [
    ("BAKU/YEREVAN --", "BAKU/YEREVAN", None, None),
    ("LACIN, Azerbaijan --", "LACIN", None, None),
    ("AUBURN, Wash. —", "AUBURN", None, None),
    ("CHIŞINĂU --", "CHIŞINĂU", None, None),
    ("THE HAGUE --", "THE HAGUE", None, None),
    ("YEREVAN, November 20. /TASS/.", "YEREVAN", date(2020, 11, 20), "TASS"),
    ("ST. PETERSBURG, December 4. /TASS/.", "ST. PETERSBURG", date(2020, 12, 4), "TASS"),
    ("BAKU, January 2. /TASS/.", "BAKU", date(2021, 1, 2), "TASS"),
    ("BAKU, November 20, 2019. /TASS/.", "BAKU", date(2019, 11, 20), "TASS"),
    ("BAKU, Nov 20 (Reuters) -", "BAKU", date(2020, 11, 20), "Reuters"),
    ("BAKU, Sept. 20 (Reuters) –", "BAKU", date(2020, 9, 20), "Reuters"),
    ("CHAREKTAR, Azerbaijan, Nov 13 (Reuters) -", "CHAREKTAR", date(2020, 11, 13), "Reuters"),
    ("MUMBAI (Reuters) -", "MUMBAI", None, "Reuters"),
    ("GENEVA, 25 November 2019 --", "GENEVA", date(2019, 11, 25), None),
    ("BAKU, 20 Nov. (AFP) –", "BAKU", date(2020, 11, 20), "AFP"),
    ("KYIV, Ukraine (AP) —", "KYIV", None, "AP"),
]


RULES = {"any": PageRules(), "rferl": RFERL.pages, "tass": TASS.pages, "reuters": REUTERS.pages}


@pytest.mark.parametrize("outlet", RULES)
@pytest.mark.parametrize(("printed", "place", "on", "agency"), DATELINES)
def test_datelines(outlet: str, printed: str, place: str, on: date | None, agency: str | None) -> None:
    found = find(f"{printed} The army entered the district.", RULES[outlet])
    assert found is not None
    assert (found.text, found.place, found.day_near(PUBLISHED_AT)) == (printed, place, on)
    if outlet == "any":
        assert found.agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "The mediators -- France, Russia, and the United States -- are expected",
        "Azerbaijan - which won the war - said",
        "U.S. officials -- who asked not to be named -- said",
        "NATO -- which has 30 members -- said",
        "A long-awaited truce in the Gaza Strip has begun",
        "STEPANAKERT, 44 days -- That is how long it was shelled.",
        "BAKU said on Wednesday (Reuters) - no",
        "",
    ],
)
def test_no_datelines(text: str) -> None:
    assert [find(text, rules) for rules in RULES.values()] == [None] * 4


ARMENIAN = "RFE/RL's Armenian Service"
STORY = "Soldiers entered Kalbajar on Wednesday."
CREDITS = [
    ("rferl list", RFERL, [STORY, "With reporting by Reuters, AFP, and TASS"], ("Reuters", "AFP", "TASS")),
    ("rferl services", RFERL, [STORY, f"With reporting by {ARMENIAN} and Interfax"], (ARMENIAN, "Interfax")),
    ("rferl based on", RFERL, [STORY, "Based on reporting by The Associated Press and RIA."], ("AP", "RIA Novosti")),
    ("rferl people", RFERL, [STORY, "With reporting by Ann Other in Kyiv and dpa"], ("dpa",)),
    ("reuters staff", REUTERS, ["BAKU (Reuters) - " + STORY, "(Reporting by Baku newsroom; Editing by A. Person)"], ()),
    ("reuters about another", REUTERS, [STORY + " The deaths were cited by the TASS news agency."], ("TASS",)),
    ("tass itself", TASS, ["BAKU, November 25. /TASS/. " + STORY, "A source told TASS so."], ()),
    ("tass on another", TASS, [STORY, "Interfax earlier reported the same."], ("Interfax",)),
    ("tass on two", TASS, [STORY, "Reuters and AFP reported it. So IRNA reports."], ("Reuters", "AFP", "IRNA")),
    ("tass on a trend", TASS, [STORY, "A trend towards calm was reported near Sana."], ()),
    ("rferl with a colon", RFERL, [STORY, "With reporting by: Reuters, AFP"], ("Reuters", "AFP")),
    ("contributed", RFERL, [STORY, "Ann Other in Kyiv, AP and Reuters contributed to this report."], ("AP", "Reuters")),
    ("contains", RFERL, [STORY, "This article contains reporting by AFP and DW."], ("AFP", "Deutsche Welle")),
    ("inputs", None, [STORY, "With inputs from AFP"], ("AFP",)),
    ("a bracket of six", None, [STORY + " (AP, AFP, UPI, dpa, TASS, EFE)"], ("AP", "AFP", "UPI", "dpa", "TASS", "EFE")),
    ("troops are no reporters", None, [STORY, "Reuters said Russia contributed to the force."], ()),
    ("some of it", None, [STORY, "Some information for this report came from AP and AFP."], ("AP", "AFP")),
    ("reprint by dateline", None, ["BAKU (Reuters) - " + STORY], ("Reuters",)),
    ("reprint by note", None, [STORY + " This story was supplied by Reuters and edited for length."], ("Reuters",)),
    ("shortened reprint", None, [STORY, f"Shortened from a report by {ARMENIAN}. Copyright (c) RFE/RL."], (ARMENIAN,)),
    ("reprint by bracket", None, [STORY + " (Reuters)"], ("Reuters",)),
    ("reprint of two", None, [STORY + " (AP, AFP)"], ("AP", "AFP")),
    ("source line", None, [STORY, "Source: TASS"], ("TASS",)),
    ("a bracket that is none", None, [STORY + " (31 miles)", STORY + " (NATO)"], ()),
    ("an agency in the story", None, ["Reuters reporters saw the convoy, and AFP had a picture of it."], ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "paragraphs", "agencies"), [case[1:] for case in CREDITS], ids=[case[0] for case in CREDITS]
)
def test_credits(source: Source | None, paragraphs: list[str], agencies: tuple[str, ...]) -> None:
    rules = source.pages if source else PageRules()
    assert read_credits(paragraphs, find(paragraphs[0], rules), rules, source) == agencies


def test_what_came_from_prisoners_is_no_credit() -> None:
    told = "Some of the information came from Azerbaijani prisoners whom Reuters met."
    assert credit_line_start([STORY, told], PageRules()) == 2


def test_credit_lines_close_the_text() -> None:
    lines = [STORY, STORY + " (Reuters)", "With reporting by AFP and TASS", "Editing by A. Person"]
    assert credit_line_start(lines, RFERL.pages) == 2


NEWS = ["Soldiers entered Kalbajar on Wednesday.", "The ministry said there was no resistance."]
BACKGROUNDS = [
    ("old years", ["Armenian forces took Kalbajar in 1993 and drove out some 60,000 Azerbaijanis."], 2),
    (
        "an opening",
        ["Renewed clashes erupted on September 27. On November 9, the leaders signed a statement, it says."],
        2,
    ),
    ("two paragraphs", ["The war began in 1992.", "The region declared independence in 1991."], 2),
    ("a quote of today", ['"We lost it in 1993," a woman said.'], None),
    ("attributed", ["Yerevan demands land that it says was seized between 1992 and 1994."], None),
    ("a weekday", ["On Monday a monument of 1994 was taken down."], None),
    ("tensions of yesterday", ["Tensions flared up anew on November 24, ending the truce of 1994."], None),
    ("this year only", ["The army won the town on November 8, 2020."], None),
    ("how many, not when", ["Some 2000 Russian peacekeepers patrol the corridor."], None),
    ("a year of peacekeepers", ["In 1994 Russian peacekeepers entered the region."], 2),
    ("a month in short", ["Heavy fighting erupted on Sept. 27 and lasted for six weeks."], 2),
    ("no time at all", ["The district has about 60,000 inhabitants."], None),
]


@pytest.mark.parametrize(
    ("closing", "start"), [case[1:] for case in BACKGROUNDS], ids=[case[0] for case in BACKGROUNDS]
)
def test_background(closing: list[str], start: int | None) -> None:
    assert background_index([*NEWS, *closing], PUBLISHED_AT) == start


def test_a_story_is_never_background_as_a_whole() -> None:
    history = ["The war began in 1992."] * 6
    assert background_index(history[:2], PUBLISHED_AT) is None
    assert background_index(history, PUBLISHED_AT) == 3
    assert background_index(history, None) is None


def test_a_bracket_that_never_closes_is_read_in_no_time() -> None:
    """As tried before, each of five names could end anywhere in the word: (n over 5) ways to fail."""
    lines = [STORY, "(" + "a" * 1_500, "(" + "ab and " * 200]
    started_s = time.process_time()
    assert read_credits(lines, None, PageRules(), None) == ()
    assert credit_line_start(lines, PageRules()) == 3
    assert time.process_time() - started_s < 1
