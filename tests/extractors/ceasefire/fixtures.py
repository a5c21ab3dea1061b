"""A tiny world for the tests of places and actors: two republics at odds, their neighbours and their offices."""

from __future__ import annotations

from config.schema import Actor, Conflict, Place

PLACES = (
    Place("Varna Front", "line", ("line of contact",), "AA", conflicts=("aa-bb",)),
    Place("Delta Front", "line", ("line of contact",), "CC", conflicts=("cc",)),
    Place("Aland-Beland border", "border", ("Alandic-Belandic border",), conflicts=("aa-bb",)),
    Place("Cetania-Deland border", "border", ("Cetanian-Delander border",)),
    Place("Kalba Gate corridor", "corridor", ("Kalba corridor",), "AA", conflicts=("aa-bb",)),
    Place("Aland", "country", ("Aland",), "AA"),
    Place("Beland", "country", ("Beland",), "BB"),
    Place("Cetania", "country", ("Cetania",), "CC"),
    Place("Aport", "city", ("Aport",), "AA"),
    Place("Beport", "city", ("Beport",), "BB"),
    Place("Cetport", "city", ("Cetport",), "CC"),
    Place("Kalba", "district", ("Qalba", "Kəlba", "Kalba district"), "AA", conflicts=("aa-bb",)),
    Place("El Zor", "town", ("al-Zor", "Zor"), "CC", conflicts=("cc",)),
    Place("Sana'a", "city", ("Sanaa",), "CC"),
    Place("North Upland", "region", ("North Upland",), "AA", conflicts=("aa-bb",)),
)
ACTORS = (
    Actor("Aland", "state", ("Republic of Aland",), demonyms=("Alandic",), metonyms=("Aport",), iso_3166_1="AA"),
    Actor("Beland", "state", ("Beland",), demonyms=("Belandic",), metonyms=("Beport",), iso_3166_1="BB"),
    Actor("Cetania", "state", ("US",), demonyms=("Cetanian",), metonyms=("Cetport",), iso_3166_1="CC"),
    Actor("Alandic Defense Ministry", "ministry", ("Aland's Defense Ministry",), state="Aland"),
    Actor("Belandic Defense Ministry", "ministry", ("Beland's Defense Ministry",), state="Beland"),
    Actor("Alandic armed forces", "force", ("Alandic troops", "Aland's army"), state="Aland"),
    Actor("Belandic armed forces", "force", ("Belandic troops", "Belandic soldiers"), state="Beland"),
    Actor("Upland Rebels", "armed_group", ("rebels of the Upland",)),
    Actor("World Council", "body", ("World Council",)),
    Actor("President of Aland", "office", ("Alandic President", "Aland's president"), state="Aland"),
    Actor("Ada Old", "person", ("Old",), state="Aland", offices=("President of Aland",), from_year=1990, to_year=2009),
    Actor("Ana New", "person", ("New",), state="Aland", offices=("President of Aland",), from_year=2010),
    Actor("Bo Bel", "person", ("Bel",), state="Beland", offices=("President of Beland",), from_year=2005),
)
CONFLICTS = (Conflict("aa-bb", "Aland and Beland", ("Aland", "Beland"), ("Kalba", "Varna Front")),)
