"""A page becomes an article with its fields: the outlets' pages, markup, encodings, addresses, plain text."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.load import read_sources
from config.schema import Limits, PageRules
from extractors.records import Article, Basis, Entry, NoArticle, Reason, digest

Make = Callable[..., Article]
Read = Callable[..., Article | NoArticle]
Html = Callable[..., str]

SOURCES = {source.source_id: source for source in read_sources()}
RFERL, TASS, REUTERS = SOURCES["rferl"], SOURCES["tass"], SOURCES["reuters"]
LEAD = "Azerbaijan has taken charge of the Kalbacar district, the second of three it is getting back under the accord."
MORE = "Columns of trucks crossed the Murovdag pass in fog in the early hours, the Defense Ministry in Baku said."
PARAGRAPHS = "".join(f"<p>{LEAD} {MORE} {number}</p>" for number in range(4))

RFERL_URL = "https://www.rferl.org/a/azerbaijan-takes-over-kalbacar/30967211.html"
RFERL_HEAD = (
    f"<link rel='canonical' href='{RFERL_URL}'><meta property='og:description' content='What happened.'>"
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Title",'
    '"articleSection":"Azerbaijan","inLanguage":"en-US","keywords":"Azerbaijan, Armenia","author":{"@type":"Person",'
    '"name":"RFE/RL"},"datePublished":"2020-11-25 09:40:00Z","dateModified":"2020-11-25 18:15:00Z"}</script>'
)
RFERL_BODY = (
    "<div class='acc-lnks'>Accessibility links</div><span>Breaking News</span><h1>Shown Title</h1>"
    "<div id='article-content'><div class='wsw'><span class='dateline'>BAKU/YEREVAN --&nbsp;</span>"
    f"<p>{LEAD}</p>"
    "<div class='wsw__embed'><figure><img alt='16x9 Image'><figcaption>A caption.</figcaption></figure></div>"
    f"<h2>In The Fog</h2><p>{MORE} <a href='/x'>See the\nmap</a>.</p><ul><li>First point</li><li>Second point</li></ul>"
    "<p>SEE ALSO:</p><p><em>With reporting by Reuters, AFP, and TASS</em></p></div></div>"
    "<div>XS SM MD LG</div><script>var x = '<p>script</p>';</script>"
)


def test_a_page_of_rferl_with_all_its_fields(article: Make, html: Html) -> None:
    found = article(html(RFERL_BODY, RFERL_HEAD), RFERL, RFERL_URL)
    assert found.text.split("\n\n") == [
        f"BAKU/YEREVAN -- {LEAD}",
        "In The Fog",
        f"{MORE} See the map.",
        "First point",
        "Second point",
        "With reporting by Reuters, AFP, and TASS",
    ]
    assert found.article_id == "pangea:30967211"
    assert found.revision_id == digest("pangea:30967211", "Title", "What happened.", found.text)
    assert (found.title, found.standfirst, found.byline) == ("Title", "What happened.", "RFE/RL")
    assert (found.section, found.tags, found.language) == ("Azerbaijan", ("Azerbaijan", "Armenia"), "en")
    assert (found.dateline, found.dateline_place, found.dateline_on) == ("BAKU/YEREVAN --", "BAKU/YEREVAN", None)
    assert found.published_at == datetime(2020, 11, 25, 9, 40, tzinfo=UTC)
    assert (found.published_raw, found.published_basis) == ("2020-11-25 09:40:00Z", Basis.JSON_LD)
    assert found.published_precision == "second"
    assert found.modified_at == datetime(2020, 11, 25, 18, 15, tzinfo=UTC)
    assert found.credited_agencies == ("Reuters", "AFP", "TASS")
    assert (found.url, found.url_variants) == (RFERL_URL, (RFERL_URL,))
    assert found.n_words == len(found.text.split())


def test_a_page_of_tass_has_its_dateline_day_in_the_year_of_publication(article: Make, html: Html) -> None:
    body = (
        "<div>All news</div><h1>Troops enter district</h1><div class='news-header__lead'>The lead.</div>"
        f"<div class='text-content'><div class='text-block'><p>BAKU, December 31. /TASS/. {LEAD}</p><p>All news</p>"
        f"<p>{MORE}</p></div></div>"
    )
    published = '{"@type":"NewsArticle","datePublished":"2021-01-01T01:30:00+03:00"}'
    head = f"<script type='application/ld+json'>{published}</script>"
    found = article(
        html(body, head), TASS, "https://tass.com/defense/1227645", fetched_at=datetime(2021, 1, 1, tzinfo=UTC)
    )
    assert found.text == f"BAKU, December 31. /TASS/. {LEAD}\n\n{MORE}"
    assert (found.article_id, found.standfirst, found.credited_agencies) == ("tass:com:1227645", "The lead.", ())
    assert (found.dateline_place, found.dateline_on) == ("BAKU", date(2020, 12, 31))
    assert found.published_at == datetime(2020, 12, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_page_of_reuters_keeps_time_of_day_and_loses_the_noise(article: Make, html: Html, tag: str) -> None:
    standards = "Our Standards: <a href='/x'>The Thomson Reuters Trust Principles.<span>, opens new tab</span></a>"
    body = (
        f"<h1>Army enters</h1><p>1 Min Read</p><p>By Reuters Staff</p>"
        f"<{tag} data-testid='paragraph-0'>BAKU, Nov 25 (Reuters) - {LEAD}</{tag}>"
        "<div data-testid='ResponsiveAdSlot'>Advertisement · Scroll to continue</div>"
        f"<{tag} data-testid='paragraph-1'>{MORE} <a>A link<span>, opens new tab</span></a></{tag}><p>{standards}</p>"
    )
    head = "<meta name='article:published_time' content='2020-11-25T10:05:00Z'>"
    found = article(html(body, head), REUTERS, "https://www.reuters.com/world/asia-pacific/army-enters-2020-11-25/")
    assert found.text == f"BAKU, Nov 25 (Reuters) - {LEAD}\n\n{MORE} A link"
    assert (found.published_basis, found.published_at) == (Basis.META, datetime(2020, 11, 25, 10, 5, tzinfo=UTC))
    assert (found.dateline_on, found.credited_agencies) == (date(2020, 11, 25), ())
    assert found.article_id == "reuters:/world/asia-pacific/army-enters-2020-11-25"


def test_what_a_page_declares_in_json_may_hold_references(story: Make) -> None:
    declared = '{"@type":"schema:NewsArticle","headline":"Truce &amp; &quot;peace&quot;","author":{"name":["Q&amp;A"]}}'
    found = story(PARAGRAPHS, f"<script type='application/ld+json'>{declared}</script>")
    assert (found.title, found.byline) == ('Truce & "peace"', "Q&A")


def test_a_page_is_the_article_under_its_own_address_not_the_related_one(story: Make) -> None:
    own = "https://news.example/a/story.html"
    related = '{"@type":"NewsArticle","headline":"Related","url":"https://news.example/a/1.html"}'
    head = (
        f"<link rel='canonical' href='{own}'><script type='application/ld+json'>"
        f'[{related},{{"@type":"NewsArticle","headline":"Own","mainEntityOfPage":{{"@id":"{own}"}}}}]</script>'
    )
    found = story(PARAGRAPHS, head)
    assert (found.title, found.url_variants) == ("Own", (own,))


def test_a_page_of_no_known_outlet(story: Make) -> None:
    found = story("<p>BAKU (Reuters) - Soldiers entered Kalbajar on Wednesday.</p>" + PARAGRAPHS)
    assert found.article_id.startswith("url:")
    assert (found.title, found.dateline_place, found.credited_agencies) == ("The Title", "BAKU", ("Reuters",))
    assert found.text.startswith("BAKU (Reuters) - Soldiers")
    assert "Home" not in found.text


def test_a_declared_body_that_the_page_does_not_have_is_found_by_trafilatura(article: Make, html: Html) -> None:
    assert "Kalbacar" in article(html(f"<article>{PARAGRAPHS}</article>"), RFERL, RFERL_URL).text


@pytest.mark.parametrize("is_declared", [True, False], ids=["declared body", "unknown site"])
def test_headings_are_named_and_captions_kept_apart(article: Make, html: Html, is_declared: bool) -> None:
    inner = (
        f"{PARAGRAPHS}<figure><img><figcaption>Lachin  in November.</figcaption></figure>"
        f"<h2>What Comes Next</h2>{PARAGRAPHS}"
        "<figure><img><figcaption>Lachin in November.</figcaption></figure>"
    )
    teaser = "<a href='/b'><figure><figcaption>Another story.</figcaption></figure><h4>Another Story</h4></a>"
    body = (
        f"<div id='article-content'><div class='wsw'>{inner}</div></div>"
        if is_declared
        else f"<article>{inner}</article>"
    )
    found = article(html(body + teaser), RFERL if is_declared else None, RFERL_URL)
    assert (found.headings, found.captions) == (("What Comes Next",), ("Lachin in November.",))
    assert "What Comes Next" in found.text.split("\n\n")
    assert "Lachin in November" not in found.text


def test_markup_becomes_paragraphs_without_loss(article: Make, html: Html) -> None:
    inner = (
        "Loose start.<br><br>After two breaks.<br>Same paragraph. <b>Kal</b>bajar&nbsp;fell."
        "<div>In a div<div>in a div</div>tail</div><blockquote><p>Quoted words.</p></blockquote>"
        "<table><tr><td>A</td><td>B</td></tr></table><p></p><p>Twice</p><p>Twice</p>"
        "<div class='comments share related sidebar' id='footer'><p class='promo'>Body, whatever its class.</p></div>"
    )
    found = article(html(f"<div id='article-content'><div class='wsw'>{inner}</div></div>"), RFERL, RFERL_URL)
    assert found.text.split("\n\n") == [
        "Loose start.",
        "After two breaks. Same paragraph. Kalbajar fell.",
        "In a div",
        "in a div",
        "tail",
        "Quoted words.",
        "A B",
        "Twice",
        "Body, whatever its class.",
    ]


INSIDE = [
    ("a form, an aside, a menu", "<p>One.</p><form>Sign up</form><aside>See</aside><nav>Next</nav>Two.", "One.|Two."),
    ("a list in a list", "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>", "One|Two|Three"),
    ("a table", "<table><tr><th>A</th><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>tail", "A 1|B 2|tail"),
    ("a table for layout", "<table><tr><td><p>One.</p><table><tr><td>A</td></tr></table></td></tr></table>", "One.|A"),
    ("terms", "<dl><dt>Term</dt><dd>What it means</dd></dl>", "Term|What it means"),
    ("breaks", "<br>One<br/>goes on<br><br><br>Two<br>", "One goes on|Two"),
    ("breaks and inline", "<p>A <b>bold<br>word</b><br> <br><i>Two</i></p>", "A bold word|Two"),
    ("a caption", "<figure><img><figcaption>Caption.</figcaption></figure><p>One two three.</p>", "One two three."),
    (
        "struck words",
        "<p>They <del>left</del><ins>stayed</ins> for <s>one day</s> two days.</p>",
        "They stayed for two days.",
    ),
    ("a summary", "<details><summary>Sum</summary>Inner</details>", "Sum|Inner"),
    ("places to break", "<p>Nagorno<wbr>-Kara&shy;bakh &#8203;fell, \u2060and\ufeff</p>", "Nagorno-Karabakh fell, and"),
    ("headings", "<h2>Head</h2>loose<h3>Sub</h3>", "Head|loose|Sub"),
    ("depth", "<div>" * 200 + "One.<p>Two.</p>", "One.|Two."),
]


@pytest.mark.parametrize(("inner", "lines"), [case[1:] for case in INSIDE], ids=[case[0] for case in INSIDE])
def test_what_stands_in_a_declared_body(article: Make, html: Html, inner: str, lines: str) -> None:
    page = html(f"<div id='article-content'><div class='wsw'>{inner}<p>{LEAD}</p></div></div>")
    assert article(page, RFERL, RFERL_URL).text.split("\n\n") == [*lines.split("|"), LEAD]


WORDS = st.text("abcxyzABC019.,;:!?'\"()-–—éğşıЖԱ中", min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=6, max_size=12), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_a_declared_body_loses_and_adds_no_word(read: Read, html: Html, written: list[list[str]]) -> None:
    inner = "".join(f"<p>{' '.join(words)}</p>" for words in written)
    source = replace(RFERL, pages=PageRules(body_xpath="//div[@id='b']"))
    found = read(html(f"<div id='b'>{inner}</div>"), source, RFERL_URL)
    lines = [" ".join(words) for words in written]
    distinct = [line for before, line in zip([None, *lines], lines, strict=False) if line != before]
    assert isinstance(found, Article)
    assert found.text == "\n\n".join(distinct)


LINKS = [
    ("own", "https://news.example/story", "https://news.example/story"),
    ("relative", "/story", "https://news.example/story"),
    ("front page", "https://news.example/", "https://news.example/a/story.html"),
    ("another site", "https://evil.example/story", "https://news.example/a/story.html"),
    ("script", "javascript:alert(1)", "https://news.example/a/story.html"),
    ("broken", "https://[", "https://news.example/a/story.html"),
]


@pytest.mark.parametrize(("link", "url"), [case[1:] for case in LINKS], ids=[case[0] for case in LINKS])
def test_a_canonical_link_is_believed_of_its_own_site_only(story: Make, link: str, url: str) -> None:
    found = story(PARAGRAPHS, f"<link rel='canonical' href='{link}'>")
    assert found.url == url
    assert "https://news.example/a/story.html" in found.url_variants


def test_a_section_is_no_address_of_a_numbered_article(article: Make, html: Html) -> None:
    found = article(html(RFERL_BODY, "<link rel='canonical' href='https://www.rferl.org/armenia'>"), RFERL, RFERL_URL)
    assert (found.url, found.url_variants) == (RFERL_URL, (RFERL_URL,))


def test_the_headline_is_the_one_that_the_title_names(article: Make, html: Html) -> None:
    page = html(f"<h1></h1><h1>The Wire</h1><h1>Truce Holds</h1>{PARAGRAPHS}", "<title>Truce Holds | The Wire</title>")
    assert article(page).title == "Truce Holds"


def test_the_address_is_kept_as_the_outlet_writes_it(story: Make) -> None:
    found = story(PARAGRAPHS, "<link rel='canonical' href='https://news.example/world/story/#top'>")
    assert found.url == "https://news.example/world/story/"
    assert found.url_variants == ("https://news.example/world/story", "https://news.example/a/story.html")


def test_the_id_follows_the_address_asked_for_so_that_entries_and_articles_agree(article: Make, html: Html) -> None:
    page = html(RFERL_BODY, RFERL_HEAD.replace("30967211", "999"))
    found = article(page, RFERL, "https://www.rferl.org/a/30967211.html")
    assert found.article_id == "pangea:30967211"
    assert found.url_variants[0].endswith("/999.html")


HEAVY = [
    ("300 unclosed divs", b"<html><body>" + b"<div>" * 300 + PARAGRAPHS.encode()),
    ("a script of 10 MB", b"<html><body><script>" + b"x" * 10_000_000 + b"</script>" + PARAGRAPHS.encode()),
    ("a comment of 10 MB", b"<html><body><!--" + b"x" * 10_000_000 + b"-->" + PARAGRAPHS.encode()),
]


@pytest.mark.parametrize("body", [case[1] for case in HEAVY], ids=[case[0] for case in HEAVY])
def test_what_stands_before_the_article_does_not_hide_it(article: Make, body: bytes) -> None:
    assert "Kalbacar" in article(body).text


def test_more_text_than_the_limit_is_said_not_read(read: Read, article: Make, html: Html) -> None:
    found = read(html(PARAGRAPHS * 100), limits=Limits(extract_bytes=10_000))
    assert isinstance(found, NoArticle)
    assert found.reason == Reason.PARSE_TRUNCATED
    body = html(f"<p>{'x' * 50_000}</p><div id='article-content'><div class='wsw'><p>{LEAD}</p></div></div>")
    assert article(body, RFERL, RFERL_URL, limits=Limits(extract_bytes=10_000)).text == LEAD


CYRILLIC = "Азербайджан взял под контроль Кельбаджарский район. " * 5
ENCODINGS = [
    ("utf-8 called windows-1251", "utf-8", "text/html; charset=windows-1251"),
    ("windows-1251 by meta", "windows-1251", "text/html"),
    ("windows-1251 by header", "windows-1251", "text/html; charset=windows-1251"),
    ("windows-1251 by meta against the header", "windows-1251", "text/html; charset=utf-8"),
    ("utf-16 with mark", "utf-16", "text/html"),
]


@pytest.mark.parametrize(
    ("encoding", "content_type"), [case[1:] for case in ENCODINGS], ids=[case[0] for case in ENCODINGS]
)
def test_strict_utf_8_first_then_what_is_declared(article: Make, encoding: str, content_type: str) -> None:
    meta = "<script charset='utf-8'></script><meta charset='windows-1251'>" if "1251" in encoding else ""
    body = f"<html><head>{meta}</head><body><article><p>{CYRILLIC}</p></article></body></html>".encode(encoding)
    assert article(body, content_type=content_type).text == CYRILLIC.strip()


def test_what_no_parser_takes_goes_and_all_else_stays(article: Make, html: Html) -> None:
    found = article(html(f"<article><p>A\0B \u202ee\u0301 ﬁ &#xD800;\x01\uffff&#1; a\x0cb {LEAD}</p></article>"))
    assert found.text == f"AB \u202ee\u0301 ﬁ \ufffd\ufffd a b {LEAD}"


def test_a_page_that_is_called_plain_text_is_a_page(article: Make, html: Html) -> None:
    page = html(f"<article>{PARAGRAPHS}</article>")
    assert article(page, content_type="text/plain").text == article(page).text


def test_plain_text_with_a_title(article: Make) -> None:
    text = f"Azerbaijani troops enter Kelbajar district\n\nBAKU, November 25. /TASS/. {LEAD}\n\n{MORE}\n"
    found = article(text, TASS, "https://tass.com/defense/1227645", content_type="text/plain; charset=utf-8")
    assert found.title == "Azerbaijani troops enter Kelbajar district"
    assert found.text == f"BAKU, November 25. /TASS/. {LEAD}\n\n{MORE}"
    assert (found.article_id, found.published_at, found.dateline_on) == ("tass:com:1227645", None, None)


@pytest.mark.parametrize("first", [f"BAKU -- {LEAD}", LEAD, "KYIV, Nov 25 (Reuters) - Soldiers moved in on Wednesday"])
def test_plain_text_without_a_title_takes_that_of_the_entry(
    article: Make, entry: Callable[..., Entry], first: str
) -> None:
    found = article(f"{first}\n\n{MORE}", content_type="text/plain", entry=entry())
    assert (found.title, found.text) == ("Feed title", f"{first}\n\n{MORE}")


def test_the_same_page_gives_the_same_article_whatever_was_read_between(article: Make, story: Make, html: Html) -> None:
    page = html(RFERL_BODY, RFERL_HEAD)
    first = article(page, RFERL, RFERL_URL)
    story(PARAGRAPHS)
    assert article(page, RFERL, RFERL_URL) == first


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
@settings(max_examples=80, deadline=None)
def test_any_bytes_give_an_article_with_text_or_a_reason(read: Read, body: bytes) -> None:
    for prefix in (b"", b"<html><body><p>"):
        found = read(prefix + body)
        assert isinstance(found, NoArticle) or found.text


@pytest.mark.parametrize("start", ["", "<?xml version='1.0'?>"])
def test_comments_before_a_page_are_passed_over_in_no_time(article: Make, start: str) -> None:
    """As tried before, each could end where any later one does: 2 to the power of their number ways to fail."""
    started_s = time.process_time()
    article(f"{start}{'<!-- -->' * 60}{LEAD}\n\n{MORE}", content_type="text/plain")
    assert time.process_time() - started_s < 2
