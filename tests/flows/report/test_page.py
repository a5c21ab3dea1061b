"""The page: what it tells, that nothing breaks out of it, that it asks the network for nothing, and its size."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from lxml import html

from config.settings import Config
from extractors.errors import InputError
from extractors.records import Fetched, Outcome
from flows.report import data as report_data
from flows.report import page as report_page
from flows.report.data import choose, read
from flows.report.page import EVENTS_LISTED, MAX_BYTES, draw, make_page, render, write_report
from flows.reprocess import reprocess
from flows.runs import run_ingest
from flows.saved import ingest_feed
from flows.workspace import open_workspace
from tests.flows.hostile import HOSTILE
from tests.flows.polling import no_network
from warehouse import query
from warehouse.replay import Stretch
from warehouse.sinks import terminal_text

TRUTH = tomllib.loads((Path(__file__).parents[1] / "newsroom" / "truth.toml").read_text("utf-8"))
PLACES = {"Agdam": "Aghdam", "Kalbajar": "Kalbajar", "Lachin": "Lachin"}
CONFLICT = "nagorno-karabakh"
# What would load something, or run something.
ACTIVE_TAGS = {
    "script",
    "iframe",
    "object",
    "embed",
    "img",
    "video",
    "audio",
    "link",
    "base",
    "form",
    "input",
    "use",
    "image",
}
ACTIVE_TAGS |= {"foreignobject", "animate", "set", "source", "frame", "portal"}
LOADING_ATTRIBUTES = ("src", "srcset", "data", "action", "formaction", "poster", "background", "ping", "xlink:href")


@pytest.fixture(scope="module")
def page(newsroom_data_dir: Path) -> str:
    return make_page(newsroom_data_dir, choose(newsroom_data_dir, CONFLICT))


@pytest.fixture(scope="module")
def tree(page: str) -> html.HtmlElement:
    return html.fromstring(page)


@pytest.fixture(scope="module")
def hostile_page(hostile_data_dir: Path) -> str:
    return make_page(hostile_data_dir, choose(hostile_data_dir))


def text_of(elements: Iterator[html.HtmlElement] | list[html.HtmlElement]) -> str:
    return " ".join(" ".join(element.text_content().split()) for element in elements)


def test_the_promises_stand_with_their_days_and_the_late_ones_first(tree: html.HtmlElement) -> None:
    rows = tree.cssselect("#promises tr.has-more")
    for told in TRUTH["commitment"]:
        days = {f"{day.day} {day:%b %Y}" for day in (told["first_due_on"], told["now_due_on"], told["done_on"])}
        name = f"Territory transfer, {PLACES[told['place']]}"
        (row,) = [row for row in rows if row.cssselect("th")[0].text_content().endswith(name)]
        assert days == {time.text_content() for time in row.cssselect("time")} | days
        assert row.cssselect(".badge")[0].text_content() == "kept"
    order = [("overdue", "late", "pending", "kept").index(row.cssselect(".badge")[0].text_content()) for row in rows]
    assert order == sorted(order)


def test_the_move_of_kalbajar_is_told(tree: html.HtmlElement) -> None:
    told = text_of(tree.cssselect("#promises tr.more"))
    assert "Moved from 15 November 2020 to 25 November 2020" in told
    assert "Kept 10 days after the first date." in told


def test_each_event_has_its_words_and_links_to_their_article(tree: html.HtmlElement, newsroom_data_dir: Path) -> None:
    events = tree.cssselect("article.event")
    assert events
    for event in events:
        assert event.cssselect("blockquote")
        assert event.cssselect(".by a")
    urls = {str(row[0]) for row in query.run(newsroom_data_dir, "SELECT url FROM articles").rows}
    assert {link.get("href") for link in tree.cssselect(".by a")} <= urls


def test_every_quote_stands_in_the_warehouse(tree: html.HtmlElement, newsroom_data_dir: Path) -> None:
    known = {terminal_text(str(row[0])) for row in query.run(newsroom_data_dir, "SELECT quote FROM mentions").rows}
    shown = {quote.text_content().strip("“”") for quote in tree.cssselect("blockquote")}
    assert shown
    assert {quote for quote in shown if not quote.endswith("…")} <= known


def test_the_figures_of_the_head_are_those_of_the_warehouse(tree: html.HtmlElement, newsroom_data_dir: Path) -> None:
    request = choose(newsroom_data_dir, CONFLICT)
    tiles = {
        tile.cssselect("span")[0].text_content(): int(tile.cssselect("b")[0].text_content())
        for tile in tree.cssselect(".tiles li")
    }
    ((n_events, n_breaches),) = query.run(
        newsroom_data_dir,
        """SELECT count(*), count(*) FILTER (type = 'ceasefire_violation' AND status IN ('actual', 'alleged'))
        FROM events_of($conflict, $from_on, $to_on, $as_of)""",
        {
            "conflict": CONFLICT,
            "from_on": request.from_on,
            "to_on": request.to_on,
            "as_of": request.as_of,
        },
    ).rows
    assert tiles["breaches reported"] == n_breaches
    assert next(n for words, n in tiles.items() if words.startswith("events")) == n_events
    assert len(tree.cssselect("article.event")) == n_events
    kept = "kept: 3 by the first date, 2 after it was moved"
    n_promises = sum(tiles[words] for words in ("promises overdue", "kept late", kept))
    assert n_promises <= len(tree.cssselect("#promises tr.has-more"))


def test_charts_and_map_are_drawn_twice_and_say_what_they_are(tree: html.HtmlElement) -> None:
    for section in ("promises", "timeline", "breaches", "places", "sources"):
        (drawn,) = tree.cssselect(f"#{section} [role=img]")
        assert drawn.get("aria-label")
        assert [len(drawn.cssselect(f"{kind} svg")) for kind in (".wide", ".narrow")] == [1, 1]
        assert len(drawn.cssselect(".wide path, .wide circle, .wide rect")) > 5
    labels = {text.text_content() for text in tree.cssselect("#timeline .wide text")}
    assert {"Territory transfer", "Prisoner exchange", "Ceasefire violation"} <= labels
    dots = text_of(tree.cssselect("#places .wide circle title"))
    assert all(f"{name}: " in dots for name in ("Lachin", "Aghdam", "Kalbajar"))
    assert len(tree.cssselect("#places .wide text.place")) > 3


def test_every_chart_has_its_figures_in_a_table(tree: html.HtmlElement) -> None:
    for section in ("promises", "timeline", "breaches", "places", "sources"):
        (table,) = tree.cssselect(f"#{section} table")
        assert table.cssselect("caption")
        assert table.cssselect("tbody tr")


def test_ids_are_unique_and_inner_links_lead_somewhere(tree: html.HtmlElement) -> None:
    ids = [element.get("id") for element in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    inner = {link.get("href")[1:] for link in tree.cssselect("a[href^='#']")}
    assert inner <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", html.tostring(tree, encoding="unicode"))) <= set(ids)


@pytest.mark.parametrize("which", ["page", "hostile_page"])
def test_the_page_loads_nothing_and_runs_nothing(request: pytest.FixtureRequest, which: str) -> None:
    text = request.getfixturevalue(which)
    for element in html.fromstring(text).iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag.lower() not in ACTIVE_TAGS, html.tostring(element)[:200]
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), html.tostring(element)[:200]
            assert name.lower() not in LOADING_ATTRIBUTES
            if name == "href":
                assert value.startswith(("http://", "https://", "#")), value
            if name == "style":
                assert re.fullmatch(r"--tone: var\(--[\w-]+\)(; [\w: ;-]+)?", value), value
    assert "@import" not in text
    assert re.findall(r"url\((?!#)", text) == []
    assert "default-src 'none'" in text


def test_hostile_text_is_shown_as_text(hostile_page: str) -> None:
    shown = html.fromstring(hostile_page).text_content()
    for name in ("script", "attribute", "template", "cdata", "style", "formula"):
        assert terminal_text(HOSTILE[name]) in shown, name
    assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(hostile_page)
    assert "1337" not in shown  # {{ 7 * 191 }}


def test_a_made_up_place_and_party_are_text_in_the_charts_too(hostile_page: str) -> None:
    tree = html.fromstring(hostile_page)
    assert "Agdam<script>alert(3)</script>" in text_of(tree.cssselect("#promises"))
    assert "<b onmouseover=alert(4)>Party</b>" in text_of(tree.cssselect("#breaches"))


def test_a_link_that_is_no_web_address_is_not_made(hostile_page: str) -> None:
    tree = html.fromstring(hostile_page)
    events = {event.get("id"): event for event in tree.cssselect("article.event")}
    assert events["event-event-script"].cssselect(".by a") == []
    assert events["event-event-template"].cssselect(".by a")


@pytest.mark.slow
def test_a_page_too_large_is_made_with_fewer_events(newsroom_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = make_page(newsroom_data_dir, choose(newsroom_data_dir))
    assert len(whole.encode()) < MAX_BYTES
    monkeypatch.setattr(report_page, "MAX_BYTES", int(len(whole.encode()) * 0.9))
    smaller = make_page(newsroom_data_dir, choose(newsroom_data_dir))
    n_listed = len(html.fromstring(smaller).cssselect("article.event"))
    assert n_listed in EVENTS_LISTED
    assert f"The {n_listed} with most witnesses of" in smaller
    monkeypatch.setattr(report_page, "MAX_BYTES", 1000)
    with pytest.raises(InputError, match="shorter period"):
        make_page(newsroom_data_dir, choose(newsroom_data_dir))


def test_the_longest_texts_there_can_be_still_fit(newsroom_data_dir: Path) -> None:
    """As few events and promises as are ever listed, each with the most and longest quotes, all of it to be escaped."""
    n_listed = EVENTS_LISTED[-1]
    data = read(newsroom_data_dir, choose(newsroom_data_dir), n_listed)
    named = dict.fromkeys(("attributed_to", "source_name", "source_id", "title"), "&" * 300)
    when = {"published_at": data.events[0]["first_reported_at"], "status": "actual", "says_on": None}
    said = {**named, **when, "quote": "<&" * 400, "url": "https://a.example/" + "&" * 2000}
    events = tuple({**data.events[0], "event_id": f"{number}"} for number in range(n_listed))
    promises = tuple({**data.commitments[0], "commitment_id": f"{n}", "quotes": [said] * 99} for n in range(300))
    quotes = {event["event_id"]: (said,) * report_data.N_QUOTES_OF_AN_EVENT for event in events}
    worst = replace(data, events=events, quotes=quotes, commitments=promises)
    assert len(render(worst, draw(worst), n_listed).encode()) < MAX_BYTES


def test_as_of_an_earlier_day_nothing_later_is_known(newsroom_data_dir: Path) -> None:
    early = choose(newsroom_data_dir, CONFLICT, as_of=date(2020, 11, 14))
    data = read(newsroom_data_dir, early, 600)
    assert data.commitments
    assert all(row["done_on"] is None or row["done_on"] <= date(2020, 11, 14) for row in data.commitments)
    handed_over = [row["done_on"] for row in data.commitments if row["place"] in PLACES.values()]
    assert handed_over == [None] * len(handed_over)
    said = [quote["published_at"].date() for quotes in data.quotes.values() for quote in quotes]
    assert said
    assert max(said) <= date(2020, 11, 14)
    assert "As known on 14 November 2020" in render(data, draw(data), 600)


def test_the_period_bounds_the_events(newsroom_data_dir: Path) -> None:
    request = choose(newsroom_data_dir, None, date(2020, 12, 1), date(2020, 12, 7))
    days = [event["shown_on"] for event in read(newsroom_data_dir, request, 600).events]
    assert days
    assert date(2020, 12, 1) <= min(days) <= max(days) <= date(2020, 12, 7)


def test_a_period_with_nothing_in_it_makes_a_page_that_says_so(newsroom_data_dir: Path) -> None:
    empty = make_page(newsroom_data_dir, choose(newsroom_data_dir, None, date(2019, 1, 1), date(2019, 2, 1)))
    shown = html.fromstring(empty).text_content()
    assert "No promise with a date was found" in shown
    assert "No event was found" in shown
    assert "No place was named" in shown


def test_the_day_of_knowledge_is_the_last_on_which_a_feed_answered(newsroom_data_dir: Path) -> None:
    assert choose(newsroom_data_dir).as_of == date(2020, 12, 15)


def test_a_replay_looks_at_no_feed_and_moves_no_day_of_knowledge(newsroom_copy: tuple[Config, Path]) -> None:
    config, data_dir = newsroom_copy
    with open_workspace(config) as workspace:
        reprocess(workspace, "tag", Stretch("reuters"))
    assert choose(data_dir).as_of == date(2020, 12, 15)


def test_a_saved_feed_is_no_look_at_the_feed(newsroom_copy: tuple[Config, Path], tmp_path: Path) -> None:
    config, data_dir = newsroom_copy
    (tmp_path / "old.rss").write_text("<rss><channel><title>TASS</title></channel></rss>", "utf-8")
    with open_workspace(config, fetch=no_network) as workspace:
        ingest_feed(workspace, tmp_path / "old.rss", next(one for one in config.sources if one.source_id == "tass"))
    assert choose(data_dir).as_of == date(2020, 12, 15)


def test_an_outlet_that_has_only_news_sitemaps_is_looked_at_too(newsroom_copy: tuple[Config, Path]) -> None:
    config, data_dir = newsroom_copy
    at = datetime(2020, 12, 20, 9, tzinfo=UTC)
    unchanged = partial(Fetched, outcome=Outcome.NOT_MODIFIED, fetched_at=at, status=304)
    with open_workspace(config, fetch=unchanged, now=lambda: at) as workspace:
        run_ingest(workspace, ("reuters",))
    assert choose(data_dir).as_of == date(2020, 12, 20)


def test_before_the_first_article_nothing_is_known_and_the_page_says_so(newsroom_data_dir: Path) -> None:
    request = choose(newsroom_data_dir, CONFLICT, as_of=date(2020, 10, 1))
    assert (request.from_on, request.to_on) == (date(2020, 9, 24), date(2020, 11, 1))
    assert not read(newsroom_data_dir, request, EVENTS_LISTED[0]).commitments
    assert make_page(newsroom_data_dir, request)


def test_wrong_requests_are_refused_with_what_there_is(newsroom_data_dir: Path) -> None:
    with pytest.raises(InputError, match="nagorno-karabakh"):
        choose(newsroom_data_dir, "atlantis")
    with pytest.raises(InputError, match="swap --from and --to"):
        choose(newsroom_data_dir, None, date(2021, 1, 1), date(2020, 1, 1))


def test_the_same_snapshot_makes_the_same_page(newsroom_data_dir: Path, page: str) -> None:
    assert make_page(newsroom_data_dir, choose(newsroom_data_dir, CONFLICT)) == page


def test_it_is_written_whole_or_not_at_all(
    newsroom_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.html"
    n_bytes = write_report(newsroom_data_dir, choose(newsroom_data_dir, CONFLICT), target)
    assert target.stat().st_size == n_bytes < MAX_BYTES
    before = target.read_bytes()
    monkeypatch.setattr(report_page, "MAX_BYTES", 1000)
    with pytest.raises(InputError):
        write_report(newsroom_data_dir, choose(newsroom_data_dir), target)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
