"""Outlines of countries: read from basemap.json, cut to what is seen, turned into SVG paths.

Knows no place and no page. Made by build_basemap from Natural Earth, whose borders are those in fact held; we take no
side in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

BASEMAP = Path(__file__).parent / "basemap.json"
Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]


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
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z"


def centre(ring: Sequence[Point]) -> tuple[float, float, float]:
    """Give a polygon's area and centre of gravity."""
    crosses = [(a[0] * b[1] - b[0] * a[1], a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    doubled = sum(cross for cross, _, _ in crosses)
    if abs(doubled) < 1e-9:
        return 0.0, ring[0][0], ring[0][1]
    x = sum((a[0] + b[0]) * cross for cross, a, b in crosses) / (3 * doubled)
    y = sum((a[1] + b[1]) * cross for cross, a, b in crosses) / (3 * doubled)
    return abs(doubled) / 2, x, y
