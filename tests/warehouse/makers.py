"""Small records for the tests of the warehouse: each has a plain default for what a test does not care about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from config.ontology import EventType
from config.schema import Actor, Arrangement, Conflict, Feed, Place, Source
from extractors.records import (
    Article,
    Basis,
    Batch,
    Entry,
    EntryOutcome,
    EntryResult,
    Event,
    EventRelation,
    EventSet,
    FeedState,
    Fetched,
    Mention,
    NoArticle,
    Outcome,
    Page,
    PlaceRef,
    Poll,
    Reason,
    Request,
    Run,
    digest,
)

START = datetime(2020, 11, 20, 6, 0, tzinfo=UTC)


def hours(n: float) -> datetime:
    """Give the time `n` hours after the start of the tests' story."""
    return START + timedelta(hours=n)


def make_run(run_id: str = "run-1", **counts: int) -> Run:
    zero = {"n_seen": 0, "n_new": 0, "n_known": 0, "n_rejected": 0, "n_failed": 0}
    return Run(run_id, "ingest", START, hours(1), **{**zero, **counts})


def make_entry(number: int = 1, feed_id: str = "rferl.news", title: str | None = None) -> Entry:
    url = f"https://news.example/{number}"
    return Entry(
        entry_id=digest(feed_id, url),
        feed_id=feed_id,
        source_id=feed_id.split(".")[0],
        guid=url,
        url=url,
        title=title or f"Story {number}",
        summary="",
        published_raw="Fri, 20 Nov 2020 06:00:00 GMT",
        published_at=START,
        published_basis=Basis.FEED,
        keywords=("truce",),
    )


def make_page(number: int = 1, body: str = "body", at: float = 0, source_id: str = "rferl") -> Page:
    url = f"https://news.example/{number}"
    body_sha256 = sha256(body.encode()).hexdigest()
    return Page(
        page_id=digest(url, body_sha256),
        source_id=source_id,
        url=url,
        final_url=url,
        body_sha256=body_sha256,
        n_body_bytes=len(body),
        fetched_at=hours(at),
        content_type="text/html",
        etag=None,
        last_modified=None,
        archive_file="2020-11-20-rferl.warc.gz",
        archive_offset=int(at * 1000),
    )


def make_article(
    number: int = 1,
    text: str = "Agdam was ceded on November 20.",
    at: float = 0,
    source_id: str = "rferl",
    **more: object,
) -> Article:
    page = make_page(number, text, at, source_id)
    article_id = f"{source_id}:{number}"
    title = str(more.pop("title", f"Story {number}"))
    return replace(
        Article(
            article_id=article_id,
            revision_id=digest(article_id, title, None, text),
            page_id=page.page_id,
            source_id=source_id,
            url=page.url,
            title=title,
            text=text,
            text_sha256=sha256(text.encode()).hexdigest(),
            fetched_at=hours(at),
            published_at=hours(at - 1),
            published_basis=Basis.JSON_LD,
            published_precision="second",
            n_words=len(text.split()),
            url_variants=(page.url + "?amp",),
        ),
        **more,
    )


def make_place(place_id: str, role: str = "event") -> PlaceRef:
    return PlaceRef(place_id, place_id, place_id, 0, len(place_id), role)


def make_mention(article: Article, type: str = "territory_transfer", status: str = "actual", **more: object) -> Mention:
    quote = str(more.pop("quote", article.text))
    start = article.text.index(quote)
    event_date = more.pop("event_date", date(2020, 11, 20))
    fields = {
        "date_precision": "day" if event_date else "none",
        "date_basis": "explicit" if event_date else "none",
        "places": (make_place("Agdam"),),
        **more,
    }
    return Mention(
        mention_id=digest(article.revision_id, type, str(start), str(start + len(quote)), str(event_date)),
        document_id=article.revision_id,
        type=type,
        status=status,
        is_background=bool(fields.pop("is_background", False)),
        quote=quote,
        quote_start=start,
        quote_end=start + len(quote),
        sentence_start=start,
        sentence_end=start + len(quote),
        event_date=event_date,
        **fields,
    )


def make_event(mentions: tuple[Mention, ...], event_id: str = "event-1", **more: object) -> Event:
    first = mentions[0]
    return replace(
        Event(
            event_id=event_id,
            type=first.type,
            status=first.status,
            is_disputed=False,
            is_background=False,
            event_date=first.event_date,
            event_date_end=None,
            date_precision="day",
            places=("Agdam",),
            source_actors=("Armenia",),
            target_actors=("Azerbaijan",),
            arrangement_id=None,
            first_reported_at=START,
            last_reported_at=START,
            n_mentions=len(mentions),
            n_articles=1,
            n_outlets=1,
            n_witnesses=1,
        ),
        **more,
    )


