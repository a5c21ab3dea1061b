"""Highland Courier: an invented small outlet that reprints the others, with an Atom feed of full text.

Does not know what time it is (the edition does) nor how bytes travel.
"""

import re
import xml.etree.ElementTree as ET
from html import escape

from flows.newsroom import chrome
from flows.newsroom.edition import Edition
from flows.newsroom.markup import (
    HTML,
    Reply,
    attribute,
    child,
    iso_z,
    month,
    page,
    slug_words,
    small_page,
    xml_bytes,
)
from flows.newsroom.stories import Block, Revision, Story, plain_text, split_links

ITEMS_IN_FEED = 10

_STORY_PATH = re.compile(r"/\d{4}/\d{2}/\d{2}/([\w-]+)/")
_MENU = {"Courier": ("Home", "Valleys", "World", "Letters", "About")}
_ATOM = "application/atom+xml; charset=utf-8"


def answer(path: str, edition: Edition) -> Reply | None:
    """What the outlet sends for `path`, or None where it has no such page."""
    path = path.partition("?")[0]
    if match := _STORY_PATH.fullmatch(path):
        story = edition.find_slug(match.group(1))
        return _story_reply(story, edition) if story and story_path(story) == path else None
    if path == "/feed/atom/":
        return Reply(_atom(edition), _ATOM, last_modified=edition.last_change())
    if path == "/":
        return Reply(_front_page(edition), HTML, last_modified=edition.last_change())
    return None


def story_path(story: Story) -> str:
    """/2020/11/25/slug/."""
    return f"/{story.published_at:%Y/%m/%d}/{story.slug}/"


def story_url(story: Story, base_url: str) -> str:
    """The canonical address."""
    return base_url + story_path(story)


def _story_reply(story: Story, edition: Edition) -> Reply:
    revision = edition.revision(story)
    return Reply(_page(story, revision, edition), HTML, last_modified=revision.revised_at)


def _page(story: Story, revision: Revision, edition: Edition) -> bytes:
    url = story_url(story, edition.base_url)
    at = story.published_at
    parts = {
        "title": attribute(revision.title),
        "url": url,
        "published_at": iso_z(at).replace("Z", "+00:00"),
        "modified_at": iso_z(revision.revised_at).replace("Z", "+00:00"),
        "published_words": f"{at.day} {month(at)} {at.year}",
        "byline": attribute(story.byline or "Courier desk"),
        "body": _body(story, revision),
        "section": attribute(story.section),
        "section_path": slug_words(story.section),
        "tag_links": ", ".join(
            f'<a href="/tag/{slug_words(tag)}/" rel="tag">{attribute(tag)}</a>' for tag in story.tags
        ),
        "related": "".join(_teaser(other, edition.base_url) for other in edition.earlier_than(story, 5)),
        "share": chrome.share_buttons(url, revision.title, "share-button"),
        "id": story.id,
    }
    return page("courier.html", parts | _chrome())


def _chrome() -> dict[str, str]:
    return {
        "styles": chrome.style_rules("courier", 330),
        "tracking": chrome.tracking_script("courier", 40),
        "sprite": chrome.icon_sprite("courier", 20),
        "menu": chrome.menu(_MENU, "menu-item"),
        "footer_menu": chrome.menu({"Follow": ("RSS", "Mastodon")}, "menu-item"),
        "cookie_notice": chrome.COOKIE_NOTICE,
    }


def _body(story: Story, revision: Revision) -> str:
    lines = []
    for number, block in enumerate(block for block in revision.blocks if block.kind != "image"):
        opening = f"{story.dateline} \u2014 " if number == 0 and story.dateline else ""
        lines.append(_block(block, opening))
    if story.credits:
        lines.append(f'<p class="credit"><em>{attribute(story.credits)}</em></p>')
    return "\n".join(lines)


def _block(block: Block, opening: str) -> str:
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{attribute(plain_text(item))}</li>" for item in block.text.split("\n")) + "</ul>"
    tag = "h2" if block.kind == "h2" else "p"
    words = "".join(
        f'<a href="{attribute(url)}">{attribute(run)}</a>' if url else attribute(run)
        for run, url in split_links(opening + block.text)
    )
    return f"<{tag}>{words}</{tag}>"


def _teaser(story: Story, base_url: str) -> str:
    return f'<li><a href="{story_url(story, base_url)}">{attribute(story.revisions[0].title)}</a></li>'


def _atom(edition: Edition) -> bytes:
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"})
    child(root, "title", "Highland Courier")
    child(root, "id", f"{edition.base_url}/feed/atom/")
    child(root, "link", rel="self", href=f"{edition.base_url}/feed/atom/")
    child(root, "updated", iso_z(edition.last_change() or edition.now.replace(hour=0, minute=0, second=0)))
    for story in edition.stories[:ITEMS_IN_FEED]:
        revision, url = edition.revision(story), story_url(story, edition.base_url)
        entry = child(root, "entry")
        child(entry, "title", escape(revision.title, quote=False), type="html")
        child(entry, "link", rel="alternate", type="text/html", href=url)
        child(entry, "id", f"{edition.base_url}/?p={story.id}")
        child(entry, "updated", iso_z(revision.revised_at))
        child(entry, "published", iso_z(story.published_at))
        child(entry, "summary", escape(revision.standfirst, quote=False), type="html")
        child(entry, "content", _body(story, revision), type="html")
    return xml_bytes(root)


def _front_page(edition: Edition) -> bytes:
    feed = '<link rel="alternate" type="application/atom+xml" title="Highland Courier" href="/feed/atom/">'
    links = "".join(_teaser(story, edition.base_url) for story in edition.stories)
    return small_page("Highland Courier", feed, f"<ul>{links}</ul>")
