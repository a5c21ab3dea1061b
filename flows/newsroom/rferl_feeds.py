"""The feeds of RFE/RL as the newsroom plays them: RSS by feed id, gzip sitemaps, the list of feeds.

Does not know the pages, nor what time it is.
"""

import gzip
import re
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta

from flows.newsroom.edition import Edition
from flows.newsroom.markup import (
    HTML,
    XML,
    Reply,
    child,
    digest,
    iso_z,
    rfc822,
    sitemap_index,
    small_page,
    urlset,
    xml_bytes,
)
from flows.newsroom.stories import Story

NAME = "RadioFreeEurope/RadioLiberty"
# The ids with evidence in the outlet's own pages; the last two are the newsroom's, for discovery through /rssfeeds.
FEEDS = {
    "zbqiml-vomx-tpeqkmy": "News",
    "zpiirl-vomx-tpe_gmr": "Russia",
    "zviipl-vomx-tpeugmm": "Ukraine",
    "zbgvmtl-vomx-tpeq_kmr": "Russia Invades Ukraine",
    "zgoiql-vomx-tpe-kmo": "Belarus",
    "z-oiil-vomx-tpergmp": "Iran",
    "zkvtmvl-vomx-tpejqgmt": "Wider Europe",
    "znewsroom-vomx-armenia": "Armenia",
    "znewsroom-vomx-azerbaijan": "Azerbaijan",
}
# Any id that is not above answers 200 with an empty feed, as a retired id does. This one is for tests to name.
DEAD_FEED_ID = "zdead-vomx-tpenone"
ITEMS_IN_FEED = 20
STORIES_IN_ARCHIVE = 15

_FEED_PATH = re.compile(r"/api/([\w-]+)")
_GZIP_SITEMAP = re.compile(r"/sitemap_8_(news|latest|sections|[1-9]|10)\.xml\.gz")
_SECTIONS = ("News", "Armenia", "Azerbaijan", "Russia", "Features")


def answer_feed(path: str, edition: Edition) -> Reply | None:
    """What the outlet sends for the path of a feed or sitemap, or None for any other path."""
    if match := _FEED_PATH.fullmatch(path):
        return _feed_reply(match.group(1), edition)
    if match := _GZIP_SITEMAP.fullmatch(path):
        body = gzip.compress(_sitemap(match.group(1), edition), mtime=0)
        return Reply(body, "application/x-gzip", last_modified=edition.last_change())
    if path == "/sitemap.xml":
        return Reply(_index(edition), XML, last_modified=edition.last_change())
    if path == "/rssfeeds":
        return Reply(_rssfeeds_page(), HTML)
    return None


def story_url(story: Story, base_url: str) -> str:
    """The canonical address. The slug is that of the first version, whatever the title is now."""
    return f"{base_url}/a/{story.slug}/{story.id}.html"


def _feed_reply(feed_id: str, edition: Edition) -> Reply:
    name = FEEDS.get(feed_id)
    if name is None:
        return Reply(b"<rss></rss>", XML)
    stories = [story for story in edition.stories if name == "News" or name in story.tags]
    return Reply(_rss(name, feed_id, stories[:ITEMS_IN_FEED], edition), XML, last_modified=edition.last_change())


def _rss(name: str, feed_id: str, stories: list[Story], edition: Edition) -> bytes:
    namespace = {"version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom"}
    root = ET.Element("rss", namespace)
    channel = child(root, "channel")
    child(channel, "title", f"{name} - Radio Free Europe / Radio Liberty")
    child(channel, "link", f"{edition.base_url}/")
    child(channel, "description", "Uncensored news. Responsible and open debate. Played by the trucewire newsroom.")
    child(channel, "language", "en-US")
    child(channel, "ttl", "60")
    if stories:
        child(channel, "lastBuildDate", rfc822(max(edition.revision(story).revised_at for story in stories)))
    child(channel, "atom:link", href=f"{edition.base_url}/api/{feed_id}", rel="self", type="application/rss+xml")
    for story in stories:
        _rss_item(channel, story, edition)
    return xml_bytes(root)


