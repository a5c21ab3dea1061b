"""Makes basemap.json, the outlines that the report's map is drawn on, from Natural Earth's countries (public domain).

Run by hand when the theatres change: `npm pack world-atlas@2.0.2`, unpack it, then
`python -m flows.report.build_basemap package/countries-10m.json`. Knows no event. Outlines are fine near the places of
the gazetteer's conflicts and coarse elsewhere, so that the file stays small. See docs/decisions/report.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from config.load import read_conflicts, read_places
from flows.report.outlines import Point, distance

Box = tuple[float, float, float, float]
TARGET = Path(__file__).parent / "basemap.json"
UNITS_PER_DEGREE = 200
# How far, in degrees, a line may pass from a point that is dropped: by how far the point is from the nearest theatre.
TOLERANCES = ((1.5, 0.008), (6.0, 0.03), (360.0, 0.12))
SMALLEST_ISLAND_DEGREES = 0.25


def build(topology: dict[str, Any], boxes: Sequence[Box]) -> dict[str, Any]:
    """Give the topology with its arcs simplified and quantised, as `{units_per_degree, arcs, countries}`."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [simplified(list(decoded(arc, scale, shift)), boxes) for arc in topology["arcs"]]
    countries = [
        {"name": shape["properties"]["name"], "polygons": kept}
        for shape in topology["objects"]["countries"]["geometries"]
        if (kept := [rings for rings in polygons(shape) if is_seen(rings[0], arcs, boxes)])
    ]
    used = sorted({index if index >= 0 else ~index for index in indexes(countries)})
    place_of = {old: new for new, old in enumerate(used)}
    for country in countries:
        country["polygons"] = [
            [[place_of[i] if i >= 0 else ~place_of[~i] for i in ring] for ring in rings]
            for rings in country["polygons"]
        ]
    return {
        "units_per_degree": UNITS_PER_DEGREE,
        "arcs": [deltas(arcs[old]) for old in used],
        "countries": countries,
    }


def decoded(arc: Sequence[Sequence[int]], scale: Sequence[float], shift: Sequence[float]) -> Iterable[Point]:
    """Give a TopoJSON arc in degrees; its points are stored as steps from the one before."""
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def simplified(arc: list[Point], boxes: Sequence[Box]) -> list[Point]:
    """Drop points nearer to the line between their neighbours than is seen (Douglas and Peucker, 1973)."""
    keep = {0, len(arc) - 1}
    open_parts = [(0, len(arc) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        far, excess = 0, 0.0
        for index in range(first + 1, last):
            over = distance(arc[index], arc[first], arc[last]) - tolerance(arc[index], boxes)
            if over > excess:
                far, excess = index, over
        if far:
            keep.add(far)
            open_parts += [(first, far), (far, last)]
    return [arc[index] for index in sorted(keep)]


def tolerance(point: Point, boxes: Sequence[Box]) -> float:
    """Give how far, in degrees, a line may pass from a point: little near a theatre, more elsewhere."""
    away = min(away_from(point, box) for box in boxes)
    return next(most for reach, most in TOLERANCES if away <= reach)


def away_from(point: Point, box: Box) -> float:
    """Give how many degrees a point lies outside a box of west, south, east, north; 0 inside."""
    return max(box[0] - point[0], point[0] - box[2], box[1] - point[1], point[1] - box[3], 0.0)


def polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    """Give a country's polygons as rings of arc numbers."""
    if shape["type"] == "Polygon":
        return [shape["arcs"]]
    return list(shape["arcs"]) if shape["type"] == "MultiPolygon" else []


def is_seen(ring: Sequence[int], arcs: Sequence[Sequence[Point]], boxes: Sequence[Box]) -> bool:
    """Say whether a ring is large enough to be drawn, or lies in a theatre."""
    points = [point for index in ring for point in arcs[index if index >= 0 else ~index]]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    is_large = max(max(lons) - min(lons), max(lats) - min(lats)) > SMALLEST_ISLAND_DEGREES
    return len(points) > 3 and (is_large or any(away_from(points[0], box) <= TOLERANCES[0][0] for box in boxes))


def indexes(countries: Iterable[dict[str, Any]]) -> Iterable[int]:
    """Give every arc number that the countries use."""
    return (index for country in countries for rings in country["polygons"] for ring in rings for index in ring)


def deltas(arc: Sequence[Point]) -> list[int]:
    """Give an arc as whole units: the first point, then the steps, x and y in turn."""
    units = [(round(lon * UNITS_PER_DEGREE), round(lat * UNITS_PER_DEGREE)) for lon, lat in arc]
    steps = [units[0], *((x - px, y - py) for (px, py), (x, y) in pairwise(units))]
    return [number for index, step in enumerate(steps) for number in step if index == 0 or step != (0, 0)]


def theatres() -> list[Box]:
    """Give a box around the places of each watched conflict."""
    boxes = []
    for conflict in read_conflicts(None):
        spots = [
            (place.lon, place.lat)
            for place in read_places(None)
            if place.place_id in conflict.places and place.lon is not None and place.lat is not None
        ]
        if spots:
            lons, lats = zip(*spots, strict=True)
            boxes.append((min(lons), min(lats), max(lons), max(lats)))
    return boxes


def main() -> None:
    """Read the file named on the command line and write basemap.json beside this module."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    made = json.dumps(build(topology, theatres()), ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(made + "\n", "utf-8")
    sys.stdout.write(f"{TARGET}: {len(made)} bytes\n")


if __name__ == "__main__":
    main()
