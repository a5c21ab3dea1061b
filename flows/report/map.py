"""Lays out a map: outlines of countries, places as dots by number of events, labels that do not collide.

Knows no query and no page: gives numbers and paths, which the template draws. The projection is plate carrée, true in
scale along the middle latitude, which is plain enough for a theatre.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.report.outlines import Point, Rectangle, area, clipped, outlines, path, roomy

SMALLEST_SPAN_DEGREES = 0.8
SMALLEST_NAMED = 0.03  # of the map, for a country to be named
MARGIN = 0.16
ENOUGH_POINTS = 3
KM_A_DEGREE = 111.32
CHARACTER_WIDTH = 0.56  # of a letter, in font sizes: enough for the widest of the usual sans serifs
SCALE_STEPS_KM = (5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to show: WGS 84 degrees, how many events, of what sort most are, and whether it is more than a point."""

    name: str
    lat: float
    lon: float
    n_events: int
    sort: str
    is_area: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map, in pixels, with the label's corner where there is room for one."""

    spot: Spot
    x: float
    y: float
    radius: float
    label: Point | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outline as an SVG path, with its name where it is wide enough to carry it."""

    name: str
    path: str
    label: Point | None


@dataclass(frozen=True, slots=True)
class Map:
    """Everything the template draws, in pixels; `scale_px` is the length of `scale_km` on the map."""

    width: int
    height: int
    font_size: float
    countries: tuple[Country, ...]
    dots: tuple[Dot, ...]
    scale_km: int
    scale_px: float


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the world is seen: degrees at the left and top, pixels a degree of longitude and latitude."""

    west: float
    north: float
    x_scale: float
    y_scale: float
    width: int
    height: int

    def pixel(self, lon: float, lat: float) -> Point:
        """Give the pixel of a point in degrees."""
        return (lon - self.west) * self.x_scale, (self.north - lat) * self.y_scale


def draw_map(spots: Sequence[Spot], theatre: Rectangle, width: int, height: int, font_size: float) -> Map:
    """Lay out a map of the spots: as near as its points allow, or, where they are few, the whole theatre.

    `theatre` is west, south, east, north in degrees. An area or point outside the map is left out. Raises ValueError
    when there is no spot.
    """
    if not spots:
        raise ValueError("a map needs a place")
    points = [(spot.lon, spot.lat) for spot in spots if not spot.is_area]
    view = fit(points if len(points) >= ENOUGH_POINTS else [theatre[:2], theatre[2:]], width, height)
    most = max(spot.n_events for spot in spots)
    seen = [spot for spot in spots if _is_seen(view.pixel(spot.lon, spot.lat), view)]
    dots = [_dot(spot, view, most) for spot in sorted(seen, key=lambda spot: (-spot.n_events, spot.name))]
    labelled = tuple(_labelled(dots, view, font_size))
    taken = [_text_box(dot.label, dot.spot.name, font_size) for dot in labelled if dot.label] + list(
        map(_dot_box, dots)
    )
    countries = tuple(_countries(view, font_size, taken))
    scale_km = _scale_km(view)
    scale_px = scale_km / KM_A_DEGREE * view.y_scale
    return Map(width, height, font_size, countries, labelled, scale_km, round(scale_px, 1))


def _is_seen(pixel: Point, view: View) -> bool:
    return 0 <= pixel[0] <= view.width and 0 <= pixel[1] <= view.height


def fit(points: Sequence[Point], width: int, height: int) -> View:
    """Give the view that shows all the points (longitude, latitude) with a margin, and no less than a small region."""
    lons, lats = zip(*points, strict=True)
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    shrink = max(0.2, math.cos(math.radians(middle_lat)))
    lat_span = max(max(lats) - min(lats), SMALLEST_SPAN_DEGREES) * (1 + 2 * MARGIN)
    lon_span = max(max(lons) - min(lons), SMALLEST_SPAN_DEGREES) * (1 + 2 * MARGIN)
    y_scale = min(height / lat_span, width / (lon_span * shrink))
    x_scale = y_scale * shrink
    west, north = middle_lon - width / 2 / x_scale, middle_lat + height / 2 / y_scale
    return View(west, north, x_scale, y_scale, width, height)