def _rss_item(channel: ET.Element, story: Story, edition: Edition) -> None:
    revision, url = edition.revision(story), story_url(story, edition.base_url)
    item = child(channel, "item")
    child(item, "title", revision.title)
    child(item, "description", revision.standfirst)
    if not story.is_guid_only:
        child(item, "link", url)
    child(item, "guid", url)
    child(item, "pubDate", rfc822(story.published_at))
    for tag in story.tags:
        child(item, "category", tag)
    child(item, "author", f"noreply@rferl.example ({story.byline or NAME})")


def _index(edition: Edition) -> bytes:
    names = ("1", "2", "latest", "news", "sections")
    # Only the archive parts carry a date, as on the real site.
    dated = edition.last_change()
    return sitemap_index(
        [(f"{edition.base_url}/sitemap_8_{name}.xml.gz", dated if name.isdigit() else None) for name in names]
    )


def _sitemap(name: str, edition: Edition) -> bytes:
    if name == "news":
        return _news_sitemap(edition.within(timedelta(days=2)), edition)
    root = urlset()
    if name == "sections":
        for section in _SECTIONS:
            today = edition.now.replace(hour=0, minute=0, second=0, microsecond=0)
            _add_url(root, f"{edition.base_url}/z/{digest(section)[:4]}", today, 0)
    elif name == "latest":
        _add_stories(root, edition.within(timedelta(days=30)), edition)
    else:
        first = (int(name) - 1) * STORIES_IN_ARCHIVE
        _add_stories(root, list(edition.stories[first : first + STORIES_IN_ARCHIVE]), edition)
    return xml_bytes(root)


def _add_stories(root: ET.Element, stories: list[Story], edition: Edition) -> None:
    for story in stories:
        _add_url(root, story_url(story, edition.base_url), edition.revision(story).revised_at, int(story.id) % 8)


def _add_url(root: ET.Element, url: str, modified: datetime, n_digits: int) -> None:
    entry = child(root, "url")
    child(entry, "loc", url)
    child(entry, "lastmod", _fractional(modified, n_digits))
    child(entry, "changefreq", "hourly")
    child(entry, "priority", "0.8")


def _news_sitemap(stories: list[Story], edition: Edition) -> bytes:
    root = urlset(with_news=True)
    for story in stories:
        entry = child(root, "url")
        child(entry, "loc", story_url(story, edition.base_url))
        news = child(entry, "news:news")
        publication = child(news, "news:publication")
        child(publication, "news:name", NAME)
        child(publication, "news:language", "en")
        child(news, "news:publication_date", _fractional(story.published_at, int(story.id) % 8))
        child(news, "news:title", _untidy(edition.revision(story).title, int(story.id)))
    return xml_bytes(root)


def _untidy(title: str, number: int) -> str:
    """The stray and no-break spaces that real titles carry."""
    if number % 3 == 0:
        return title + " "
    first, _, rest = title.partition(" ")
    return f"{first}\u00a0{rest}" if number % 3 == 1 else title


def _fractional(moment: datetime, n_digits: int) -> str:
    """A time with 0 to 7 digits of fraction, as the real sitemaps mix them."""
    fraction = "." + "4072591"[:n_digits] if n_digits else ""
    return iso_z(moment).replace("Z", f"{fraction}Z")


def _rssfeeds_page() -> bytes:
    rss = 'type="application/rss+xml"'
    links = "".join(
        f'<link rel="alternate" {rss} title="{name}" href="/api/{feed_id}">' for feed_id, name in FEEDS.items()
    )
    rows = "".join(f'<li><a {rss} href="/api/{feed_id}">{name} [RSS]</a></li>' for feed_id, name in FEEDS.items())
    return small_page("RSS feeds", links, f"<ul>{rows}</ul>")
