"""Feeds: each kind by its content, each fault by its outcome, and the same ids on every reading."""

from __future__ import annotations

import codecs
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.schema import Feed, Limits
from extractors import feeds
from extractors.records import Basis, FeedReading, Outcome, digest

FEED = Feed("rferl.news", "https://www.rferl.org/api/x", "rss", "en", "a test", date(2026, 1, 1), 10)
LIMITS = Limits()
FETCHED_AT = datetime(2026, 7, 30, tzinfo=UTC)


def read(
    body: str | bytes, content_type: str | None = None, final_url: str | None = None, **limits: int
) -> FeedReading:
    raw = body.encode() if isinstance(body, str) else body
    return feeds.read(
        raw,
        feed=FEED,
        content_type=content_type,
        limits=Limits(**limits),
        fetched_at=FETCHED_AT,
        final_url=final_url,
    )


def rss(*items: str, head: str = "") -> str:
    inside = f"<title>T</title>{head}{''.join(items)}"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{inside}</channel></rss>"


def item(number: int = 1, **changed: str | None) -> str:
    parts = {
        "title": f"Title {number}",
        "link": f"https://www.rferl.org/a/slug/{number}.html",
        "guid": f"https://www.rferl.org/a/slug/{number}.html",
        "description": "Lead.",
        "pubDate": "Wed, 29 Jul 2026 16:44:35 +0300",
        **changed,
    }
    return (
        "<item>" + "".join(f"<{name}>{text}</{name}>" for name, text in parts.items() if text is not None) + "</item>"
    )


SITEMAP_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS_NS = f'{SITEMAP_NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def news_url(loc: str, title: str = "A title", language: str = "en", extra: str = "") -> str:
    return (
        f"<url><loc>{loc}</loc><lastmod>2026-07-29T14:00:00Z</lastmod><news:news><news:publication><news:name>N</news:name>"
        f"<news:language>{language}</news:language></news:publication><news:publication_date>2026-07-29T13:44:35.1234567Z"
        f"</news:publication_date><news:title>{title}</news:title>{extra}</news:news></url>"
    )


def urlset(*urls: str, namespaces: str = NEWS_NS) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><urlset {namespaces}>{"".join(urls)}</urlset>'


def test_an_rss_item_becomes_an_entry() -> None:
    (entry,) = read(rss(item(7, category="News"), head="<language>en-US</language>")).entries
    assert entry.entry_id == digest("rferl.news", "https://www.rferl.org/a/slug/7.html")
    assert (entry.feed_id, entry.source_id, entry.position) == ("rferl.news", "rferl", 0)
    assert (entry.title, entry.summary, entry.language, entry.keywords) == ("Title 7", "Lead.", "en", ("News",))
    assert entry.published_raw == "Wed, 29 Jul 2026 16:44:35 +0300"
    assert (entry.published_at, entry.published_basis) == (datetime(2026, 7, 29, 13, 44, 35, tzinfo=UTC), Basis.FEED)


def test_a_news_sitemap_entry_has_title_time_language_and_keywords() -> None:
    body = urlset(
        news_url("https://www.reuters.com/world/a-2026-07-29/", extra="<news:keywords>GUID:1, USN/2,</news:keywords>")
    )
    reading = read(body)
    (entry,) = reading.entries
    assert (reading.outcome, reading.kind) == (Outcome.OK, "news_sitemap")
    assert (entry.url, entry.title, entry.language) == ("https://www.reuters.com/world/a-2026-07-29/", "A title", "en")
    assert entry.published_at == datetime(2026, 7, 29, 13, 44, 35, 123456, tzinfo=UTC)
    assert (entry.published_basis, entry.keywords) == (Basis.SITEMAP, ("GUID:1", "USN/2"))


def test_a_news_sitemap_under_a_namespace_of_its_own_is_one() -> None:
    body = urlset(
        news_url("https://www.reuters.com/world/a/"), namespaces=NEWS_NS.replace("http://www.goo", "https://www.goo")
    )
    assert (read(body).kind, read(body).entries[0].title) == ("news_sitemap", "A title")


