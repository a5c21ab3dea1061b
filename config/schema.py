"""The shapes of what config/ holds: frozen, and checked key by key when a file is read.

Knows no file and no default path; config.load reads, this module only says what is allowed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

_STRICT = ConfigDict(extra="forbid")

Positive = Annotated[float, Field(gt=0)]
PositiveInt = Annotated[int, Field(gt=0)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)?$")]
HttpUrl = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=2048)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Feed:
    """One address that is polled. `expected_items_per_day` and the floor and ceiling (seconds) steer its schedule."""

    feed_id: Slug
    url: HttpUrl
    kind: Literal["rss", "news_sitemap", "sitemap_index"]
    language: str
    evidence: str
    proved_on: date
    expected_items_per_day: Positive
    min_interval_s: PositiveInt = 900
    max_interval_s: PositiveInt = 21_600
    is_enabled: bool = True


@dataclass(frozen=True, slots=True, config=_STRICT)
class PageRules:
    """What is known of an outlet's pages: where the body stands, which lines are noise, how it credits others.

    `body_xpath` may be empty (unknown site). `noise_lines` and the other patterns are regular expressions that must
    match a whole line (`noise_lines`) or are searched (the rest). `credit_lines` capture the agencies in group 1.
    """

    body_xpath: str = ""
    dateline_xpath: str = ""
    standfirst_xpath: str = ""
    dateline_pattern: str = ""
    noise_lines: tuple[str, ...] = ()
    noise_phrases: tuple[str, ...] = ()
    credit_lines: tuple[str, ...] = ()
    drop_xpaths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Source:
    """One outlet: who it is, how it may be asked, and what its feeds and pages look like."""

    source_id: Slug
    name: str
    kind: Literal["independent", "state", "agency"]
    country: str
    homepage: HttpUrl
    hosts: tuple[str, ...]
    identity: Literal["pangea", "tass", "reuters", "url"]
    language: str
    terms: str
    cron: str
    timezone: str
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

    `kind` tells a district from its town. `lat` and `lon` are WGS 84 degrees.
    """

    place_id: str
    kind: str  # country, admin1, district, city, town, village, region, line, corridor, border, sea, building
    names: tuple[str, ...]
    country: str = ""  # ISO 3166-1 alpha-2
    iso_3166_2: str = ""
    geonames_id: str = ""
    lat: float | None = None
    lon: float | None = None
    parent: str = ""
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Actor:
    """A party. `actor_id` is the usual English name; `state` is the actor that an army or ministry resolves to.

    `demonyms` are adjectives ("Armenian"), `metonyms` capitals and buildings that stand for it, `offices` titles with
    which a person is named; `from_year` and `to_year` bound the time a person held the office.
    """

    actor_id: str
    kind: str  # state, government, ministry, force, armed_group, body, person, office
    names: tuple[str, ...]
    state: str = ""
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    iso_3166_1: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Arrangement:
    """A truce an analyst has named and pinned, so that events can be counted under it."""

    arrangement_id: Slug
    name: str
    declared_on: date
    effective_on: date | None
    ended_on: date | None
    parties: tuple[str, ...]
    mediators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Conflict:
    """A conflict to watch: parties by actor id, places in its theatre by place id, and its arrangements."""

    conflict_id: Slug
    name: str
    parties: tuple[str, ...]
    places: tuple[str, ...]
    arrangements: tuple[Arrangement, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Limits:
    """The bounds of one run (hazards.md): bytes, seconds, counts. Each can be set in settings.toml."""

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
    """How this installation runs. `contact` goes into the user agent, so that a web master can write."""

    data_dir: str = "data"
    contact: str = ""
    allow_loopback: bool = False
    limits: Limits = Limits()
