"""Reads a page into an article: title, text, dateline, byline, dates with their basis, credited agencies.

Pure and in one process: what may hang or eat memory runs through `children`. Knows an outlet only as
config.schema.Source; a page of none is read by trafilatura alone. What is no article is a value with its reason, never
an empty article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urldefrag, urlsplit

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from config.schema import Limits, PageRules, Source
from extractors import article_body, article_dateline, article_language, article_page, article_walls, identity
from extractors.article_background import background_index
from extractors.article_credits import credit_line_start, read_credits
from extractors.article_dates import ReadDate
from extractors.article_page import PageFacts
from extractors.article_published import find_published, first_date
from extractors.article_text import decode, language_of, markup_text, one_line
from extractors.records import Article, Entry, NoArticle, Page, Reason, digest

BETWEEN_PARAGRAPHS = "\n\n"
_SAMPLE_CHARS = 200
_START_CHARS = 2_000
# Fewer words than this on a page of no known outlet are no article: menus and teasers are what is left then.
_MIN_WORDS_UNKNOWN = 12
_MIN_WORDS_KNOWN = 4
_STANDFIRST_CHARS = 1_000
# Several times the longest piece of journalism: more is a flood, and would only hang what reads the text.
_MAX_TEXT_CHARS = 400_000
_PLAIN_TITLE_CHARS = 200

_NOT_TEXT = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"Rar!", b"BM")
_MARKUP = re.compile(r"<[A-Za-z!/]")
# Atomic: a comment ends at its first end, or many of them could be parted in too many ways.
_PAGE_START = re.compile(r"\s*(?:(?><!--.*?-->)\s*)*+<(?:!doctype html|html|head|body)\b", re.DOTALL | re.IGNORECASE)
_XML_ROOT = re.compile(
    r"\s*(?:<\?xml\b[^>]*\?>\s*(?:(?><!--.*?-->)\s*|<!DOCTYPE[^>]*>\s*)*+<(?P<root>[\w:.-]+)"
    r"|<(?P<feed>rss|feed|urlset|sitemapindex|rdf:RDF)\b)",
    re.DOTALL,
)
# Made once: to read the options from trafilatura's config costs as much as to extract a short article.
_OPTIONS = Extractor(output_format="python", comments=False, formatting=False, with_metadata=False)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of one page before the article is made: its lines, and what it declares."""

    paragraphs: list[str]
    facts: PageFacts
    standfirst: str
    page_text: str
    is_declared: bool
    headings: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why no article comes of a page."""

    reason: Reason
    message: str
    sample: str = ""


def read(body: bytes, *, page: Page, source: Source | None, entry: Entry | None, limits: Limits) -> Article | NoArticle:
    """Read one stored page. `entry` is the feed item that led to it, or what the user gave; `source` None is no outlet.

    The text has paragraphs parted by an empty line, the dateline at its head and the credit line at its end where the
    page has them; runs of white space are one space, all other characters are as written.
    """
    if identity.is_front_page(page.final_url, source):
        message = "the front page of its outlet, not an article; give the address of one story"
        return _no_article(page, _Fault(Reason.FRONT_PAGE, message))
    found = _read_body(body, (page.content_type or "").lower(), source, limits)
    if isinstance(found, _Fault):
        return _no_article(page, found)
    wall = _wall(found)
    return _no_article(page, wall) if wall else _article(found, page, source, entry)


def _no_article(page: Page, fault: _Fault) -> NoArticle:
    return NoArticle(page.page_id, page.url, fault.reason, fault.message, one_line(fault.sample)[:_SAMPLE_CHARS])


def _read_body(body: bytes, content_type: str, source: Source | None, limits: Limits) -> _Read | _Fault:
    text = "" if body.startswith(_NOT_TEXT) else decode(body, content_type).replace("\x00", "")
    fault = _not_readable(body, text, content_type)
    if fault:
        return fault
    is_plain = content_type.startswith("text/plain") and not _PAGE_START.match(text)
    if is_plain or not _MARKUP.search(text):
        return _read_plain(text)
    return _read_html(markup_text(text), source, limits)


def _not_readable(body: bytes, text: str, content_type: str) -> _Fault | None:
    if not body.strip():
        return _Fault(Reason.NO_TEXT, "the page is empty")
    start = text[:_START_CHARS].lstrip()
    xml = _XML_ROOT.match(text)
    root = xml.group("root") or xml.group("feed") if xml else "html"
    if root.lower() != "html":
        return _Fault(Reason.NOT_HTML, f"an XML document <{root[:40]}>, not a page", start[:500])
    if not text or _is_unreadable(text[:_START_CHARS]):
        return _Fault(Reason.NOT_HTML, f"not text: the body begins {body[:8]!r}")
    if content_type.startswith("application/json") or start[:1] in ("{", "["):
        return _Fault(Reason.NOT_HTML, "a JSON document, not a page", start[:500])
    return None


def _is_unreadable(text: str) -> bool:
    """Say whether more than one character in twenty is none that a text would have."""
    if "".join(text.split()).isprintable() and "\ufffd" not in text:
        return False
    n_unreadable = sum(not (char.isprintable() or char.isspace()) or char == "\ufffd" for char in text)
    return n_unreadable > len(text) // 20


def _read_plain(text: str) -> _Read:
    """Read plain text: paragraphs are parted by empty lines; the first is the title if it looks like one."""
    is_parted = re.search(r"\S[^\n]*\n\s*\n\s*\S", text) is not None
    lines = [line for part in re.split(r"\n\s*\n" if is_parted else r"\n", text) if (line := one_line(part))]
    title = lines[0] if len(lines) > 1 and _looks_like_title(lines[0]) else ""
    facts = PageFacts(title, title, "", frozenset(), "", True, None, None, (), None, (), (), None, ())
    return _Read(lines[1:] if title else lines, facts, "", text, is_declared=True)


def _looks_like_title(line: str) -> bool:
    is_sentence = line.endswith((".", "!", ":", ",")) or article_dateline.find(line + " X", PageRules()) is not None
    return len(line) <= _PLAIN_TITLE_CHARS and not is_sentence


def _read_html(markup: str, source: Source | None, limits: Limits) -> _Read | _Fault:
    tree, is_truncated = article_page.parse(markup)
    if tree is None:
        return _Fault(Reason.NO_TEXT, "the page has no element at all", markup[:500])
    if is_truncated:
        return _Fault(Reason.PARSE_TRUNCATED, "the page is nested or filled beyond what the parser takes", markup[:500])
    facts, captions = article_page.read_facts(tree), article_body.captions(tree)
    article_body.drop_noise(tree)
    page_text = one_line(tree.text_content())
    is_short = page_text.count(" ") < article_walls.ENOUGH_WORDS
    if is_short and (blocker := article_walls.blocker_of(markup)):
        return _Fault(Reason.CHALLENGE, f"a challenge page of {blocker}", page_text)
    rules = source.pages if source else PageRules()
    standfirst = _text_at(tree, rules.standfirst_xpath)
    declared, dateline = article_body.cut(tree, rules)
    chosen = tree if declared is None else declared
    if len(markup) > limits.extract_bytes and len(etree.tostring(chosen)) > limits.extract_bytes:
        return _Fault(Reason.PARSE_TRUNCATED, f"more than {limits.extract_bytes} bytes of body", page_text)
    marked = article_body.headings(chosen)
    lines = _extract(tree) if declared is None else article_body.read_blocks(declared)
    if isinstance(lines, _Fault):
        return lines
    lines = article_body.clean_paragraphs(lines, rules)
    if lines and dateline and not lines[0].startswith(dateline):
        lines[0] = f"{dateline} {lines[0]}"
    lines = _without_title(lines, facts)
    headings = tuple(line for line in lines if line in marked)
    return _Read(lines, facts, standfirst, page_text, declared is not None, headings, captions)


def _text_at(tree: HtmlElement, xpath: str) -> str:
    found = article_page.find(tree, xpath)
    return one_line(found[0].text_content())[:_STANDFIRST_CHARS] if found else ""


def _extract(tree: HtmlElement) -> list[str] | _Fault:
    """Let trafilatura find the paragraphs of a page whose body nobody declared."""
    try:
        found = trafilatura.bare_extraction(tree, options=_OPTIONS)
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
        RecursionError,
        etree.LxmlError,
    ) as error:
        return _Fault(Reason.NO_TEXT, f"the extractor failed on it: {type(error).__name__}")
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return article_body.paragraphs(found.body)


def _without_title(lines: list[str], facts: PageFacts) -> list[str]:
    """Take the headline off the head of the text, where pages of unknown outlets have it."""
    titles = {title.casefold() for title in (facts.title, facts.title_tag) if title}
    while lines and lines[0].casefold() in titles:
        lines = lines[1:]
    return lines


def _wall(found: _Read) -> _Fault | None:
    text, facts = " ".join(found.paragraphs), found.facts
    if len(text) > _MAX_TEXT_CHARS:
        return _Fault(Reason.PARSE_TRUNCATED, f"more than {_MAX_TEXT_CHARS:,} characters of text", text[:500])
    n_words = len(text.split())
    wall = article_walls.kind_of_page(facts.types, facts.og_type, n_words) or article_walls.wall_of(
        text, found.page_text, facts.title_tag or facts.title, facts.is_free
    )
    if wall is None and n_words < (_MIN_WORDS_KNOWN if found.is_declared else _MIN_WORDS_UNKNOWN):
        wall = Reason.NO_TEXT, f"no article text on the page ({n_words} words)"
    return _Fault(*wall, sample=text or found.page_text) if wall else None


def _article(found: _Read, page: Page, source: Source | None, entry: Entry | None) -> Article:
    facts, paragraphs = found.facts, found.paragraphs
    rules = source.pages if source else PageRules()
    text = BETWEEN_PARAGRAPHS.join(paragraphs)
    title = facts.title or (entry.title if entry else "")
    dateline = article_dateline.find(paragraphs[0], rules)
    published = find_published(facts, page, source, entry, dateline)
    modified = first_date(facts.modified, page, source)
    standfirst = found.standfirst or _own_words(facts.description, text)
    url, variants = _addresses(facts, page, source)
    article_id = identity.settled_id((page.url, page.final_url), url, source)
    published_at = published.date.at if published.date else None
    language, detected = _language(facts, page, source, entry), article_language.detect_language(text)
    return Article(
        article_id=article_id,
        revision_id=digest(article_id, title, standfirst, text),
        page_id=page.page_id,
        source_id=page.source_id,
        url=url,
        title=title,
        text=text,
        text_sha256=sha256(text.encode("utf-8")).hexdigest(),
        fetched_at=page.fetched_at,
        standfirst=standfirst,
        byline=facts.byline,
        section=facts.section,
        tags=facts.tags,
        language=language,
        dateline=dateline.text if dateline else None,
        dateline_place=dateline.place if dateline else None,
        dateline_on=dateline.day_near(published_at) if dateline else None,
        published_at=published_at,
        published_raw=published.raw,
        published_basis=published.basis,
        published_precision=published.date.precision if published.date else "none",
        modified_at=modified.date.at if modified.date else None,
        modified_raw=modified.raw,
        credited_agencies=read_credits(paragraphs, dateline, rules, source),
        background_start=_background_start(paragraphs, rules, published.date),
        n_words=len(text.split()),
        url_variants=variants,
        language_detected=detected,
        is_language_suspect=article_language.is_language_suspect(language, detected),
        is_encoding_suspect=article_language.is_encoding_suspect(f"{title}\n{standfirst or ''}\n{text}"),
        headings=found.headings,
        captions=found.captions,
    )


def _own_words(description: str, text: str) -> str | None:
    """Give the page's description as standfirst unless it only repeats how the text begins."""
    start = description.rstrip(". …")[:80]
    return description[:_STANDFIRST_CHARS] if start and start not in text else None