def test_a_sitemap_index_lists_its_sitemaps_as_entries() -> None:
    twice_escaped = "https://www.reuters.com/arc/outboundfeeds/news-sitemap/?outputType=xml&amp;amp;from=100"
    body = f"<sitemapindex {SITEMAP_NS}><sitemap><loc>{twice_escaped}</loc></sitemap></sitemapindex>"
    reading = read(body)
    assert reading.kind == "sitemap_index"
    assert reading.entries[0].url == "https://www.reuters.com/arc/outboundfeeds/news-sitemap/?outputType=xml&from=100"
    assert reading.entries[0].published_basis == Basis.NONE


def test_an_atom_feed() -> None:
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>tag:1</id>"
        "<title type='html'>A &amp;amp; B</title><link href='/a/1.html'/>"
        "<updated>2026-07-29T10:00:00Z</updated></entry></feed>"
    )
    reading = read(body)
    (entry,) = reading.entries
    assert (reading.kind, entry.guid, entry.title) == ("atom", "tag:1", "A & B")
    assert entry.url == "https://www.rferl.org/a/1.html"
    assert entry.published_at == datetime(2026, 7, 29, 10, tzinfo=UTC)


CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body>"
    "<script src='/cdn-cgi/challenge-platform/x'></script></body></html>"
)
DATADOME = (
    "<html><body><p id='cmsg'>Please enable JS and disable any ad blocker</p>"
    "<script src='https://geo.captcha-delivery.com/c.js'></script></body></html>"
)

NO_ITEMS = [
    ("nothing", b"", Outcome.NOT_A_FEED),
    ("white space", b" \n\t ", Outcome.NOT_A_FEED),
    ("html", b"<!DOCTYPE html><html><head><title>News</title></head><body>Hello</body></html>", Outcome.NOT_A_FEED),
    ("xhtml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", Outcome.NOT_A_FEED),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", Outcome.NOT_A_FEED),
    ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), Outcome.NOT_A_FEED),
    ("json", b'{"items": []}', Outcome.NOT_A_FEED),
    ("newsml", b"<?xml version='1.0'?><NewsML><NewsItem/></NewsML>", Outcome.NOT_A_FEED),
    ("a path", b"/dev/zero", Outcome.NOT_A_FEED),
    ("a url", b"http://127.0.0.1:9/feed", Outcome.NOT_A_FEED),
    ("retired id", b"<rss></rss>", Outcome.EMPTY_FEED),
    ("self-closed", b"<?xml version='1.0'?><rss version='2.0'/>", Outcome.EMPTY_FEED),
    ("channel only", b"<rss version='2.0'><channel><title>T</title></channel></rss>", Outcome.EMPTY_FEED),
    ("empty urlset", f"<urlset {SITEMAP_NS} />".encode(), Outcome.EMPTY_FEED),
    ("empty index", f"<sitemapindex {SITEMAP_NS}></sitemapindex>".encode(), Outcome.EMPTY_FEED),
    ("cloudflare", CHALLENGE.encode(), Outcome.BLOCKED),
    ("datadome", DATADOME.encode(), Outcome.BLOCKED),
]


@pytest.mark.parametrize(("body", "outcome"), [case[1:] for case in NO_ITEMS], ids=[case[0] for case in NO_ITEMS])
def test_bodies_without_items_are_told_apart(body: bytes, outcome: Outcome) -> None:
    reading = read(body)
    assert (reading.outcome, reading.entries) == (outcome, ())
    assert reading.message


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_random_bytes_hold_no_entries_and_never_raise(body: bytes) -> None:
    reading = read(body)
    assert reading.outcome is not Outcome.OK, "a cut root is a cut feed, <rss/> an empty one"
    assert reading.entries == ()


