"""Finds the places a text names: every spelling, any case, longest name first.

Knows no event. What is another name's part ("Moscow Times", "Minsk agreements") is no place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from config.schema import Place
from extractors.ceasefire.names import Names, fold, words_of
from extractors.ceasefire.spans import holds_any, within
from extractors.records import PlaceRef

_KIND = re.compile(
    r" (?:Oblast|Province|Governorate|District|Department|Krai|Region|State|Division|Prefecture|\(town\))$"
)
# Kinds whose names are common words ("line of contact") and may begin with a small letter.
_SMALL_LETTER_KINDS = frozenset({"line", "corridor", "border", "sea", "building", "region"})
_TOWN_KINDS = frozenset({"city", "town", "village", "country", "admin1", "district"})

_NAME_GOES_ON = re.compile(
    r"(?: (?:agreements?|accords?|process|format|formula|protocols?|memorandum|declaration|conventions?|consensus)\b"
    r"| (?!(?:North|South|East|West|Province|Region|District|Oblast|City|Town|Village|Strip|Governorate|State|Airport"
    r"|Crossing|Checkpoint|Corridor|Road|Highway|Valley|River|Lake|Port|Square|Border|County|Republic|Department"
    r"|Township|Zone|Camp|Prison|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|Armenians?|International)\b)[A-Z][a-z]+)"
)
_PEOPLE_OF = re.compile(r"[ -](?:Armenians?|Azeris?|Azerbaijanis|Serbs?|Arabs?|Jews?|Turks?|Greeks?)\b")
_WORDS = re.compile(r"[^\W\d_]+")
_GIVEN_NAME = re.compile(r"(?<=[a-z,;] )([A-Z][a-z]{2,}) $")
_WHERE = re.compile(r"\b(?:in|at|to|from|near|of|on|for|outside|around|into|towards?|via|between|and) $")
_NO_GIVEN_NAME = re.compile(
    r"(?:North|South|East|West|Central|Upper|Lower|Greater|Old|New|Port|City|Fort|Mount|Lake|Camp|The"
    r"|[A-Z]\w+(?:ern|ian|ese|ish|ani|eli|qi|day|ary|ber|il|ch|st|ly)|May|June|And|In|At|Near|From|To|Of|For|Over|On"
    r"|Capital|Province|District|Region|Mayor|Governor|Fears?)$"
)
_GENERIC = re.compile(
    r"(?:border(?<=[a-z] border)|frontier(?<=[a-z] frontier))\b"
    r"(?! (?:guard|service|clash|police|post|village|troop|agenc|control|force|district"
    r"|region|delimit|demarc|checkpoint|incident|skirmish|commission|dispute|town|area|market|security|patrol|officer"
    r"|deal|talk|fence|wall|war\b|committee|quarrel|gate|row\b|bloodshed|text|change|map|law|state|communit|province|closure|violence|shoot|tension))"
)
_PAIR = re.compile(r"([A-Z][\w ]+?)[-–]([A-Z][\w ]+?) (?:border|frontier)$")
# "southern Lebanon" is told as Lebanon; South Sudan and the province South Kivu are names.
_SIDE = re.compile(r"(?:north|south|east|west|central)")
# Whose border it is: "the Turkish frontier", "the border with Sudan", "the Tajik-Uzbek border".
_WHOSE_BORDER = re.compile(
    r"(?:[A-Z]\w+[-–])?(?!(?:The|This|That|Their|Its|Along|At|On|Across|Both|Over|Near|No)\b)([A-Z][a-z]+)"
    r" (?:land |international )?$"
)
# A road is known by its two ends and is neither: "the Kalba-Varna highway".
_ROAD = re.compile(
    r"\b(?!The )[A-Z][\w'’]+(?: [A-Z][\w'’]+)?[-–][A-Z][\w'’]+"
    r" (?:highway|motorway|road|railway|railroad|rail line|line)\b"
)
# Countries that mediate and host talks in many conflicts: to name them says nothing of where it is.
_HOSTS = frozenset({"RU", "US", "FR", "DE", "GB", "TR", "BY", "CH", "AT", "CN", "KZ", "QA", "EG", "SA", "VA", "NO"})
_WAYS = (" highway", " motorway", " road", " rail", " line")
_BORDER_WITH = re.compile(r"(?:border|frontier) with (?:the )?([A-Z][a-z]+)")
_HALVES = frozenset({"north", "south"})
_END = 5  # letters that a country shares with its people: Egypt, Egypt-ian
_NEAR = 400
# Letters a country shares with the name of its people: Ukrain-e, Ukrain-ian; Cypr-us, Cypr-iot.
_STEM, _SHORT_STEM = 6, 4
# Lines of which each war has its own: one is meant only where the text names its people.
_ANY_LINE = frozenset({"buffer zone"})


@dataclass(frozen=True, slots=True)
class NamedPlace(PlaceRef):
    """A place found in text, with its kind, the country it lies in (ISO 3166-1 alpha-2, or ""), the place it is
    part of, and the watched conflicts it is a ground of."""

    kind: str = ""
    country: str = ""
    parent: str = ""
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Border:
    place: Place
    ends: tuple[frozenset[str], frozenset[str]]

    def is_between(self, words: set[str]) -> bool:
        """Tell whether the words name both lands."""
        return all(end & words for end in self.ends)


class Gazetteer:
    """All known places, ready to be found in text."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Take the rows; of two places with one name the text around decides, else the first row."""
        rows: dict[tuple[str, ...], list[Place]] = {}
        spelled: dict[tuple[str, ...], str] = {}
        for place in places:
            for name in (place.place_id, *place.names):
                same = rows.setdefault(words_of(name), [])
                spelled.setdefault(words_of(name), name)
                if place not in same:
                    same.append(place)
        self._names = Names((spelled[words], tuple(same)) for words, same in rows.items())
        self._countries = {place.country: fold(place.place_id) for place in places if place.kind == "country"}
        self._borders = tuple(border for place in places if place.kind in ("border", "line") for border in _ends(place))

    def find(self, text: str) -> tuple[NamedPlace, ...]:
        """Give every place named in `text` with its offsets, in order, none overlapping another.

        "The border" alone is the border of two countries that the text around it names.
        """
        found = list(self._names.find(text, lambda start, end, same: _is_name(text, start, end, same[0])))
        near = _Surroundings(found, text, self._countries)
        found = [(start, end, same) for start, end, same in found if near.has_line(text[start:end], same)]
        refs = [
            _named(text, start, end, same[0] if len(same) == 1 else near.choose(same)) for start, end, same in found
        ]
        refs = _with_roads(text, refs)
        borders = list(self._generic_borders(text, refs, near))
        return tuple(sorted((*refs, *borders), key=lambda ref: ref.start)) if borders else tuple(refs)

    def _generic_borders(self, text: str, found: Sequence[NamedPlace], near: _Surroundings) -> Iterator[NamedPlace]:
        for word in _GENERIC.finditer(text):
            start, end = word.span()
            around = within(found, start - _NEAR, start + _NEAR)
            if any(ref.start <= start < ref.end for ref in around):
                continue
            border = self._border_near(text, start, around, near)
            if border is not None:
                yield _named(text, start, end, border)

    def _words_near(self, text: str, at: int) -> set[str]:
        listed = [fold(word) for word in _WORDS.findall(text, max(0, at - _NEAR), at + _NEAR)]
        return {*listed, *(f"{one} {other}" for one, other in pairwise(listed) if one in _HALVES)}

    def _borders_of_word(self, text: str, at: int) -> Sequence[_Border]:
        """Give the borders that can be meant: those of the land named beside the word ("the Turkish frontier")."""
        whose = _WHOSE_BORDER.search(text, max(0, at - 30), at) or _BORDER_WITH.match(text, at)
        if whose is None:
            return self._borders
        stem = fold(whose[1])[:_END]
        return [one for one in self._borders if any(end[:_END] == stem for side in one.ends for end in side)]

    def _border_near(self, text: str, at: int, found: Sequence[NamedPlace], near: _Surroundings) -> Place | None:
        borders = self._borders_of_word(text, at)
        words = self._words_near(text, at)
        around = words | {self._countries.get(ref.country, "") for ref in found}
        both = tuple(
            border.place for border in borders if border.is_between(around if border.place.conflicts else words)
        )
        if both:
            return near.choose(both)
        watched = [border for border in borders if border.place.conflicts]
        half = tuple(border.place for border in watched if any(end & around for end in border.ends))
        if len(half) == 1 and (not near.has_conflict or near.votes(half[0])):
            return half[0]
        return near.choose(half) if any(near.votes(place) for place in half) else None


