"""RFE/RL as the newsroom plays it: Pangea pages; its feeds are in rferl_feeds.py.

Does not know what time it is (the edition does) nor how bytes travel.
"""

import re
from datetime import datetime, timedelta, timezone

from flows.newsroom import chrome
from flows.newsroom.edition import Edition
from flows.newsroom.markup import HTML, Reply, attribute, digest, iso_z, month, page, script_json, small_page
from flows.newsroom.rferl_feeds import NAME, answer_feed, story_url
from flows.newsroom.stories import Block, Revision, Story, plain_text, split_links

_PRAGUE = timezone(timedelta(hours=1))
_STORY_PATH = re.compile(r"/(?:a|amp|content)/(?:[^/]+/)?(\d+)\.html")
_MENU = {
    "News": ("Russia", "Ukraine", "Belarus", "Moldova", "Central Asia", "Caucasus", "Balkans", "Iran", "Afghanistan"),
    "Caucasus": ("Armenia", "Azerbaijan", "Georgia", "North Caucasus"),
    "Central Asia": ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"),
    "Features": ("Investigations", "Wider Europe", "Podcasts", "The Week In Russia", "Photo Galleries", "Watchdog"),
    "Follow Us": ("Facebook", "Twitter", "YouTube", "Instagram", "Telegram"),
}
_FOOTER = {
    "Useful links": ("RSS And Podcasts", "Mobile Apps", "Bypassing Blocking", "Subscribe"),
    "About": ("About Us", "Press Room", "Jobs", "Contact", "Terms Of Use", "Privacy Notice", "Comment Policy"),
}


def answer(path: str, edition: Edition) -> Reply | None:
    """What the outlet sends for `path` (without a query), or None where it has no such page."""
    path = path.partition("?")[0]
    if match := _STORY_PATH.fullmatch(path):
        story = edition.find(match.group(1))
        return _story_reply(story, edition) if story else None
    if path == "/":
        return Reply(_front_page(edition), HTML, last_modified=edition.last_change())
    return answer_feed(path, edition)


def _story_reply(story: Story, edition: Edition) -> Reply:
    revision = edition.revision(story)
    return Reply(_page(story, revision, edition), HTML, last_modified=revision.revised_at)


def _page(story: Story, revision: Revision, edition: Edition) -> bytes:
    url = story_url(story, edition.base_url)
    images = [block for block in revision.blocks if block.kind == "image"]
    related = edition.earlier_than(story, 12)
    byline = story.byline or "RFE/RL"
    is_feature = story.section == "Features"
    parts = {
        "title": attribute(revision.title),
        "standfirst": attribute(revision.standfirst),
        "keywords": attribute(", ".join(story.tags)),
        "url": url,
        "amp_url": url.replace("/a/", "/amp/"),
        "image_url": _image_url(images[0] if images else None, story, edition.base_url),
        "json_ld": script_json(_json_ld(story, revision, url)),
        "section": attribute(story.section),
        "section_id": str(int(digest(story.section), 16) % 900 + 100),
        "byline": attribute(byline),
        "byline_id": digest(byline)[:6],
        "published_local": story.published_at.astimezone(_PRAGUE).isoformat(),
        "published_words": _words(story.published_at),
        "cover": _figure(images[0], edition.base_url) if images else "",
        "body": _body(story, revision, images, edition),
        "author_card": f'<li><h4 class="author">{attribute(byline)}</h4><a href="/s/subscribe">Subscribe</a></li>',
        "intro": f'<div class="intro m-t-md"><p>{attribute(revision.standfirst)}</p></div>' if is_feature else "",
        "tag_links": "".join(f'<a class="tag" href="/z/{digest(tag)[:4]}">{attribute(tag)}</a>' for tag in story.tags),
        "related": "".join(_teaser(other, edition.base_url) for other in related),
        "breaking": "".join(_breaking(other, edition.base_url) for other in related[:3]),
        "share": chrome.share_buttons(url, revision.title, "btn--rounded btn"),
        "id": story.id,
    }
    return page("rferl.html", parts | _chrome())


def _chrome() -> dict[str, str]:
    return {
        "styles": chrome.style_rules("rfe", 120),
        "tracking": chrome.tracking_script("rfe", 60),
        "sprite": chrome.icon_sprite("rfe", 40),
        "menu": chrome.menu(_MENU, "menu-pnl__item"),
        "languages": "".join(f'<li><a href="/navigation/{name}">{name}</a></li>' for name in chrome.LANGUAGES),
        "footer_menu": chrome.menu(_FOOTER, "foot-nav__item"),
        "cookie_notice": chrome.COOKIE_NOTICE,
    }


