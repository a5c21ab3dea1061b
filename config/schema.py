"""The shapes of what config/ holds: frozen, and checked key by key when a file is read.

Knows no file and no default path; config.load reads, this module only says what is allowed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, Secret
from pydantic.dataclasses import dataclass

from config.values import (
    Country,
    CreditLine,
    Cron,
    Dateline,
    HeaderText,
    Host,
    HttpUrl,
    Language,
    NotEmpty,
    Positive,
    PositiveInt,
    Regex,
    Slug,
    Timezone,
    XPath,
    Year,
)

_STRICT = ConfigDict(extra="forbid")

PlaceKind = Literal[
    "country",
    "admin1",
    "district",
    "city",
    "town",
    "village",
    "region",
    "line",
    "corridor",
    "border",
    "sea",
    "building",
]
ActorKind = Literal["state", "government", "ministry", "force", "armed_group", "body", "person", "office"]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Feed:
    """One address that is polled. `expected_items_per_day` and the floor and ceiling (seconds) steer its schedule."""

    feed_id: Slug
    url: HttpUrl
    kind: Literal["rss", "news_sitemap", "sitemap_index"]
    language: Language
    evidence: NotEmpty
    proved_on: date
    expected_items_per_day: Positive
    min_interval_s: PositiveInt = 900
    max_interval_s: PositiveInt = 21_600
    is_enabled: bool = True


@dataclass(frozen=True, slots=True, config=_STRICT)
class PageRules:
    """What is known of an outlet's pages: where the body stands, which lines are noise, how it credits others.

    `body_xpath` may be empty (unknown site). `noise_lines` and the other patterns are regular expressions that must
    match a whole line (`noise_lines`) or are searched (the rest). `credit_lines` capture the agencies in group 1,
    `dateline_pattern` the place in a group of that name.
    """

    body_xpath: XPath = ""
    dateline_xpath: XPath = ""
    standfirst_xpath: XPath = ""
    dateline_pattern: Dateline = ""
    noise_lines: tuple[Regex, ...] = ()
    noise_phrases: tuple[Regex, ...] = ()
    credit_lines: tuple[CreditLine, ...] = ()
    drop_xpaths: tuple[XPath, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Source:
    """One outlet: who it is, how it may be asked, and what its feeds and pages look like."""

    source_id: Slug
    name: NotEmpty
    kind: Literal["independent", "state", "agency"]
    country: Country
    homepage: HttpUrl
    hosts: tuple[Host, ...]
    identity: Literal["pangea", "tass", "reuters", "url"]
    language: Language
    terms: str
    cron: Cron
    timezone: Timezone
    feeds: tuple[Feed, ...]
    archive_sitemaps: tuple[HttpUrl, ...] = ()
    fetch_pages: Literal["full", "metadata"] = "full"
    min_delay_s: Positive = 2.0
    max_connections: PositiveInt = 1
    agency_names: tuple[str, ...] = ()
    pages: PageRules = PageRules()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Place:
    """A gazetteer row. `place_id` is the usual English name of the place; `names` is every spelling of it.

    `kind` tells a district from its town. `lat` and `lon` are WGS 84 degrees. Two places may share a name ("contact
    line"): the row that comes first is meant unless the text around speaks for the other.
    """

    place_id: NotEmpty
    kind: PlaceKind
    names: Annotated[tuple[NotEmpty, ...], Field(min_length=1)]
    country: Country | Literal[""] = ""
    iso_3166_2: str = ""
    geonames_id: str = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    parent: str = ""
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Actor:
    """A party. `actor_id` is the usual English name; `state` is the actor that an army or ministry resolves to.

    `demonyms` are adjectives ("Armenian"), `metonyms` capitals and buildings that stand for it, `offices` titles with
    which a person is named; `from_year` and `to_year` bound the time a person held the office.
    """

    actor_id: NotEmpty
    kind: ActorKind
    names: Annotated[tuple[NotEmpty, ...], Field(min_length=1)]
    state: str = ""
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    from_year: Year | None = None
    to_year: Year | None = None
    iso_3166_1: Country | Literal[""] = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Arrangement:
    """A truce an analyst has named and pinned, so that events can be counted under it.

    `effective_on` is left out while it is not known, `ended_on` while the truce is in force. `parties` has two or more.
    `is_standing`: for as long as it is in force the news takes every shot between its parties for a breach of it.
    """

    arrangement_id: Slug
    name: NotEmpty
    declared_on: date
    effective_on: date | None = None
    ended_on: date | None = None
    parties: Annotated[tuple[NotEmpty, ...], Field(min_length=2, validate_default=True)] = ()
    mediators: tuple[str, ...] = ()
    is_standing: bool = False


@dataclass(frozen=True, slots=True, config=_STRICT)
class Bloc:
    """A party that stands for others who fight side by side: "the separatists" are the two republics.

    `grounds` are the provinces of the members in their order: near Petrivske only one republic is meant.
    """

    party: NotEmpty
    members: Annotated[tuple[NotEmpty, ...], Field(min_length=2)]
    grounds: tuple[NotEmpty, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Conflict:
    """A conflict to watch: parties by actor id, places in its theatre by place id, its arrangements and blocs.

    `peacekeepers` is the actor meant by "the peacekeepers" and "the blue helmets" in a story about it.
    """

    conflict_id: Slug
    name: NotEmpty
    parties: tuple[str, ...]
    places: tuple[str, ...]
    arrangements: tuple[Arrangement, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    peacekeepers: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Limits:
    """The bounds of one run: bytes, seconds, counts. Each can be set in settings.toml."""

    wire_bytes: PositiveInt = 5_000_000
    decoded_bytes: PositiveInt = 10_000_000
    extract_bytes: PositiveInt = 3_000_000
    header_bytes: PositiveInt = 100_000
    request_s: Positive = 30.0
    dns_s: Positive = 5.0
    redirects: PositiveInt = 5
    url_chars: PositiveInt = 2048
    feed_items: PositiveInt = 10_000
    child_s: Positive = 20.0
    child_bytes: PositiveInt = 1_200_000_000
    retry_after_s: PositiveInt = 86_400
    quick_retries: Annotated[int, Field(ge=0, le=2)] = 2
    unconditional_every: PositiveInt = 24
    crawl_delay_s: Positive = 30.0
    workers: PositiveInt = 2


@dataclass(frozen=True, slots=True, config=_STRICT)
class Settings:
    """How this installation runs. `contact` goes into the user agent, so that a web master can write.

    `webhook` and the Apprise addresses of `notify` are told of alerts; they may hold passwords and are never shown.
    """

    data_dir: str = "data"
    contact: HeaderText = ""
    allow_loopback: bool = False
    webhook: Secret[HttpUrl] | None = None
    notify: tuple[Secret[NotEmpty], ...] = ()
    limits: Limits = Limits()