WHOLE = rss(*(item(number) for number in range(1, 6)))
WHOLE_SITEMAP = urlset(*(news_url(f"https://www.reuters.com/world/a-{number}/") for number in range(1, 6)))


@pytest.mark.parametrize(("whole", "end"), [(WHOLE, "</item>"), (WHOLE_SITEMAP, "</url>")], ids=["rss", "sitemap"])
def test_a_feed_cut_anywhere_keeps_the_items_before_the_cut(whole: str, end: str) -> None:
    closed_at = whole.rindex(end) + len(end)
    for cut in range(whole.index("<rss" if "<rss" in whole else "<urlset") + 10, closed_at, 37):
        reading = read(whole[:cut])
        assert (reading.outcome, len(reading.entries)) == (Outcome.PARTIAL, whole[:cut].count(end)), cut
        assert reading.entries == read(whole).entries[: len(reading.entries)]


@pytest.mark.parametrize("n_items", [9, 10, 11, 500])
def test_only_the_first_items_of_a_flood_are_read(n_items: int) -> None:
    reading = read(rss(*(item(number) for number in range(1, n_items + 1))), feed_items=10)
    assert (len(reading.entries), reading.is_truncated) == (min(n_items, 10), n_items > 10)
    assert reading.outcome == Outcome.OK
    assert reading.entries[-1].title == f"Title {min(n_items, 10)}"


LINKS = [
    ("guid only", item(1, link=None), "https://www.rferl.org/a/slug/1.html"),
    (
        "guid only, not called a permalink",
        item(1, link=None).replace("<guid>", "<guid isPermaLink='false'>"),
        "https://www.rferl.org/a/slug/1.html",
    ),
    ("guid is a number", item(1, link=None, guid="333483"), None),
    ("relative link", item(1, link="/a/2.html"), "https://www.rferl.org/a/2.html"),
    ("relative link that is the guid", item(1, link="/a/2.html", guid="/a/2.html"), "https://www.rferl.org/a/2.html"),
    ("doubly escaped", item(1, link="https://www.rferl.org/?a=1&amp;amp;b=2"), "https://www.rferl.org/?a=1&b=2"),
    ("script", item(1, link="javascript:alert(1)", guid="x"), None),
    ("file", item(1, link="file:///etc/passwd", guid="x"), None),
    ("too long", item(1, link="https://www.rferl.org/" + "a" * 3000, guid="x"), None),
]


@pytest.mark.parametrize(("markup", "url"), [case[1:] for case in LINKS], ids=[case[0] for case in LINKS])
def test_links(markup: str, url: str | None) -> None:
    (entry,) = read(rss(markup)).entries
    assert entry.url == url


def test_a_relative_link_starts_from_where_the_feed_was_found() -> None:
    (entry,) = read(rss(item(1, link="a/2.html")), final_url="https://rss.rferl.org/new/feed").entries
    assert entry.url == "https://rss.rferl.org/new/a/2.html"


