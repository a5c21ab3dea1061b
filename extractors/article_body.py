"""Cuts a page down to the part that holds the article, and turns what trafilatura found there into paragraphs.

Knows an outlet only as PageRules: where the body stands, what to drop. A cut body goes on without attributes and inline
elements, so that nothing the outlet declared as body is thrown away again for the look of its markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from config.schema import PageRules
from extractors.article_text import one_line

# What never holds text of an article, dropped before anything reads the tree.
_NOISE = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "map",
     "figcaption", "button", "select", "input", "textarea", "dialog", "head"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure",
     "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
     "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
_CONTAINERS = frozenset({"article", "blockquote", "center", "div", "header", "main", "section"})


@cache
def _compiled(xpath: str) -> etree.XPath:
    return etree.XPath(xpath)


def find(tree: etree._Element, xpath: str) -> list[HtmlElement]:
    """Give the elements at an XPath of an outlet's rules; none where the rule is empty."""
    return list(_compiled(xpath)(tree)) if xpath else []


def drop_noise(tree: HtmlElement) -> None:
    """Remove scripts, styles, captions, controls and the head, in place; the text around them stays."""
    etree.strip_elements(tree, *_NOISE, with_tail=False)


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
    _plain_blocks(article)
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


def _plain_blocks(article: etree._Element) -> None:
    """Leave bare blocks: inline elements dissolved, attributes gone, loose text and line breaks made paragraphs."""
    inline = {element.tag for element in article.iter() if isinstance(element.tag, str)} - _BLOCKS - {"br"}
    etree.strip_tags(article, *inline)
    for element in list(article.iter()):
        element.attrib.clear()
        if element.tag in _CONTAINERS or (element.tag == "p" and element.find("br") is not None):
            _regroup(element)
    for line_break in article.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    etree.strip_tags(article, "br")


def _regroup(element: etree._Element) -> None:
    """Put every run of loose text into a `<p>` of its own; two line breaks in a row end a run."""
    runs, element.text = [one_line(element.text)], None
    for child in list(element):
        tail, child.tail = one_line(child.tail), None
        if child.tag == "br":
            element.remove(child)
            runs.append(tail)
            continue
        for paragraph in _paragraphs(runs):
            child.addprevious(paragraph)
        runs = [tail]
    element.extend(_paragraphs(runs))
    if element.tag == "p":
        element.tag = "div"


def _paragraphs(runs: list[str]) -> list[etree._Element]:
    texts = [one_line(text) for text in re.split(r"\n\n+", "\n".join(runs))]
    made = [lxml.html.Element("p") for text in texts if text]
    for paragraph, text in zip(made, filter(None, texts), strict=True):
        paragraph.text = text
    return made


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
