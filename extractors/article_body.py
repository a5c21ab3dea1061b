"""Cuts a page down to the part that holds the article, and gives its paragraphs.

Knows an outlet only as PageRules: where the body stands, what to drop. A declared body is read as it stands, so that
nothing of it is thrown away for the look of its markup; of any other page, what trafilatura found is turned into lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from config.schema import PageRules
from extractors.article_page import find
from extractors.article_text import one_line

# What never holds text of an article, and what its outlet struck out, dropped before anything reads the tree.
_NOISE = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "map",
     "figcaption", "button", "select", "input", "textarea", "dialog", "head", "del", "s", "strike"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
     "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "nav", "ol", "p",
     "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
# What stands beside the text even where an outlet puts it inside its body.
_BESIDE_THE_TEXT = frozenset({"aside", "fieldset", "figure", "footer", "form", "label", "legend", "menu", "nav"})
# Longer or more is no captions of one article, but a gallery or a flood.
_CAPTION_CHARS = 1_000
_MAX_CAPTIONS = 40


def drop_noise(tree: HtmlElement) -> None:
    """Remove scripts, styles, captions, controls, struck words and the head, in place; the text around them stays."""
    etree.strip_elements(tree, *_NOISE, with_tail=False)


def captions(tree: HtmlElement) -> tuple[str, ...]:
    """Give what stands under the pictures of a page, each once; a picture that leads to another page has none."""
    found = (one_line(each.text_content()) for each in find(tree, "//figcaption[not(ancestor::a)]"))
    return tuple(dict.fromkeys(text[:_CAPTION_CHARS] for text in found if text))[:_MAX_CAPTIONS]


def headings(tree: HtmlElement) -> frozenset[str]:
    """Give the words of every heading under the headline."""
    return frozenset(one_line(heading.text_content()) for heading in tree.iter("h2", "h3", "h4", "h5", "h6"))


def cut(tree: HtmlElement, rules: PageRules) -> tuple[HtmlElement | None, str]:
    """Give (the declared body as a page of its own, the dateline that stands outside its paragraphs).

    No body where the rules declare none or the page has none of that kind. The tree is taken apart. `drop_xpaths` see
    the declared body alone: it is all that is read, and a small part of the page.
    """
    found = _outermost(find(tree, rules.body_xpath))
    if not found:
        return None, ""
    dateline = _take(tree, rules.dateline_xpath)
    page = lxml.html.Element("html")
    article = etree.SubElement(etree.SubElement(page, "body"), "article")
    for element in found:
        element.tail = None
        article.append(element)
    for xpath in rules.drop_xpaths:
        for element in find(page, xpath):
            _drop(element)
    return page, dateline


def _outermost(found: list[HtmlElement]) -> list[HtmlElement]:
    """Keep the elements that stand in no other of them, in document order."""
    chosen = set(found)
    return [element for element in found if not any(above in chosen for above in element.iterancestors())]


def _take(tree: HtmlElement, xpath: str) -> str:
    """Take the first element out of the tree and give its text."""
    found = find(tree, xpath)
    if not found:
        return ""
    text = one_line(found[0].text_content())
    _drop(found[0])
    return text


def _drop(element: HtmlElement) -> None:
    """Remove an element but not the text after it."""
    if element.getparent() is not None:
        element.drop_tree()


def read_blocks(body: etree._Element) -> list[str]:
    """Give the lines of a declared body word for word: one a paragraph, heading, list item, table row or loose text.

    Two line breaks in a row part paragraphs, one is a space. The tree is taken apart.
    """
    etree.strip_elements(body, *_BESIDE_THE_TEXT, with_tail=False)
    inline = {element.tag for element in body.iter() if isinstance(element.tag, str)} - _BLOCKS - {"br"}
    etree.strip_tags(body, *inline)
    _flatten_rows(body)
    lines: list[str] = []
    runs = [""]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if element.tag == "br":
            runs += [text or ""] if event == "end" else []
            continue
        lines += _paragraphs(runs)
        runs = [text or ""]
    return [*lines, *_paragraphs(runs)]


def _flatten_rows(body: etree._Element) -> None:
    """Make one text of every table row; a row that holds a table of its own is layout, and stays."""
    for row in list(body.iter("tr")):
        if row.find(".//tr") is None:
            text, tail = " ".join(map(str, row.itertext())), row.tail
            row.clear()
            row.text, row.tail = text, tail


def _paragraphs(runs: Iterable[str]) -> list[str]:
    """Part text at two line breaks; each run is what stands between two of them."""
    if not any(runs):
        return []
    parted = re.split(r"\n\n+", "\n".join(map(one_line, runs)))
    return [line for text in parted if (line := one_line(text))]


def paragraphs(body: etree._Element) -> list[str]:
    """Give the lines of trafilatura's body, one a paragraph, heading, list item or table row."""
    return [line for element in body for text in _lines(element) if (line := one_line(text))]


def _lines(element: etree._Element) -> Iterator[str]:
    if element.tag == "list":
        yield from (_whole_text(item) for item in element.iter("item"))
    elif element.tag == "table":
        yield from (" ".join(_whole_text(cell) for cell in row.iter("cell")) for row in element.iter("row"))
    elif element.tag == "quote" and len(element):
        yield element.text or ""
        for part in element:
            yield _whole_text(part)
            yield part.tail or ""
    else:
        yield _whole_text(element)


def _whole_text(element: etree._Element) -> str:
    for line_break in element.iter("lb"):
        line_break.tail = " " + (line_break.tail or "")
    return "".join(map(str, element.itertext()))


def clean_paragraphs(lines: Iterable[str], rules: PageRules) -> list[str]:
    """Take out noise lines, noise phrases and a line that repeats the one before it."""
    noise = [re.compile(pattern) for pattern in rules.noise_lines]
    phrases = [re.compile(pattern) for pattern in rules.noise_phrases]
    kept: list[str] = []
    for line in lines:
        for phrase in phrases:
            line = one_line(phrase.sub("", line))
        if line and not any(pattern.fullmatch(line) for pattern in noise) and line != (kept[-1] if kept else None):
            kept.append(line)
    return kept