def _language(facts: PageFacts, page: Page, source: Source | None, entry: Entry | None) -> str | None:
    """Give the declared language: that of the path or feed entry, else of the page, else of the outlet."""
    return (
        identity.path_language(page.final_url)
        or language_of(facts.language)
        or language_of(entry.language if entry else None)
        or (source.language if source else None)
    )


def _addresses(facts: PageFacts, page: Page, source: Source | None) -> tuple[str, tuple[str, ...]]:
    """Give (the article's address as its outlet writes it, the canonical form of every address it is known by).

    A canonical link of another site is not believed.
    """
    links = (identity.absolute_url(link, page.final_url) for link in facts.links)
    own = [link for link in links if link and _is_own(link, page, source)]
    canonical = identity.absolute_url(facts.canonical or "", page.final_url)
    canonical = canonical if canonical in own else page.final_url
    variants = dict.fromkeys(map(identity.canonical_url, dict.fromkeys((canonical, page.url, page.final_url, *own))))
    return urldefrag(canonical).url, tuple(variants)


def _is_own(link: str, page: Page, source: Source | None) -> bool:
    """Say whether a link can be this page: a front page never is, nor is a section where the page has a number."""
    parts = urlsplit(link)
    is_numbered = identity.outlet_id(page.final_url, source) is not None
    if (parts.path in ("", "/") and not parts.query) or (is_numbered and identity.outlet_id(link, source) is None):
        return False
    is_same_host = (parts.hostname or "") == (urlsplit(page.final_url).hostname or "")
    return is_same_host or (source is not None and identity.source_of(link, (source,)) is not None)


def _background_start(paragraphs: list[str], rules: PageRules, published: ReadDate | None) -> int | None:
    story = paragraphs[: credit_line_start(paragraphs, rules)]
    index = background_index(story, published.at if published else None)
    if index is None:
        return None
    return sum(len(paragraph) + len(BETWEEN_PARAGRAPHS) for paragraph in paragraphs[:index])
