"""A warehouse full of text that tries to break out of a page, a feed, a cell or a terminal; knows no sink."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from config.schema import Actor, Arrangement, Conflict, Place
from extractors.records import EventSet, PlaceRef
from tests.warehouse.makers import SOURCES, TRUCE, make_article, make_batch, make_event, make_mention
from warehouse import db, load, publish

SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "script": SCRIPT,
    "attribute": "\"'><img src=x onerror=alert(1)>",
    "template": "{{ 7 * 191 }}{% raw %}",
    "cdata": "]]><x/>&amp;&lt;",
    "style": "</style></svg></title><script>alert(2)</script>",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "terminal": "\x1b[31mred\x07\u202eLTR\u2066",
    "long": "wide" * 400,
}
BAD_URL = "javascript:alert(document.domain)//"
PLACE = "Agdam<script>alert(3)</script>"
PARTY = "<b onmouseover=alert(4)>Party</b>"


def fill_with_hostile_text(data_dir: Path) -> Path:
    """Load an article, a mention and an event for each hostile text, and publish."""
    place = Place(PLACE, "town", (PLACE,), "AZ", lat=40.0, lon=46.9, conflicts=("karabakh",))
    truce = Arrangement(
        TRUCE.arrangement_id, SCRIPT, TRUCE.declared_on, TRUCE.effective_on, None, (PARTY, "Azerbaijan")
    )
    conflict = Conflict("karabakh", f"Karabakh {SCRIPT}", (PARTY, "Azerbaijan"), (PLACE,), (truce,))
    sources = (replace(SOURCES[0], name=SCRIPT), *SOURCES[1:])
    articles, mentions, events = [], [], []
    for number, (name, text) in enumerate(HOSTILE.items(), start=100):
        article = make_article(number, f"{text} was ceded.", at=number - 100, title=text, byline=text)
        if name in ("script", "attribute"):
            article = replace(article, url=BAD_URL + name)
        mention = make_mention(
            article,
            status="alleged" if name == "attribute" else "actual",
            type="ceasefire_violation" if number % 2 else "territory_transfer",
            attributed_to=PARTY,
            source_actors=(PARTY,),
            places=(PlaceRef(PLACE, PLACE, PLACE, 0, 5, "event"),),
        )
        articles.append(article)
        mentions.append(mention)
        events.append(
            make_event(
                (mention,), f"event-{name}", places=(PLACE,), source_actors=(PARTY,), arrangement_id="truce-2020"
            )
        )
    promise = make_mention(articles[1], status="scheduled", places=(PlaceRef(PLACE, PLACE, PLACE, 0, 5, "event"),))
    batch = replace(
        make_batch(),
        articles=tuple(articles),
        mentions=(*mentions, promise),
        tagged_ids=tuple(article.revision_id for article in articles),
    )
    pairs = tuple((event.event_id, mention.mention_id) for event, mention in zip(events, mentions, strict=True))
    with db.writer(data_dir) as con:
        load.load_reference(con, sources, (place,), (Actor(PARTY, "state", (PARTY,)),), (conflict,))
        load.load(con, batch)
        load.replace_events(con, EventSet(tuple(events), pairs, ()))
    publish.publish(data_dir)
    return data_dir
