"""What travels between the rooms: frozen records whose field names are the column names of the warehouse.

Knows no network, no database and no file. Times are aware UTC datetimes, `_on` and `event_date` are dates,
offsets count Python characters (Unicode code points) of the article text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from extractors.arrangements import FoundArrangement as FoundArrangement
from extractors.fetched import Fetched as Fetched
from extractors.fetched import Request as Request
from extractors.outcomes import Basis as Basis
from extractors.outcomes import EntryOutcome as EntryOutcome
from extractors.outcomes import Outcome as Outcome
from extractors.outcomes import Reason as Reason


def digest(*parts: str | None) -> str:
    """Make the id of what `parts` say: 32 hex digits of SHA-256; the same parts give the same id on any machine."""
    joined = "\x1f".join("" if part is None else part for part in parts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed or sitemap, as the feed gave it. `entry_id` is `digest(feed_id, guid or url or title)`."""

    entry_id: str
    feed_id: str
    source_id: str
    guid: str | None
    url: str | None
    title: str
    summary: str
    published_raw: str | None
    published_at: datetime | None
    published_basis: Basis
    language: str | None = None
    position: int = 0
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A feed body read: its entries in feed order. `outcome` is OK, PARTIAL, EMPTY_FEED, NOT_A_FEED or BLOCKED."""

    outcome: Outcome
    kind: str  # rss, atom, news_sitemap, sitemap, sitemap_index, none
    entries: tuple[Entry, ...] = ()
    n_dropped: int = 0
    is_truncated: bool = False
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One stored body. `page_id` is `digest(url, body_sha256)`; `archive_*` say where its bytes lie."""

    page_id: str
    source_id: str
    url: str
    final_url: str
    body_sha256: str
    n_body_bytes: int
    fetched_at: datetime
    content_type: str | None
    etag: str | None
    last_modified: str | None
    archive_file: str
    archive_offset: int


def page_of(fetched: Fetched, archive_file: str, archive_offset: int) -> Page:
    """Make the page of an answer that is stored at this place; the same answer to the same URL has the same id."""
    return Page(
        page_id=digest(fetched.request.url, fetched.body_sha256),
        source_id=fetched.request.source_id,
        url=fetched.request.url,
        final_url=fetched.final_url or fetched.request.url,
        body_sha256=fetched.body_sha256,
        n_body_bytes=len(fetched.body),
        fetched_at=fetched.fetched_at,
        content_type=fetched.header("content-type"),
        etag=fetched.header("etag"),
        last_modified=fetched.header("last-modified"),
        archive_file=archive_file,
        archive_offset=archive_offset,
    )


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says, read once. Each different (title, standfirst, text) of an article is a revision of its own.

    `revision_id` is `digest(article_id, title, standfirst, text)`. `background_start` is the offset in `text` where
    the standing background paragraphs begin, or None. `language` is what is declared, `language_detected` what the text
    is in, as far as that can be told; the flags say that the two differ, and that characters look wrongly decoded.
    `headings` are those paragraphs of `text` that head others; `captions` stand under pictures and not in `text`.
    """

    article_id: str
    revision_id: str
    page_id: str
    source_id: str
    url: str
    title: str
    text: str
    text_sha256: str
    fetched_at: datetime
    standfirst: str | None = None
    byline: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    dateline: str | None = None
    dateline_place: str | None = None
    dateline_on: date | None = None
    published_at: datetime | None = None
    published_raw: str | None = None
    published_basis: Basis = Basis.NONE
    published_precision: str = "none"  # second, minute, day, none
    modified_at: datetime | None = None
    modified_raw: str | None = None
    credited_agencies: tuple[str, ...] = ()
    background_start: int | None = None
    n_words: int = 0
    url_variants: tuple[str, ...] = ()
    language_detected: str | None = None
    is_language_suspect: bool = False
    is_encoding_suspect: bool = False
    headings: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoArticle:
    """A page that gave no article, and why. `sample` is up to 200 characters of what stood there."""

    page_id: str
    url: str
    reason: Reason
    message: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What the tagger reads. `document_id` is a revision id, or whatever id the caller's line carries."""

    document_id: str
    text: str
    title: str = ""
    published_at: datetime | None = None
    source_id: str | None = None
    dateline_on: date | None = None
    background_start: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place named in an event's sentence. `place_id` and `name` come from the gazetteer, `surface` from the text."""

    place_id: str
    name: str
    surface: str
    start: int
    end: int
    role: str = "event"  # event, origin, destination