TITLES = [
    ("stray and no-break spaces", " Central\u00a0Asia's  New\n Position ", "Central Asia's New Position"),
    ("doubly escaped", "A &amp;amp; B &amp;quot;C&amp;quot;", 'A & B "C"'),
    ("markup", "&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
    ("cdata", "<![CDATA[ A < B & C ]]>", "A < B & C"),
    ("markup between words", "<![CDATA[<figcaption>Map</figcaption>Text<dd>end</dd>]]>", "Map Text end"),
    ("markup within words", "<![CDATA[The <i>Post</i>’s cease<b>-</b>fire<br/>map]]>", "The Post’s cease-fire map"),
    ("no markup", "Over &lt; 5 and under &gt; 3", "Over < 5 and under > 3"),
    ("surrogate", "A&#xD800;B", "A\ufffdB"),
    ("beyond Unicode", "A&#1114112;B", "A\ufffdB"),
    ("nul", "A&#0;B", "A\ufffdB"),
    ("raw nul", "A\0B", "AB"),
    ("right-to-left override is kept for the sinks to tame", "A\u202eB", "A\u202eB"),
]


@pytest.mark.parametrize(("written", "title"), [case[1:] for case in TITLES], ids=[case[0] for case in TITLES])
def test_titles(written: str, title: str) -> None:
    (entry,) = read(rss(item(1, title=written))).entries
    assert entry.title == title


def test_a_title_of_ten_megabytes_is_read() -> None:
    (entry,) = read(rss(item(1, title="a" * 10_000_000))).entries
    assert len(entry.title) == 10_000_000


LANGUAGES = [
    ("https://www.reuters.com/es/mundo/a/", "en", "es"),
    ("https://www.reuters.com/fr/monde/a/", "en", "fr"),
    ("https://www.reuters.com/world/a/", "en", "en"),
    ("https://www.azatutyun.am/a/1.html", "hy", "hy"),
    ("https://www.rferl.org/a/1.html", "US", "en"),
]


@pytest.mark.parametrize(("url", "tagged", "language"), LANGUAGES)
def test_the_path_decides_the_language_against_the_tag(url: str, tagged: str, language: str) -> None:
    assert read(urlset(news_url(url, language=tagged))).entries[0].language == language


def test_an_unreadable_date_keeps_its_raw_string() -> None:
    (entry,) = read(rss(item(1, pubDate="0000-00-00"))).entries
    assert (entry.published_raw, entry.published_at, entry.published_basis) == ("0000-00-00", None, Basis.NONE)


def test_ids_do_not_depend_on_order_or_text() -> None:
    first = {entry.url: entry.entry_id for entry in read(rss(item(1), item(2), item(3))).entries}
    second = {entry.url: entry.entry_id for entry in read(rss(item(3), item(1, title="Changed"))).entries}
    assert second.items() <= first.items()


def test_what_cannot_be_known_again_and_what_comes_twice_is_counted() -> None:
    nameless = "<item><description>no guid, no link, no title</description></item>"
    reading = read(
        rss(item(1), nameless, item(1, title="Again"), item(2, guid=None), "<item><title>Only a title</title></item>")
    )
    assert [entry.title for entry in reading.entries] == ["Title 1", "Title 2", "Only a title"]
    assert reading.n_dropped == 2


def test_items_under_one_guid_are_as_many_as_their_addresses() -> None:
    reading = read(rss(item(1, guid="same"), item(2, guid="same"), item(1, guid="same"), item(3, guid="same")))
    assert [entry.url for entry in reading.entries] == [f"https://www.rferl.org/a/slug/{n}.html" for n in (1, 2, 3)]
    assert (len({entry.entry_id for entry in reading.entries}), reading.n_dropped) == (3, 1)
    other_way = read(rss(item(3, guid="same"), item(2, guid="same"), item(1, guid="same")))
    assert {entry.entry_id for entry in other_way.entries} == {entry.entry_id for entry in reading.entries}


CYRILLIC = rss(item(1, title="Кельбаджар")).replace("encoding='utf-8'", "encoding='windows-1251'")
ENCODINGS = [
    ("utf-8 called windows-1251", CYRILLIC.encode("utf-8"), "text/xml; charset=windows-1251", "Кельбаджар"),
    ("windows-1251", CYRILLIC.encode("windows-1251"), None, "Кельбаджар"),
    (
        "windows-1251 by header",
        rss(item(1, title="Кельбаджар")).encode("cp1251"),
        "text/xml; charset=cp1251",
        "Кельбаджар",
    ),
    ("utf-16 with mark", CYRILLIC.encode("utf-16"), None, "Кельбаджар"),
    ("utf-16 without mark", CYRILLIC.encode("utf-16-le"), None, "Кельбаджар"),
    ("utf-8 with mark", codecs.BOM_UTF8 + rss(item(1, title="Ağdam")).encode(), None, "Ağdam"),
    (
        "latin-1 is windows-1252",
        rss(item(1, title="“A”")).replace("'utf-8'", "'ISO-8859-1'").encode("cp1252"),
        "text/xml; charset=latin1",
        "“A”",
    ),
    ("one bad byte", rss(item(1, title="A@B")).encode().replace(b"@", b"\xff"), None, "A\ufffdB"),
    (
        "unknown name",
        rss(item(1, title="A@B")).encode().replace(b"@", b"\xff"),
        "text/xml; charset=no-such",
        "A\ufffdB",
    ),
]


@pytest.mark.parametrize(
    ("body", "content_type", "title"), [case[1:] for case in ENCODINGS], ids=[case[0] for case in ENCODINGS]
)
def test_strict_utf_8_first_then_what_is_declared(body: bytes, content_type: str | None, title: str) -> None:
    assert read(body, content_type).entries[0].title == title


BOMB = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {name} '{f'&{inner};' * 10}'>" for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("shape", ["rss", "sitemap"])
def test_entity_bombs_and_external_entities_are_not_expanded(shape: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    doctype = f"{BOMB}<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    filled = (
        rss(item(1, title="&i;&x;"))
        if shape == "rss"
        else urlset(news_url("https://www.reuters.com/world/a/", "&i;&x;"))
    )
    declaration, _, rest = filled.partition("?>")
    reading = read(f"{declaration}?>{doctype}{rest}")
    assert len(repr(reading)) < 10_000
    assert "SECRET" not in repr(reading)


def test_comments_and_doctype_before_the_root_are_passed_over() -> None:
    body = WHOLE.replace("<rss", "<!-- <html> --><!DOCTYPE rss PUBLIC '-//X//EN' 'http://x.example/rss.dtd'>\n<rss", 1)
    assert len(read(body).entries) == 5


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_mutated_feeds_end_in_an_outcome(data: st.DataObject) -> None:
    body = bytearray(WHOLE.encode())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    assert read(bytes(body)).outcome in (Outcome.OK, Outcome.PARTIAL, Outcome.EMPTY_FEED, Outcome.NOT_A_FEED)


@pytest.mark.parametrize(
    ("name", "n_entries", "n_dated"), [("real-cnn.rss", 69, 52), ("real-korean-times.rss", 195, 195)]
)
def test_real_feeds(shared_dir: Path, name: str, n_entries: int, n_dated: int) -> None:
    reading = read((shared_dir / "corpus/feeds" / name).read_bytes())
    assert (reading.outcome, reading.kind, len(reading.entries), reading.n_dropped) == (Outcome.OK, "rss", n_entries, 0)
    assert sum(entry.published_at is not None for entry in reading.entries) == n_dated
    assert all(entry.url and entry.title == entry.title.strip() and "<" not in entry.title for entry in reading.entries)


def test_real_sitemaps_every_url_accounted_for(shared_dir: Path) -> None:
    kinds: dict[str, set[str]] = {}
    files = sorted((shared_dir / "corpus/rferl_sitemaps").glob("*.xml"))
    assert len(files) == 24
    for file in files:
        body = file.read_bytes()
        reading = read(body)
        n_urls = body.count(b"<url>") + body.count(b"<sitemap>")
        assert len(reading.entries) + reading.n_dropped == n_urls, file.name
        assert reading.outcome == (Outcome.OK if n_urls else Outcome.EMPTY_FEED), file.name
        assert sum(entry.published_at is not None for entry in reading.entries) == body.count(
            b"<lastmod>"
        ) + body.count(b"<news:publication_date>")
        kinds.setdefault(file.name.split(".")[-2], set()).add(reading.kind)
    assert kinds == {
        "latest": {"sitemap"},
        "news": {"news_sitemap"},
        "sections": {"sitemap"},
        "sitemap": {"sitemap_index"},
    }


def test_real_newsml_of_tass_is_no_feed(shared_dir: Path) -> None:
    reading = read((shared_dir / "corpus/tass/tass_belga_newsml.xml").read_bytes())
    assert (reading.outcome, reading.kind) == (Outcome.NOT_A_FEED, "none")
