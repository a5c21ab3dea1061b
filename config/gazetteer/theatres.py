"""How deep the gazetteer goes in which country: floors of population, words for provinces, and what is left out.

Knows no file but left_out.txt. Country codes are ISO 3166-1 alpha-2, admin codes those of GeoNames.
"""

from __future__ import annotations

from pathlib import Path

# Everywhere else only cities of this many people, which a reader knows by name alone, are taken.
BIG_CITY = 1_000_000

# A watched or likely theatre is taken down to towns; the South Caucasus, the first case, down to villages.
CITY_FLOORS = {
    **dict.fromkeys(("AM", "AZ"), 500),
    **dict.fromkeys(("GE",), 1_000),
    **dict.fromkeys(("PS", "LB"), 5_000),
    **dict.fromkeys(("UA", "IL", "SY", "SD", "SS", "YE", "PK", "CO", "MM", "ET", "ER"), 15_000),
    **dict.fromkeys(("LY", "IQ", "AF", "KH", "XK", "CY", "MD"), 15_000),
    **dict.fromkeys(("PH", "CD", "KP", "RS"), 60_000),
    **dict.fromkeys(("IR", "TR", "VE", "TH", "BY"), 120_000),
    **dict.fromkeys(("RU", "KR"), 300_000),
    "CN": 4_000_000,
    "US": 10_000_000,
}

# Provinces on a front or a disputed line are taken deeper than their country: (country, GeoNames admin code).
BORDER_FLOORS = {
    **dict.fromkeys((("RU", code) for code in ("09", "10", "41", "61", "38", "86", "17", "12", "19", "68")), 15_000),
    **dict.fromkeys((("IN", code) for code in ("12", "41")), 5_000),
    **dict.fromkeys((("IN", code) for code in ("23", "24", "09")), 60_000),
    **dict.fromkeys((("TR", code) for code in ("31", "83", "63", "30", "80", "72", "21", "47")), 40_000),
}

# The words that stand beside a province's name; the first makes its id where a town has the bare name.
ADMIN1_WORDS = {
    "UA": ("Oblast", "region", "Region", "oblast", "province"),
    "RU": ("Oblast", "region", "Region", "oblast", "province"),
    **dict.fromkeys(("AM", "GE", "ET", "ER"), ("Region", "region", "province", "Province", "regional state")),
    **dict.fromkeys(("SD", "SS", "IN", "VE"), ("State", "state")),
    "MM": ("Region", "region", "State", "state", "Division", "division"),
    "CO": ("Department", "department", "province", "Province"),
    **dict.fromkeys(("LB", "PS"), ("Governorate", "governorate", "Province", "province", "district")),
    **dict.fromkeys(("SY", "YE", "IQ"), ("Province", "province", "Governorate", "governorate", "region")),
    **dict.fromkeys(("PK", "AF", "CD", "IR", "TR", "KH"), ("Province", "province")),
}

# A town lies in the theatre of its country; a border province in that of the war across the border.
CONFLICTS_OF = {
    "AM": ("nagorno-karabakh",),
    "AZ": ("nagorno-karabakh",),
    "UA": ("ukraine",),
    "PS": ("gaza",),
    "IL": ("gaza", "lebanon"),
    "LB": ("lebanon",),
    "SY": ("syria",),
    "SD": ("sudan",),
    "YE": ("yemen",),
    "PK": ("india-pakistan",),
    "CO": ("colombia",),
    "MM": ("myanmar",),
    "ET": ("ethiopia",),
    "ER": ("ethiopia",),
    "TH": ("thailand-cambodia",),
    "KH": ("thailand-cambodia",),
    "CD": ("drc-m23",),
    "SS": ("south-sudan",),
    "GE": ("georgia",),
    "MD": ("transnistria",),
    "LY": ("libya",),
    "CY": ("cyprus",),
    "XK": ("kosovo",),
    "KP": ("korea",),
    "KR": ("korea",),
    "AF": ("afghanistan",),
    "IR": ("iran-israel",),
}
BORDER_CONFLICTS = {
    **dict.fromkeys((("RU", code) for code in ("09", "10", "41", "61", "38", "86")), ("ukraine",)),
    **dict.fromkeys((("IN", code) for code in ("12", "41", "23", "24", "09")), ("india-pakistan",)),
}

# One name a line, lower case: an English word or a person's name in most sentences, so no place by itself.
LEFT_OUT = frozenset(
    line.strip()
    for line in (Path(__file__).parent / "left_out.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
)


def floor_of(country: str, admin1: str) -> int:
    """Give the population from which a place of this province is taken."""
    return BORDER_FLOORS.get((country, admin1), CITY_FLOORS.get(country, BIG_CITY))


def conflicts_of(country: str, admin1: str = "") -> tuple[str, ...]:
    """Give the conflicts in whose theatre this province lies, none for most of the world."""
    return BORDER_CONFLICTS.get((country, admin1), CONFLICTS_OF.get(country, ()))