class _Surroundings:
    """Which conflicts and countries a text is about, to tell places of one name apart."""

    def __init__(
        self, found: Sequence[tuple[int, int, tuple[Place, ...]]], text: str, countries: Mapping[str, str]
    ) -> None:
        lone = [(text[start:end], same[0]) for start, end, same in found if len(same) == 1]
        sure = [place for surface, place in lone if place.kind != "line" or not surface.islower()]
        self._conflicts = Counter(conflict for place in sure for conflict in place.conflicts)
        self._countries = Counter(place.country for place in sure if place.country)
        self._text, self._names = text, countries

    @property
    def has_conflict(self) -> bool:
        """Whether the text names a ground of any watched conflict."""
        return bool(self._conflicts)

    def choose(self, same: tuple[Place, ...]) -> Place:
        """Give the one of `same` that has most to do with the rest of the text; the first of equals."""
        return max(same, key=lambda place: (self.votes(place), -same.index(place)))

    def has_line(self, surface: str, same: tuple[Place, ...]) -> bool:
        """Tell whether "the contact line" can be one of those listed: the text names places of no other conflict."""
        is_told_where = self._conflicts or len(self._countries.keys() - _HOSTS) > 1 or surface in _ANY_LINE
        if same[0].kind != "line" or not surface.islower() or not is_told_where:
            return True
        return any(self.votes(place) for place in same)

    def votes(self, place: Place) -> int:
        """Count how often the text names the conflicts and the country of a place; its people count for a line."""
        name = self._names.get(place.country, "") if place.kind == "line" else ""
        stem = name[: min(_STEM, max(_SHORT_STEM, len(name) - 2))]
        people = len(re.findall(rf"\b{stem}", self._text, re.IGNORECASE)) if stem else 0
        return people + sum(self._conflicts[conflict] for conflict in place.conflicts) + self._countries[place.country]


