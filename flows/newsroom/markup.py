"""Small tools that every outlet uses: escaping, templates, XML bytes, dates in the web's spellings.

Does not know any outlet or story.
"""

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template

MOSCOW = timezone(timedelta(hours=3))
_MONTHS = "January February March April May June July August September October November December"

HTML = "text/html; charset=utf-8"
XML = "text/xml; charset=utf-8"

_TEMPLATES_DIR = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a site answers to one path, before conditional requests and compression are looked at."""

    body: bytes
    content_type: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    last_modified: datetime | None = None


@cache
def template(name: str) -> Template:
    """The HTML template of that file name."""
    return Template((_TEMPLATES_DIR / name).read_text(encoding="utf-8"))


def page(name: str, parts: dict[str, str]) -> bytes:
    """A template with every `$part` filled in; raises KeyError when one is missing."""
    return template(name).substitute(parts).encode()


def attribute(text: str) -> str:
    """Text made safe inside a double-quoted HTML attribute, and inside an element."""
    return escape(text, quote=True)


def script_json(value: object) -> str:
    """JSON that can stand inside a <script> element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def xml_bytes(root: ET.Element) -> bytes:
    """A document with its XML declaration, on one line as the outlets send it."""
    return f'<?xml version="1.0" encoding="utf-8"?>{ET.tostring(root, encoding="unicode")}'.encode()


def child(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """A new child element; its tag is written as given, prefix and all."""
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def sitemap_index(entries: list[tuple[str, datetime | None]]) -> bytes:
    """A sitemap index of (address, last modified)."""
    root = ET.Element("sitemapindex", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address, modified in entries:
        sitemap = child(root, "sitemap")
        child(sitemap, "loc", address)
        if modified:
            child(sitemap, "lastmod", iso_z(modified))
    return xml_bytes(root)


def urlset(with_news: bool = False) -> ET.Element:
    """An empty sitemap, with the news namespace where asked for."""
    namespaces = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    if with_news:
        namespaces["xmlns:news"] = "http://www.google.com/schemas/sitemap-news/0.9"
    return ET.Element("urlset", namespaces)


def small_page(title: str, head: str, body: str) -> bytes:
    """A page that is no story: a front page, a list of feeds."""
    opening = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    return f"{opening}<body><h1>{title}</h1>{body}</body></html>".encode()


def month(moment: datetime) -> str:
    """The English name of the month, whatever the locale."""
    return _MONTHS.split(" ")[moment.month - 1]


def iso_z(moment: datetime) -> str:
    """2020-11-25T09:40:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rfc822(moment: datetime) -> str:
    """Wed, 25 Nov 2020 09:40:00 +0000, in the zone of `moment`."""
    return format_datetime(moment)


def digest(*parts: str) -> str:
    """32 hex digits that stand for the parts, for ids and made-up asset names."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def slug_words(text: str) -> str:
    """Text as it stands in an address: lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
