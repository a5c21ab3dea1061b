"""Reuters as the newsroom plays it: news sitemaps, open pages, and pages behind a guard that answers 401.

Does not know what time it is (the edition does) nor how bytes travel.
"""

import re
from datetime import datetime
from urllib.parse import parse_qs

from flows.newsroom import chrome
from flows.newsroom.edition import Edition
from flows.newsroom.markup import (
    HTML,
    XML,
    Reply,
    attribute,
    child,
    digest,
    iso_z,
    month,
    page,
    script_json,
    sitemap_index,
    slug_words,
    small_page,
    urlset,
    xml_bytes,
)
from flows.newsroom.stories import Block, Revision, Story, body_paragraphs, split_links

SITEMAP_PATH = "/arc/outboundfeeds/news-sitemap/"
INDEX_PATH = "/arc/outboundfeeds/news-sitemap-index/"

_STORY_PATH = re.compile(r"(?:/[\w-]+)+/([\w-]+)/")
_MENU = {
    "World": ("Africa", "Americas", "Asia Pacific", "Europe", "Middle East", "United Kingdom", "United States"),
    "Business": ("Aerospace and Defense", "Autos", "Energy", "Finance", "Retail", "Media", "Commodities"),
    "Markets": ("Currencies", "Deals", "Emerging Markets", "Funds", "Stocks", "Rates and Bonds", "Wealth"),
    "More": ("Legal", "Breakingviews", "Technology", "Investigations", "Sports", "Science", "Lifestyle", "Graphics"),
}
_FOOTER = {
    "Information": ("About Reuters", "Careers", "Attribution Guidelines", "Diversity", "Cookies", "Terms of Use"),
    "Stay Informed": ("Download the App", "Newsletters", "Advertise With Us", "Digital News Report"),
}
_PARAGRAPH_CLASS = (
    "text__text__1FZLe text__dark-grey__3Ml43 text__regular__2N1Xr body__full_width__ekUdw article-body__element__2p5pI"
)
_CHALLENGE = (
    b"<html lang='en'><head><title>reuters.com</title></head><body><p id='cmsg'>Please enable JS and disable any ad "
    b"blocker</p><script>var dd={'rt':'c','cid':'played-by-the-newsroom','t':'bv','s':1}</script></body></html>"
)


def answer(path: str, edition: Edition) -> Reply | None:
    """What the outlet sends for `path` with its query, or None where it has no such page."""
    path, _, query = path.partition("?")
    if path == INDEX_PATH:
        return Reply(_index(edition), XML, last_modified=edition.last_change())
    if path == SITEMAP_PATH:
        first = parse_qs(query).get("from", ["0"])[0]
        return Reply(
            _sitemap(edition, int(first) if first.isdecimal() else 0), XML, last_modified=edition.last_change()
        )
    if match := _STORY_PATH.fullmatch(path):
        story = edition.find_slug(match.group(1))
        return _story_reply(story, edition) if story and story_path(story) == path else None
    if path == "/":
        return Reply(_front_page(edition), HTML, last_modified=edition.last_change())
    return None


def story_path(story: Story) -> str:
    """/world/asia-pacific/slug-2020-11-25/, with /es/ before it for the Spanish service."""
    language = "" if story.language == "en" else f"/{story.language}"
    return f"{language}/{story.section}/{story.slug}/"


def story_url(story: Story, base_url: str) -> str:
    """The canonical address."""
    return base_url + story_path(story)


def _story_reply(story: Story, edition: Edition) -> Reply:
    if story.is_blocked:
        guard = (("x-datadome", "protected"), ("x-dd-b", "1"), ("Cache-Control", "max-age=0, private, no-store"))
        return Reply(_CHALLENGE, HTML, status=401, headers=guard)
    revision = edition.revision(story)
    return Reply(_page(story, revision, edition), HTML, last_modified=revision.revised_at)


def _page(story: Story, revision: Revision, edition: Edition) -> bytes:
    url = story_url(story, edition.base_url)
    parts = {
        "language": story.language,
        "title": attribute(revision.title),
        "standfirst": attribute(revision.standfirst),
        "url": url,
        "codes": ",".join(story.keywords),
        "section": attribute(_section_name(story)),
        "section_path": story.section,
        "published_at": iso_z(story.published_at),
        "modified_at": iso_z(revision.revised_at).replace("Z", ".381Z"),
        "published_words": _day_words(story.published_at),
        "published_clock": f"{story.published_at:%I:%M %p} UTC",
        "modified_words": _day_words(revision.revised_at),
        "json_ld": script_json(_json_ld(story, revision, url)),
        "body": _body(story, revision, edition),
        "credits": attribute(story.credits),
        "related": "".join(_teaser(other, edition.base_url) for other in edition.earlier_than(story, 8)),
        "share": chrome.share_buttons(url, revision.title, "button"),
        "state": script_json(_state(story, revision)),
    }
    return page("reuters.html", parts | _chrome())


def _chrome() -> dict[str, str]:
    return {
        "styles": chrome.style_rules("reuters", 240),
        "tracking": chrome.tracking_script("reuters", 90),
        "sprite": chrome.icon_sprite("reuters", 45),
        "menu": chrome.menu(_MENU, "nav-bar__item"),
        "footer_menu": chrome.menu(_FOOTER, "footer__item"),
        "cookie_notice": chrome.COOKIE_NOTICE,
    }