@dataclass(frozen=True, slots=True)
class Count:
    """A number that the sentence ties to the event (codebook section 6)."""

    kind: str
    low: int | None
    high: int | None
    verbatim: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One event as one sentence reports it (codebook section 1). `text[quote_start:quote_end] == quote`.

    `mention_id` is `digest(document_id, type, quote_start, quote_end, event_date)`.
    """

    mention_id: str
    document_id: str
    type: str
    status: str
    is_background: bool
    quote: str
    quote_start: int
    quote_end: int
    sentence_start: int
    sentence_end: int
    event_date: date | None = None
    event_date_end: date | None = None
    date_precision: str = "none"  # day, week, month, year, decade, none
    date_basis: str = "none"  # explicit, relative, dateline, publication, none
    event_time: str | None = None
    original_date: date | None = None
    places: tuple[PlaceRef, ...] = ()
    context_places: tuple[PlaceRef, ...] = ()
    source_actors: tuple[str, ...] = ()
    target_actors: tuple[str, ...] = ()
    attributed_to: str | None = None
    counts: tuple[Count, ...] = ()
    direction: str | None = None
    polarity: str | None = None
    confidence: float = 1.0
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A mention with who published it when. `origin` is what makes two reports one witness (codebook section 8).

    `origins` are all agencies that the article credits, where it credits several; the first of them is `origin`.
    """

    mention: Mention
    article_id: str
    source_id: str
    published_at: datetime
    origin: str
    is_state_outlet: bool = False
    origins: tuple[str, ...] = ()
    origin_reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, or is claimed, planned or denied, whoever reports it (codebook section 8)."""

    event_id: str
    type: str
    status: str
    is_disputed: bool
    is_background: bool
    event_date: date | None
    event_date_end: date | None
    date_precision: str
    places: tuple[str, ...]
    source_actors: tuple[str, ...]
    target_actors: tuple[str, ...]
    arrangement_id: str | None
    first_reported_at: datetime
    last_reported_at: datetime
    n_mentions: int
    n_articles: int
    n_outlets: int
    n_witnesses: int
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRelation:
    """One mention says something about another of the same event: denies, confirms, postpones, fulfils, violates."""

    event_id: str
    relation: str
    from_mention_id: str
    to_mention_id: str


@dataclass(frozen=True, slots=True)
class EventSet:
    """All events of all mentions given, as one deterministic value that does not depend on the order of input."""

    events: tuple[Event, ...] = ()
    event_mentions: tuple[tuple[str, str], ...] = ()  # (event_id, mention_id)
    relations: tuple[EventRelation, ...] = ()
    arrangements: tuple[FoundArrangement, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedState:
    """What one feed left behind for its next poll."""

    feed_id: str
    source_id: str
    url: str
    health: str  # unknown, ok, quiet, stale, empty, blocked, broken, disabled
    last_outcome: Outcome
    last_polled_at: datetime
    next_due_at: datetime
    last_new_at: datetime | None = None
    newest_item_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    n_entries: int = 0
    n_new: int = 0
    n_polls: int = 0
    n_failures: float = 0.0
    n_since_unconditional: int = 0
    message: str | None = None


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What became of an entry met before: its wording in the feed, how it ended, how often it failed and when last."""

    entry_id: str
    url: str | None
    title: str
    published_raw: str | None
    published_at: datetime | None
    outcome: EntryOutcome | None
    reason: Reason | None
    article_id: str | None
    n_failed: int
    failed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntryResult:
    """How one entry ended in one run."""

    entry: Entry
    outcome: EntryOutcome
    reason: Reason | None = None
    message: str | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll of one feed: what came back, what stood in it, and what the poll ended in."""

    feed_id: str
    source_id: str
    fetched: Fetched
    outcome: Outcome
    results: tuple[EntryResult, ...] = ()
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the journey. `n_seen == n_new + n_known + n_rejected + n_failed` or the load refuses it."""

    run_id: str
    kind: str  # ingest, file, reprocess, backfill
    started_at: datetime
    ended_at: datetime
    n_seen: int
    n_new: int
    n_known: int
    n_rejected: int
    n_failed: int
    n_articles: int = 0
    n_revisions: int = 0
    n_mentions: int = 0
    n_events: int = 0
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one transaction loads. Empty parts are allowed; the run is not."""

    run: Run
    fetches: tuple[Fetched, ...] = ()
    polls: tuple[Poll, ...] = ()
    feed_states: tuple[FeedState, ...] = ()
    results: tuple[EntryResult, ...] = ()
    pages: tuple[Page, ...] = ()
    articles: tuple[Article, ...] = ()
    no_articles: tuple[NoArticle, ...] = ()
    mentions: tuple[Mention, ...] = ()
    tagged_ids: tuple[str, ...] = ()  # revisions whose mentions are replaced, found any or not
