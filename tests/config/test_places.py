"""The gazetteer: every spelling leads to one place, districts are not towns, and words and persons are no places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.gazetteer import build_places
from config.gazetteer.base import read_cities
from config.gazetteer.sheets import read_sheet, write_sheet
from config.gazetteer.spelling import to_ascii, variants
from config.load import SHIPPED, read_actors, read_conflicts, read_places
from config.schema import Place

PLACES = {place.place_id: place for place in read_places()}
BY_NAME: dict[str, list[Place]] = {}
for _place in PLACES.values():
    for _name in _place.names:
        BY_NAME.setdefault(_name, []).append(_place)

# Names that two conflicts share; the tagger decides by the words around.
SHARED = {"line of contact", "contact line", "engagement line", "line of engagement", "buffer zone"}

SPELLINGS = [
    ("Kalbajar", "Kalbacar Kelbajar Kelbadjar Kəlbəcər Karvachar"),
    ("Aghdam", "Agdam Ağdam Akna"),
    ("Lachin", "Lacin Laçın Berdzor Kashatagh"),
    ("Khankendi", "Stepanakert Xankendi Xankəndi"),
    ("Shusha", "Shushi Şuşa Susa"),
    ("Aghdara", "Martakert Ağdərə"),
    ("Khojavend", "Martuni Xocavənd Khojavand"),
    ("Fuzuli", "Fizuli Füzuli Varanda"),
    ("Jabrayil", "Jebrail Cəbrayıl"),
    ("Zangilan", "Zengilan Zəngilan Kovsakan"),
    ("Qubadli", "Gubadli Kubatly Qubadlı"),
    ("Terter", "Tartar Tərtər"),
    ("Khojaly", "Xocalı Ivanyan"),
    ("Sugovushan", "Madagiz Suqovuşan"),
    ("Murovdag", "Mrav"),
    ("Qazax", "Gazakh Qazakh"),
    ("Gizilhajili", "Qizilhacili"),
    ("Nakhchivan", "Nakhichevan Naxçıvan"),
    ("Nagorno-Karabakh", "Karabakh Artsakh Nagorno-Karabakh"),
    ("Kyiv", "Kiev"),
    ("Kharkiv", "Kharkov"),
    ("Luhansk", "Lugansk"),
    ("Zaporizhzhia", "Zaporozhye Zaporizhzhya"),
    ("Mykolaiv", "Nikolaev"),
    ("Donbas", "Donbass"),
    ("Bakhmut", "Artemovsk"),
    ("Pokrovsk", "Krasnoarmeysk Krasnoarmeisk"),
    ("Gaza Strip", "Gaza"),
    ("Hodeida", "Hodeidah Hudaydah Al-Hudaydah"),
    ("El Fasher", "al-Fashir Al-Fasher"),
    ("Mekelle", "Mekele"),
    ("Kobani", "Kobane"),
    ("Moscow", "Kremlin"),
]
MORE = [
    ("Khan Younis", "Khan Yunis"),
    ("Deir ez-Zor", "Deir al-Zor"),
    ("Stanytsia Luhanska", "Stanitsa Luganskaya"),
    ("Washington", "White House"),
    ("Donetsk Oblast", "Donetsk region"),
    ("Idlib Province", "Idlib province"),
    ("Sumy Oblast", "Sumy region"),
    ("Kursk Oblast", "Kursk region"),
    ("Kalbajar (town)", "town of Kelbajar"),
    ("Lachin (town)", "Lachin city"),
    ("Hin Tagher", "Kohne Taghlar"),
    ("Ashagi Askipara", "Lower Askipara"),
    ("Zaporizhzhia nuclear power plant", "Zaporozhye nuclear power plant"),
    ("Preah Vihear", "Preah Vihear temple"),
    ("Afghanistan-Pakistan border", "Durand Line"),
]
VENUES = [
    "Geneva",
    "Doha",
    "Cairo",
    "Istanbul",
    "Riyadh",
    "Jeddah",
    "Sochi",
    "Astana",
    "Minsk",
    "Vienna",
    "Oslo",
    "Havana",
    "Nairobi",
    "Pretoria",
    "Muscat",
    "Ankara",
    "Paris",
    "Brussels",
    "Luanda",
    "Kampala",
    "Juba",
    "Tashkent",
    "Beijing",
    "Berlin",
    "Rome",
    "Madrid",
    "Rambouillet",
    "Dayton",
    "Quito",
]
NO_PLACES = [
    "Of",
    "Nice",
    "Mobile",
    "Reading",
    "Young",
    "Kennedy",
    "Florida",
    "Turbo",
    "Gay",
    "May",
    "Bar",
    "Hit",
    "Male",
    "Male",
    "Anna",
    "Vladimir",
    "Cesar",
    "Dogs",
]

# What gold labels take from the sentence, not from a name: a tagger's work, not a gazetteer's.
BY_CONTEXT = {"border", "frontier", "line", "buffer zone"}
# The text names the statelet, the label its capital.
BY_JUDGEMENT = {("Donetsk People's Republic", "Donetsk")}


@pytest.mark.parametrize(("place_id", "names"), SPELLINGS, ids=[row[0] for row in SPELLINGS])
def test_every_spelling_leads_to_one_place(place_id: str, names: str) -> None:
    for name in (place_id, *names.split()):
        assert [place.place_id for place in BY_NAME.get(name, ())] == [place_id], name


@pytest.mark.parametrize(("place_id", "name"), MORE)
def test_a_longer_name_leads_to_its_place(place_id: str, name: str) -> None:
    assert [place.place_id for place in BY_NAME.get(name, ())] == [place_id]


def test_only_listed_names_are_shared() -> None:
    assert {name for name, places in BY_NAME.items() if len(places) > 1} == SHARED


@pytest.mark.parametrize(
    "name", ["Kalbajar", "Aghdam", "Lachin", "Fuzuli", "Jabrayil", "Zangilan", "Qubadli", "Khojavend"]
)
def test_a_district_is_not_its_town(name: str) -> None:
    district, town = PLACES[name], PLACES[f"{name} (town)"]
    assert (district.kind, town.kind, town.parent) == ("district", "town", name)
    assert not set(district.names) & set(town.names)


@pytest.mark.parametrize("name", VENUES)
def test_the_usual_venues_of_talks_are_there(name: str) -> None:
    assert PLACES[name].kind in ("city", "town")


@pytest.mark.parametrize("name", NO_PLACES)
def test_a_word_or_a_first_name_is_no_place(name: str) -> None:
    assert name not in BY_NAME


def test_no_place_has_the_name_of_a_person() -> None:
    persons = {name for actor in read_actors() if actor.kind == "person" for name in actor.names}
    assert persons & set(BY_NAME) == set()


def test_parents_lead_upwards() -> None:
    for place in PLACES.values():
        seen = {place.place_id}
        while place.parent:
            assert place.parent not in seen, place
            seen.add(place.parent)
            place = PLACES[place.parent]


def test_theatres_have_their_provinces_and_towns() -> None:
    admin1 = {place.country for place in PLACES.values() if place.kind == "admin1"}
    assert {"AM", "GE", "UA", "RU", "LB", "SY", "SD", "SS", "YE", "IN", "PK", "CO", "MM", "ET"} <= admin1
    counts = {conflict.conflict_id: 0 for conflict in read_conflicts()}
    for place in PLACES.values():
        for conflict_id in place.conflicts:
            counts[conflict_id] += 1
    assert min(counts.values()) >= 10  # Mindanao is islands; the first theatres have hundreds


def test_a_place_on_the_map_has_its_number() -> None:
    towns = [place for place in PLACES.values() if place.kind in ("city", "town")]
    assert sum(place.lat is None for place in towns) < 0.01 * len(towns)
    numbered = [place.geonames_id for place in towns if place.geonames_id]
    assert len(numbered) > 0.9 * len(towns)


@pytest.mark.slow
def test_the_file_is_what_the_script_builds(tmp_path: Path) -> None:
    write_sheet(build_places.build(read_cities()), build_places.COLUMNS, tmp_path / "places.csv")
    assert (tmp_path / "places.csv").read_bytes() == (SHIPPED / "places.csv").read_bytes()


def test_every_place_by_hand_is_shipped() -> None:
    rows = [row for path in (build_places.HERE / "overlay").glob("*.csv") for row in read_sheet(path)]
    assert [row["place_id"] for row in rows if row["place_id"] not in PLACES] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kəlbəcər", ["Kəlbəcər", "Kalbacar"]),
        ("Ma’rib", ["Ma’rib", "Ma'rib", "Marib"]),
        ("Nagorno-Karabakh", ["Nagorno-Karabakh", "Nagorno Karabakh"]),
        ("al-Bab", ["al-Bab", "al Bab", "Al-Bab", "Al Bab"]),
    ],
)
def test_a_spelling_is_spread(name: str, expected: list[str]) -> None:
    assert variants(name) == expected
    assert to_ascii(name).isascii()


def named_in_gold(shared_dir: Path) -> Iterator[tuple[str, str]]:
    for file in ("sentences", "articles"):
        for line in (shared_dir / "gold" / "dev" / f"{file}.jsonl").read_text("utf-8").splitlines():
            for mention in json.loads(line)["mentions"]:
                for role in ("", "context_"):
                    surfaces, ids = mention.get(f"{role}places") or [], mention.get(f"{role}place_ids") or []
                    yield from zip(surfaces, ids, strict=True)


def test_every_place_of_the_gold_set_is_known_by_its_surface(shared_dir: Path) -> None:
    by_fold = {name.casefold(): places[0].place_id for name, places in reversed(tuple(BY_NAME.items()))}
    wrong = {
        (surface, place_id)
        for surface, place_id in named_in_gold(shared_dir)
        if surface not in BY_CONTEXT and by_fold.get(surface.casefold()) != place_id
    }
    assert wrong == BY_JUDGEMENT
    assert {place_id for _, place_id in named_in_gold(shared_dir)} <= set(PLACES)