def make_event_set(*mentions: Mention) -> EventSet:
    """Give all mentions as one event, the first denied by the others."""
    relations = tuple(
        EventRelation("event-1", "denies", other.mention_id, mentions[0].mention_id) for other in mentions[1:]
    )
    pairs = tuple(("event-1", mention.mention_id) for mention in mentions)
    return EventSet((make_event(mentions),), pairs, relations)


def make_feed_state(feed_id: str = "rferl.news", at: float = 0) -> FeedState:
    return FeedState(
        feed_id, feed_id.split(".")[0], "https://news.example/rss", "ok", Outcome.NEW_ITEMS, hours(at), hours(at + 1)
    )


def make_fetched(url: str = "https://news.example/rss", at: float = 0, kind: str = "feed") -> Fetched:
    request = Request(url, "rferl", kind, "rferl.news" if kind == "feed" else None)
    return Fetched(request, Outcome.OK, hours(at), 200, url, (("ETag", "x"),), b"body", 40, 0.2)


def make_batch(run_id: str = "run-1", at: float = 0) -> Batch:
    """Give a batch with something in every part: a new entry, a known one, a rejected and a failed one."""
    entries = [make_entry(number) for number in range(1, 5)]
    article = make_article(1, at=at)
    results = (
        EntryResult(entries[0], EntryOutcome.NEW, article_id=article.article_id),
        EntryResult(entries[1], EntryOutcome.KNOWN),
        EntryResult(entries[2], EntryOutcome.REJECTED, Reason.LANGUAGE, "in French"),
        EntryResult(entries[3], EntryOutcome.FAILED, Reason.NO_TEXT, "no text on the page"),
    )
    fetched = make_fetched(at=at)
    copy = make_article(7, source_id="tass", at=at + 1)
    return Batch(
        run=replace(
            make_run(run_id, n_seen=4, n_new=1, n_known=1, n_rejected=1, n_failed=1),
            started_at=hours(at),
            ended_at=hours(at + 1),
        ),
        fetches=(fetched, make_fetched("https://news.example/1", at, "page")),
        polls=(Poll("rferl.news", "rferl", fetched, Outcome.NEW_ITEMS, results),),
        feed_states=(make_feed_state(at=at),),
        results=results,
        pages=(make_page(1, article.text, at), make_page(7, copy.text, at + 1, "tass"), make_page(4, at=at)),
        articles=(article, copy),
        no_articles=(NoArticle(make_page(4).page_id, "https://news.example/4", Reason.NO_TEXT, "no text", "menu"),),
        mentions=(make_mention(article), make_mention(copy)),
        tagged_ids=(article.revision_id, copy.revision_id),
    )


FEED = Feed("rferl.news", "https://news.example/rss", "rss", "en", "captured", date(2020, 11, 1), 20.0)


def make_source(source_id: str = "rferl", kind: str = "independent", agency_names: tuple[str, ...] = ()) -> Source:
    return Source(
        source_id=source_id,
        name=source_id.upper(),
        kind=kind,
        country="CZ",
        homepage="https://news.example/",
        hosts=("news.example",),
        identity="url",
        language="en",
        terms="may be read",
        cron="*/15 * * * *",
        timezone="UTC",
        feeds=(FEED,) if source_id == "rferl" else (),
        agency_names=agency_names,
    )


SOURCES = (
    make_source(),
    make_source("tass", "state", ("TASS",)),
    make_source("reuters", "agency", ("Reuters",)),
)
PLACES = tuple(
    Place(name, "district", (name,), country="AZ", conflicts=("karabakh",)) for name in ("Agdam", "Kalbajar", "Lachin")
)
ACTORS = (Actor("Armenia", "state", ("Armenia", "Yerevan")), Actor("Azerbaijan", "state", ("Azerbaijan",)))
TRUCE = Arrangement(
    "truce-2020", "Truce of 10 November 2020", date(2020, 11, 10), date(2020, 11, 10), None, ("Armenia", "Azerbaijan")
)
EVENT_TYPES = (EventType("ceasefire_agreed", "truce", "a joint halt", ("AGREE",)),)
CONFLICTS = (
    Conflict("karabakh", "Nagorno-Karabakh", ("Armenia", "Azerbaijan"), ("Agdam", "Kalbajar", "Lachin"), (TRUCE,)),
)