def _with_roads(text: str, refs: list[NamedPlace]) -> list[NamedPlace]:
    """Put a road that no list knows in the place of the two towns that it is named after."""
    is_told = ("-" in text or "–" in text) and holds_any(text, _WAYS)
    for road in _ROAD.finditer(text) if is_told else ():
        inside = [ref for ref in refs if road.start() <= ref.start and ref.end <= road.end()]
        if inside and all(ref.end < road.end() for ref in inside):
            kept = [ref for ref in refs if ref not in inside]
            name = road[0]
            refs = sorted(
                [*kept, NamedPlace(name, name, name, *road.span(), kind="unlisted")], key=lambda ref: ref.start
            )
    return refs


def bare_name(place_id: str) -> str:
    """Give a place's name without the word for its kind: the id tells Donetsk Oblast from Donetsk, people say Donetsk.

    >>> bare_name("Donetsk Oblast"), bare_name("Lachin (town)"), bare_name("Gaza Strip")
    ('Donetsk', 'Lachin', 'Gaza Strip')
    """
    return _KIND.sub("", place_id)


def _named(text: str, start: int, end: int, place: Place) -> NamedPlace:
    return NamedPlace(
        place.place_id,
        bare_name(place.place_id),
        text[start:end],
        start,
        end,
        kind=place.kind,
        country=place.country,
        parent=place.parent or "",
        conflicts=place.conflicts,
    )


def _ends(place: Place) -> Iterator[_Border]:
    """Read from a border's own names what its two countries and their people are called."""
    pairs = [found.groups() for name in (place.place_id, *place.names) if (found := _PAIR.match(name))]
    if not pairs:
        return
    sides: tuple[set[str], set[str]] = (set(), set())
    for one, other in pairs:
        stem = fold(one)[:4]
        swap = int(bool(sides[0]) and not any(side.startswith(stem) or stem.startswith(side[:4]) for side in sides[0]))
        sides[swap].add(_end_of(one))
        sides[1 - swap].add(_end_of(other))
    yield _Border(place, (frozenset(sides[0]), frozenset(sides[1])))


def _end_of(name: str) -> str:
    """Give the word a country is known by: "South Sudan" is not Sudan, "Saudi Arabia" is Saudi."""
    first, *rest = fold(name).split()
    return f"{first} {rest[0]}" if first in _HALVES and rest else first


def _is_name(text: str, start: int, end: int, place: Place) -> bool:
    if not text[start].isupper() and not _may_be_small(text, start, end, place):
        return False
    if place.kind not in _TOWN_KINDS and place.kind != "region":
        return place.kind != "sea" or not text.startswith((" Fleet", " fleet"), end)
    if _PEOPLE_OF.match(text, end):
        return False
    if place.kind == "region":
        return True
    if _NAME_GOES_ON.match(text, end) and not text[start:end].isupper() and not _is_title_case(text, start, end):
        return False
    return not _is_surname(text, start, place)


def _may_be_small(text: str, start: int, end: int, place: Place) -> bool:
    if _SIDE.match(text, start):
        return False
    if place.kind in _SMALL_LETTER_KINDS:
        return True
    words = text[start:end].replace("-", " ").split()
    return len(words) > 1 and words[-1][:1].isupper()


def _is_title_case(text: str, start: int, end: int) -> bool:
    """Whether the words around are capitalised throughout, as in a headline."""
    line_start = max(text.rfind("\n", 0, start) + 1, start - 60)
    words = [word for word in _WORDS.findall(text[line_start : end + 60].partition("\n")[0]) if len(word) > 3]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > 0.75 * len(words)


def _is_surname(text: str, start: int, place: Place) -> bool:
    """Whether a capitalised word in mid-sentence stands right before a town's name ("Jack London"), or did before
    ("London was freed")."""
    if place.kind not in ("city", "town", "village"):
        return False
    if _is_known_surname(text, start, place):
        return True
    found = _GIVEN_NAME.search(text, max(0, start - 24), start)
    return found is not None and _NO_GIVEN_NAME.match(found[1]) is None and not _is_title_case(text, start, start)


def _is_known_surname(text: str, start: int, place: Place) -> bool:
    """Whether the word is the surname of someone named in full before it; who stands "in London" is in the town, and a
    town of a conflict is no one's name where anything is told to be in it."""
    name = _WORDS.match(text, start)
    if name is None or _WHERE.search(text, max(0, start - 12), start):
        return False
    told = [found.start() for found in re.finditer(rf"\b{name[0]}\b", text)]
    if place.conflicts and any(_WHERE.search(text, max(0, at - 12), at) for at in told):
        return False
    before = (at for at in told if at < start)
    return any(
        (given := _GIVEN_NAME.search(text, max(0, at - 24), at)) and _NO_GIVEN_NAME.match(given[1]) is None
        for at in before
    )
