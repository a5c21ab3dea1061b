"""Outlines of countries: read from basemap.json, cut to what is seen, turned into SVG paths.

Knows no place and no page. Made by build_basemap from Natural Earth, whose borders are those in fact held; we take no
side in them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

BASEMAP = Path(__file__).parent / "basemap.json"
Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
GRID = (30, 18)  # how many places are tried for a name, across and down


@cache
def outlines() -> tuple[tuple[str, tuple[tuple[Point, ...], ...]], ...]:
    """Give every country's rings in degrees."""
    base: dict[str, Any] = json.loads(BASEMAP.read_text("utf-8"))
    arcs = [_arc(numbers, base["units_per_degree"]) for numbers in base["arcs"]]
    return tuple(
        (country["name"], tuple(_ring(ring, arcs) for rings in country["polygons"] for ring in rings))
        for country in base["countries"]
    )


def _arc(numbers: Sequence[int], units: int) -> tuple[Point, ...]:
    points, x, y = [], 0, 0
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / units, y / units))
    return tuple(points)


def _ring(indexes: Sequence[int], arcs: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
    """Join arcs to a ring; a negative number is the arc backwards, as in TopoJSON."""
    points: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def clipped(ring: Sequence[Point], box: Rectangle) -> list[Point]:
    """Cut a polygon to a box (Sutherland and Hodgman, 1974)."""
    points = list(ring)
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        points = list(_cut(points, axis, limit, sign))
    return points


def _cut(points: Sequence[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    for before, now in zip([*points[-1:], *points[:-1]], points, strict=True):
        was_in, is_in = (before[axis] - limit) * sign >= 0, (now[axis] - limit) * sign >= 0
        if was_in != is_in:
            share = (limit - before[axis]) / (now[axis] - before[axis])
            other = before[1 - axis] + share * (now[1 - axis] - before[1 - axis])
            yield (limit, other) if axis == 0 else (other, limit)
        if is_in:
            yield now


def path(ring: Sequence[Point]) -> str:
    """Give a polygon as an SVG path, to a tenth of a pixel."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z"


def area(ring: Sequence[Point]) -> float:
    """Give a polygon's area (the shoelace formula)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def roomy(ring: Sequence[Point], view: Rectangle) -> list[tuple[float, float, float]]:
    """Give points of a polygon as (room, x, y), the roomiest first: how far from its outline and the view's edge.

    They are tried on a grid over the view, which is good enough for a name.
    """
    xs = [view[0] + (view[2] - view[0]) * (step + 0.5) / GRID[0] for step in range(GRID[0])]
    ys = [view[1] + (view[3] - view[1]) * (step + 0.5) / GRID[1] for step in range(GRID[1])]
    inside = ((x, y) for x in xs for y in ys if contains(ring, (x, y)))
    return sorted(((_room(point, ring, view), *point) for point in inside), reverse=True)


def _room(point: Point, ring: Sequence[Point], view: Rectangle) -> float:
    edges = min(point[0] - view[0], view[2] - point[0], point[1] - view[1], view[3] - point[1])
    return min(edges, min(distance(point, a, b) for a, b in pairwise([*ring, ring[0]])))


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Say whether a point lies in a polygon: a ray from it crosses the outline an odd number of times."""
    x, y = point
    crossings = (
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in pairwise([*ring, ring[0]])
    )
    return sum(crossings) % 2 == 1


def distance(point: Point, start: Point, end: Point) -> float:
    """Give the distance from a point to a line segment."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    length = dx * dx + dy * dy
    share = 0.0 if not length else min(1.0, max(0.0, ((point[0] - x) * dx + (point[1] - y) * dy) / length))
    return math.hypot(point[0] - x - share * dx, point[1] - y - share * dy)