def _json_ld(story: Story, revision: Revision, url: str) -> dict[str, object]:
    return {
        "articleSection": story.section,
        "headline": revision.title,
        "inLanguage": "en-US",
        "keywords": ", ".join(story.tags),
        "author": {"@type": "Person", "name": story.byline or "RFE/RL", "description": ""},
        "datePublished": _spaced(story.published_at),
        "dateModified": _spaced(revision.revised_at),
        "publisher": {"@type": "NewsMediaOrganization", "name": NAME, "alternateName": "RFE/RL"},
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "url": url,
        "description": revision.standfirst,
        "name": revision.title,
    }


def _body(story: Story, revision: Revision, images: list[Block], edition: Edition) -> str:
    blocks = [block for block in revision.blocks if block not in images[:1]]
    lines = [f'<span class="dateline">{attribute(story.dateline)} --&nbsp;</span>'] if story.dateline else []
    also_read = edition.earlier_than(story, 1)
    for number, block in enumerate(blocks):
        lines.append(_block(block, edition.base_url))
        if number == 2 and also_read:
            lines.append(_also_read(also_read[0], edition.base_url))
    if story.credits:
        lines.append(f"<p><em>{attribute(story.credits)}</em></p>")
    return "\n".join(lines)


def _block(block: Block, base_url: str) -> str:
    if block.kind == "image":
        return f'<div class="wsw__embed">{_figure(block, base_url)}</div>'
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in block.text.split("\n")) + "</ul>"
    if block.kind == "h2":
        return f'<h2 class="wsw__h2">{_inline(block.text)}</h2>'
    return f"<p>{_inline(block.text)}</p>"


def _inline(text: str) -> str:
    return "".join(
        f'<a class="wsw__a" href="{attribute(url)}" target="_blank">{attribute(words)}</a>' if url else attribute(words)
        for words, url in split_links(text)
    )


def _figure(image: Block, base_url: str) -> str:
    name, caption = image.text.split("\n", 1)
    shown = attribute(plain_text(caption))
    return (
        f'<figure class="media-image js-media-expand"><div class="img-wrap"><div class="thumb thumb16_9">'
        f'<img src="{base_url}/gdb/{attribute(name)}_w250_r1_s.jpg" alt="{shown}" /></div></div>'
        f'<figcaption><span class="caption">{shown}</span></figcaption></figure>'
        f'<div class="media-expand__caption">{shown}</div>'
    )


def _image_url(image: Block | None, story: Story, base_url: str) -> str:
    name = image.text.split("\n")[0] if image else digest(story.id)
    return f"{base_url}/gdb/{name}.jpg"


def _also_read(story: Story, base_url: str) -> str:
    title = attribute(story.revisions[0].title)
    return (
        f'<div class="wsw__embed wsw__embed--small"><div class="media-block also-read">'
        f'<a class="img-wrap" href="{story_url(story, base_url)}">'
        f'<span class="thumb thumb16_9"><img alt="16x9 Image" src="/gdb/{story.id}.jpg">'
        f'</span><span class="thumb__label">16x9 Image</span></a><div class="media-block__content"><h4>SEE ALSO:</h4>'
        f'<a href="{story_url(story, base_url)}"><h4 class="media-block__title">{title}</h4></a></div></div></div>'
    )


def _teaser(story: Story, base_url: str) -> str:
    first = story.revisions[0]
    return (
        f'<li class="mb-grid"><div class="media-block"><a href="{story_url(story, base_url)}" class="img-wrap">'
        f'<img alt="16x9 Image" src="/gdb/{story.id}.jpg"></a><div class="media-block__content"><h4 '
        f'class="media-block__title">{attribute(first.title)}</h4><p class="perex">{attribute(first.standfirst)}</p>'
        "</div></div></li>"
    )


def _breaking(story: Story, base_url: str) -> str:
    return f'<li><a href="{story_url(story, base_url)}">{attribute(story.revisions[0].title)}</a></li>'


def _front_page(edition: Edition) -> bytes:
    links = (
        '<link rel="alternate" type="application/rss+xml" title="RFE/RL - News [RSS]" href="/api/zbqiml-vomx-tpeqkmy">'
        '<link rel="sitemap" href="/sitemap.xml">'
    )
    teasers = "".join(_teaser(story, edition.base_url) for story in edition.stories[:30])
    return small_page("RFE/RL", links, f"<ul>{teasers}</ul>")


def _spaced(moment: datetime) -> str:
    return iso_z(moment).replace("T", " ")


def _words(moment: datetime) -> str:
    local = moment.astimezone(_PRAGUE)
    return f"{month(local)} {local.day:02d}, {local.year} {local:%H:%M} CET"
