"""TASS as the newsroom plays it: its pages, one RSS feed in Moscow time, a sitemap without titles.

Does not know what time it is (the edition does) nor how bytes travel.
"""

import re
import xml.etree.ElementTree as ET
from datetime import datetime

from flows.newsroom import chrome
from flows.newsroom.edition import Edition
from flows.newsroom.markup import (
    HTML,
    MOSCOW,
    XML,
    Reply,
    attribute,
    child,
    digest,
    month,
    page,
    rfc822,
    script_json,
    sitemap_index,
    small_page,
    urlset,
    xml_bytes,
)
from flows.newsroom.stories import Block, Revision, Story, body_paragraphs, split_links

ITEMS_IN_FEED = 100
STORIES_IN_SITEMAP = 1000

_SITEMAP_PATH = re.compile(r"/sitemap/sitemap_news(\d)\.xml")
_STORY_PATH = re.compile(r"/([a-z-]+)/(\d+)")
_MENU = {
    "Sections": ("Russian Politics", "World", "Business", "Defense", "Science", "Emergencies", "Society", "Sports"),
    "Pressroom": ("Press Releases", "Interviews", "Press Review", "Special Projects"),
    "Regions": ("Far East", "Urals", "Siberia", "Volga", "Crimea", "South", "Northwest", "Center"),
}
_FOOTER = {
    "About": ("About TASS", "Management", "History", "Terms Of Use", "Contacts", "Vacancies"),
    "Services": ("Photo", "Terminal", "Subscribe", "RSS", "Mobile"),
}


def answer(path: str, edition: Edition) -> Reply | None:
    """What the outlet sends for `path`, or None where it has no such page."""
    path = path.partition("?")[0]
    if match := _STORY_PATH.fullmatch(path):
        story = edition.find(match.group(2))
        return _story_reply(story, edition) if story and story.section.lower() == match.group(1) else None
    if path == "/rss/v2.xml":
        return Reply(_rss(edition), XML, last_modified=edition.last_change())
    if path == "/sitemap.xml":
        index = sitemap_index([(f"{edition.base_url}/sitemap/sitemap_news0.xml", edition.last_change())])
        return Reply(index, XML, last_modified=edition.last_change())
    if match := _SITEMAP_PATH.fullmatch(path):
        return Reply(_sitemap(edition, int(match.group(1))), XML, last_modified=edition.last_change())
    if path == "/":
        return Reply(_front_page(edition), HTML, last_modified=edition.last_change())
    return None


def story_url(story: Story, base_url: str) -> str:
    """The canonical address: section and number, no title."""
    return f"{base_url}/{story.section.lower()}/{story.id}"


def _story_reply(story: Story, edition: Edition) -> Reply:
    revision = edition.revision(story)
    return Reply(_page(story, revision, edition), HTML, last_modified=revision.revised_at)


def _page(story: Story, revision: Revision, edition: Edition) -> bytes:
    url = story_url(story, edition.base_url)
    related = edition.earlier_than(story, 10)
    image = next((block for block in revision.blocks if block.kind == "image"), None)
    image_name, _, caption = image.text.partition("\n") if image else (digest(story.id), "", "")
    revised = revision.revised_at > story.published_at
    parts = {
        "title": attribute(revision.title),
        "standfirst": attribute(revision.standfirst),
        "keywords": attribute(", ".join(story.tags)),
        "url": url,
        "image_url": f"{edition.base_url}/i/{attribute(image_name)}.jpg",
        "caption": attribute(caption),
        "json_ld": script_json(_json_ld(story, revision, url)),
        "section": attribute(story.section.upper()),
        "section_path": attribute(story.section.lower()),
        "published_epoch": str(int(story.published_at.timestamp())),
        "published_words": _words(story.published_at),
        "updated": f'<span class="news-header__date-update">Updated at: {_words(revision.revised_at)}</span>'
        if revised
        else "",
        "body": _body(story, revision),
        "tag_links": "".join(f'<li><a href="/tag/{digest(tag)[:6]}">{attribute(tag)}</a></li>' for tag in story.tags),
        "hot": "".join(_headline(other, edition.base_url) for other in related[:4]),
        "related": "".join(_headline(other, edition.base_url) for other in related),
        "related_leads": "".join(_lead(other, edition.base_url) for other in related[:5]),
        "share": chrome.share_buttons(url, revision.title, "share"),
        "state": script_json({"id": story.id, "text": body_paragraphs(revision)[0], "tags": list(story.tags)}),
        "id": story.id,
    }
    return page("tass.html", parts | _chrome())