def _dot(spot: Spot, view: View, most: int) -> Dot:
    x, y = view.pixel(spot.lon, spot.lat)
    largest = min(view.width, view.height) / 22
    return Dot(spot, round(x, 1), round(y, 1), round(4 + (largest - 4) * math.sqrt(spot.n_events / most), 1))


def _labelled(dots: Sequence[Dot], view: View, font_size: float) -> Iterator[Dot]:
    """Give each dot a label beside it where there is room: points before areas, the busiest first."""
    taken = list(map(_dot_box, dots))
    labels: dict[str, Point] = {}
    for dot in sorted(dots, key=lambda dot: dot.spot.is_area):
        boxes = ((at, _text_box(at, dot.spot.name, font_size)) for at in _label_points(dot, font_size))
        free = next(((at, box) for at, box in boxes if _is_free(box, taken, view)), None)
        if free:
            labels[dot.spot.name] = free[0]
            taken.append(free[1])
    return (replace(dot, label=labels.get(dot.spot.name)) for dot in dots)


def _label_points(dot: Dot, font_size: float) -> Iterator[Point]:
    """Give where a label may start (its left end on the base line): beside, above, below the dot, then its corners."""
    width, gap = _text_width(dot.spot.name, font_size), dot.radius + 4
    left, right, middle = dot.x - gap - width, dot.x + gap, dot.y + font_size * 0.35
    above, below = dot.y - gap, dot.y + gap + font_size * 0.8
    points = [(right, middle), (left, middle), (dot.x - width / 2, above), (dot.x - width / 2, below)]
    near = dot.radius * 0.7 + 3
    corners = [
        (x, y) for y in (dot.y - near, dot.y + near + font_size * 0.8) for x in (dot.x + near, dot.x - near - width)
    ]
    return ((round(x, 1), round(y, 1)) for x, y in (*points, *corners))


def _text_width(text: str, font_size: float) -> float:
    return len(text) * font_size * CHARACTER_WIDTH


def _text_box(at: Point, text: str, font_size: float) -> Rectangle:
    return at[0], at[1] - font_size, at[0] + _text_width(text, font_size), at[1] + font_size * 0.3


def _dot_box(dot: Dot) -> Rectangle:
    return dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius


def _is_free(box: Rectangle, taken: Iterable[Rectangle], view: View) -> bool:
    is_inside = box[0] >= 2 and box[1] >= 2 and box[2] <= view.width - 2 and box[3] <= view.height - 2
    return is_inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )


def _scale_km(view: View) -> int:
    """Give a round length that takes up to a fifth of the width."""
    longest = view.width / 5 / view.y_scale * KM_A_DEGREE
    return max((km for km in SCALE_STEPS_KM if km <= longest), default=SCALE_STEPS_KM[0])


def _countries(view: View, font_size: float, taken: Sequence[Rectangle]) -> Iterator[Country]:
    box = (-20.0, -20.0, view.width + 20.0, view.height + 20.0)
    for name, rings in outlines():
        seen = [
            ring for ring in (clipped([view.pixel(*point) for point in ring], box) for ring in rings) if len(ring) > 2
        ]
        if seen:
            yield Country(name, "".join(map(path, seen)), _country_label(name, seen, view, font_size, taken))


def _country_label(
    name: str, rings: Sequence[Sequence[Point]], view: View, font_size: float, taken: Sequence[Rectangle]
) -> Point | None:
    """Give where a country's name goes: where its largest part has most room, when that is enough and free."""
    largest = max(rings, key=area)
    if area(largest) < SMALLEST_NAMED * view.width * view.height:
        return None
    size = font_size * 1.1
    width = _text_width(name.upper(), size) * 1.35
    for room, x, y in roomy(largest, (0.0, 0.0, view.width, view.height)):
        at = (round(x - width / 2, 1), round(y + size / 2, 1))
        if room > width / 3 and _is_free((at[0], at[1] - size, at[0] + width, at[1]), taken, view):
            return at
    return None
