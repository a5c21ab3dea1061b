"""Real captures and gold text: no worse than trafilatura by itself, and every field that the outlet printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from extractors.records import Article, Basis, NoArticle, Reason
from tests.bench._pages import CAPTURES, FETCHED_AT, SLUG, SOURCES, token_f1, true_text


@pytest.mark.parametrize("is_known", [True, False], ids=["declared", "unknown"])
@pytest.mark.parametrize(("name", "outlet", "url", "truth", "dateline"), CAPTURES, ids=[case[0] for case in CAPTURES])
def test_text_is_no_worse_than_that_of_bare_trafilatura(
    article: Callable[..., Article],
    shared_dir: Path,
    name: str,
    outlet: str,
    url: str,
    truth: str,
    dateline: str,
    is_known: bool,
) -> None:
    body = (shared_dir / "corpus" / name).read_bytes()
    true = true_text(shared_dir / "corpus" / truth)
    found = article(body, SOURCES[outlet] if is_known else None, url, fetched_at=FETCHED_AT)
    bare = trafilatura.bare_extraction(body, with_metadata=True)
    assert bare is not None
    assert not is_known or found.text.startswith(dateline)
    assert token_f1(found.text.removeprefix(dateline), true) >= token_f1(bare.text, true)


def test_the_page_of_the_pangea_system(article: Callable[..., Article], shared_dir: Path) -> None:
    body = (shared_dir / "corpus" / CAPTURES[0][0]).read_bytes()
    found = article(body, SOURCES["rferl"], CAPTURES[0][2], fetched_at=FETCHED_AT)
    assert found.article_id == "pangea:7585813"
    assert found.title == "America's child care crisis is holding back moms without college degrees"
    assert (found.byline, found.section, found.tags) == ("Associated Press", "USA", ("USA", "United States"))
    assert (found.published_at, found.published_precision) == (datetime(2024, 4, 28, 7, tzinfo=UTC), "second")
    assert (found.dateline, found.dateline_place) == ("AUBURN, Wash. —", "AUBURN")
    for noise in ("Accessibility links", "16x9 Image", "SM\nMD", "Mike and Jane Roberts tend to their son"):
        assert noise not in found.text


def test_the_page_of_reuters(article: Callable[..., Article], shared_dir: Path) -> None:
    body = (shared_dir / "corpus" / CAPTURES[1][0]).read_bytes()
    found = article(body, SOURCES["reuters"], CAPTURES[1][2], fetched_at=FETCHED_AT)
    assert found.article_id == f"reuters:/business/aerospace-defense/{SLUG}"
    assert found.title == "Nepal says 'no proof' flydubai plane suffered bird strike"
    assert (found.byline, found.section) == ("Gopal Sharma", "Aerospace & Defense")
    assert found.published_at == datetime(2023, 4, 25, 12, 26, 15, tzinfo=UTC)
    assert found.modified_at == datetime(2023, 4, 25, 12, 26, 45, 381_000, tzinfo=UTC)
    assert (found.dateline, found.dateline_on) == ("KATHMANDU, April 25 (Reuters) -", date(2023, 4, 25))
    assert found.credited_agencies == ()
    for noise in ("Trust Principles", "opens new tab", "Advertisement", "Register"):
        assert noise not in found.text


@pytest.mark.parametrize("number", [2, 3])
def test_old_pages_of_reuters_have_the_day_of_their_url(
    article: Callable[..., Article], shared_dir: Path, number: int
) -> None:
    name, outlet, url, *_ = CAPTURES[number]
    found = article((shared_dir / "corpus" / name).read_bytes(), SOURCES[outlet], url, fetched_at=FETCHED_AT)
    assert (found.published_at, found.published_basis) == (datetime(2014, 12, 30, tzinfo=UTC), Basis.URL)
    assert (found.published_precision, found.dateline_place) == ("day", ("MUMBAI", "JAKARTA")[number - 2])


def test_newsml_of_tass_is_said_to_be_no_page(read: Callable[..., Article | NoArticle], shared_dir: Path) -> None:
    body = (shared_dir / "corpus/tass/tass_belga_newsml.xml").read_bytes()
    found = read(body, SOURCES["tass"], content_type="text/xml")
    assert isinstance(found, NoArticle)
    assert (found.reason, found.message) == (Reason.NOT_HTML, "an XML document <NewsML>, not a page")


@pytest.fixture(scope="module")
def gold(shared_dir: Path) -> list[dict[str, Any]]:
    """The articles of the development gold."""
    lines = (shared_dir / "gold/dev/articles.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_gold(article: Callable[..., Article], entry: Callable[..., Any], item: dict[str, Any]) -> Article:
    given = entry(
        published_raw=item["published_at"],
        published_at=datetime.fromisoformat(item["published_at"]),
        published_basis=Basis.GIVEN,
    )
    url = f"https://news.example/{item['slug']}"
    body = f"{item['title']}\n\n{item['text']}"
    return article(
        body, SOURCES.get(item["source"]), url, content_type="text/plain", entry=given, fetched_at=FETCHED_AT
    )


def test_gold_text_comes_through_unchanged_with_its_dateline_and_credits(
    article: Callable[..., Article], entry: Callable[..., Any], gold: list[dict[str, Any]]
) -> None:
    for item in gold:
        found = read_gold(article, entry, item)
        assert (found.title, found.text) == (item["title"], item["text"]), item["id"]
        assert found.dateline_place == item["dateline_place"], item["id"]
        assert set(found.credited_agencies) == set(item["credited_agencies"]), item["id"]


def test_what_is_marked_as_background_is_labelled_so(
    article: Callable[..., Article], entry: Callable[..., Any], gold: list[dict[str, Any]]
) -> None:
    marked = []
    for item in gold:
        start = read_gold(article, entry, item).background_start
        if start is not None:
            marked += [mention["is_background"] for mention in item["mentions"] if mention["quote_start"] >= start]
    assert len(marked) >= 20
    assert all(marked)
