"""The Atom feed: valid by RFC 4287, ids that stay, hostile text as text."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from extractors.errors import InputError
from flows.atom import make_feed, write_feed
from tests.flows.hostile import HOSTILE
from warehouse.sinks import terminal_text

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = ("id", "title", "updated")
TRUTH = tomllib.loads((Path(__file__).parents[1] / "newsroom" / "truth.toml").read_text("utf-8"))


def feed_of(data_dir: Path, target: Path, conflict: str | None = None, n_events: int = 500) -> etree._Element:
    write_feed(data_dir, target, conflict, n_events)
    return etree.fromstring(target.read_bytes())


def ids(feed: etree._Element) -> list[str]:
    return [str(entry.findtext(f"{ATOM}id")) for entry in feed.iter(f"{ATOM}entry")]


def test_the_feed_has_what_the_standard_asks_for(newsroom_data_dir: Path, tmp_path: Path) -> None:
    feed = feed_of(newsroom_data_dir, tmp_path / "events.atom")
    entries = list(feed.iter(f"{ATOM}entry"))
    assert entries
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    for element in (feed, *entries):
        for name in ONCE:
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
    for entry in entries:
        assert len(entry.findall(f"{ATOM}content")) == 1
        assert entry.find(f"{ATOM}link").get("rel") == "alternate"
        assert str(entry.findtext(f"{ATOM}published")) <= str(entry.findtext(f"{ATOM}updated"))
    assert len(set(ids(feed))) == len(entries)
    assert all(each.startswith("urn:uuid:") for each in ids(feed))


def test_a_feed_reader_reads_it(newsroom_data_dir: Path, tmp_path: Path) -> None:
    n_entries = write_feed(newsroom_data_dir, tmp_path / "events.atom", "nagorno-karabakh", 200)
    parsed = feedparser.parse(io.BytesIO((tmp_path / "events.atom").read_bytes()))
    assert (parsed.bozo, parsed.version, len(parsed.entries)) == (False, "atom10", n_entries)
    times = [entry.published_parsed for entry in parsed.entries]
    assert times == sorted(times, reverse=True)
    (exchange,) = [each for each in TRUTH["event"] if each["type"] == "prisoner_exchange"]
    assert any(
        exchange["type"] in [tag.term for tag in entry.tags] and "14 December 2020" in entry.title
        for entry in parsed.entries
    )


def test_ids_stay_when_it_is_made_again(newsroom_data_dir: Path, tmp_path: Path) -> None:
    first = ids(feed_of(newsroom_data_dir, tmp_path / "a.atom"))
    few = ids(feed_of(newsroom_data_dir, tmp_path / "b.atom", n_events=5))
    assert few == first[:5]


def test_hostile_text_is_text(hostile_data_dir: Path, tmp_path: Path) -> None:
    feed = feed_of(hostile_data_dir, tmp_path / "a.atom")
    words = " ".join(feed.itertext())
    for name in ("script", "attribute", "template", "cdata", "formula", "terminal"):
        assert terminal_text(HOSTILE[name]) in words, name
    assert {element.tag for element in feed.iter()} <= {
        f"{ATOM}{name}"
        for name in ("feed", "entry", "id", "title", "updated", "published", "author", "name", "generator", "link",
                     "category", "content")
    }  # fmt: skip
    assert all(link.get("href").startswith("http") for link in feed.iter(f"{ATOM}link"))


def test_a_feed_with_no_event_is_still_a_feed() -> None:
    parsed = feedparser.parse(io.BytesIO(make_feed([], "Ceasefire record", None)))
    assert (parsed.bozo, len(parsed.entries)) == (False, 0)


def test_an_unknown_conflict_is_refused(newsroom_data_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not watched"):
        write_feed(newsroom_data_dir, tmp_path / "a.atom", "atlantis")
    assert list(tmp_path.iterdir()) == []