def _chrome() -> dict[str, str]:
    return {
        "styles": chrome.style_rules("tass", 160),
        "tracking": chrome.tracking_script("tass", 60),
        "sprite": chrome.icon_sprite("tass", 30),
        "menu": chrome.menu(_MENU, "menu-item"),
        "footer_menu": chrome.menu(_FOOTER, "footer-item"),
        "cookie_notice": chrome.COOKIE_NOTICE,
    }


def _json_ld(story: Story, revision: Revision, url: str) -> dict[str, object]:
    return {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": revision.title,
        "description": revision.standfirst,
        "datePublished": story.published_at.astimezone(MOSCOW).isoformat(),
        "dateModified": revision.revised_at.astimezone(MOSCOW).isoformat(),
        "author": {"@type": "Organization", "name": "TASS"},
        "publisher": {"@type": "Organization", "name": "TASS"},
    }


def _body(story: Story, revision: Revision) -> str:
    blocks = [block for block in revision.blocks if block.kind != "image"]
    first, *rest = blocks
    opening = f"{dateline(story)}{first.text}"
    return "\n".join([f"<p>{_inline(opening)}</p>", *(_block(block) for block in rest)])


def dateline(story: Story) -> str:
    """`BAKU, November 25. /TASS/. ` with the Moscow date and no year, or nothing for a story without a place."""
    local = story.published_at.astimezone(MOSCOW)
    return f"{story.dateline}, {month(local)} {local.day}. /TASS/. " if story.dateline else ""


def _block(block: Block) -> str:
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in block.text.split("\n")) + "</ul>"
    if block.kind == "h2":
        return f"<h2>{_inline(block.text)}</h2>"
    return f"<p>{_inline(block.text)}</p>"


def _inline(text: str) -> str:
    return "".join(
        f'<a href="{attribute(url)}">{attribute(words)}</a>' if url else attribute(words)
        for words, url in split_links(text)
    )


def _headline(story: Story, base_url: str) -> str:
    return (
        f'<a class="news-preview" href="{story_url(story, base_url)}"><span class="news-preview__date">'
        f"{_words(story.published_at)}</span>"
        f'<span class="news-preview__title">{attribute(story.revisions[0].title)}</span></a>'
    )


def _lead(story: Story, base_url: str) -> str:
    return (
        f'<div class="news-list__item"><a href="{story_url(story, base_url)}">{attribute(story.revisions[0].title)}</a>'
        f'<div class="news-list__lead">{attribute(story.revisions[0].standfirst)}</div></div>'
    )


def _rss(edition: Edition) -> bytes:
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom"})
    channel = child(root, "channel")
    child(channel, "title", "TASS")
    child(channel, "link", f"{edition.base_url}/")
    child(channel, "description", "News of the agency, played by the trucewire newsroom")
    child(channel, "language", "en")
    child(channel, "atom:link", href=f"{edition.base_url}/rss/v2.xml", rel="self", type="application/rss+xml")
    for story in edition.stories[:ITEMS_IN_FEED]:
        _rss_item(channel, story, edition)
    return xml_bytes(root)


def _rss_item(channel: ET.Element, story: Story, edition: Edition) -> None:
    revision, url = edition.revision(story), story_url(story, edition.base_url)
    item = child(channel, "item")
    child(item, "title", revision.title)
    child(item, "link", url)
    child(item, "guid", url, isPermaLink="true")
    child(item, "pubDate", rfc822(story.published_at.astimezone(MOSCOW)))
    child(item, "description", revision.standfirst)
    # The agency repeats the section in each item.
    child(item, "category", story.section)
    child(item, "category", story.section)


def _sitemap(edition: Edition, part: int) -> bytes:
    root = urlset()
    for story in edition.stories[part * STORIES_IN_SITEMAP :][:STORIES_IN_SITEMAP]:
        entry = child(root, "url")
        child(entry, "loc", story_url(story, edition.base_url))
        child(entry, "lastmod", edition.revision(story).revised_at.astimezone(MOSCOW).isoformat())
    return xml_bytes(root)


def _front_page(edition: Edition) -> bytes:
    feed = '<link rel="alternate" type="application/rss+xml" title="TASS" href="/rss/v2.xml">'
    return small_page("TASS", feed, "".join(_headline(story, edition.base_url) for story in edition.stories[:40]))


def _words(moment: datetime) -> str:
    local = moment.astimezone(MOSCOW)
    return f"{local.day} {month(local)[:3].upper()}, {local:%H:%M}"