def _json_ld(story: Story, revision: Revision, url: str) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "publisher": {"@id": "https://www.reuters.com", "@type": "Organization", "name": "Reuters"},
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": revision.title,
        "description": revision.standfirst,
        "dateCreated": iso_z(story.published_at).replace("Z", ".802Z"),
        "datePublished": iso_z(story.published_at),
        "dateModified": iso_z(revision.revised_at).replace("Z", ".381Z"),
        "author": {"@type": "Organization", "name": "Reuters"},
        "isAccessibleForFree": False,
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall-article"},
    }


def _state(story: Story, revision: Revision) -> dict[str, object]:
    """The page's own copy of the story: the text is there a second time, inside a script."""
    return {
        "statusCode": 200,
        "result": {
            "id": digest(story.id)[:26].upper(),
            "title": revision.title,
            "description": revision.standfirst,
            "published_time": iso_z(story.published_at),
            "source": {"name": "Reuters"},
            "content_elements": [{"type": "paragraph", "content": text} for text in body_paragraphs(revision)],
        },
    }


def _body(story: Story, revision: Revision, edition: Edition) -> str:
    lines = []
    for number, block in enumerate(revision.blocks):
        opening = dateline(story) if number == 0 else ""
        lines.append(_block(block, number, opening, edition.base_url))
        if number % 4 == 2:
            lines.append(
                '<div data-testid="ResponsiveAdSlot" class="ad-slot__container"><span data-testid="Label">'
                "Advertisement \u00b7 Scroll to continue</span></div>"
            )
    return "\n".join(lines)


def dateline(story: Story) -> str:
    """`BAKU, Nov 25 (Reuters) - `, or nothing for a story without a place."""
    at = story.published_at
    return f"{story.dateline}, {month(at)[:3]} {at.day} (Reuters) - " if story.dateline else ""


def _block(block: Block, number: int, opening: str, base_url: str) -> str:
    if block.kind == "image":
        name, caption = block.text.split("\n", 1)
        shown = attribute(caption)
        return (
            f'<figure data-testid="Image"><img src="{base_url}/resizer/{attribute(name)}.jpg" alt="{shown}">'
            f'<figcaption data-testid="Body">{shown} REUTERS/Handout<span>Purchase Licensing Rights</span></figcaption>'
            "</figure>"
        )
    if block.kind == "h2":
        return f'<h2 data-testid="Heading" class="article-body__heading__33EIm">{_inline(block.text)}</h2>'
    text = block.text.replace("\n", "; ")
    return f'<div data-testid="paragraph-{number}" class="{_PARAGRAPH_CLASS}">{_inline(opening + text)}</div>'


def _inline(text: str) -> str:
    return "".join(_anchor(words, url) if url else attribute(words) for words, url in split_links(text))


def _anchor(words: str, url: str) -> str:
    return (
        f'<a data-testid="Link" href="{attribute(url)}" target="_blank">{attribute(words)}<span style="border:0;'
        'clip:rect(0 0 0 0);height:1px;width:1px;overflow:hidden;position:absolute">, opens new tab</span></a>'
    )


def _teaser(story: Story, base_url: str) -> str:
    return (
        f'<li><div data-testid="MediaStoryCard"><span data-testid="Label">{attribute(_section_name(story))}</span>'
        f'<a data-testid="Heading" href="{story_url(story, base_url)}">{attribute(story.revisions[0].title)}</a>'
        f'<time datetime="{iso_z(story.published_at)}">{_day_words(story.published_at)}</time></div></li>'
    )


def _index(edition: Edition) -> bytes:
    """Every page but the first has its `&` escaped twice, as the outlet has it."""
    starts = range(0, max(len(edition.stories), 1), edition.sitemap_page_size)
    first, *others = (f"{edition.base_url}{SITEMAP_PATH}?outputType=xml&from={start}" for start in starts)
    return sitemap_index([(first, None), *((address.replace("&", "&amp;"), None) for address in others)])


def _sitemap(edition: Edition, first: int) -> bytes:
    root = urlset(with_news=True)
    for story in edition.stories[first : first + edition.sitemap_page_size]:
        revision = edition.revision(story)
        entry = child(root, "url")
        child(entry, "loc", story_url(story, edition.base_url))
        child(entry, "lastmod", iso_z(revision.revised_at).replace("Z", ".381Z"))
        news = child(entry, "news:news")
        publication = child(news, "news:publication")
        child(publication, "news:name", "Reuters")
        # Every entry says `en`, those of the other language services too.
        child(publication, "news:language", "en")
        child(news, "news:publication_date", iso_z(story.published_at))
        child(news, "news:title", revision.title)
        child(news, "news:keywords", f"GUID:{digest(story.id)[:26].upper()},USN/{story.id},{','.join(story.keywords)}")
    return xml_bytes(root)


def _front_page(edition: Edition) -> bytes:
    sitemap = f'<link rel="sitemap" href="{INDEX_PATH}?outputType=xml">'
    links = "".join(_teaser(story, edition.base_url) for story in edition.stories[:30])
    return small_page("Reuters", sitemap, f"<ul>{links}</ul>")


def _section_name(story: Story) -> str:
    return " ".join(word.capitalize() for word in slug_words(story.section.rsplit("/", 1)[-1]).split("-"))


def _day_words(moment: datetime) -> str:
    return f"{month(moment)} {moment.day}, {moment.year}"
