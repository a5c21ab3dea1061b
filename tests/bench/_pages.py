"""The pages that extraction is measured on: captures of real outlets, and pages of the newsroom, each with its text.

Not a bench itself. The captures lie in shared/corpus, beside the project, and may be absent.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from config.load import read_sources
from config.schema import Source
from extractors.records import Page
from flows.newsroom import reuters, tass
from flows.newsroom.edition import edition_at
from flows.newsroom.newsroom import ANSWERS, END, URLS
from flows.newsroom.stories import OUTLETS, Story, body_paragraphs, load_stories

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
FETCHED_AT = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES = {source.source_id: source for source in read_sources()}
SLUG = "nepal-says-no-proof-flydubai-plane-suffered-bird-strike-2023-04-25"

# file, outlet, address, file with the true text, the dateline that the true text of VOA leaves out
CAPTURES = [
    (
        "pangea_html/VoiceOfAmerica_2024_04_28.html",
        "rferl",
        "https://www.rferl.org/a/x/7585813.html",
        "pangea_html/fundus_VOA_groundtruth.json",
        "AUBURN, Wash. — ",
    ),
    (
        "reuters_html/Reuters_2023_05_16.html",
        "reuters",
        f"https://www.reuters.com/business/aerospace-defense/{SLUG}/",
        "reuters_html/fundus_Reuters_groundtruth.json",
        "",
    ),
    (
        "reuters_html/newspaper_reuters1.html",
        "reuters",
        "https://in.reuters.com/article/2014/12/30/india-sensex-nifty-idINKBN0K80A020141230",
        "reuters_html/newspaper_reuters1.txt",
        "",
    ),
    (
        "reuters_html/newspaper_reuters2.html",
        "reuters",
        "https://in.reuters.com/article/2014/12/30/indonesia-airplane-idINKBN0K703120141230",
        "reuters_html/newspaper_reuters2.txt",
        "",
    ),
]

# How the newsroom's outlets print what stands before the first paragraph. Reuters' credits are no part of its text.
_OPENINGS: dict[str, Callable[[Story], str]] = {
    "rferl": lambda story: story.dateline,
    "tass": tass.dateline,
    "reuters": reuters.dateline,
    "courier": lambda story: story.dateline,
}
_WITH_CREDITS = ("rferl", "courier")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with its text. `source` is None for an outlet that nobody configured."""

    name: str
    outlet: str
    body: bytes
    url: str
    true_text: str
    source: Source | None

    @property
    def page(self) -> Page:
        """The page as the archive would describe it."""
        return Page(
            self.name, self.outlet, self.url, self.url, "0" * 64, len(self.body), FETCHED_AT, "text/html", None, None,
            "f", 0,
        )  # fmt: skip

    def unknown(self) -> Sample:
        """The same page as if nobody had configured its outlet."""
        return replace(self, source=None)


def captures(folder: Path = CORPUS) -> list[Sample]:
    """Give the captured pages, none where they are not at hand."""
    if not folder.is_dir():
        return []
    return [
        Sample(
            Path(name).stem, outlet, (folder / name).read_bytes(), url, dateline + true_text(folder / truth),
            SOURCES[outlet],
        )
        for name, outlet, url, truth, dateline in CAPTURES
    ]  # fmt: skip


def newsroom_pages() -> list[Sample]:
    """Give every page the newsroom shows at its end, rendered without a server."""
    return [sample for outlet in OUTLETS for sample in _pages_of(outlet)]


def _pages_of(outlet: str) -> Iterator[Sample]:
    source = SOURCES.get(outlet)
    base_url = source.homepage.rstrip("/") if source else "https://courier.example"
    edition = edition_at(END, base_url, load_stories(outlet), 100)
    for story in edition.stories:
        url = URLS[outlet](story, base_url)
        reply = ANSWERS[outlet](url.removeprefix(base_url), edition)
        if reply is None or reply.status != 200 or story.language != "en":
            continue
        lines = [_OPENINGS[outlet](story), *body_paragraphs(edition.revision(story))]
        credits = [story.credits] if outlet in _WITH_CREDITS else []
        yield Sample(story.key, outlet, reply.body, url, "\n".join(lines + credits), source)


def true_text(file: Path) -> str:
    """Give the ground truth of a capture: plain text, or fundus' JSON with its summary, headings and paragraphs."""
    if file.suffix == ".txt":
        return file.read_text("utf-8")
    body = json.loads(file.read_text("utf-8"))["V1"]["body"]
    return "\n".join(
        [*body["summary"], *(line for part in body["sections"] for line in part["headline"] + part["paragraphs"])]
    )


def token_f1(found: str, true: str) -> float:
    """Give the F1 of two texts as bags of words."""
    first, second = (Counter(re.findall(r"\w+", text)) for text in (found, true))
    return 2 * (first & second).total() / (first.total() + second.total())
